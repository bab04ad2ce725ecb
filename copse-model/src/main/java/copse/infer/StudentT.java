package copse.infer;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t with any positive, also infinite, degrees of freedom.
public final class StudentT {
    // Below this a probability from the cumulative function loses digits to underflow; the log comes from a fraction.
    private static final double SMALL = 1e-280;

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

    /// @param tail probability above the quantile, in (0, 1)
    /// @param df degrees of freedom, above 0; may be infinite
    /// @return t with `P(T > t) = tail`
    public static double upperQuantile(double tail, double df) {
        requirePositive(df);
        return Double.isInfinite(df)
                ? NORMAL.inverseSurvivalProbability(tail)
                : TDistribution.of(df).inverseSurvivalProbability(tail);
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
