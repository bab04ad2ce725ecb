package copse.estimate;

import java.util.Arrays;
import java.util.function.Supplier;

/// A statistic of the user's own, computed from scratch for every assignment and effect.
final class CustomFamily implements ShiftFamily {
    private final ReferenceSet set;
    private final UnitOutcomes units;
    private final int treated;
    private final TestStatistic.Function function;
    private final int threads;
    private final int[] present;

    CustomFamily(ReferenceSet set, UnitOutcomes units, int treated, TestStatistic.Function function, int threads) {
        this.set = set;
        this.units = units;
        this.treated = treated;
        this.function = function;
        this.threads = threads;
        this.present = java.util.stream.IntStream.range(0, units.size())
                .filter(units::present)
                .toArray();
    }

    @Override
    public Values at(double theta) {
        double[] outcomes = outcomes(theta);
        double[] rows = rows();
        Supplier<PlaneReader> readers = () -> {
            boolean[] arms = new boolean[present.length];
            return (planes, into, at) -> {
                long[] plane = planes[treated];
                for (int i = 0; i < arms.length; i++) {
                    arms[i] = (plane[present[i] >>> 6] >>> present[i] & 1) != 0;
                }
                into[at] = function.of(outcomes, rows, arms);
            };
        };
        double[] kept = PlaneReader.all(set, units.arm(), 1, readers, threads);
        return new Values(kept[set.size()], Arrays.copyOf(kept, set.size()));
    }

    @Override
    public double observed(double theta) {
        boolean[] arms = new boolean[present.length];
        for (int i = 0; i < arms.length; i++) {
            arms[i] = units.arm()[present[i]] == treated;
        }
        return function.of(outcomes(theta), rows(), arms);
    }

    private double[] outcomes(double theta) {
        double[] outcomes = new double[present.length];
        Arrays.setAll(outcomes, i -> units.mean(present[i]) - (units.arm()[present[i]] == treated ? theta : 0));
        return outcomes;
    }

    private double[] rows() {
        return Arrays.stream(present).mapToDouble(i -> units.rows()[i]).toArray();
    }

    /// The range of the outcomes.
    @Override
    public double scale() {
        double[] outcomes = outcomes(0);
        return Arrays.stream(outcomes).max().orElse(0)
                - Arrays.stream(outcomes).min().orElse(0);
    }
}
