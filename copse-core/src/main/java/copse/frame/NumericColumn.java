package copse.frame;

import java.util.Arrays;

/// Real numbers, finite at all rows that are not missing.
public final class NumericColumn implements Column {
    private final double[] values;
    private final Mask missing;

    private NumericColumn(double[] values, Mask missing) {
        if (missing.size() != values.length) {
            throw new IllegalArgumentException(values.length + " values with a mask of " + missing.size());
        }
        this.values = values;
        this.missing = missing;
    }

    /// @param values one per row, none missing; copied
    /// @return the column
    public static NumericColumn of(double... values) {
        return wrap(values.clone(), Mask.none(values.length));
    }

    /// @param values one per row; copied
    /// @param missing which rows are missing
    /// @return the column
    public static NumericColumn of(double[] values, Mask missing) {
        return wrap(values.clone(), missing);
    }

    /// The column that keeps the array it is given, for readers that made it.
    ///
    /// @param values one per row; kept, must not change any more
    /// @param missing which rows are missing
    /// @return the column
    public static NumericColumn wrap(double[] values, Mask missing) {
        return new NumericColumn(values, missing);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public ColumnType type() {
        return ColumnType.NUMERIC;
    }

    @Override
    public Mask missing() {
        return missing;
    }

    /// @param row from 0
    /// @return the number; without meaning if missing
    public double value(int row) {
        return values[row];
    }

    /// Copies a range of rows, the fast way into a kernel.
    ///
    /// @param from first row
    /// @param count number of rows
    /// @param into filled from `at` on. *Modified.*
    /// @param at index of the first row in `into`
    public void copy(int from, int count, double[] into, int at) {
        System.arraycopy(values, from, into, at, count);
    }

    /// @return whether every value that is there is a whole number within ±2^53, so that it could name a group
    public boolean isWhole() {
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            if (!missing.get(row) && (value != Math.rint(value) || Math.abs(value) > 0x1p53)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NumericColumn select(int[] rows) {
        double[] taken = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = values[rows[i]];
        }
        return new NumericColumn(taken, missing.select(rows));
    }

    @Override
    public String text(int row) {
        return isMissing(row) ? "" : format(values[row]);
    }

    /// @param value a finite number
    /// @return the shortest text that reads back as the number, whole numbers without a decimal point
    public static String format(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumericColumn column
                && column.missing.equals(missing)
                && equalWhereThere(column.values);
    }

    private boolean equalWhereThere(double[] other) {
        for (int row = 0; row < values.length; row++) {
            if (!missing.get(row) && values[row] != other[row]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return missing.isEmpty() ? Arrays.hashCode(values) : missing.hashCode();
    }
}
