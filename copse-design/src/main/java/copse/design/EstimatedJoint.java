package copse.design;

import copse.math.Seed;

/// Joint probabilities as shares among random assignments, for processes without a closed form.
///
/// The draws come from a stream of their own, so that the numbers are the same each time. Memory: a bit per
/// draw, unit and arm.
final class EstimatedJoint implements JointProbabilities {
    private static final int MOST_DRAWS = 1 << 15;

    private static final int LEAST_DRAWS = 1 << 6;

    private static final long MOST_BYTES = 1L << 26;

    private static final long STREAM = 0x6a6f696e74L;

    private final int draws;
    private final int arms;
    private final int words;
    /// Per unit and arm the draws in which the unit has the arm.
    private final long[][] seen;

    private final Probabilities marginal;

    EstimatedJoint(Mechanism mechanism) {
        int n = mechanism.size();
        this.arms = mechanism.arms();
        this.marginal = mechanism.probabilities();
        long affordable = MOST_BYTES * 8 / Math.max(1, (long) n * arms);
        this.draws = (int) Math.clamp(Long.highestOneBit(Math.max(1, affordable)), LEAST_DRAWS, MOST_DRAWS);
        this.words = draws >>> 6;
        this.seen = new long[n * arms][words];
        Draws drawn = mechanism.redraw(Seed.of(STREAM).stream(), draws, 1);
        for (int d = 0; d < draws; d++) {
            for (int unit = 0; unit < n; unit++) {
                seen[unit * arms + drawn.arm(d, unit)][d >>> 6] |= 1L << d;
            }
        }
    }

    @Override
    public double of(int unit, int arm, int other, int otherArm) {
        if (unit == other) {
            return arm == otherArm ? marginal.of(unit, arm) : 0;
        }
        long[] one = seen[unit * arms + arm];
        long[] two = seen[other * arms + otherArm];
        int both = 0;
        for (int w = 0; w < words; w++) {
            both += Long.bitCount(one[w] & two[w]);
        }
        return (double) both / draws;
    }

    @Override
    public Basis basis() {
        return new Basis.MonteCarlo(draws, 0.5 / Math.sqrt(draws));
    }
}
