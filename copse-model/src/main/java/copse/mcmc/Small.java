package copse.mcmc;

import copse.math.Matrix;
import java.util.Arrays;

/// Dense algebra of the metric: matrices as arrays of columns.
final class Small {
    // Digits without a pattern, so that no eigenvector is at right angles to the first guess.
    private static final double GOLDEN = 0.6180339887498949;
    private static final int POWER_STEPS = 30;
    // A metric need not be exact: after a step from 1e-4 apart the means are 1e-8 apart.
    private static final double SETTLED = 1e-4;
    // From 2^40 apart, halving once a step.
    private static final int MOST_STEPS = 50;

    private Small() {}

    static double[][] columns(Matrix matrix) {
        double[][] columns = new double[matrix.columns()][matrix.rows()];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                columns[j][i] = matrix.at(i, j);
            }
        }
        return columns;
    }

    /// @param a positive definite; not modified
    /// @return its lower factor, zeros above the diagonal
    /// @throws copse.error.NumericException `B204` if it is not positive definite
    static double[][] cholesky(double[][] a) {
        int n = a.length;
        double[][] l = copy(a);
        for (int j = 0; j < n; j++) {
            double[] column = l[j];
            for (int k = 0; k < j; k++) {
                column[k] = 0;
                double[] before = l[k];
                double factor = before[j];
                for (int i = j; i < n; i++) {
                    column[i] -= factor * before[i];
                }
            }
            if (!(column[j] > 0)) {
                throw McmcCode.METRIC.numeric("a metric whose coordinate " + (j + 1) + " has no positive variance");
            }
            double root = Math.sqrt(column[j]);
            for (int i = j; i < n; i++) {
                column[i] /= root;
            }
        }
        return l;
    }

    /// @param a positive definite; not modified
    /// @return its inverse
    static double[][] inverse(double[][] a) {
        int n = a.length;
        double[][] l = cholesky(a);
        double[][] inverse = new double[n][n];
        double[][] rows = new double[n][n];
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            Arrays.fill(x, 0);
            x[j] = 1;
            for (int k = j; k < n; k++) {
                double[] column = l[k];
                double value = x[k] / column[k];
                rows[k][j] = value;
                for (int i = k + 1; i < n; i++) {
                    x[i] -= value * column[i];
                }
            }
        }
        // L⁻ᵀL⁻¹, row by row of L⁻¹
        for (int k = 0; k < n; k++) {
            double[] row = rows[k];
            for (int j = 0; j <= k; j++) {
                double[] column = inverse[j];
                double factor = row[j];
                for (int i = 0; i <= k; i++) {
                    column[i] += factor * row[i];
                }
            }
        }
        return inverse;
    }

    static double[][] leading(double[][] a, int size) {
        double[][] block = new double[size][];
        for (int j = 0; j < size; j++) {
            block[j] = Arrays.copyOf(a[j], size);
        }
        return block;
    }

    /// A covariance in the coordinates that whiten its leading block and scale the others.
    ///
    /// @param covariance positive definite; not modified
    /// @param size of the leading block
    /// @return the block is the identity, and so is the diagonal
    static double[][] whitened(double[][] covariance, int size) {
        int n = covariance.length;
        double[][] root = cholesky(leading(covariance, size));
        double[][] a = copy(covariance);
        for (int j = 0; j < n; j++) {
            divide(root, a[j]);
        }
        transpose(a);
        for (int j = 0; j < n; j++) {
            divide(root, a[j]);
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double scale = (i < size ? 1 : covariance[i][i]) * (j < size ? 1 : covariance[j][j]);
                a[j][i] /= Math.sqrt(scale);
            }
        }
        return a;
    }

    private static void divide(double[][] root, double[] column) {
        for (int j = 0; j < root.length; j++) {
            column[j] /= root[j][j];
            for (int i = j + 1; i < root.length; i++) {
                column[i] -= root[j][i] * column[j];
            }
        }
    }

    private static void transpose(double[][] a) {
        for (int j = 0; j < a.length; j++) {
            for (int i = 0; i < j; i++) {
                double above = a[j][i];
                a[j][i] = a[i][j];
                a[i][j] = above;
            }
        }
    }

    /// @param a positive definite; not modified
    /// @return its largest eigenvalue over its smallest, roughly and from below
    static double spread(double[][] a) {
        return largest(a) * largest(inverse(a));
    }

    // A few steps of the power method find a dominant eigenvalue, which is all that is asked
    private static double largest(double[][] a) {
        int n = a.length;
        double[] x = new double[n];
        double norm = 1;
        for (int i = 0; i < n; i++) {
            x[i] = (1 + i * GOLDEN % 1) / Math.sqrt(n);
        }
        for (int step = 0; step < POWER_STEPS; step++) {
            double[] y = new double[n];
            double squares = 0;
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    y[i] += a[j][i] * x[j];
                }
            }
            for (double v : y) {
                squares += v * v;
            }
            norm = Math.sqrt(squares);
            for (int i = 0; i < n; i++) {
                x[i] = y[i] / norm;
            }
        }
        return norm;
    }

    static double[][] copy(double[][] a) {
        double[][] copy = new double[a.length][];
        for (int j = 0; j < a.length; j++) {
            copy[j] = a[j].clone();
        }
        return copy;
    }

    /// Geometric mean `A # B⁻¹` of two positive definite matrices: the Σ with `ΣBΣ = A`.
    ///
    /// The means of A and B⁻¹, arithmetic and harmonic in turn, meet there; the distance is squared at every
    /// step once it is small.
    ///
    /// Source: Lawson and Lim (2001), The geometric mean, matrices, metrics, and more, Amer. Math. Monthly
    /// 108(9).
    ///
    /// @param a positive definite; not modified
    /// @param b positive definite; not modified
    /// @return Σ
    static double[][] bridge(double[][] a, double[][] b) {
        int n = a.length;
        double[][] upper = copy(a);
        double[][] lowerInverse = copy(b);
        for (int step = 0; step < MOST_STEPS; step++) {
            // upper ← (upper + lower)/2, lowerInverse ← (lowerInverse + upper⁻¹)/2
            double[][] lower = inverse(lowerInverse);
            double[][] upperInverse = inverse(upper);
            double apart = 0;
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    double scale = Math.sqrt(upper[i][i] * upper[j][j]);
                    apart = Math.max(apart, Math.abs(upper[j][i] - lower[j][i]) / scale);
                    upper[j][i] = 0.5 * (upper[j][i] + lower[j][i]);
                    lowerInverse[j][i] = 0.5 * (lowerInverse[j][i] + upperInverse[j][i]);
                }
            }
            if (apart < SETTLED) {
                break;
            }
        }
        return upper;
    }
}
