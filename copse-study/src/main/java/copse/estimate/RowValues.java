package copse.estimate;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// The numbers of a column by row.
///
/// @param name as printed
/// @param value of a row; without meaning if missing
/// @param missing rows without a value
record RowValues(String name, IntToDoubleFunction value, Mask missing) {
    static RowValues of(String name, Column column) {
        return switch (column) {
            case NumericColumn numeric -> new RowValues(name, numeric::value, numeric.missing());
            case LogicalColumn logical -> new RowValues(name, row -> logical.value(row) ? 1 : 0, logical.missing());
            case FactorColumn _, TextColumn _, TimeColumn _ -> throw new IllegalArgumentException(name);
        };
    }

    /// A covariate as columns of numbers: itself, or an indicator for each level but the first.
    static List<RowValues> covariate(Frame rows, String name) {
        Column column = rows.column(name);
        return switch (column) {
            case NumericColumn _, LogicalColumn _ -> List.of(of(name, column));
            case TimeColumn _ -> List.of(of(name, rows.asNumeric(name).numeric(name)));
            case FactorColumn _, TextColumn _ ->
                indicators(name, rows.asFactor(name).dropUnusedLevels().factor(name));
        };
    }

    private static List<RowValues> indicators(String name, FactorColumn factor) {
        List<RowValues> columns = new ArrayList<>();
        for (int level = 1; level < factor.levels().size(); level++) {
            int code = level;
            columns.add(new RowValues(
                    name + "[" + factor.levels().label(level) + "]",
                    row -> factor.code(row) == code ? 1 : 0,
                    factor.missing()));
        }
        return columns;
    }
}
