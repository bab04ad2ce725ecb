package copse.infer;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/// The non-central t distribution: `T = (Z + δ)/S` of a standard normal Z and an independent S² ~ χ²(ν)/ν.
///
/// With δ = effect over standard error it is the distribution of a t statistic where the hypothesis is false,
/// and its tails beyond critical values are the power of the test.
///
/// `P(T > t) = ∫ f(u) Φ(δ − t eᵘ) du` with f the density of log S. The integrand vanishes at both ends faster
/// than any power, so that equally spaced points converge exponentially; all terms are positive, so that both
/// tails keep their relative precision (about 1e-12, tested from 1e-300 up, ν from 1 to 10⁹) where series of
/// incomplete beta functions, such as AS 243, lose it by subtraction. Sums start at the mode of the integrand
/// and end where terms no longer count: about 40 points at the ν and δ of power, about 3 µs. Where |δ| is
/// large, Φ is a cliff within the width of f; there the other order of integration is taken, `P(T > t) = ∫ φ(z)
/// P(S < (z + δ)/t) dz`, which is smooth.
///
/// Source: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions, vol. 2, chapter 31 (the
/// integrals); Trefethen and Weideman (2014), The exponentially convergent trapezoidal rule, SIAM Rev. 56(3).
/// doi:10.1137/130932132 (the quadrature)
public final class NoncentralT {
    // A term below this share of the sum, with those after it smaller still, no longer matters.
    private static final double NEGLIGIBLE = 1e-17;

    // In units of the narrowest feature: the error of a sum over a Gaussian is exp(-2π²/h²), 1e-17 at 0.7.
    private static final double STEP = 0.7;

    // log S is smooth in a strip of half-width π/4 only: the error is about exp(-2π · π/4 / h), 3e-17 at 0.13.
    private static final double WIDEST_STEP = 0.13;

    // Standard deviations beyond which a normal density is below NEGLIGIBLE.
    private static final double NORMAL_RANGE = 8.6;

    // From here on the cliff is away from the end of Z's range, where P(S < (z + δ)/t) is not smooth.
    private static final double LARGE = 40;

    // If the integrand is at least e^-7 of the density at the density's mode, a search for its own mode is not worth
    // it.
    private static final double NEAR = -7;

    private static final double SQRT2 = Math.sqrt(2);

    private NoncentralT() {}

    /// @param t any number
    /// @param df degrees of freedom ν, above 0; infinite for a normal statistic
    /// @param ncp non-centrality δ; may be infinite
    /// @return `P(T > t)`
    public static double survival(double t, double df, double ncp) {
        return Math.exp(logSurvival(t, df, ncp));
    }

    /// @param t any number
    /// @param df degrees of freedom ν, above 0; infinite for a normal statistic
    /// @param ncp non-centrality δ; may be infinite
    /// @return `P(T ≤ t)`
    public static double cumulative(double t, double df, double ncp) {
        return Math.exp(logSurvival(-t, df, -ncp));
    }

    /// The power of a two-sided test, in one pass over the points.
    ///
    /// @param t critical value, at least 0
    /// @param df degrees of freedom ν, above 0; infinite for a normal statistic
    /// @param ncp non-centrality δ; may be infinite
    /// @return `P(|T| > t)`
    public static double twoSided(double t, double df, double ncp) {
        double size = Math.abs(ncp);
        if (!(t >= 0 && df > 0 && df < Double.POSITIVE_INFINITY && size <= LARGE)) {
            return Math.min(1, survival(t, df, size) + cumulative(-t, df, size));
        }
        return Math.min(1, Math.exp(overS(t, df, size, step(t, df, size), true)));
    }

