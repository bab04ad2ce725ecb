package copse.mcmc;

import copse.math.DenseCholesky;
import copse.math.Matrix;

/// Dense algebra of the metric: matrices as arrays of columns.
final class Small {
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
    static double[][] cholesky(double[][] a) {
        double[][] l = copy(a);
        if (DenseCholesky.factor(l, l.length, l.length) >= 0) {
            throw new IllegalArgumentException("a metric that is not positive definite");
        }
        for (int j = 0; j < l.length; j++) {
            for (int i = 0; i < j; i++) {
                l[j][i] = 0;
            }
        }
        return l;
    }

    /// @param a positive definite; not modified
    /// @return its inverse
    static double[][] inverse(double[][] a) {
        return DenseCholesky.inverse(cholesky(a), a.length);
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

    // A metric need not be exact: after a step from 1e-4 apart the means are 1e-8 apart.
    private static final double SETTLED = 1e-4;
    // From 2^40 apart, halving once a step.
    private static final int MOST_STEPS = 50;
}
