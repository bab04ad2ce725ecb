package copse.infer;

import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;

/// Logarithms of tail probabilities too small for a `double`, by continued fractions.
///
/// Source: DiDonato and Morris (1992), Algorithm 708, ACM Trans. Math. Softw. 18(3) (incomplete beta); Gautschi
/// (1979), A computational procedure for incomplete gamma functions, ACM Trans. Math. Softw. 5(4); Lentz's
/// evaluation as in Thompson and Barnett (1986), J. Comput. Phys. 64.
final class LogTails {
    // Replaces a partial denominator of 0 (Thompson and Barnett).
    private static final double TINY = 1e-300;

    private static final double CONVERGED = 1e-16;

    // Far tails converge in tens of steps; the square root of the largest parameter bounds the rest.
    private static final int MOST_STEPS = 100_000;

    private LogTails() {}

    /// @param x any finite number
    /// @return `log P(Z > x)` of a standard normal Z
    static double normal(double x) {
        if (x < 0) {
            return Math.log1p(-0.5 * Math.exp(-0.5 * x * x) * Erfcx.value(-x / Math.sqrt(2)));
        }
        return Math.log(0.5 * Erfcx.value(x / Math.sqrt(2))) - 0.5 * x * x;
    }

    /// Log of the regularised incomplete beta function `I_x(a, b)` for x below the mean, where its fraction
    /// converges.
    ///
    /// @param logX log x
    /// @param log1mX log(1 - x), given apart since x may round to 1
    /// @param a above 0
    /// @param b above 0
    /// @return `log I_x(a, b)`
    static double beta(double logX, double log1mX, double a, double b) {
        double x = Math.exp(logX);
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m <= MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < CONVERGED) {
                break;
            }
        }
        return a * logX + b * log1mX - Math.log(a) - LogBeta.value(a, b) + Math.log(fraction);
    }

    /// Log of the regularised upper incomplete gamma function `Q(a, x)` for `x > a + 1`.
    ///
    /// @param a above 0
    /// @param x above `a + 1`
    /// @return `log Q(a, x)`
    static double upperGamma(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        for (int i = 1; i <= MOST_STEPS; i++) {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / nonZero(numerator * d + b);
            c = nonZero(b + numerator / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < CONVERGED) {
                break;
            }
        }
        return -x + a * Math.log(x) - LogGamma.value(a) + Math.log(fraction);
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
