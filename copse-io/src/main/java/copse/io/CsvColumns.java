package copse.io;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import org.jspecify.annotations.Nullable;

/// Columns from the arrays that [CellBuffer]s fill.
final class CsvColumns {
    private CsvColumns() {}

    /// @param kind of the cells
    /// @param cells array of the kind, see [CellBuffer]; codes are codes of `levels`
    /// @param levels of a factor, or null
    /// @return the column
    static Column of(CellKind kind, Object cells, @Nullable Levels levels) {
        return switch (kind) {
            case NUMBER -> numbers((double[]) cells);
            case LOGICAL -> logicals((byte[]) cells);
            case DATE -> times((long[]) cells, true);
            case TIMESTAMP -> times((long[]) cells, false);
            case LABEL ->
                levels == null ? TextColumn.of((@Nullable String[]) cells) : FactorColumn.wrap((int[]) cells, levels);
        };
    }

    /// @param values NaN is missing; kept
    /// @return the column
    static Column numbers(double[] values) {
        boolean missing = false;
        for (double value : values) {
            missing |= Double.isNaN(value);
        }
        return NumericColumn.wrap(
                values, missing ? Mask.of(values.length, row -> Double.isNaN(values[row])) : Mask.none(values.length));
    }

    /// @param values of [LogicalText]
    /// @return the column
    static Column logicals(byte[] values) {
        return LogicalColumn.of(
                Mask.of(values.length, row -> values[row] == LogicalText.TRUE),
                Mask.of(values.length, row -> values[row] == LogicalText.NONE));
    }

    /// @param values days or microseconds; [TimeText#NONE] is missing
    /// @param days whether they are days
    /// @return the column
    static Column times(long[] values, boolean days) {
        Mask missing = Mask.of(values.length, row -> values[row] == TimeText.NONE);
        return days ? TimeColumn.dates(values, missing) : TimeColumn.timestamps(values, missing);
    }

    /// @param codes of labels; −1 is missing. *Modified* and kept
    /// @param labels what they are labels of, and the decision whether they are levels
    /// @return a factor or free text
    static Column labels(int[] codes, CsvLabels labels) {
        if (labels.levels() == null) {
            @Nullable String[] values = new String[codes.length];
            for (int row = 0; row < codes.length; row++) {
                values[row] = codes[row] < 0 ? null : labels.texts()[codes[row]];
            }
            return TextColumn.of(values);
        }
        int[] level = labels.level();
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? FactorColumn.MISSING : level[codes[row]];
        }
        return FactorColumn.wrap(codes, labels.levels());
    }
}
