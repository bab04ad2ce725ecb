package copse.math;

import copse.math.Strip.Part;
import java.util.Arrays;

/// Cholesky factor and inverse of a dense symmetric matrix that is kept as an array of columns.
///
/// Column `j` is its own array, of which the entries from the diagonal down count. Nearly all work is done by
/// one kernel, [Tile]: multiples of many columns subtracted from eight others. Columns are taken in strips that
/// stay in the second-level cache; tiles of large matrices are shared between threads, which changes no sum.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 4.2.
public final class DenseCholesky {
    // Columns that the kernel changes together.
    private static final int TILE = Tile.WIDTH;
    private static final int STRIP = Strip.WIDTH;
    // Below about 200 columns a strip is done in microseconds; handing it over would cost more.
    private static final int PARALLEL = 200;
    // Side of the square pieces that are transposed at a time: both then stay in the first-level cache.
    private static final int PIECE = 16;

    private DenseCholesky() {}

    /// Factors the first `n` columns; rows beyond `n` are carried along, so that the factor of `[A b; bᵀ c]`
    /// with `rows = n + 1` has `L⁻¹b` in its last row and `c − bᵀA⁻¹b` in its last diagonal entry.
    ///
    /// Cost: n³/6 multiplications and as many additions.
    ///
    /// @param a columns; lower triangle. *Modified*: the factor L, `A = LLᵀ`; entries above the diagonal are
    ///     scratch.
    /// @param n columns to eliminate
    /// @param rows rows in all
    /// @return -1, or the first column whose pivot is not positive
    public static int factor(double[][] a, int n, int rows) {
        Strip one = new Strip(1);
        for (int from = 0; from < rows; from += STRIP) {
            int to = Math.min(rows, from + STRIP);
            int block = from;
            int eliminated = Math.min(from, n);
            Lanes.run(eliminated > PARALLEL, (first, stride) -> {
                Strip strip = new Strip(stride);
                for (int k = 0; k < eliminated; k += STRIP) {
                    int end = Math.min(eliminated, k + STRIP);
                    strip.subtract(Part.LOWER, a, a, a, k, end, block + TILE * first, to, block, rows);
                }
            });
            for (int j = from; j < to; j += TILE) {
                int last = Math.min(to, j + TILE);
                int failed = factorTile(a, j, last, n, rows);
                if (failed >= 0) {
                    return failed;
                }
                one.subtract(Part.LOWER, a, a, a, j, Math.max(j, Math.min(last, n)), last, to, last, rows);
            }
        }
        return -1;
    }

    private static int factorTile(double[][] a, int from, int to, int n, int rows) {
        for (int j = from; j < to; j++) {
            double[] column = a[j];
            for (int k = from; k < Math.min(j, n); k++) {
                axpy(column, a[k], a[k][j], j, rows);
            }
            if (j < n) {
                if (!(column[j] > 0)) {
                    return j;
                }
                double root = Math.sqrt(column[j]);
                column[j] = root;
                for (int i = j + 1; i < rows; i++) {
                    column[i] /= root;
                }
            }
        }
        return -1;
    }

    private static void axpy(double[] c, double[] b, double factor, int low, int high) {
        for (int i = low; i < high; i++) {
            c[i] -= factor * b[i];
        }
    }

    /// Inverse of `A` from its factor.
    ///
    /// @param l columns of the factor, as [#factor(double[][], int, int)] leaves them
    /// @param n order of the matrix, at most the number of columns factored
    /// @return the inverse, both triangles, as an array of columns
    public static double[][] inverse(double[][] l, int n) {
        double[][] t = new double[n][n];
        inverse(l, n, t, new double[n][n]);
        return t;
    }

    /// Inverse of `A` from its factor, in arrays that are there already.
    ///
    /// Cost: n³/3 multiplications and as many additions.
    ///
    /// @param l columns of the factor, as [#factor(double[][], int, int)] leaves them
    /// @param n order of the matrix, at most the number of columns factored
    /// @param t n columns of n rows, or more. *Modified*: the inverse, both triangles.
    /// @param work as many columns. *Modified.*
    public static void inverse(double[][] l, int n, double[][] t, double[][] work) {
        invertFactor(l, n, t);
        transpose(t, work, n);
        // column j of −L⁻ᵀL⁻¹ down to the diagonal: −Σ_{k ≥ j} L⁻¹[k, j] · (row k of L⁻¹)
        Lanes.run(n > PARALLEL, (first, stride) -> {
            clear(t, n, first, stride);
            Strip strip = new Strip(stride);
            for (int k = 0; k < n; k += STRIP) {
                int end = Math.min(n, k + STRIP);
                strip.subtract(Part.UPPER, t, work, work, k, end, TILE * first, end, 0, end);
            }
        });
        reflectNegative(t, n);
    }

