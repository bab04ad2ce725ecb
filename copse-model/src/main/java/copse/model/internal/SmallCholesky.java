package copse.model.internal;

import java.util.Arrays;

/// The factor `A = LLᵀ` of a small symmetric matrix, column by column in one array.
///
/// @param n order
/// @param l lower triangle at `i + j * n`
/// @param isPositive false if a pivot was not positive; l is of no use then
public record SmallCholesky(int n, double[] l, boolean isPositive) {
    // A pivot below this share of its diagonal is what rounding leaves of nothing.
    private static final double SINGULAR = 1e-13;

    /// @param n order
    /// @param a lower triangle at `i + j * n`; not modified
    /// @return the factor
    public static SmallCholesky of(int n, double[] a) {
        double[] l = new double[n * n];
        for (int j = 0; j < n; j++) {
            double pivot = a[j + j * n];
            for (int k = 0; k < j; k++) {
                pivot -= l[j + k * n] * l[j + k * n];
            }
            if (!(pivot > SINGULAR * a[j + j * n])) {
                return new SmallCholesky(n, l, false);
            }
            double root = Math.sqrt(pivot);
            l[j + j * n] = root;
            for (int i = j + 1; i < n; i++) {
                double value = a[i + j * n];
                for (int k = 0; k < j; k++) {
                    value -= l[i + k * n] * l[j + k * n];
                }
                l[i + j * n] = value / root;
            }
        }
        return new SmallCholesky(n, l, true);
    }

    /// `L⁻¹ v`, in place.
    ///
    /// @param v length n. *Modified.*
    public void forward(double[] v) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                v[i] -= l[i + k * n] * v[k];
            }
            v[i] /= l[i + i * n];
        }
    }

    /// `L⁻ᵀ v`, in place.
    ///
    /// @param v length n. *Modified.*
    public void backward(double[] v) {
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                v[i] -= l[k + i * n] * v[k];
            }
            v[i] /= l[i + i * n];
        }
    }

    /// @return `L⁻ᵀ`, n×n column by column
    public double[] inverseTransposed() {
        double[] out = new double[n * n];
        double[] unit = new double[n];
        for (int j = 0; j < n; j++) {
            Arrays.fill(unit, 0);
            unit[j] = 1;
            backward(unit);
            System.arraycopy(unit, 0, out, j * n, n);
        }
        return out;
    }
}
