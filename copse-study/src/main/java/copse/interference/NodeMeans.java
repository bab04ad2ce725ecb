package copse.interference;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// The mean of a column over the rows of each node.
///
/// @param mean by node, 0 without rows
/// @param count rows of each node with a value
record NodeMeans(double[] mean, int[] count) {
    /// @param name a numeric or logical column
    /// @param rows of the nodes
    /// @param node of each row, negative for none
    /// @param nodes how many
    static NodeMeans of(String name, Frame rows, int[] node, int nodes) {
        Column column = rows.column(name);
        return switch (column) {
            case NumericColumn numeric -> of(column, numeric::value, node, nodes);
            case LogicalColumn logical -> of(column, row -> logical.value(row) ? 1 : 0, node, nodes);
            case FactorColumn _, TextColumn _, TimeColumn _ ->
                throw InterferenceCode.NOT_NUMERIC.error(
                        "`" + name + "` is " + column.type().name().toLowerCase(Locale.ROOT)
                                + ", not numeric or logical",
                        "means of labels mean nothing",
                        "make it numeric: `--numeric " + name + "`");
        };
    }

    /// Labels become one column per level but the first.
    static List<NodeMeans> covariate(String name, Frame rows, int[] node, int nodes) {
        if (!(rows.column(name) instanceof FactorColumn || rows.column(name) instanceof TextColumn)) {
            return List.of(of(name, rows, node, nodes));
        }
        FactorColumn factor = rows.asFactor(name).dropUnusedLevels().factor(name);
        List<NodeMeans> columns = new ArrayList<>();
        for (int level = 1; level < factor.levels().size(); level++) {
            int code = level;
            columns.add(of(factor, row -> factor.code(row) == code ? 1 : 0, node, nodes));
        }
        return columns;
    }

    private static NodeMeans of(Column column, IntToDoubleFunction value, int[] node, int nodes) {
        double[] mean = new double[nodes];
        int[] count = new int[nodes];
        for (int row = 0; row < node.length; row++) {
            int own = node[row];
            if (own >= 0 && !column.isMissing(row)) {
                count[own]++;
                mean[own] += (value.applyAsDouble(row) - mean[own]) / count[own];
            }
        }
        return new NodeMeans(mean, count);
    }
}
