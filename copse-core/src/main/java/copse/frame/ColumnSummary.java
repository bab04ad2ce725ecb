package copse.frame;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What `describe` says about a column.
public sealed interface ColumnSummary {
    /// @return the column's name
    String name();

    /// @return number of rows
    int rows();

    /// @return number of rows whose value is missing
    int missing();

    /// Numbers.
    ///
    /// @param name the column's name
    /// @param rows number of rows
    /// @param missing number of missing values
    /// @param whole whether all values are whole numbers
    /// @param spread centre and spread; empty if all values are missing
    record Numeric(String name, int rows, int missing, boolean whole, Optional<Spread> spread)
            implements ColumnSummary {}

    /// A factor.
    ///
    /// @param name the column's name
    /// @param rows number of rows
    /// @param missing number of missing values
    /// @param levels labels with their numbers of rows, in level order, unused ones included
    record Factor(String name, int rows, int missing, List<LevelCount> levels) implements ColumnSummary {}

    /// A level and how often it occurs.
    ///
    /// @param label the level
    /// @param count number of rows
    record LevelCount(String label, int count) {}

    /// Text.
    ///
    /// @param name the column's name
    /// @param rows number of rows
    /// @param missing number of missing values
    /// @param distinct number of distinct values
    record Text(String name, int rows, int missing, int distinct) implements ColumnSummary {}

    /// True or false.
    ///
    /// @param name the column's name
    /// @param rows number of rows
    /// @param missing number of missing values
    /// @param count number of rows that are true
    record Logical(String name, int rows, int missing, int count) implements ColumnSummary {}

    /// Dates or times.
    ///
    /// @param name the column's name
    /// @param rows number of rows
    /// @param missing number of missing values
    /// @param type date or time stamp
    /// @param distinct number of distinct values
    /// @param first the earliest in ISO 8601, the empty text if all are missing
    /// @param last the latest in ISO 8601, the empty text if all are missing
    record Time(String name, int rows, int missing, ColumnType type, int distinct, String first, String last)
            implements ColumnSummary {}

    /// Cost: O(n), plus sorting for numbers and text.
    ///
    /// @param name the column's name
    /// @param column the column
    /// @return the summary of its type
    static ColumnSummary of(String name, Column column) {
        int rows = column.size();
        int missing = column.missing().count();
        return switch (column) {
            case NumericColumn numeric ->
                new Numeric(name, rows, missing, numeric.isWhole(), Spread.of(numeric.present()));
            case FactorColumn factor -> new Factor(name, rows, missing, levels(factor));
            case TextColumn text ->
                new Text(
                        name, rows, missing, Conversions.fromText(text).levels().size());
            case LogicalColumn logical ->
                new Logical(name, rows, missing, logical.trueRows().count());
            case TimeColumn time -> {
                long[] values = Codes.of(time, time::value).values();
                yield new Time(
                        name,
                        rows,
                        missing,
                        time.type(),
                        values.length,
                        values.length == 0 ? "" : time.label(values[0]),
                        values.length == 0 ? "" : time.label(values[values.length - 1]));
            }
        };
    }

    private static List<LevelCount> levels(FactorColumn factor) {
        int[] counts = new int[factor.levels().size()];
        for (int row = 0; row < factor.size(); row++) {
            if (factor.code(row) >= 0) {
                counts[factor.code(row)]++;
            }
        }
        return IntStream.range(0, counts.length)
                .mapToObj(code -> new LevelCount(factor.levels().label(code), counts[code]))
                .toList();
    }
}
