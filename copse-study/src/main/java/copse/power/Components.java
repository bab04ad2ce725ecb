package copse.power;

import copse.infer.Interval;
import copse.math.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;

/// Variances between and within clusters by analysis of variance, with how well they are known.
///
/// `MSB / (σ²_W + n₀ σ²_B)` and `MSW / σ²_W` times their degrees of freedom are chi-square for normal outcomes
/// in clusters of one size, and nearly so for others.
///
/// @param meanSquareBetween MSB
/// @param meanSquareWithin MSW, the variance within
/// @param dfBetween degrees of freedom of MSB
/// @param dfWithin degrees of freedom of MSW
/// @param n0 rows of a cluster that count: the mean size for equal ones, less for others
/// @param iccInterval interval of the intraclass correlation that inverts the F test
public record Components(
        double meanSquareBetween,
        double meanSquareWithin,
        double dfBetween,
        double dfWithin,
        double n0,
        Interval iccInterval) {
    /// A pair of variances.
    ///
    /// @param between variance between clusters, at least 0
    /// @param within variance within clusters
    public record Draw(double between, double within) {
        /// @return share of the variance between clusters
        public double icc() {
            return between / (between + within);
        }

        /// @return standard deviation of a row
        public double sd() {
            return Math.sqrt(between + within);
        }
    }

    /// The analysis of variance of `y − x'slopes`.
    ///
    /// @param columns of the totals, the outcome last
    /// @param slopes of the other columns
    /// @param lostBetween degrees of freedom that covariates cost between clusters
    /// @param lostWithin and within
    static Components of(
            ClusterTotals totals, int columns, double[] slopes, int lostBetween, int lostWithin, double level) {
        int k = totals.rows.length;
        int triangle = columns * (columns + 1) / 2;
        double rows = 0;
        double squaredSizes = 0;
        double mean = 0;
        double[] means = new double[k];
        double within = 0;
        for (int u = 0; u < k; u++) {
            double n = totals.rows[u];
            means[u] = totals.mean[u * columns + columns - 1];
            for (int i = 0; i < columns - 1; i++) {
                means[u] -= slopes[i] * totals.mean[u * columns + i];
            }
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    double a = i == columns - 1 ? 1 : -slopes[i];
                    double b = j == columns - 1 ? 1 : -slopes[j];
                    within +=
                            a * b * totals.product[u * triangle + ClusterTotals.packed(Math.max(i, j), Math.min(i, j))];
                }
            }
            rows += n;
            squaredSizes += n * n;
            mean += n * (means[u] - mean) / rows;
        }
        double between = 0;
        for (int u = 0; u < k; u++) {
            between += totals.rows[u] * (means[u] - mean) * (means[u] - mean);
        }
        double dfBetween = Math.max(1, k - 1 - lostBetween);
        double dfWithin = Math.max(1, rows - k - lostWithin);
        double n0 = (rows - squaredSizes / rows) / (k - 1);
        double msb = between / dfBetween;
        double msw = within / dfWithin;
        double tail = 0.5 * (1 - level);
        FDistribution ratio = FDistribution.of(dfBetween, dfWithin);
        double low = msb / msw / ratio.inverseSurvivalProbability(tail);
        double high = msb / msw / ratio.inverseCumulativeProbability(tail);
        return new Components(
                msb,
                msw,
                dfBetween,
                dfWithin,
                n0,
                Interval.of((low - 1) / (low + n0 - 1), (high - 1) / (high + n0 - 1), level, "Searle"));
    }

    /// @return variance between clusters, perhaps negative
    public double between() {
        return (meanSquareBetween - meanSquareWithin) / n0;
    }

    /// @return variance within clusters
    public double within() {
        return meanSquareWithin;
    }

    /// @return the intraclass correlation, perhaps negative
    public double icc() {
        return between() / (between() + within());
    }

    /// @return the intraclass correlation, at least 0
    public double truncatedIcc() {
        return Math.max(0, icc());
    }

    /// @return the estimates, a negative variance set to 0
    public Draw estimate() {
        return new Draw(Math.max(0, between()), within());
    }

    /// The variances that an intraclass correlation leaves, the variance within being what it is.
    ///
    /// @param icc from 0, negative ones set to 0, to below 1
    /// @return the variances
    public Draw at(double icc) {
        double share = Math.max(0, icc);
        return new Draw(within() * share / (1 - share), within());
    }

    List<Draw> draws(int number, RandomStream stream) {
        List<Draw> draws = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            double expected = meanSquareBetween * dfBetween / stream.nextChiSquare(dfBetween);
            double within = meanSquareWithin * dfWithin / stream.nextChiSquare(dfWithin);
            draws.add(new Draw(Math.max(0, (expected - within) / n0), within));
        }
        return draws;
    }
}
