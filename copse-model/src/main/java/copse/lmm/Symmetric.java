package copse.lmm;

import copse.math.DenseCholesky;
import copse.math.Matrix;
import copse.math.SymmetricEigen;

/// Inverses of small symmetric matrices, singular ones too.
final class Symmetric {
    // Below this share of the largest, an eigenvalue of a matrix of combinations is rounding.
    private static final double SINGULAR = 1e-9;

    private Symmetric() {}

    /// Moore and Penrose's inverse of a positive semidefinite matrix, up to the scaling of its diagonal.
    static Matrix pseudoInverse(Matrix symmetric) {
        int n = symmetric.rows();
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = symmetric.at(i, j);
            }
        }
        double[][] inverse = inverseOnRange(a, SINGULAR);
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i + j * n] = inverse[i][j];
            }
        }
        return Matrix.wrap(n, n, out);
    }

    /// Inverse along eigenvectors whose value is above a share of the largest, after scaling to a unit
    /// diagonal.
    static double[][] inverseOnRange(double[][] a, double share) {
        int n = a.length;
        double[] scale = new double[n];
        double[][] unit = new double[n][n];
        for (int i = 0; i < n; i++) {
            scale[i] = a[i][i] > 0 ? 1 / Math.sqrt(a[i][i]) : 0;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                unit[i][j] = (a[i][j] + a[j][i]) / 2 * scale[i] * scale[j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(unit);
        double largest = eigen.values()[n - 1];
        double[][] inverse = new double[n][n];
        for (int v = 0; v < n; v++) {
            if (eigen.values()[v] <= share * largest) {
                continue;
            }
            double[] vector = eigen.vector(v);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverse[i][j] += scale[i] * vector[i] * vector[j] * scale[j] / eigen.values()[v];
                }
            }
        }
        return inverse;
    }

    /// The inverse of a positive definite matrix.
    static Matrix inverse(Matrix positive) {
        int n = positive.rows();
        double[][] l = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                l[j][i] = positive.at(i, j);
            }
        }
        DenseCholesky.factor(l, n, n);
        double[][] columns = DenseCholesky.inverse(l, n);
        double[] out = new double[n * n];
        for (int j = 0; j < n; j++) {
            System.arraycopy(columns[j], 0, out, j * n, n);
        }
        return Matrix.wrap(n, n, out);
    }

    static double trace(Matrix a) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            sum += a.at(i, i);
        }
        return sum;
    }
}
