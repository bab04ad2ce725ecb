package copse.lm;

/// Arithmetic of small dense matrices that are arrays of rows.
final class SmallMatrix {
    private SmallMatrix() {}

    static double[][] identity(int n) {
        double[][] out = new double[n][n];
        for (int i = 0; i < n; i++) {
            out[i][i] = 1;
        }
        return out;
    }

    static double[][] product(double[][] a, double[][] b) {
        int columns = b.length == 0 ? 0 : b[0].length;
        double[][] out = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                double factor = a[i][k];
                for (int j = 0; j < columns; j++) {
                    out[i][j] += factor * b[k][j];
                }
            }
        }
        return out;
    }

    /// `aᵀ b`
    static double[][] transposedProduct(double[][] a, double[][] b) {
        int rows = a.length == 0 ? 0 : a[0].length;
        int columns = b.length == 0 ? 0 : b[0].length;
        double[][] out = new double[rows][columns];
        for (int k = 0; k < a.length; k++) {
            for (int i = 0; i < rows; i++) {
                double factor = a[k][i];
                for (int j = 0; j < columns; j++) {
                    out[i][j] += factor * b[k][j];
                }
            }
        }
        return out;
    }

    static double[][] transposed(double[][] a) {
        int columns = a.length == 0 ? 0 : a[0].length;
        double[][] out = new double[columns][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                out[j][i] = a[i][j];
            }
        }
        return out;
    }

    static double[] times(double[][] a, double[] v) {
        double[] out = new double[a.length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < v.length; j++) {
                out[i] += a[i][j] * v[j];
            }
        }
        return out;
    }

    /// `aᵀ v`
    static double[] transposedTimes(double[][] a, double[] v) {
        double[] out = new double[a.length == 0 ? 0 : a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[j] += a[i][j] * v[i];
            }
        }
        return out;
    }

    /// The lower factor of a positive definite matrix, `L Lᵀ = a`; zeros above.
    static double[][] cholesky(double[][] a) {
        int n = a.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = a[i][j];
                for (int k = 0; k < j; k++) {
                    value -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(value) : value / l[j][j];
            }
        }
        return l;
    }

    /// `L⁻¹ b`, column by column.
    static double[][] forward(double[][] l, double[][] b) {
        double[][] out = new double[b.length][];
        for (int i = 0; i < b.length; i++) {
            double[] row = b[i].clone();
            for (int k = 0; k < i; k++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] -= l[i][k] * out[k][j];
                }
            }
            for (int j = 0; j < row.length; j++) {
                row[j] /= l[i][i];
            }
            out[i] = row;
        }
        return out;
    }

    /// `L⁻¹ v`
    static double[] forward(double[][] l, double[] v) {
        double[] out = v.clone();
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < i; k++) {
                out[i] -= l[i][k] * out[k];
            }
            out[i] /= l[i][i];
        }
        return out;
    }

    /// `L⁻ᵀ v`
    static double[] backward(double[][] l, double[] v) {
        double[] out = v.clone();
        for (int i = out.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < out.length; k++) {
                out[i] -= l[k][i] * out[k];
            }
            out[i] /= l[i][i];
        }
        return out;
    }
}
