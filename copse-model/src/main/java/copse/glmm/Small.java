package copse.glmm;

import copse.math.SymmetricEigen;

/// Products of small square matrices that are arrays of columns.
final class Small {
    private Small() {}

    /// `A v`
    static double[] times(int n, double[] a, double[] v) {
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                out[i] += a[i + j * n] * v[j];
            }
        }
        return out;
    }

    /// `Aᵀ v`
    static double[] transposedTimes(int n, double[] a, double[] v) {
        double[] out = new double[n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                out[j] += a[i + j * n] * v[i];
            }
        }
        return out;
    }

    /// `A B`, with as many columns as are asked for.
    static double[] times(int n, double[] a, double[] b, int columns) {
        double[] out = new double[n * columns];
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < n; k++) {
                double factor = b[k + j * n];
                for (int i = 0; i < n; i++) {
                    out[i + j * n] += a[i + k * n] * factor;
                }
            }
        }
        return out;
    }

    static double[] transposed(int n, double[] a) {
        double[] out = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                out[j + i * n] = a[i + j * n];
            }
        }
        return out;
    }

    /// `Tᵀ A T`
    static double[] congruence(int n, double[] t, double[] a) {
        return times(n, transposed(n, t), times(n, a, t, n), n);
    }

    static double[][] rows(int n, double[] symmetric) {
        double[][] out = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                out[i][j] = (symmetric[i + j * n] + symmetric[j + i * n]) / 2;
            }
        }
        return out;
    }

    /// The matrix with the same eigenvectors and other values.
    static double[] function(SymmetricEigen eigen, double[] values) {
        int n = values.length;
        double[] out = new double[n * n];
        for (int v = 0; v < n; v++) {
            double[] vector = eigen.vector(v);
            for (int j = 0; j < n && values[v] != 0; j++) {
                double factor = values[v] * vector[j];
                for (int i = 0; i < n; i++) {
                    out[i + j * n] += factor * vector[i];
                }
            }
        }
        return out;
    }
}
