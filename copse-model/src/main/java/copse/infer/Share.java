package copse.infer;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// A share counted in independent trials: how often a simulation rejected, how many clicked; with its error.
///
/// @param hits trials that count, from 0 to [#trials()]
/// @param trials number of trials, at least 1
public record Share(long hits, long trials) {
    /// @param hits trials that count
    /// @param trials number of trials
    /// @throws IllegalArgumentException if there is no trial or the hits are not among them
    public Share {
        if (trials < 1 || hits < 0 || hits > trials) {
            throw new IllegalArgumentException(hits + " of " + trials);
        }
    }

    /// @return hits over trials
    public double value() {
        return (double) hits / trials;
    }

    /// The Monte Carlo standard error `√(p (1 − p)/n)` at the share found; 0 where all or none of the trials
    /// hit, which says nothing about the share's error: see the intervals.
    ///
    /// @return the standard error
    public double standardError() {
        return Math.sqrt(value() * (1 - value()) / trials);
    }

    /// The exact interval, which covers at least as often as it says.
    ///
    /// Source: Clopper and Pearson (1934), The use of confidence or fiducial limits illustrated in the case of
    /// the binomial, Biometrika 26(4). doi:10.1093/biomet/26.4.404
    ///
    /// @param level coverage, in (0, 1)
    /// @return limits from 0 to 1
    public Interval clopperPearson(double level) {
        double tail = tail(level);
        double lower =
                hits == 0 ? 0 : BetaDistribution.of(hits, trials - hits + 1.0).inverseCumulativeProbability(tail);
        double upper = hits == trials
                ? 1
                : BetaDistribution.of(hits + 1.0, trials - hits).inverseSurvivalProbability(tail);
        return Interval.of(lower, upper, level, "Clopper-Pearson");
    }

    /// The interval of the score test, which covers about as often as it says, on average over shares.
    ///
    /// Source: Wilson (1927), Probable inference, the law of succession, and statistical inference, J. Am.
    /// Stat. Assoc. 22(158). doi:10.1080/01621459.1927.10502953
    ///
    /// @param level coverage, in (0, 1)
    /// @return limits from 0 to 1
    public Interval wilson(double level) {
        double z = StudentT.upperQuantile(tail(level), Double.POSITIVE_INFINITY);
        double shrink = 1 + z * z / trials;
        double centre = (value() + z * z / (2.0 * trials)) / shrink;
        double half = z / shrink * Math.sqrt((value() * (1 - value()) + z * z / (4.0 * trials)) / trials);
        // the limit of no hits is 0 and that of nothing but hits 1, where rounding would leave 1e-18
        return Interval.of(hits == 0 ? 0 : centre - half, hits == trials ? 1 : centre + half, level, "Wilson score");
    }

    private static double tail(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level);
        }
        return 0.5 * (1 - level);
    }
}
