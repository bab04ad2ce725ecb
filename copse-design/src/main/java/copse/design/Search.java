package copse.design;

import copse.math.RandomStream;
import java.util.Arrays;

/// Random assignments of a design, each looked at by a screen. For one thread.
sealed interface Search {
    /// Draws the next assignment and looks at it.
    ///
    /// @param stream where randomness comes from
    /// @return how it stands
    Standing next(RandomStream stream);

    /// Draws the next assignment and looks only as long as it may be accepted.
    ///
    /// @param stream where randomness comes from
    /// @return whether it is accepted; if not, its values are not known
    default boolean accepts(RandomStream stream) {
        return next(stream).accepted();
    }

    /// @return the value of each rule; without meaning if the assignment is undefined. Changes with the next
    ///     one.
    double[] values();

    /// The sum of squares between arms of a covariate of the screen.
    ///
    /// @param loading of the covariate on the features
    /// @return the sum of squares
    double between(double[] loading);

    /// @param arms *Modified:* index of the arm of each unit.
    void copy(byte[] arms);

    /// @param draws *Modified:* the assignment becomes one of them.
    /// @param draw which; its bits are still 0
    void copy(Draws draws, int draw);

    /// Assignments of any mechanism.
    final class Any implements Search {
        private final Mechanism mechanism;
        private final Screen.Work work;
        private final byte[] arms;

        Any(Mechanism mechanism, Screen screen) {
            this.mechanism = mechanism;
            this.work = screen.work();
            this.arms = new byte[mechanism.size()];
        }

        @Override
        public Standing next(RandomStream stream) {
            mechanism.draw(stream, arms);
            work.look(arms);
            return work.standing;
        }

        @Override
        public double[] values() {
            return work.values;
        }

        @Override
        public double between(double[] loading) {
            return work.between(loading);
        }

        @Override
        public void copy(byte[] into) {
            System.arraycopy(arms, 0, into, 0, arms.length);
        }

        @Override
        public void copy(Draws draws, int draw) {
            draws.put(draw, arms);
        }
    }

    /// Complete assignments of two arms, as bits from beginning to end.
    final class OfSubsets implements Search {
        private final SubsetDraws subsets;
        private final SubsetSums sums;
        private final Rule[] rules;
        private final int units;
        private final long[] bits;
        private final double[] treated;
        private final double[] values;
        private double inverse;

        OfSubsets(SubsetDraws subsets, SubsetSums sums, Screen screen, int units) {
            this.subsets = subsets;
            this.sums = sums;
            this.rules = screen.compared().toArray(Rule[]::new);
            this.units = units;
            this.bits = new long[subsets.words()];
            this.treated = new double[sums.padded()];
            this.values = new double[rules.length];
        }

        @Override
        public Standing next(RandomStream stream) {
            int size = subsets.draw(stream, bits);
            if (size == 0 || size == units) {
                return Standing.UNDEFINED;
            }
            sums.sum(bits, treated);
            inverse = 1.0 / size + 1.0 / (units - size);
            Standing worst = Standing.BELOW;
            for (int r = 0; r < rules.length; r++) {
                values[r] = rules[r].value(treated, sums.features(), inverse);
                Standing one = rules[r].standing(values[r]);
                worst = one.compareTo(worst) > 0 ? one : worst;
            }
            return worst;
        }

        /// A sum of squares only grows: most assignments are turned down after a part of the features.
        @Override
        public boolean accepts(RandomStream stream) {
            int size = subsets.draw(stream, bits);
            if (size == 0 || size == units) {
                return false;
            }
            inverse = 1.0 / size + 1.0 / (units - size);
            for (int block = 0; block < sums.blocks(); block++) {
                sums.sum(bits, treated, block);
                for (Rule rule : rules) {
                    if (rule.standing(rule.value(treated, sums.end(block), inverse)) == Standing.ABOVE) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        public double[] values() {
            return values;
        }

        @Override
        public double between(double[] loading) {
            double sum = 0;
            for (int k = 0; k < loading.length; k++) {
                sum += loading[k] * treated[k];
            }
            return sum * sum * inverse;
        }

        @Override
        public void copy(byte[] arms) {
            Arrays.fill(arms, (byte) 0);
            for (int unit = 0; unit < units; unit++) {
                arms[unit] = (byte) (bits[unit >>> 6] >>> unit & 1);
            }
        }

        @Override
        public void copy(Draws draws, int draw) {
            for (int w = 0; w < bits.length; w++) {
                draws.put(draw, 1, w, bits[w]);
            }
        }
    }
}
