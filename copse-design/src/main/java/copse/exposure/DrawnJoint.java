package copse.exposure;

import copse.design.Basis;
import copse.math.RandomStream;

/// Joint probabilities as shares of random assignments.
///
/// Memory: a bit per draw, node and condition.
final class DrawnJoint implements ExposureJoint {
    private static final long MOST_BYTES = 1L << 28;

    private final int conditions;
    private final int words;
    private final long[] seen;

    DrawnJoint(ExposureProbabilities.Setting setting) {
        this.conditions = setting.conditions();
        long rows = (long) setting.nodes() * conditions;
        this.words = (int) Math.clamp(
                Math.min(MOST_BYTES / 8, Integer.MAX_VALUE / 2L) / Math.max(1, rows),
                1,
                RandomCounts.batches(setting.options()));
        this.seen = new long[Math.toIntExact(rows * words)];
        SideBits bits = new SideBits(setting.randomisation(), setting.sides());
        BitExposures exposures = new BitExposures(setting.map(), bits);
        RandomStream stream = setting.options().seed().stream();
        long[] drawn = new long[conditions];
        for (int word = 0; word < words; word++) {
            bits.draw(stream.split(word));
            exposures.begin();
            for (int node = 0; node < setting.nodes(); node++) {
                exposures.of(node, drawn);
                for (int k = 0; k < conditions; k++) {
                    seen[(node * conditions + k) * words + word] = drawn[k];
                }
            }
        }
    }

    @Override
    public double of(int node, int condition, int other, int otherCondition) {
        int one = (node * conditions + condition) * words;
        int two = (other * conditions + otherCondition) * words;
        int both = 0;
        for (int word = 0; word < words; word++) {
            both += Long.bitCount(seen[one + word] & seen[two + word]);
        }
        return both / ((double) words * Long.SIZE);
    }

    @Override
    public Basis basis() {
        int draws = words * Long.SIZE;
        return new Basis.MonteCarlo(draws, 0.5 / Math.sqrt(draws));
    }
}
