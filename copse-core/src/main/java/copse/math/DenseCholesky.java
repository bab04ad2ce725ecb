package copse.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

/// Cholesky factor and inverse of a dense symmetric matrix that is kept as an array of columns.
///
/// Column `j` is its own array, of which the entries from the diagonal down count. All work is done by one
/// kernel that
/// adds multiples of eight columns to two others: that loop vectorises by itself, and every number loaded is used
/// twice. Columns are taken in blocks so that they stay in the second-level cache; blocks of large matrices are
/// shared
/// between threads, which changes no sum.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 4.2.
public final class DenseCholesky {
    private static final int BLOCK = 64;
    private static final int TILE = 8;
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
            int start = from;
            int to = Math.min(rows, from + BLOCK);
            int eliminated = Math.min(from, n);
            // earlier columns, two columns of the block at a time
            forEach((to - from + 1) / 2, eliminated > PARALLEL, pair -> {
                int j = start + 2 * pair;
                subtract(a, 0, eliminated, j, Math.min(j + 1, to - 1), j, rows);
            });
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

    // columns j0 and j1 (the same if there is only one) less their multiples of columns from..to
    private static void subtract(double[][] a, int from, int to, int j0, int j1, int low, int high) {
        int k = from;
        for (; k + TILE <= to; k += TILE) {
            if (j0 != j1) {
                axpy2(a[j0], a[j1], a, a, k, j0, j1, low, high);
            } else {
                axpy1(a[j0], a, k, j0, low, high);
            }
        }
        for (; k < to; k++) {
            axpy(a[j0], a[k], a[k][j0], low, high);
            if (j0 != j1) {
                axpy(a[j1], a[k], a[k][j1], low, high);
            }
        }
    }

    private static void axpy(double[] c, double[] b, double factor, int low, int high) {
        for (int i = low; i < high; i++) {
            c[i] -= factor * b[i];
        }
    }

    private static void axpy1(double[] c, double[][] a, int k, int j, int low, int high) {
        double[] a0 = a[k];
        double[] a1 = a[k + 1];
        double[] a2 = a[k + 2];
        double[] a3 = a[k + 3];
        double[] a4 = a[k + 4];
        double[] a5 = a[k + 5];
        double[] a6 = a[k + 6];
        double[] a7 = a[k + 7];
        double b0 = a0[j];
        double b1 = a1[j];
        double b2 = a2[j];
        double b3 = a3[j];
        double b4 = a4[j];
        double b5 = a5[j];
        double b6 = a6[j];
        double b7 = a7[j];
        for (int i = low; i < high; i++) {
            c[i] -= ((b0 * a0[i] + b1 * a1[i]) + (b2 * a2[i] + b3 * a3[i]))
                    + ((b4 * a4[i] + b5 * a5[i]) + (b6 * a6[i] + b7 * a7[i]));
        }
    }

