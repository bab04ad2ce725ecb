package copse.frame;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Real numbers, finite at all rows that are not missing.
///
/// Every way to make one refuses NaN and infinities by row, in one cheap pass; only [#nanAsMissing(double...)]
/// takes NaN, as the mark of a missing value in data that come from elsewhere.
public final class NumericColumn implements Column {
    /// The exponent bits of a double: all set in NaN and infinities only.
    private static final long EXPONENT = 0x7ffL << 52;

    private final double[] values;
    private final Mask missing;

    private NumericColumn(double[] values, Mask missing) {
        this.values = values;
        this.missing = missing;
    }

    private static NumericColumn checked(String name, double[] values, Mask missing) {
        if (missing.size() != values.length) {
            throw Problems.unlikeMask(values.length, missing.size());
        }
        if (!allFinite(values)) {
            for (int row = 0; row < values.length; row++) {
                if (!missing.get(row) && !Double.isFinite(values[row])) {
                    throw Problems.notFinite(name, row, values[row]);
                }
            }
        }
        return new NumericColumn(values, missing);
    }

    // Adding one to the lowest exponent bit carries into the sign's place only if all exponent bits are set. Integer
    // arithmetic without a branch, so the compiler vectorises it; a sum of doubles it would not.
    private static boolean allFinite(double[] values) {
        long carry = 0;
        for (double value : values) {
            carry |= (Double.doubleToRawLongBits(value) & EXPONENT) + (1L << 52);
        }
        return carry >= 0;
    }

    /// @param values one per row, none missing; copied
    /// @return the column
    /// @throws copse.error.InputException `I105` if a value is NaN or infinite
    public static NumericColumn of(double... values) {
        return wrap(values.clone(), Mask.none(values.length));
    }

    /// @param values one per row, NaN where missing; copied
    /// @return the column, with a mask in place of NaN
    /// @throws copse.error.InputException `I105` if a value is infinite
    public static NumericColumn nanAsMissing(double... values) {
        return wrap(values.clone(), Mask.of(values.length, row -> Double.isNaN(values[row])));
    }

    /// @param values one per row; copied
    /// @param missing which rows are missing
    /// @return the column
    /// @throws copse.error.InputException `I105` if a value that is not missing is NaN or infinite
    public static NumericColumn of(double[] values, Mask missing) {
        return wrap(values.clone(), missing);
    }

    /// The column that keeps the array it is given, for readers that made it.
    ///
    /// @param values one per row; kept, must not change any more
    /// @param missing which rows are missing; their values may be anything
    /// @return the column
    /// @throws copse.error.InputException `I105` if a value that is not missing is NaN or infinite
    public static NumericColumn wrap(double[] values, Mask missing) {
        return checked("a numeric column", values, missing);
    }

    /// The column that keeps the array it is given if there is nothing missing and nothing wrong, for readers
    /// that else want to look closer.
    ///
    /// @param values one per row; kept if there is a column, and must not change then
    /// @return the column, empty if a value is NaN or infinite
    public static Optional<NumericColumn> wrapFinite(double[] values) {
        return allFinite(values) ? Optional.of(new NumericColumn(values, Mask.none(values.length))) : Optional.empty();
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

    /// Copies a range of rows with a constant taken off, such as a mean.
    ///
    /// @param less taken off every value
    /// @param from first row
    /// @param count number of rows
    /// @param into filled from `at` on. *Modified.*
    /// @param at index of the first row in `into`
    public void copyLess(double less, int from, int count, double[] into, int at) {
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(at, count, into.length);
        for (int i = 0; i < count; i++) {
            into[at + i] = values[from + i] - less;
        }
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
            taken[i] = rows[i] < 0 ? 0 : values[rows[i]];
        }
        return new NumericColumn(taken, missing.selectMissing(rows));
    }

    @Override
    public NumericColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return new NumericColumn(Arrays.copyOfRange(values, from, to), missing.slice(from, to));
    }

    /// @param function of the value; only called for rows that are there
    /// @return the results, missing where this column is
    /// @throws copse.error.InputException `I105` if a result is NaN or infinite
    public NumericColumn map(DoubleUnaryOperator function) {
        return map("the result", function);
    }

    /// @param name what the result is called if a value of it is not finite
    NumericColumn map(String name, DoubleUnaryOperator function) {
        double[] results = new double[values.length];
        for (int row = 0; row < results.length; row++) {
            if (!missing.get(row)) {
                results[row] = function.applyAsDouble(values[row]);
            }
        }
        return checked(name, results, missing);
    }

    /// @param other a column of the same length
    /// @param function of this column's value and the other's; only called for rows where both are there
    /// @return the results, missing where either is
    /// @throws copse.error.InputException `I105` if a result is NaN or infinite
    public NumericColumn combine(NumericColumn other, DoubleBinaryOperator function) {
        return combine(other, "the result", function);
    }

    /// @param name what the result is called if a value of it is not finite
    NumericColumn combine(NumericColumn other, String name, DoubleBinaryOperator function) {
        Mask gone = missing.or(other.missing);
        double[] results = new double[values.length];
        for (int row = 0; row < results.length; row++) {
            if (!gone.get(row)) {
                results[row] = function.applyAsDouble(values[row], other.values[row]);
            }
        }
        return checked(name, results, gone);
    }

    /// @return the values of the rows that are there, in row order; a copy
    public double[] present() {
        if (missing.isEmpty()) {
            return values.clone();
        }
        double[] present = new double[values.length - missing.count()];
        int next = 0;
        for (int row = 0; row < values.length; row++) {
            if (!missing.get(row)) {
                present[next++] = values[row];
            }
        }
        return present;
    }

    @Override
    public String text(int row) {
        return isMissing(row) ? "" : format(values[row]);
    }

    /// @param value a finite number
    /// @return the shortest text that reads back as the number, whole numbers without a decimal point
    public static String format(double value) {
        return value == Math.rint(value) && Math.abs(value) <= 0x1p53
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
        int hash = missing.hashCode();
        for (int row = 0; row < values.length; row++) {
            // + 0.0 makes the two zeros, which are equal, one
            hash = 31 * hash + (missing.get(row) ? 0 : Double.hashCode(values[row] + 0.0));
        }
        return hash;
    }
}
