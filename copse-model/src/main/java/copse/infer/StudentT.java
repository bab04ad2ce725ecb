package copse.infer;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t with any positive, also infinite, degrees of freedom.
public final class StudentT {
    // Below this a probability from the cumulative function loses digits to underflow; the log comes from a fraction.
    private static final double SMALL = 1e-280;

    // The error of Halley's method is cubed at each step: after one of 1e-6, nothing is left of it.
    private static final double CUBED = 1e-6;

    private static final int MOST_STEPS = 6;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private StudentT() {}

    /// @param t the statistic; infinite if the standard error is 0
    /// @param df degrees of freedom, above 0; infinite for a normal statistic
    /// @return `P(|T| > |t|)`
    public static double twoSidedP(double t, double df) {
        return Math.min(1, 2 * survival(Math.abs(t), df));
    }

    /// The log of [#twoSidedP(double, double)], exact where the probability itself underflows.
    ///
    /// @param t the statistic
    /// @param df degrees of freedom, above 0; may be infinite
    /// @return `log P(|T| > |t|)`
    public static double logTwoSidedP(double t, double df) {
        double size = Math.abs(t);
        double p = twoSidedP(size, df);
        if (p > SMALL || Double.isInfinite(size)) {
            return Math.log(p);
        }
        if (Double.isInfinite(df)) {
            return Math.log(2) + LogTails.normal(size);
        }
        // P(|T| > t) = I_x(df/2, 1/2) with x = df / (df + t²)
        double ratio = size * (size / df);
        return LogTails.beta(-Math.log1p(ratio), -Math.log1p(1 / ratio), 0.5 * df, 0.5);
    }

    /// @param t the statistic
    /// @param df degrees of freedom, above 0; may be infinite
    /// @return `P(T > t)`
    public static double survival(double t, double df) {
        requirePositive(df);
        return Double.isInfinite(df)
                ? NORMAL.survivalProbability(t)
                : TDistribution.of(df).survivalProbability(t);
    }

    /// Hill's expansion, made exact by steps of Halley's method: two or three tails, about a microsecond.
    ///
    /// Source: Hill (1970), Algorithm 396: Student's t-quantiles, Commun. ACM 13(10). doi:10.1145/355598.355600
    ///
    /// @param tail probability above the quantile, in (0, 1)
    /// @param df degrees of freedom, above 0; may be infinite
    /// @return t with `P(T > t) = tail`
    public static double upperQuantile(double tail, double df) {
        requirePositive(df);
        if (Double.isInfinite(df)) {
            return NORMAL.inverseSurvivalProbability(tail);
        }
        if (tail >= 0.5) {
            return tail == 0.5 ? 0 : -upperQuantile(1 - tail, df);
        }
        TDistribution distribution = TDistribution.of(df);
        if (df >= 1) {
            double t = hill(2 * tail, df);
            for (int step = 0; step < MOST_STEPS && t > 0 && t < Double.POSITIVE_INFINITY; step++) {
                double newton = (distribution.survivalProbability(t) - tail) / distribution.density(t);
                double curvature = (df + 1) * t / (df + t * t);
                double change = newton / (1 - 0.5 * newton * curvature);
                t += change;
                if (Math.abs(change) <= CUBED * t) {
                    return t;
                }
            }
        }
        return distribution.inverseSurvivalProbability(tail);
    }

    /// @param p probability in both tails
    /// @param n degrees of freedom, at least 1
    /// @return t to a few digits
    private static double hill(double p, double n) {
        double a = 1 / (n - 0.5);
        double b = 48 / (a * a);
        double c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
        double d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt(0.5 * a * Math.PI) * n;
        double y = Math.pow(d * p, 2 / n);
        if (y > 0.05 + a) {
            double x = -NORMAL.inverseSurvivalProbability(0.5 * p);
            y = x * x;
            if (n < 5) {
                c += 0.3 * (n - 4.5) * (x + 0.6);
            }
            c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
            y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
            y = Math.expm1(a * y * y);
        } else {
            y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1)
                            * (n + 1)
                            / (n + 2)
                    + 1 / y;
        }
        return Math.sqrt(n * y);
    }

    /// @param level coverage, in (0, 1)
    /// @param df degrees of freedom, above 0; may be infinite
    /// @return the factor of the standard error on either side of an estimate
    public static double critical(double level, double df) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level);
        }
        return upperQuantile(0.5 * (1 - level), df);
    }

    private static void requirePositive(double df) {
        if (!(df > 0)) {
            throw new IllegalArgumentException(df + " degrees of freedom");
        }
    }
}