    // c −= Σ factors[k + t][j0] a[k + t], d −= Σ factors[k + t][j1] a[k + t] over t < 8
    private static void axpy2(
            double[] c, double[] d, double[][] a, double[][] factors, int k, int j0, int j1, int low, int high) {
        double[] a0 = a[k];
        double[] a1 = a[k + 1];
        double[] a2 = a[k + 2];
        double[] a3 = a[k + 3];
        double[] a4 = a[k + 4];
        double[] a5 = a[k + 5];
        double[] a6 = a[k + 6];
        double[] a7 = a[k + 7];
        double b0 = factors[k][j0];
        double b1 = factors[k + 1][j0];
        double b2 = factors[k + 2][j0];
        double b3 = factors[k + 3][j0];
        double b4 = factors[k + 4][j0];
        double b5 = factors[k + 5][j0];
        double b6 = factors[k + 6][j0];
        double b7 = factors[k + 7][j0];
        double e0 = factors[k][j1];
        double e1 = factors[k + 1][j1];
        double e2 = factors[k + 2][j1];
        double e3 = factors[k + 3][j1];
        double e4 = factors[k + 4][j1];
        double e5 = factors[k + 5][j1];
        double e6 = factors[k + 6][j1];
        double e7 = factors[k + 7][j1];
        for (int i = low; i < high; i++) {
            double x0 = a0[i];
            double x1 = a1[i];
            double x2 = a2[i];
            double x3 = a3[i];
            double x4 = a4[i];
            double x5 = a5[i];
            double x6 = a6[i];
            double x7 = a7[i];
            c[i] -= ((b0 * x0 + b1 * x1) + (b2 * x2 + b3 * x3)) + ((b4 * x4 + b5 * x5) + (b6 * x6 + b7 * x7));
            d[i] -= ((e0 * x0 + e1 * x1) + (e2 * x2 + e3 * x3)) + ((e4 * x4 + e5 * x5) + (e6 * x6 + e7 * x7));
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
        forEach((n + 1) / 2, n > PARALLEL, pair -> solveUnit(l, x, 2 * pair, n));
        double[][] r = transposed(x, n); // rows of L⁻¹
        double[][] t = new double[n][n];
        // column j of L⁻ᵀL⁻¹ down to the diagonal: Σ_{k ≥ j} L⁻¹[k, j] · (row k of L⁻¹)
        forEach((n + 1) / 2, n > PARALLEL, pair -> {
            int j0 = 2 * pair;
            int j1 = Math.min(j0 + 1, n - 1);
            int k = j0;
            for (; k + TILE <= n; k += TILE) {
                if (j0 != j1) {
                    axpy2(t[j0], t[j1], r, r, k, j0, j1, 0, j1 + 1);
                } else {
                    axpy1(t[j0], r, k, j0, 0, j0 + 1);
                }
            }
            for (; k < n; k++) {
                axpy(t[j0], r[k], r[k][j0], 0, j0 + 1);
                if (j0 != j1) {
                    axpy(t[j1], r[k], r[k][j1], 0, j1 + 1);
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

    // L x = e_j for two neighbouring j at once
    private static void solveUnit(double[][] l, double[][] x, int j0, int n) {
        int j1 = Math.min(j0 + 1, n - 1);
        double[] c = x[j0];
        double[] d = x[j1];
        c[j0] = 1;
        d[j1] = 1;
        int k = j0;
        for (; k + TILE <= n; k += TILE) {
            solveTile(l, c, k, k + TILE);
            if (j0 != j1) {
                solveTile(l, d, k, k + TILE);
            }
            eliminate(l, c, d, k, n);
        }
        solveTile(l, c, k, n);
        if (j0 != j1) {
            solveTile(l, d, k, n);
        }
    }

    private static void solveTile(double[][] l, double[] c, int from, int to) {
        for (int k = from; k < to; k++) {
            c[k] /= l[k][k];
            double factor = c[k];
            for (int i = k + 1; i < to; i++) {
                c[i] -= factor * l[k][i];
            }
        }
    }

    private static void eliminate(double[][] l, double[] c, double[] d, int k, int n) {
        double[] a0 = l[k];
        double[] a1 = l[k + 1];
        double[] a2 = l[k + 2];
        double[] a3 = l[k + 3];
        double[] a4 = l[k + 4];
        double[] a5 = l[k + 5];
        double[] a6 = l[k + 6];
        double[] a7 = l[k + 7];
        double b0 = c[k];
        double b1 = c[k + 1];
        double b2 = c[k + 2];
        double b3 = c[k + 3];
        double b4 = c[k + 4];
        double b5 = c[k + 5];
        double b6 = c[k + 6];
        double b7 = c[k + 7];
        if (c == d) {
            for (int i = k + TILE; i < n; i++) {
                c[i] -= ((b0 * a0[i] + b1 * a1[i]) + (b2 * a2[i] + b3 * a3[i]))
                        + ((b4 * a4[i] + b5 * a5[i]) + (b6 * a6[i] + b7 * a7[i]));
            }
            return;
        }
        double e0 = d[k];
        double e1 = d[k + 1];
        double e2 = d[k + 2];
        double e3 = d[k + 3];
        double e4 = d[k + 4];
        double e5 = d[k + 5];
        double e6 = d[k + 6];
        double e7 = d[k + 7];
        for (int i = k + TILE; i < n; i++) {
            double x0 = a0[i];
            double x1 = a1[i];
            double x2 = a2[i];
            double x3 = a3[i];
            double x4 = a4[i];
            double x5 = a5[i];
            double x6 = a6[i];
            double x7 = a7[i];
            c[i] -= ((b0 * x0 + b1 * x1) + (b2 * x2 + b3 * x3)) + ((b4 * x4 + b5 * x5) + (b6 * x6 + b7 * x7));
            d[i] -= ((e0 * x0 + e1 * x1) + (e2 * x2 + e3 * x3)) + ((e4 * x4 + e5 * x5) + (e6 * x6 + e7 * x7));
        }
    }

    private static void forEach(int count, boolean parallel, IntConsumer work) {
        int threads = Math.min(
                ForkJoinPool.getCommonPoolParallelism() + 1,
                Runtime.getRuntime().availableProcessors());
        if (!parallel || threads < 2) {
            for (int i = 0; i < count; i++) {
                work.accept(i);
            }
            return;
        }
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            tasks.add(ForkJoinTask.adapt(() -> {
                for (int i = first; i < count; i += threads) {
                    work.accept(i);
                }
            }));
        }
        ForkJoinTask.invokeAll(tasks);
    }
}
