package copse.design;

import copse.math.RandomStream;
import copse.math.SubsetSums;
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

    /// @return sums of each feature by arm. Change with the next one.
    double[][] sums();

    /// @return units by arm. Change with the next one.
    int[] counts();

    /// The sum of squares between arms of a covariate of the screen.
    ///
    /// @param loading of the covariate on the features
    /// @return the sum of squares
    default double between(double[] loading) {
        double square = 0;
        double total = 0;
        int units = 0;
        for (int arm = 0; arm < counts().length; arm++) {
            if (counts()[arm] > 0) {
                double sum = 0;
                for (int k = 0; k < loading.length; k++) {
                    sum += loading[k] * sums()[arm][k];
                }
                square += sum * sum / counts()[arm];
                total += sum;
                units += counts()[arm];
            }
        }
        return square - total * total / units;
    }

    /// @param arms *Modified:* index of the arm of each unit.
    void copy(byte[] arms);

    /// @param draws *Modified:* the assignment becomes one of them.
    /// @param draw which; its bits are still 0
    void copy(Draws draws, int draw);

    /// Assignments unit by unit: those of any mechanism, and those of a list.
    final class ByUnit implements Search {
        private final Mechanism mechanism;
        private final Screen.Work work;
        private final byte[] arms;

        ByUnit(Mechanism mechanism, Screen screen) {
            this.mechanism = mechanism;
            this.work = screen.work();
            this.arms = new byte[mechanism.size()];
        }

        @Override
        public Standing next(RandomStream stream) {
            mechanism.draw(stream, arms);
            return look(arms);
        }

        /// Looks at an assignment that is known.
        Standing look(byte[] known) {
            work.look(known);
            return work.standing;
        }

        @Override
        public double[] values() {
            return work.values;
        }

        @Override
        public double[][] sums() {
            return work.sums;
        }

        @Override
        public int[] counts() {
            return work.counts;
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

    /// Assignments as bits from beginning to end, for mechanisms that give an arm to each unit that takes part.
    final class ByBits implements Search {
        private final Mechanism.Drawer drawer;
        private final SubsetSums tables;
        private final boolean[] takesPart;
        private final double[] sizes;
        private final int participants;
        private final Rule[] rules;
        private final Draws one;
        private final double[][] sums;
        private final int[] counts;
        private final double[] values;

        /// @param drawer draws assignments
        /// @param tables sums of the features of the screen
        ByBits(Mechanism.Drawer drawer, SubsetSums tables, Screen screen) {
            this.drawer = drawer;
            this.tables = tables;
            this.takesPart = screen.takesPart();
            this.sizes = screen.sizes();
            int parts = 0;
            for (boolean part : takesPart) {
                parts += part ? 1 : 0;
            }
            this.participants = parts;
            this.rules = screen.compared().toArray(Rule[]::new);
            this.one = new Draws(1, takesPart.length, sizes.length);
            this.sums = new double[sizes.length][tables.padded()];
            this.counts = new int[sizes.length];
            this.values = new double[rules.length];
        }

        /// @return whether no arm that is to have units is empty
        private boolean draw(RandomStream stream) {
            Arrays.fill(one.bits(), 0);
            drawer.draw(stream, one, 0);
            counts[0] = participants;
            for (int arm = 1; arm < counts.length; arm++) {
                int count = 0;
                for (int w = 0; w < one.words(); w++) {
                    count += Long.bitCount(one.word(0, arm, w));
                }
                counts[arm] = count;
                counts[0] -= count;
            }
            for (int arm = 0; arm < counts.length; arm++) {
                if (counts[arm] == 0 && sizes[arm] > 0) {
                    return false;
                }
            }
            return true;
        }

        /// Features are centred, so that the first arm has what the others lack.
        private void sum(int block) {
            int from = tables.begin(block);
            int to = tables.end(block);
            Arrays.fill(sums[0], from, to, 0);
            for (int arm = 1; arm < sums.length; arm++) {
                tables.sum(one.bits(), one.at(0, arm), sums[arm], block);
                for (int k = from; k < to; k++) {
                    sums[0][k] -= sums[arm][k];
                }
            }
        }

        @Override
        public Standing next(RandomStream stream) {
            if (!draw(stream)) {
                return Standing.UNDEFINED;
            }
            for (int block = 0; block < tables.blocks(); block++) {
                sum(block);
            }
            Standing worst = Standing.BELOW;
            for (int r = 0; r < rules.length; r++) {
                values[r] = rules[r].value(sums, tables.features(), counts);
                Standing one = rules[r].standing(values[r]);
                worst = one.compareTo(worst) > 0 ? one : worst;
            }
            return worst;
        }

        /// A sum of squares only grows: most assignments are turned down after a part of the features.
        @Override
        public boolean accepts(RandomStream stream) {
            if (!draw(stream)) {
                return false;
            }
            for (int block = 0; block < tables.blocks(); block++) {
                sum(block);
                for (Rule rule : rules) {
                    if (rule.standing(rule.value(sums, tables.end(block), counts)) == Standing.ABOVE) {
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
        public double[][] sums() {
            return sums;
        }

        @Override
        public int[] counts() {
            return counts;
        }

        @Override
        public void copy(byte[] arms) {
            for (int unit = 0; unit < takesPart.length; unit++) {
                arms[unit] = takesPart[unit] ? (byte) one.arm(0, unit) : Mechanism.NONE;
            }
        }

        @Override
        public void copy(Draws draws, int draw) {
            System.arraycopy(one.bits(), 0, draws.bits(), draws.at(draw, 1), one.bits().length);
        }
    }
}
