package copse.power;

import copse.math.RandomStream;

/// Mean and scatter of n independent standard normal vectors, without the vectors.
///
/// The mean is normal with variance `1/n`, the scatter about it is Wishart with `n − 1` degrees of freedom and
/// independent of the mean; by Bartlett's decomposition the scatter is `AAᵀ` with A lower triangular, `A_jj²`
/// chi-square with `n − 1 − j` degrees of freedom and standard normal numbers below. Where n is too small,
/// columns of A are 0.
///
/// Source: Anderson (2003), An Introduction to Multivariate Statistical Analysis, section 7.2.
final class Scatter {
    private final int order;
    final double[] mean;
    /// Packed lower triangle.
    final double[] product;

    private final double[] a;

    Scatter(int order) {
        this.order = order;
        mean = new double[order];
        product = new double[order * (order + 1) / 2];
        a = new double[order * order];
    }

    void draw(long n, RandomStream stream) {
        double root = 1 / Math.sqrt(n);
        for (int i = 0; i < order; i++) {
            mean[i] = root * stream.nextGaussian();
        }
        for (int j = 0; j < order; j++) {
            long df = n - 1 - j;
            a[j + j * order] = df > 0 ? Math.sqrt(stream.nextChiSquare((double) df)) : 0;
            for (int i = j + 1; i < order; i++) {
                a[i + j * order] = df > 0 ? stream.nextGaussian() : 0;
            }
        }
        int at = 0;
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += a[i + k * order] * a[j + k * order];
                }
                product[at++] = sum;
            }
        }
    }

    double product(int i, int j) {
        return i >= j ? product[ClusterTotals.packed(i, j)] : product[ClusterTotals.packed(j, i)];
    }
}
