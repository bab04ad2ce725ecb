package copse.power;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Every simulated estimate in a table.
public final class EstimateTable {
    private final List<Tally> tallies;
    private final int rows;

    private EstimateTable(List<Tally> tallies, int run) {
        this.tallies = tallies;
        this.rows = run * tallies.size();
    }

    /// @param tallies one per estimator
    /// @param run number of experiments that were run
    /// @param effect realised in an experiment
    /// @return one row per experiment and estimator: `replicate`, `estimator`, `effect`, `estimate`, `se`,
    ///     `df`, `lower`, `upper`, `p`, `shown`, `failure`
    static Frame of(List<Tally> tallies, int run, IntToDoubleFunction effect) {
        return new EstimateTable(tallies, run).frame((tally, k) -> effect.applyAsDouble(k));
    }

    /// @param tallies one per estimator, of distinct names
    /// @param run number of experiments that were run
    /// @return one row per experiment and estimator: `replicate`, `estimator`, `effect` (the truth of that
    /// experiment), `estimate`, `se`, `df`, `lower`, `upper`, `p`, `shown`, `failure` (code and words, missing
    /// if it did not fail)
    public static Frame of(List<Tally> tallies, int run) {
        return new EstimateTable(tallies, run).frame(Tally::truth);
    }

    private interface Number {
        double of(Tally tally, int k);
    }

    private Tally tally(int row) {
        return tallies.get(row % tallies.size());
    }

    private int experiment(int row) {
        return row / tallies.size();
    }

    private Frame frame(Number effect) {
        int[] which = new int[rows];
        double[] replicate = new double[rows];
        @Nullable String[] failure = new String[rows];
        for (int row = 0; row < rows; row++) {
            which[row] = row % tallies.size();
            replicate[row] = experiment(row) + 1;
            failure[row] = tally(row).failure(experiment(row));
        }
        Mask unfinished = Mask.of(rows, row -> !tally(row).finished(experiment(row)));
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("replicate", NumericColumn.of(replicate));
        columns.put(
                "estimator",
                FactorColumn.wrap(
                        which, Levels.of(tallies.stream().map(Tally::name).toList())));
        columns.put("effect", numbers(unfinished, effect));
        columns.put("estimate", numbers(unfinished, Tally::value));
        columns.put("se", numbers(unfinished, Tally::se));
        columns.put("df", numbers(unfinished, Tally::df));
        columns.put("lower", numbers(unfinished, Tally::lower));
        columns.put("upper", numbers(unfinished, Tally::upper));
        columns.put("p", numbers(unfinished, Tally::p));
        columns.put("shown", LogicalColumn.of(Mask.of(rows, row -> tally(row).shown(experiment(row))), unfinished));
        columns.put("failure", TextColumn.of(failure));
        return Frame.of(columns);
    }

    /// Missing where there is no estimate, and where it has no finite number.
    private NumericColumn numbers(Mask unfinished, Number number) {
        double[] values = IntStream.range(0, rows)
                .mapToDouble(row -> number.of(tally(row), experiment(row)))
                .toArray();
        Mask missing = Mask.of(rows, row -> unfinished.get(row) || !Double.isFinite(values[row]));
        missing.forEach(row -> values[row] = 0);
        return NumericColumn.wrap(values, missing);
    }
}
