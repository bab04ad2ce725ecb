package copse.infer;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/// Upper tails of the F distribution; infinite denominator degrees of freedom give χ²/df.
public final class FisherF {
    private static final double SMALL = 1e-280;

    private FisherF() {}

    /// @param f the statistic, at least 0
    /// @param numeratorDf above 0, finite
    /// @param denominatorDf above 0; may be infinite
    /// @return `P(F > f)`
    public static double upperP(double f, double numeratorDf, double denominatorDf) {
        if (!(f > 0)) {
            return 1;
        }
        return Double.isInfinite(denominatorDf)
                ? ChiSquaredDistribution.of(numeratorDf).survivalProbability(numeratorDf * f)
                : FDistribution.of(numeratorDf, denominatorDf).survivalProbability(f);
    }

    /// @param tail probability above the quantile, in (0, 1)
    /// @param numeratorDf above 0, finite
    /// @param denominatorDf above 0; may be infinite
    /// @return f with `P(F > f) = tail`
    public static double upperQuantile(double tail, double numeratorDf, double denominatorDf) {
        return Double.isInfinite(denominatorDf)
                ? ChiSquaredDistribution.of(numeratorDf).inverseSurvivalProbability(tail) / numeratorDf
                : FDistribution.of(numeratorDf, denominatorDf).inverseSurvivalProbability(tail);
    }

    /// The log of [#upperP(double, double, double)], exact where the probability itself underflows.
    ///
    /// @param f the statistic, at least 0
    /// @param numeratorDf above 0, finite
    /// @param denominatorDf above 0; may be infinite
    /// @return `log P(F > f)`
    public static double logUpperP(double f, double numeratorDf, double denominatorDf) {
        double p = upperP(f, numeratorDf, denominatorDf);
        if (p > SMALL || Double.isInfinite(f)) {
            return Math.log(p);
        }
        if (Double.isInfinite(denominatorDf)) {
            return LogTails.upperGamma(0.5 * numeratorDf, 0.5 * numeratorDf * f);
        }
        double ratio = numeratorDf * f / denominatorDf;
        return LogTails.beta(-Math.log1p(ratio), -Math.log1p(1 / ratio), 0.5 * denominatorDf, 0.5 * numeratorDf);
    }
}
