package copse.exposure;

import copse.design.ClusterLaw;
import copse.design.Draws;
import copse.design.Probabilities;
import copse.design.Randomisation;
import copse.math.RandomStream;
import java.util.Arrays;
import java.util.Optional;

/// 64 random assignments as bits: for each position, a unit or a cluster of units, the draws in which it is
/// treated and those in which it is control. For one thread.
final class SideBits {
    private final Randomisation source;
    private final Sides sides;
    private final Optional<ClusterLaw.Fixed> clusters;
    private final long[] treated;
    private final long[] control;
    private final long[] block = new long[Long.SIZE];
    /// Positions that never get an arm.
    private final boolean[] armless;

    /// @param randomisation of the nodes
    /// @param sides which arms are treated and which control
    SideBits(Randomisation randomisation, Sides sides) {
        this.clusters = fixed(randomisation);
        this.source = clusters.isPresent() ? randomisation.clusters().orElseThrow() : randomisation;
        this.sides = sides;
        this.treated = new long[source.units().size()];
        this.control = new long[source.units().size()];
        this.armless = armless(source);
    }

    private static boolean[] armless(Randomisation source) {
        Probabilities probabilities = source.probabilities();
        boolean[] armless = new boolean[probabilities.size()];
        for (int unit = 0; unit < armless.length; unit++) {
            armless[unit] = true;
            for (int arm = 0; arm < source.design().arms().size() && armless[unit]; arm++) {
                armless[unit] = !(probabilities.of(unit, arm) > 0);
            }
        }
        return armless;
    }

    /// Where clusters are known beforehand they are drawn themselves.
    private static Optional<ClusterLaw.Fixed> fixed(Randomisation randomisation) {
        if (randomisation.clusterLaw().orElse(null) instanceof ClusterLaw.Fixed law
                && randomisation
                        .clusters()
                        .filter(clusters -> clusters.units().size() == law.clusters())
                        .isPresent()) {
            return Optional.of(law);
        }
        return Optional.empty();
    }

    /// @param stream where randomness comes from
    void draw(RandomStream stream) {
        Draws draws = source.redraw(Long.SIZE, stream, 1);
        for (int word = 0; word < draws.words(); word++) {
            int from = word << 6;
            int to = Math.min(from + Long.SIZE, treated.length);
            Arrays.fill(treated, from, to, 0);
            Arrays.fill(control, from, to, 0);
            for (int arm = 0; arm < sides.arms(); arm++) {
                if (sides.of(arm) != Sides.NEITHER) {
                    gather(draws, word, arm);
                    long[] into = sides.of(arm) == Sides.TREATED ? treated : control;
                    for (int i = from; i < to; i++) {
                        into[i] |= armless[i] ? 0 : block[i - from];
                    }
                }
            }
        }
    }

    private void gather(Draws draws, int word, int arm) {
        for (int draw = 0; draw < Long.SIZE; draw++) {
            if (arm > 0) {
                block[draw] = draws.word(draw, arm, word);
            } else {
                long others = 0;
                for (int other = 1; other < draws.arms(); other++) {
                    others |= draws.word(draw, other, word);
                }
                block[draw] = ~others;
            }
        }
        transpose(block);
    }

    /// Exchanges rows and columns of 64 × 64 bits: halves by halves (Warren 2012, Hacker's Delight, section
    /// 7.3).
    private static void transpose(long[] rows) {
        long mask = 0xFFFFFFFFL;
        for (int half = 32; half != 0; half >>>= 1, mask ^= mask << half) {
            for (int k = 0; k < Long.SIZE; k = (k + half + 1) & ~half) {
                long swap = (rows[k] >>> half ^ rows[k + half]) & mask;
                rows[k + half] ^= swap;
                rows[k] ^= swap << half;
            }
        }
    }

    /// @param node in `[0, nodes)`
    /// @param side treated or control
    /// @return the draws in which it is on that side
    long of(int node, int side) {
        int position = clusters.isPresent() ? clusters.get().cluster(node) : node;
        return side == Sides.TREATED ? treated[position] : control[position];
    }
}
