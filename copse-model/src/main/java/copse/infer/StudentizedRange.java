package copse.infer;

import org.apache.commons.numbers.gamma.Erfc;

/// The range of k independent standard normal numbers over an independent estimate of their standard deviation.
///
/// With `W(w) = P(range <= w)` and S² ~ χ²(df)/df, `P(Q > q) = ∫ f_S(s) (1 - W(qs)) ds`. Both integrals are
/// sums over equally spaced points (the inner one in the largest of the k numbers, the outer one in log s),
/// which for smooth integrands that vanish at both ends converge faster than any power of the step. Every term
/// is positive, so that tail probabilities keep their relative precision (about 1e-12), where `1 - P(Q <= q)`
/// would lose it.
///
/// Source: the integrals are those of Copenhaver and Holland (1988), Computation of the distribution of the
/// maximum studentized range statistic with application to multiple significance testing of simple effects, J.
/// Stat. Comput. Simul. 30(1). doi:10.1080/00949658808811082; the quadrature is that of Trefethen and Weideman
/// (2014), The exponentially convergent trapezoidal rule, SIAM Rev. 56(3). doi:10.1137/130932132
public final class StudentizedRange {
    // A term below this share of the sum, with those after it smaller still, no longer matters.
    private static final double NEGLIGIBLE = 1e-17;

    // In units of the standard deviation: the error of the sum over a Gaussian is exp(-2π²/h²), 1e-19 at 2/3; products
    // with distribution functions are sharper.
    private static final double INNER_STEP = 0.25;

    private StudentizedRange() {}

    /// @param q the statistic, at least 0
    /// @param k number of means, at least 2
    /// @param df degrees of freedom of the standard deviation, above 0; may be infinite
    /// @return `P(Q > q)`
    public static double survival(double q, int k, double df) {
        if (k < 2 || !(df > 0)) {
            throw new IllegalArgumentException(k + " means, " + df + " degrees of freedom");
        }
        if (!(q > 0)) {
            return 1;
        }
        if (Double.isInfinite(q)) {
            return 0;
        }
        return Math.min(1, StudentScale.mean(df, scale -> rangeSurvival(q * scale, k)));
    }

    /// @param tail probability above the quantile, in (0, 1)
    /// @param k number of means, at least 2
    /// @param df degrees of freedom, above 0; may be infinite
    /// @return q with `P(Q > q) = tail`
    public static double upperQuantile(double tail, int k, double df) {
        if (!(tail > 0 && tail < 1)) {
            throw new IllegalArgumentException("tail " + tail);
        }
        // Bonferroni bounds Q from above, one pair from below; Q of two means is √2 |T|.
        double low = Math.sqrt(2) * StudentT.upperQuantile(0.5 * tail, df);
        double high = Math.sqrt(2) * StudentT.upperQuantile(tail / (k * (k - 1.0)), df);
        if (k == 2) {
            return low;
        }
        return Roots.find(q -> Math.log(survival(q, k, df) / tail), low, high);
    }

    /// P(range > w) = k ∫ φ(z) Φ(z)^{k-1} [1 - (1 - Φ(z-w)/Φ(z))^{k-1}] dz, z being the largest.
    private static double rangeSurvival(double w, int k) {
        double sum = 0;
        // The integrand peaks between w/2 and w/2 plus a few standard deviations: start there and go out both ways.
        int start = (int) Math.round(Math.min(0.5 * w, 30) / INNER_STEP);
        for (int i = start; ; i++) {
            double z = i * INNER_STEP;
            double term = rangeTerm(z, w, k);
            sum += term;
            if (z > 1 && phi(z) <= NEGLIGIBLE * sum || phi(z) == 0) {
                break;
            }
        }
        for (int i = start - 1; ; i--) {
            double z = i * INNER_STEP;
            double term = rangeTerm(z, w, k);
            sum += term;
            if (z < 0.5 * w && term <= NEGLIGIBLE * sum) {
                break;
            }
        }
        return k * sum * INNER_STEP;
    }

    private static double rangeTerm(double z, double w, int k) {
        double below = normal(z);
        if (below == 0) {
            return 0;
        }
        double others = Math.pow(below, k - 1) * -Math.expm1((k - 1) * Math.log1p(-normal(z - w) / below));
        return phi(z) * others;
    }

    private static double phi(double z) {
        return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }

    private static double normal(double z) {
        return 0.5 * Erfc.value(-z / Math.sqrt(2));
    }
}
