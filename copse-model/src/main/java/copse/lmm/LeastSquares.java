package copse.lmm;

/// Least squares by Householder's reflections, for systems of small to middling size.
///
/// Source: Golub and Van Loan (2013), Matrix Computations, 4th ed., section 5.3.
final class LeastSquares {
    // A column of which less than this share is left after the earlier ones depends on them.
    private static final double DEPENDENT = 1e-9;

    private final double[][] columns; // reflections below the diagonal, R above
    private final double[] diagonal;
    private final boolean fullRank;

    private LeastSquares(double[][] columns, double[] diagonal, boolean fullRank) {
        this.columns = columns;
        this.diagonal = diagonal;
        this.fullRank = fullRank;
    }

    /// @param matrix columns of equal length, at least as long as there are columns
    static LeastSquares of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[] norms = new double[n];
        for (int j = 0; j < n; j++) {
            a[j] = matrix[j].clone();
            norms[j] = norm(a[j], 0);
        }
        double[] diagonal = new double[n];
        boolean full = true;
        for (int j = 0; j < n; j++) {
            double length = norm(a[j], j);
            full &= length > DEPENDENT * norms[j];
            double[] v = a[j];
            diagonal[j] = v[j] > 0 ? -length : length;
            v[j] -= diagonal[j];
            for (int k = j + 1; k < n; k++) {
                reflect(v, j, a[k]);
            }
        }
        return new LeastSquares(a, diagonal, full);
    }

    boolean fullRank() {
        return fullRank;
    }

    double[] solve(double[] right) {
        double[] y = rotated(right);
        int n = diagonal.length;
        double[] x = new double[n];
        for (int j = n - 1; j >= 0; j--) {
            double sum = y[j];
            for (int k = j + 1; k < n; k++) {
                sum -= columns[k][j] * x[k];
            }
            x[j] = sum / diagonal[j];
        }
        return x;
    }

    /// Length of what is left of the right-hand side, as a share of its own length.
    double residual(double[] right) {
        double length = norm(right, 0);
        return length == 0 ? 0 : norm(rotated(right), diagonal.length) / length;
    }

    private double[] rotated(double[] right) {
        double[] y = right.clone();
        for (int j = 0; j < diagonal.length; j++) {
            reflect(columns[j], j, y);
        }
        return y;
    }

    private static void reflect(double[] v, int from, double[] x) {
        double vv = 0;
        double vx = 0;
        for (int i = from; i < v.length; i++) {
            vv += v[i] * v[i];
            vx += v[i] * x[i];
        }
        if (vv > 0) {
            double factor = 2 * vx / vv;
            for (int i = from; i < v.length; i++) {
                x[i] -= factor * v[i];
            }
        }
    }

    private static double norm(double[] a, int from) {
        double sum = 0;
        for (int i = from; i < a.length; i++) {
            sum += a[i] * a[i];
        }
        return Math.sqrt(sum);
    }
}
