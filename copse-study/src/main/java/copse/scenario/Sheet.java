package copse.scenario;

import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Columns being filled, before they become a frame. Different rows may be filled on different threads.
final class Sheet {
    private final Schema schema;
    private final int rows;
    private final double[][] numbers;
    private final int[][] codes;
    private final boolean[][] missing;

    Sheet(Schema schema, int rows) {
        this.schema = schema;
        this.rows = rows;
        int n = schema.columns().size();
        this.numbers = new double[n][];
        this.codes = new int[n][];
        this.missing = new boolean[n][];
        for (int c = 0; c < n; c++) {
            if (isFactor(schema.columns().get(c))) {
                codes[c] = new int[rows];
            } else {
                numbers[c] = new double[rows];
            }
        }
    }

    private static boolean isFactor(ColumnSchema column) {
        return column.type() == ColumnType.FACTOR;
    }

    /// @return the array of a numeric column
    double[] numbers(int column) {
        return numbers[column];
    }

    /// @return the array of a factor
    int[] codes(int column) {
        return codes[column];
    }

    /// Marks a numeric value as missing.
    void miss(int column, int row) {
        boolean[] rowsMissing;
        synchronized (this) {
            if (missing[column] == null) {
                missing[column] = new boolean[rows];
            }
            rowsMissing = missing[column];
        }
        rowsMissing[row] = true;
    }

    /// @return the columns; the sheet must not be filled any more
    Frame frame() {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int c = 0; c < numbers.length; c++) {
            ColumnSchema column = schema.columns().get(c);
            boolean[] holes = missing[c];
            columns.put(
                    column.name(),
                    isFactor(column)
                            ? FactorColumn.wrap(codes[c], Objects.requireNonNull(column.levels()))
                            : NumericColumn.wrap(
                                    numbers[c], holes == null ? Mask.none(rows) : Mask.of(rows, row -> holes[row])));
        }
        return Frame.of(columns);
    }
}
