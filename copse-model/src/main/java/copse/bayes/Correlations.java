package copse.bayes;

import copse.math.RandomStream;
import org.apache.commons.numbers.gamma.LogBeta;

/// Cholesky factor C of a correlation matrix and its LKJ density, by canonical partial correlations `tanh z`.
/// Work of one thread.
///
/// Row i of C has `C_ij = t_ij Π_{l<j} s_il` and `C_ii = Π_{l<i} s_il`, with `t = tanh z`, `s = 1/cosh z`.
/// Under LKJ(η) the partial correlation of i and j given the first j (counted from 0) has a density
/// proportional to `(1 − t²)^{b−1}` on (−1, 1) with `b = η + (q − 2 − j)/2`.
///
/// Coordinates: z row by row, `z_10, z_20, z_21, …`.
///
/// Source: Lewandowski, Kurowicka and Joe (2009), J. Multivar. Anal. 100(9), section 2.
/// doi:10.1016/j.jmva.2009.04.008
final class Correlations {
    private static final double LOG_TWO = Math.log(2);

    private final int q;
    private final double eta;
    private final double constant;
    private final double[] tanh;
    private final double[] sech;
    private final double[] width;
    private final double[] factor;

    /// @param q number of effects, at least 2
    /// @param eta of the prior
    Correlations(int q, double eta) {
        this.q = q;
        this.eta = eta;
        int pairs = q * (q - 1) / 2;
        tanh = new double[pairs];
        sech = new double[pairs];
        width = new double[pairs];
        factor = new double[q * q];
        factor[0] = 1;
        double sum = 0;
        for (int i = 1; i < q; i++) {
            for (int j = 0; j < i; j++) {
                double b = power(j);
                // on (−1, 1) instead of (0, 1)
                sum -= LogBeta.value(b, b) + (2 * b - 1) * LOG_TWO;
            }
        }
        constant = sum;
    }

    private double power(int j) {
        return eta + 0.5 * (q - 2 - j);
    }

    int size() {
        return tanh.length;
    }

    /// @return C, column-major, lower; of the position decoded last
    double[] factor() {
        return factor;
    }

    /// @param position coordinates from `at`; not modified
    /// @return log density of z
    double decode(double[] position, int at) {
        double log = constant;
        int k = 0;
        for (int i = 1; i < q; i++) {
            double left = 1;
            for (int j = 0; j < i; j++, k++) {
                double z = position[at + k];
                double e = Math.exp(-2 * Math.abs(z));
                tanh[k] = Math.copySign((1 - e) / (1 + e), z);
                sech[k] = 2 * Math.exp(-Math.abs(z)) / (1 + e);
                width[k] = left;
                factor[i + j * q] = tanh[k] * left;
                left *= sech[k];
                // b log(1 − t²), of which one power is dt/dz
                log -= 2 * power(j) * (Math.abs(z) + Math.log1p(e) - LOG_TWO);
            }
            factor[i + i * q] = left;
        }
        return log;
    }

    /// @param byFactor derivative by the lower triangle of C
    /// @param gradient added to from `at`. *Modified.*
    void pullBack(double[] byFactor, double[] gradient, int at) {
        int k = tanh.length;
        for (int i = q - 1; i >= 1; i--) {
            double byWidth = byFactor[i + i * q];
            for (int j = i - 1; j >= 0; j--) {
                k--;
                double own = byFactor[i + j * q];
                double t = tanh[k];
                double s = sech[k];
                gradient[at + k] += width[k] * s * (own * s - byWidth * t) - 2 * power(j) * t;
                byWidth = byWidth * s + own * t;
            }
        }
    }

    /// @param c a lower factor of a correlation matrix, column-major
    /// @param position filled from `at`. *Modified.*
    void encode(double[] c, double[] position, int at) {
        int k = 0;
        for (int i = 1; i < q; i++) {
            double left = 1;
            for (int j = 0; j < i; j++, k++) {
                double t = left > 0 ? Math.clamp(c[i + j * q] / left, -NEAR_ONE, NEAR_ONE) : 0;
                position[at + k] = 0.5 * (Math.log1p(t) - Math.log1p(-t));
                left *= Math.sqrt(1 - t * t);
            }
        }
    }

    /// @param stream of random numbers. *Modified.*
    /// @param position filled from `at` with a draw from the prior. *Modified.*
    void draw(RandomStream stream, double[] position, int at) {
        int k = at;
        for (int i = 1; i < q; i++) {
            for (int j = 0; j < i; j++) {
                double b = power(j);
                // (1 + t) / 2 ~ Beta(b, b) is a share of two gamma numbers, so z is half the logarithm of their ratio
                double one = stream.nextGamma(b, 1);
                double other = stream.nextGamma(b, 1);
                position[k++] = 0.5 * (Math.log(one) - Math.log(other));
            }
        }
    }

    /// Keeps a start away from correlations of 1, where gradients vanish.
    private static final double NEAR_ONE = 0.99;
}