    // Columns of L⁻¹: below its first strip a column is (strip of L)⁻¹ times what the strips before have left there
    private static void invertFactor(double[][] l, int n, double[][] x) {
        double[][][] inverses = invertStrips(l, n);
        Lanes.run(n > PARALLEL, (first, stride) -> {
            clear(x, n, first, stride);
            Strip strip = new Strip(stride);
            double[][] left = new double[n][STRIP];
            double[][] solved = new double[n][STRIP];
            for (int from = 0; from < n; from += STRIP) {
                int end = Math.min(n, from + STRIP);
                int size = end - from;
                double[][] own = inverses[from / STRIP];
                for (int j = TILE * first; j < end; j += TILE * stride) {
                    for (int c = j; c < Math.min(end, j + TILE); c++) {
                        for (int i = 0; i < size; i++) {
                            left[c][i] = -x[c][from + i];
                        }
                        Arrays.fill(solved[c], 0);
                    }
                }
                strip.subtractTransposed(solved, own, left, 0, size, TILE * first, from, 0, size);
                for (int j = TILE * first; j < end; j += TILE * stride) {
                    for (int c = j; c < Math.min(end, j + TILE); c++) {
                        System.arraycopy(c < from ? solved[c] : own[c - from], 0, x[c], from, size);
                    }
                }
                strip.subtractTransposed(x, l, x, from, end, TILE * first, end, end, n);
            }
        });
    }

    // Per strip, the columns of the inverse of L's triangle on the diagonal
    private static double[][][] invertStrips(double[][] l, int n) {
        double[][][] inverse = new double[(n + STRIP - 1) / STRIP][][];
        Lanes.run(n > PARALLEL, (first, stride) -> {
            for (int s = first; s < inverse.length; s += stride) {
                int from = STRIP * s;
                int size = Math.min(n, from + STRIP) - from;
                inverse[s] = new double[size][size];
                for (int j = 0; j < size; j++) {
                    inverse[s][j][j] = 1;
                    solveLower(l, inverse[s][j], from, j, size);
                }
            }
        });
        return inverse;
    }

    private static void solveLower(double[][] l, double[] c, int from, int j, int size) {
        for (int k = j; k < size; k++) {
            double[] column = l[from + k];
            c[k] /= column[from + k];
            double factor = c[k];
            for (int i = k + 1; i < size; i++) {
                c[i] -= factor * column[from + i];
            }
        }
    }

    // Columns of the lane's tiles
    private static void clear(double[][] x, int n, int first, int stride) {
        for (int j = TILE * first; j < n; j += TILE * stride) {
            for (int c = j; c < Math.min(n, j + TILE); c++) {
                Arrays.fill(x[c], 0, n, 0);
            }
        }
    }

    // The lower triangle of x becomes the upper one of r, by pieces; on the diagonal whole strips
    private static void transpose(double[][] x, double[][] r, int n) {
        Lanes.run(n > PARALLEL, (first, stride) -> {
            for (int i0 = PIECE * first; i0 < n; i0 += PIECE * stride) {
                int i1 = Math.min(n, i0 + PIECE);
                int end = Math.min(n, i0 - i0 % STRIP + STRIP);
                for (int j0 = 0; j0 < end; j0 += PIECE) {
                    int j1 = Math.min(end, j0 + PIECE);
                    for (int i = i0; i < i1; i++) {
                        for (int j = j0; j < j1; j++) {
                            r[i][j] = x[j][i];
                        }
                    }
                }
            }
        });
    }

    // Both triangles of −t from the rows down to the diagonal
    private static void reflectNegative(double[][] t, int n) {
        Lanes.run(n > PARALLEL, (first, stride) -> {
            for (int j0 = PIECE * first; j0 < n; j0 += PIECE * stride) {
                for (int i0 = 0; i0 <= j0; i0 += PIECE) {
                    for (int j = j0; j < Math.min(n, j0 + PIECE); j++) {
                        for (int i = i0; i <= Math.min(j, i0 + PIECE - 1); i++) {
                            double value = -t[j][i];
                            t[j][i] = value;
                            t[i][j] = value;
                        }
                    }
                }
            }
        });
    }
}