    /// The log of [#survival(double, double, double)], exact where the probability itself underflows.
    ///
    /// @param t any number
    /// @param df degrees of freedom ν, above 0; infinite for a normal statistic
    /// @param ncp non-centrality δ; may be infinite
    /// @return `log P(T > t)`
    public static double logSurvival(double t, double df, double ncp) {
        if (!(df > 0) || Double.isNaN(t) || Double.isNaN(ncp)) {
            throw new IllegalArgumentException("t " + t + ", " + df + " degrees of freedom, ncp " + ncp);
        }
        if (Double.isInfinite(ncp) || Double.isInfinite(t)) {
            return Double.isInfinite(ncp) == ncp > 0 && !(t == Double.POSITIVE_INFINITY) ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (Double.isInfinite(df)) {
            return LogTails.normal(t - ncp);
        }
        if (Math.abs(ncp) > LARGE && t * ncp > 0 && slope(t, df, ncp) > NORMAL_RANGE * Math.sqrt(2 * df)) {
            return overZ(t, df, ncp);
        }
        return Math.min(0, overS(t, df, ncp, step(t, df, ncp), false));
    }

    private static double step(double t, double df, double ncp) {
        return Math.min(WIDEST_STEP, STEP / Math.hypot(Math.sqrt(2 * df), slope(t, df, ncp)));
    }

    /// The slope of Φ's argument in log S is t s, where Φ is neither 0 nor 1 about |δ|; S has an end for all
    /// practical purposes.
    private static double slope(double t, double df, double ncp) {
        double farthest = Math.abs(t) * Math.sqrt(1 + 2 * NORMAL_RANGE * NORMAL_RANGE / df);
        return Math.min(farthest, Math.abs(ncp) + NORMAL_RANGE);
    }

    /// Sum over points of log S, of the upper tail or, for positive t and δ, of both.
    private static double overS(double t, double df, double ncp, double step, boolean both) {
        double mode = 0;
        if (logUpper(t - ncp) < NEAR) {
            double outward = -Math.signum(t);
            double far = outward;
            while (slopeAt(far, t, df, ncp) * outward > 0) {
                far *= 2;
            }
            mode = Roots.find(u -> slopeAt(u, t, df, ncp), 0, far);
        }
        double peak = logDensity(mode, df) + logUpper(t * Math.exp(mode) - ncp);
        double sum = both ? 1 + term(mode, t, df, ncp, peak, true) - term(mode, t, df, ncp, peak, false) : 1;
        for (int side = -1; side <= 1; side += 2) {
            double last = sum;
            for (int i = 1; ; i++) {
                double u = mode + side * i * step;
                double term = term(u, t, df, ncp, peak, both);
                sum += term;
                if (term <= NEGLIGIBLE * sum && term <= last) {
                    break;
                }
                last = term;
            }
        }
        return logPeakOfDensity(df) + peak + Math.log(sum * step);
    }

    private static double term(double u, double t, double df, double ncp, double peak, boolean both) {
        double ts = t * Math.exp(u);
        double density = logDensity(u, df) - peak;
        if (density >= 700 || ts - ncp >= 20) {
            // here the plain function would underflow
            double upper = Math.exp(density + logUpper(ts - ncp));
            return both ? upper + Math.exp(density + logUpper(ts + ncp)) : upper;
        }
        double tails = Erfc.value((ts - ncp) / SQRT2);
        return Math.exp(density) * 0.5 * (both ? tails + Erfc.value((ts + ncp) / SQRT2) : tails);
    }

    /// Log of the density of log S over its value at the mode 0; expm1 keeps it exact near there, where ν may
    /// be 10⁹.
    private static double logDensity(double u, double df) {
        return -0.5 * df * (Math.expm1(2 * u) - 2 * u);
    }

    /// Log of the density of log S at its mode: `log 2 + a log a − a − log Γ(a)` with a = ν/2, by Stirling's
    /// series where these terms would cancel.
    static double logPeakOfDensity(double df) {
        double a = 0.5 * df;
        if (a < 16) {
            return Math.log(2) + a * Math.log(a) - a - LogGamma.value(a);
        }
        double b = 1 / (a * a);
        double stirling = (1.0 / 12 - b * (1.0 / 360 - b * (1.0 / 1260 - b * (1.0 / 1680 - b / 1188)))) / a;
        return 0.5 * Math.log(2 * a / Math.PI) - stirling;
    }

    /// Derivative of the log of the integrand.
    private static double slopeAt(double u, double t, double df, double ncp) {
        double ts = t * Math.exp(u);
        double hazard = Math.sqrt(2 / Math.PI) / Erfcx.value((ts - ncp) / SQRT2);
        return -df * Math.expm1(2 * u) - ts * hazard;
    }

    /// `log P(Z > x)`.
    private static double logUpper(double x) {
        return x < 20 ? Math.log(0.5 * Erfc.value(x / SQRT2)) : LogTails.normal(x);
    }

    /// Sum over points of Z, for t and δ of the same sign.
    private static double overZ(double t, double df, double ncp) {
        // of P(S < (z + δ)/t) for positive δ; with both signs turned, of P(S > …)
        double size = Math.abs(ncp);
        double scale = Math.abs(t);
        boolean upper = ncp > 0;
        double a = 0.5 * df;
        java.util.function.DoubleUnaryOperator log = z -> {
            double s = (z + size) / scale;
            if (s <= 0) {
                return upper ? Double.NEGATIVE_INFINITY : -0.5 * z * z;
            }
            double x = a * s * s;
            return -0.5 * z * z + Math.log(upper ? RegularizedGamma.P.value(a, x) : RegularizedGamma.Q.value(a, x));
        };
        double mode = peak(log, -size, NORMAL_RANGE + size);
        double highest = log.applyAsDouble(mode);
        double sum = 1;
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 1; ; i++) {
                double term = Math.exp(log.applyAsDouble(mode + side * i * 0.5 * STEP) - highest);
                sum += term;
                if (term <= NEGLIGIBLE * sum) {
                    break;
                }
            }
        }
        return Math.min(0, highest + Math.log(sum * 0.5 * STEP / Math.sqrt(2 * Math.PI)));
    }

    /// Near the highest point of a function with one peak, by golden sections; a tenth is near enough.
    private static double peak(java.util.function.DoubleUnaryOperator f, double low, double high) {
        double golden = 0.5 * (Math.sqrt(5) - 1);
        double a = low;
        double b = high;
        while (b - a > 0.1) {
            double left = b - golden * (b - a);
            double right = a + golden * (b - a);
            if (f.applyAsDouble(left) < f.applyAsDouble(right)) {
                a = left;
            } else {
                b = right;
            }
        }
        return 0.5 * (a + b);
    }
}
