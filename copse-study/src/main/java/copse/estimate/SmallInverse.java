package copse.estimate;

/// Inverses of small positive definite matrices.
final class SmallInverse {
    private SmallInverse() {}

    /// By Gauss and Jordan, without pivoting, which positive definite matrices do not need.
    ///
    /// @param a p×p, symmetric. *Modified:* becomes the inverse.
    /// @param p size
    /// @return `a`
    static double[] of(double[] a, int p) {
        for (int k = 0; k < p; k++) {
            double pivot = 1 / a[k * p + k];
            a[k * p + k] = 1;
            for (int j = 0; j < p; j++) {
                a[k * p + j] *= pivot;
            }
            for (int i = 0; i < p; i++) {
                double factor = a[i * p + k];
                if (i != k && factor != 0) {
                    a[i * p + k] = 0;
                    for (int j = 0; j < p; j++) {
                        a[i * p + j] -= factor * a[k * p + j];
                    }
                }
            }
        }
        return a;
    }

    /// @param a p×p
    /// @param b length p
    /// @param p size
    /// @return their product
    static double[] times(double[] a, double[] b, int p) {
        double[] product = new double[p];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                product[i] += a[i * p + j] * b[j];
            }
        }
        return product;
    }

    /// @param a p×p
    /// @param b length p
    /// @param p size
    /// @return `bᵀab`
    static double form(double[] a, double[] b, int p) {
        double form = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                form += b[i] * a[i * p + j] * b[j];
            }
        }
        return form;
    }
}
