package copse.model.internal;

import copse.math.Matrix;
import java.util.Arrays;

/// Columns in coordinates in which nothing is large, small or nearly aliased, and the way back.
///
/// Beside a constant column the others are centred; every column is scaled by a power of two, so that scaling
/// rounds nothing. Columns that depend on earlier ones are left out. The way back is `β = T β_s`.
///
/// @param columns the standard ones, kept by cells
/// @param kept which of the original ones they are, ascending
/// @param back T, square of the order of the kept
public record StandardColumns(double[][] columns, int[] kept, Matrix back) {
    // A column whose spread is this small against its mean is constant: rounding alone makes a few 1e-16.
    private static final double CONSTANT = 1e-14;
    // Squared length of what is left of a column after the earlier ones, against the column's own: rounding of sums of
    // products near their mean leaves 1e-15 times a small factor.
    private static final double ALIASED = 1e-11;

    /// @param columns by cells; not modified
    /// @param order of the cells in the standard columns
    /// @return the standard columns
    public static StandardColumns of(double[][] columns, int[] order) {
        double[] once = new double[order.length];
        Arrays.fill(once, 1);
        return of(columns, order, once);
    }

    /// @param columns by cells; not modified
    /// @param order of the cells in the standard columns
    /// @param rows of each cell: columns are centred at the means of the rows
    /// @return the standard columns
    public static StandardColumns of(double[][] columns, int[] order, double[] rows) {
        int p = columns.length;
        int n = order.length;
        boolean constant = p > 0 && isConstant(columns[0]);
        double[] mean = new double[p];
        double[] scale = new double[p];
        double[][] standard = new double[p][];
        for (int j = 0; j < p; j++) {
            standard[j] = new double[n];
            if (constant && j == 0) {
                scale[j] = 1;
                Arrays.fill(standard[j], 1);
                continue;
            }
            mean[j] = constant ? mean(columns[j], rows) : 0;
            double spread = spread(columns[j], mean[j]);
            boolean flat = constant && spread <= CONSTANT * Math.abs(mean[j]);
            scale[j] = flat ? Double.POSITIVE_INFINITY : powerOfTwo(spread);
            for (int i = 0; i < n; i++) {
                standard[j][i] = (columns[j][order[i]] - mean[j]) / scale[j];
            }
        }
        int[] kept = independent(gram(standard));
        int r = kept.length;
        double[][] left = new double[r][];
        double[] t = new double[r * r];
        for (int k = 0; k < r; k++) {
            int j = kept[k];
            left[k] = standard[j];
            t[k + k * r] = 1 / scale[j];
            if (constant && k > 0) {
                t[k * r] = -mean[j] / scale[j];
            }
        }
        return new StandardColumns(left, kept, Matrix.wrap(r, r, t));
    }

    /// N of `z_s = z N` for the columns of one random term: centred beside a constant, and scaled.
    ///
    /// @param columns of the grouping by cells
    /// @param from first column of the term
    /// @param to one past its last
    /// @param constant which of them is the constant 1, or -1
    /// @param n q×q, column-major; the term's block is filled. *Modified.*
    public static void random(double[][] columns, int from, int to, int constant, double[] n) {
        int q = columns.length;
        double[] once = new double[q == 0 ? 0 : columns[0].length];
        Arrays.fill(once, 1);
        for (int c = from; c < to; c++) {
            if (c == constant) {
                n[c + c * q] = 1;
                continue;
            }
            double mean = constant >= 0 ? mean(columns[c], once) : 0;
            double scale = powerOfTwo(spread(columns[c], mean));
            n[c + c * q] = 1 / scale;
            if (constant >= 0) {
                n[constant + c * q] = -mean / scale;
            }
        }
    }

    /// @param column by cells
    /// @return whether it is the constant 1
    public static boolean isConstant(double[] column) {
        for (double value : column) {
            if (value != 1) {
                return false;
            }
        }
        return true;
    }

    private static double mean(double[] column, double[] rows) {
        double first = column.length == 0 ? 0 : column[0];
        double sum = 0;
        double all = 0;
        for (int i = 0; i < column.length; i++) {
            sum += rows[i] * (column[i] - first);
            all += rows[i];
        }
        return column.length == 0 ? 0 : first + sum / all;
    }

    private static double spread(double[] column, double about) {
        double sum = 0;
        for (double value : column) {
            sum += (value - about) * (value - about);
        }
        return Math.sqrt(sum / Math.max(1, column.length));
    }

    private static double powerOfTwo(double value) {
        return value > 0 ? Math.scalb(1.0, (int) Math.rint(Math.log(value) / Math.log(2))) : 1;
    }

    private static double[][] gram(double[][] columns) {
        int p = columns.length;
        double[][] gram = new double[p][p];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = 0;
                for (int i = 0; i < columns[j].length; i++) {
                    sum += columns[j][i] * columns[k][i];
                }
                gram[j][k] = sum;
            }
        }
        return gram;
    }

    /// Columns that do not depend on earlier ones, found by eliminating in order.
    ///
    /// @param gram products of the columns; only the lower triangle is read
    /// @return their numbers, ascending
    public static int[] independent(double[][] gram) {
        int p = gram.length;
        double[][] l = new double[p][];
        int[] kept = new int[p];
        int rank = 0;
        for (int j = 0; j < p; j++) {
            double[] row = new double[rank + 1];
            double left = gram[j][j];
            for (int k = 0; k < rank; k++) {
                double value = gram[j][kept[k]];
                for (int i = 0; i < k; i++) {
                    value -= l[k][i] * row[i];
                }
                row[k] = value / l[k][k];
                left -= row[k] * row[k];
            }
            if (left > ALIASED * gram[j][j]) {
                row[rank] = Math.sqrt(left);
                l[rank] = row;
                kept[rank++] = j;
            }
        }
        return Arrays.copyOf(kept, rank);
    }
}
