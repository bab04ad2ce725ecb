package copse.math;

import java.util.Arrays;

/// Cholesky factor and inverse of a dense symmetric matrix that is kept as an array of columns.
///
/// Column `j` is its own array, of which the entries from the diagonal down count. All work is done by one
/// kernel that adds multiples of eight columns to two others: that loop vectorises by itself, and every number
/// loaded is used twice. Columns are taken in blocks so that they stay in the second-level cache; blocks of
/// large matrices are shared between threads, which changes no sum.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 4.2.
public final class DenseCholesky {
    private static final int BLOCK = 64;
    // Columns that the kernel takes on either side.
    private static final int TILE = Tile.WIDTH;
    private static final Tile KERNEL = Tile.best();
    // Columns read again and again: 32 of 1,000 rows are 256 KiB, about half a second-level cache.
    private static final int STRIP = 32;
    // Below about 200 columns a block is done in microseconds; handing it over would cost more.
    private static final int PARALLEL = 200;

    private DenseCholesky() {}

    /// Factors the first `n` columns; rows beyond `n` are carried along, so that the factor of `[A b; bᵀ c]` with
    /// `rows = n + 1` has `L⁻¹b` in its last row and `c − bᵀA⁻¹b` in its last diagonal entry.
    ///
    /// Cost: n²·rows / 3 multiplications and as many additions.
    ///
    /// @param a columns; lower triangle. *Modified*: the factor L, `A = LLᵀ`.
    /// @param n columns to eliminate
    /// @param rows rows in all
    /// @return -1, or the first column whose pivot is not positive
    public static int factor(double[][] a, int n, int rows) {
        for (int from = 0; from < rows; from += BLOCK) {
            int to = Math.min(rows, from + BLOCK);
            int eliminated = Math.min(from, n);
            subtractEarlier(a, from, to, eliminated, rows);
            for (int j = from; j < to; j++) {
                subtractWithin(a, from, Math.min(j, n), j, rows);
                if (j < n) {
                    double pivot = a[j][j];
                    if (!(pivot > 0)) {
                        return j;
                    }
                    scale(a[j], j, rows, Math.sqrt(pivot));
                }
            }
        }
        return -1;
    }

    // Four columns of the block at a time; eliminated columns in strips, so that each strip is read from the cache.
    private static void subtractEarlier(double[][] a, int from, int to, int eliminated, int rows) {
        int tiles = (to - from + TILE - 1) / TILE;
        Lanes.run(eliminated > PARALLEL, (first, stride) -> {
            for (int strip = 0; strip < eliminated; strip += STRIP) {
                int end = Math.min(eliminated, strip + STRIP);
                for (int tile = first; tile < tiles; tile += stride) {
                    int j = from + TILE * tile;
                    subtract(a, a, a, strip, end, j, Math.min(j + TILE, to), j, rows);
                }
            }
        });
    }

    private static void scale(double[] column, int j, int rows, double root) {
        column[j] = root;
        for (int i = j + 1; i < rows; i++) {
            column[i] /= root;
        }
    }

    private static void subtractWithin(double[][] a, int from, int to, int j, int rows) {
        double[] c = a[j];
        for (int k = from; k < to; k++) {
            double[] b = a[k];
            double factor = b[j];
            for (int i = j; i < rows; i++) {
                c[i] -= factor * b[i];
            }
        }
    }

    // c[j] −= Σ_k factors[k][j] b[k] for columns j in [j0, j1), at most four, terms k in [from, to), rows [low, high)
    private static void subtract(
            double[][] c, double[][] b, double[][] factors, int from, int to, int j0, int j1, int low, int high) {
        if (j1 - j0 == TILE) {
            KERNEL.subtract(c, b, factors, from, to, j0, low, high);
            return;
        }
        for (int k = from; k < to; k++) {
            for (int j = j0; j < j1; j++) {
                axpy(c[j], b[k], factors[k][j], low, high);
            }
        }
    }

    static void axpy(double[] c, double[] b, double factor, int low, int high) {
        for (int i = low; i < high; i++) {
            c[i] -= factor * b[i];
        }
    }

    /// Inverse of `A` from its factor.
    ///
    /// Cost: 2n³/3 multiplications and as many additions.
    ///
    /// @param l columns of the factor, as [#factor(double[][], int, int)] leaves them
    /// @param n order of the matrix, at most the number of columns factored
    /// @return the inverse, both triangles, as an array of columns
    public static double[][] inverse(double[][] l, int n) {
        double[][] x = new double[n][n]; // columns of L⁻¹
        int tiles = (n + TILE - 1) / TILE;
        Lanes.run(n > PARALLEL, (first, stride) -> {
            for (int strip = 0; strip < n; strip += STRIP) {
                int end = Math.min(n, strip + STRIP);
                for (int tile = first; tile < tiles && TILE * tile < end; tile += stride) {
                    solveUnits(l, x, TILE * tile, Math.max(strip, TILE * tile), end, n);
                }
            }
        });
        double[][] r = transposed(x, n); // rows of L⁻¹
        double[][] t = new double[n][n];
        // column j of L⁻ᵀL⁻¹ down to the diagonal: Σ_{k ≥ j} L⁻¹[k, j] · (row k of L⁻¹)
        Lanes.run(n > PARALLEL, (first, stride) -> {
            for (int strip = 0; strip < n; strip += STRIP) {
                int end = Math.min(n, strip + STRIP);
                for (int tile = first; tile < tiles && TILE * tile < end; tile += stride) {
                    int j = TILE * tile;
                    int last = Math.min(n, j + TILE);
                    subtract(t, r, r, Math.max(strip, j), end, j, last, 0, last);
                }
            }
        });
        for (int j = 0; j < n; j++) {
            for (int i = 0; i <= j; i++) {
                double value = -t[j][i]; // the kernel subtracts
                t[j][i] = value;
                t[i][j] = value;
            }
        }
        return t;
    }

    private static double[][] transposed(double[][] x, int n) {
        double[][] r = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                r[i][j] = x[j][i];
            }
        }
        return r;
    }

    // L x = e_j for up to four neighbouring j at once, rows [from, to) of x
    private static void solveUnits(double[][] l, double[][] x, int j0, int from, int to, int n) {
        int count = Math.min(TILE, n - j0);
        double[][] columns = new double[TILE][];
        System.arraycopy(x, j0, columns, 0, count);
        if (from == j0) {
            for (int j = 0; j < count; j++) {
                columns[j][j0 + j] = 1;
            }
        }
        double[][] solved = new double[to - from][TILE];
        for (int j = 0; j < count; j++) {
            solveLower(l, columns[j], from, to);
            for (int k = from; k < to; k++) {
                solved[k - from][j] = columns[j][k];
            }
        }
        subtract(columns, Arrays.copyOfRange(l, from, to), solved, 0, to - from, 0, count, to, n);
    }

    private static void solveLower(double[][] l, double[] c, int from, int to) {
        for (int k = from; k < to; k++) {
            c[k] /= l[k][k];
            double factor = c[k];
            for (int i = k + 1; i < to; i++) {
                c[i] -= factor * l[k][i];
            }
        }
    }
}
