package copse.loo;

import java.util.Arrays;

/// The sum of a quantity over rows, with the standard error that the spread between rows gives it.
///
/// @param sum over rows
/// @param se `√(n · variance over rows)`; 0 for a single row
record RowTotals(double sum, double se) {
    /// @param values one per column
    /// @param multiplicity rows per column
    static RowTotals of(double[] values, double[] multiplicity) {
        double rows = 0;
        double sum = 0;
        for (int c = 0; c < values.length; c++) {
            rows += multiplicity[c];
            sum += multiplicity[c] * values[c];
        }
        double mean = sum / rows;
        double squares = 0;
        for (int c = 0; c < values.length; c++) {
            squares += multiplicity[c] * (values[c] - mean) * (values[c] - mean);
        }
        return new RowTotals(sum, rows > 1 ? Math.sqrt(rows / (rows - 1) * squares) : 0);
    }

    /// @param values one per row
    static RowTotals of(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return of(values, ones);
    }
}
