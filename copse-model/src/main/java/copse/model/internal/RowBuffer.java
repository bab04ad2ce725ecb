package copse.model.internal;

import java.util.Arrays;

/// Results of rows as they come, chunk after chunk: the row's index and some values.
public final class RowBuffer {
    private static final int FIRST = 1024;

    private long[] row = new long[FIRST];
    private final double[][] values;
    private int size;

    /// @param columns how many values a row has
    public RowBuffer(int columns) {
        this.values = new double[columns][FIRST];
    }

    /// @param at index of the row
    /// @param results one per column; not kept
    public void add(long at, double... results) {
        if (size == row.length) {
            row = Arrays.copyOf(row, 2 * size);
            for (int k = 0; k < values.length; k++) {
                values[k] = Arrays.copyOf(values[k], 2 * size);
            }
        }
        row[size] = at;
        for (int k = 0; k < values.length; k++) {
            values[k][size] = results[k];
        }
        size++;
    }

    /// @return indices of the rows
    public long[] rows() {
        return Arrays.copyOf(row, size);
    }

    /// @param k number of a column
    /// @return its values
    public double[] column(int k) {
        return Arrays.copyOf(values[k], size);
    }
}
