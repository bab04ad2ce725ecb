package copse.infer;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;

/// Means over S, the estimate of a standard deviation of 1: S² ~ χ²(df)/df.
///
/// A sum over equally spaced points of log S, which for a smooth integrand that vanishes at both ends converges
/// faster than any power of the step (Trefethen and Weideman 2014, The exponentially convergent trapezoidal
/// rule, SIAM Rev. 56(3). doi:10.1137/130932132). Every term is positive, so that means of tail probabilities
/// keep their relative precision.
final class StudentScale {
    // A term below this share of the sum, with those after it smaller still, no longer matters.
    private static final double NEGLIGIBLE = 1e-17;

    // In units of the standard deviation: the error of the sum over a Gaussian is exp(-2π²/h²), 1e-19 at 2/3; products
    // with distribution functions are sharper.
    private static final double STEP = 0.25;

    private StudentScale() {}

    /// @param df degrees of freedom, above 0; infinite if S is 1
    /// @param f of S, in [0, 1] and falling
    /// @return the mean of f(S)
    static double mean(double df, DoubleUnaryOperator f) {
        if (Double.isInfinite(df)) {
            return f.applyAsDouble(1);
        }
        // density of t = log S: exp(c + df (t - e^{2t}/2)), with its peak at 0 and curvature 2 df there
        double c = Math.log(2) + 0.5 * df * Math.log(0.5 * df) - LogGamma.value(0.5 * df);
        double step = STEP / Math.sqrt(Math.max(1, 2 * df));
        double sum = 0;
        for (int i = 0; ; i--) {
            double density = density(i * step, df, c);
            sum += density * f.applyAsDouble(Math.exp(i * step));
            if (density <= NEGLIGIBLE * sum) {
                break;
            }
        }
        for (int i = 1; ; i++) {
            double density = density(i * step, df, c);
            sum += density * f.applyAsDouble(Math.exp(i * step));
            if (density <= NEGLIGIBLE * sum || density == 0) {
                break;
            }
        }
        return sum * step;
    }

    private static double density(double t, double df, double c) {
        // e^{2t} - 1 - 2t keeps the exponent exact near the peak, where df may be 1e6
        return Math.exp(c - 0.5 * df - 0.5 * df * (Math.expm1(2 * t) - 2 * t));
    }
}
