package copse.report.plot;

import copse.frame.ColumnSummary;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The numbers of a column that belong to one group.
///
/// @param name of the group
/// @param values that are there, ascending, at least one
/// @param spread of the values
record Sample(String name, double[] values, Spread spread) {
    /// @param name of the group
    /// @param values finite, at least one; kept
    /// @return the sample
    static Sample of(String name, double[] values) {
        Arrays.parallelSort(values);
        var summary = (ColumnSummary.Numeric) ColumnSummary.of(name, NumericColumn.of(values));
        return new Sample(name, values, summary.spread().orElseThrow());
    }

    /// @param data rows
    /// @param column numbers; those missing are left out
    /// @param by groups: a factor, text, truth values or whole numbers; rows without one are left out
    /// @return a sample per group that has numbers, in the order of the levels; one named by the column if no
    ///     groups are asked for and there are numbers
    static List<Sample> of(Frame data, String column, Optional<String> by) {
        NumericColumn numbers = data.numeric(column);
        if (by.isEmpty()) {
            double[] all = numbers.present();
            return all.length == 0 ? List.of() : List.of(of(column, all));
        }
        FactorColumn factor = data.asFactor(by.get()).factor(by.get());
        int[] counts = new int[factor.levels().size()];
        for (int i = 0; i < data.rows(); i++) {
            if (factor.code(i) != FactorColumn.MISSING && !numbers.missing().get(i)) {
                counts[factor.code(i)]++;
            }
        }
        double[][] values = new double[counts.length][];
        for (int g = 0; g < counts.length; g++) {
            values[g] = new double[counts[g]];
        }
        int[] at = new int[counts.length];
        for (int i = 0; i < data.rows(); i++) {
            int g = factor.code(i);
            if (g != FactorColumn.MISSING && !numbers.missing().get(i)) {
                values[g][at[g]++] = numbers.value(i);
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (int g = 0; g < counts.length; g++) {
            if (counts[g] > 0) {
                samples.add(of(factor.levels().label(g), values[g]));
            }
        }
        return samples;
    }
}
