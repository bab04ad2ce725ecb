package copse.design;

import copse.math.RandomStream;
import copse.math.Tasks;
import java.util.Arrays;

/// Probabilities of arms, alone and jointly, as shares among random assignments.
///
/// Memory: one bit per draw, unit and arm.
final class DrawnShares implements JointProbabilities {
    /// Bits that are kept at most; more units get fewer draws.
    private static final long MOST_BITS = 1L << 30;

    private final long[] bits;
    private final int units;
    private final int arms;
    private final int words;
    private final int draws;

    private DrawnShares(int units, int arms, int words) {
        this.units = units;
        this.arms = arms;
        this.words = words;
        this.draws = words * Long.SIZE;
        this.bits = new long[Math.toIntExact((long) units * arms * words)];
    }

    /// @param mechanism whose assignments are drawn
    /// @param stream where randomness comes from
    /// @param wanted number of draws, made a multiple of 64, and fewer where they would take too much memory
    static DrawnShares of(Mechanism mechanism, RandomStream stream, int wanted) {
        int units = mechanism.size();
        int arms = mechanism.arms();
        long most = Math.max(1, MOST_BITS / Long.SIZE / Math.max(1L, (long) units * arms));
        int words = (int) Math.min((wanted + Long.SIZE - 1) / Long.SIZE, most);
        DrawnShares shares = new DrawnShares(units, arms, words);
        Tasks.run(words, Runtime.getRuntime().availableProcessors(), word -> {
            byte[] drawn = new byte[units];
            for (int d = 0; d < Long.SIZE; d++) {
                mechanism.draw(stream.split((long) word * Long.SIZE + d), drawn);
                for (int unit = 0; unit < units; unit++) {
                    if (drawn[unit] >= 0) {
                        shares.bits[shares.at(unit, drawn[unit]) + word] |= 1L << d;
                    }
                }
            }
        });
        return shares;
    }

    private int at(int unit, int arm) {
        return (unit * arms + arm) * words;
    }

    /// @return the shares of single units
    Probabilities probabilities() {
        double[][] byUnit = new double[units][arms];
        double largest = 0;
        for (int unit = 0; unit < units; unit++) {
            for (int arm = 0; arm < arms; arm++) {
                double p = of(unit, arm, unit, arm);
                byUnit[unit][arm] = p;
                largest = Math.max(largest, p * (1 - p));
            }
        }
        int[] own = new int[units];
        Arrays.setAll(own, unit -> unit);
        return new Probabilities(own, byUnit, units, new Basis.MonteCarlo(draws, Math.sqrt(largest / draws)));
    }

    @Override
    public double of(int unit, int arm, int other, int otherArm) {
        int a = at(unit, arm);
        int b = at(other, otherArm);
        long both = 0;
        for (int w = 0; w < words; w++) {
            both += Long.bitCount(bits[a + w] & bits[b + w]);
        }
        return (double) both / draws;
    }

    /// @return draws and the largest standard error that a share of so many can have
    @Override
    public Basis basis() {
        return new Basis.MonteCarlo(draws, 0.5 / Math.sqrt(draws));
    }
}
