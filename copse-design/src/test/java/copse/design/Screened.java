package copse.design;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Units and designs that several tests of screening share.
final class Screened {
    /// Ten clusters of the notebook on catalogues of designs.
    static final double[] SIZES = {88, 78, 64, 92, 57, 70, 88, 68, 72, 60};

    /// Eight units with three covariates.
    static final double[][] EIGHT = {
        {40.381, -1.219, 0.17},
        {47.075, 1.267, 0.453},
        {52.588, -0.745, 0.258},
        {38.479, -1.131, 0.336},
        {51.958, -0.716, 0.89},
        {50.301, 0.253, 0.202},
        {50.854, 0.152, 0.579},
        {61.166, -0.308, 0.208}
    };

    private Screened() {}

    /// Units 0, 1, … with the columns `x0`, `x1`, ….
    static Units units(double[][] rows) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                "id",
                NumericColumn.of(
                        IntStream.range(0, rows.length).mapToDouble(i -> i).toArray()));
        for (int j = 0; j < rows[0].length; j++) {
            int column = j;
            columns.put(
                    "x" + j,
                    NumericColumn.of(IntStream.range(0, rows.length)
                            .mapToDouble(i -> rows[i][column])
                            .toArray()));
        }
        return Units.of(Frame.of(columns), "id");
    }

    static double[][] column(double... values) {
        double[][] rows = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            rows[i][0] = values[i];
        }
        return rows;
    }

    /// The names of all columns of [#units].
    static List<String> columns(double[][] rows) {
        return IntStream.range(0, rows[0].length).mapToObj(j -> "x" + j).toList();
    }

    static Units with(Units units, String name, String... labels) {
        return Units.of(units.frame().with(name, FactorColumn.of(labels)), "id");
    }

    static Criterion.Mahalanobis below(double threshold, double[][] rows) {
        return new Criterion.Mahalanobis(columns(rows), new Criterion.Threshold.Value(threshold));
    }

    static Rerandomised complete(Criterion criterion, int... counts) {
        return new Rerandomised(
                new Complete(new Allocation.Counts(
                        IntStream.range(0, counts.length)
                                .mapToObj(arm -> "arm " + arm)
                                .toList(),
                        IntStream.of(counts).boxed().toList())),
                criterion,
                Rerandomised.CAP);
    }

    static Resolution over(Mechanism base) {
        return new Resolution(base, List.of(), List.of());
    }

    /// Complete randomisation of given arms, screened.
    static Mechanism mechanism(Criterion criterion, Units units, int... counts) {
        return AcceptedArms.resolve(complete(criterion, counts), units, over(ListedMechanism.complete(counts)))
                .mechanism();
    }

    /// The same with every assignment drawn and none listed.
    static AcceptedMechanism drawn(Criterion criterion, Units units, Mechanism base, boolean complete, int cap) {
        Probabilities probabilities = base.probabilities();
        double[] sizes = new double[base.arms()];
        boolean[] takesPart = new boolean[base.size()];
        for (int unit = 0; unit < takesPart.length; unit++) {
            takesPart[unit] = true;
            for (int arm = 0; arm < sizes.length; arm++) {
                sizes[arm] += probabilities.of(unit, arm);
            }
        }
        Screen screen = Screen.uncalibrated(criterion, units, takesPart, sizes);
        return new AcceptedMechanism(new AcceptedMechanism.Base(base, complete, false, true), screen, cap, 0);
    }
}
