package copse.math;

/// Eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations, ascending.
///
/// - Cost: about 10 sweeps of 6 n³ operations; meant for n up to a few hundred.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 8.5.
///
/// @param values ascending
/// @param vectors per value, a unit vector
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 60;

    /// @param v number of a value, from 0
    /// @return its unit vector
    public double[] vector(int v) {
        return vectors[v];
    }

    /// @return the largest value
    public double largest() {
        return values[values.length - 1];
    }

    /// Solution of `A x = b` in the directions whose eigenvalue exceeds a threshold, 0 in the others.
    ///
    /// @param b right-hand side
    /// @param threshold values up to it count as 0
    /// @return x
    public double[] solve(double[] b, double threshold) {
        double[] x = new double[b.length];
        for (int v = 0; v < values.length; v++) {
            if (values[v] > threshold) {
                double along = 0;
                for (int i = 0; i < b.length; i++) {
                    along += vectors[v][i] * b[i];
                }
                for (int i = 0; i < b.length; i++) {
                    x[i] += along / values[v] * vectors[v][i];
                }
            }
        }
        return x;
    }

    /// @param symmetric n×n, both triangles
    /// @return its eigenvalues and vectors
    public static SymmetricEigen of(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 0; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        int[] order = new int[n]; // by insertion: most matrices have a handful of rows, and there are many of them
        for (int i = 0; i < n; i++) {
            int at = i;
            for (; at > 0 && a[order[at - 1]][order[at - 1]] > a[i][i]; at--) {
                order[at] = order[at - 1];
            }
            order[at] = i;
        }
        double[] values = new double[n];
        double[][] vectors = new double[n][n];
        for (int k = 0; k < n; k++) {
            values[k] = a[order[k]][order[k]];
            for (int i = 0; i < n; i++) {
                vectors[k][i] = v[i][order[k]];
            }
        }
        return new SymmetricEigen(values, vectors);
    }

    /// Sum of squares off the diagonal; 0 as soon as it is negligible against the diagonal.
    private static double offDiagonal(double[][] a) {
        double off = 0;
        double on = 0;
        for (int i = 0; i < a.length; i++) {
            on += a[i][i] * a[i][i];
            for (int j = 0; j < i; j++) {
                off += a[i][j] * a[i][j];
            }
        }
        return off <= 1e-32 * on ? 0 : off;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.signum(tau) / (Math.abs(tau) + Math.hypot(1, tau));
        if (tau == 0) {
            t = 1;
        }
        double c = 1 / Math.hypot(1, t);
        double s = c * t;
        int n = a.length;
        for (int k = 0; k < n; k++) {
            double akp = a[k][p];
            double akq = a[k][q];
            a[k][p] = c * akp - s * akq;
            a[k][q] = s * akp + c * akq;
        }
        for (int k = 0; k < n; k++) {
            double apk = a[p][k];
            double aqk = a[q][k];
            a[p][k] = c * apk - s * aqk;
            a[q][k] = s * apk + c * aqk;
            double vkp = v[k][p];
            double vkq = v[k][q];
            v[k][p] = c * vkp - s * vkq;
            v[k][q] = s * vkp + c * vkq;
        }
    }
}
