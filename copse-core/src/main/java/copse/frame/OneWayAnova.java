package copse.frame;

import java.util.Arrays;
import java.util.OptionalDouble;

/// One-way analysis of variance of k clusters of unequal sizes mᵢ, N rows in all, and the intraclass correlation
/// from it.
///
/// Model: `yᵢⱼ = μ + aᵢ + eᵢⱼ`, variances σ²_a between and σ²_e within clusters. The mean squares have expectations
/// `E(MSW) = σ²_e` and `E(MSB) = σ²_e + n₀ σ²_a`, with `n₀ = (N − Σmᵢ²/N) / (k − 1)`, the mean size if all are
/// equal. Estimates by moments may be negative and are given as they are: a negative one says that rows of a
/// cluster are less alike than rows of different clusters, or that there is too little data to tell.
///
/// Source: Donner (1986), A review of inference procedures for the intraclass correlation coefficient in the
/// one-way random effects model, Int. Stat. Rev. 54(1). doi:10.2307/1403259
///
/// @param clusters number of clusters, k
/// @param rows number of rows, N
/// @param n0 size of cluster that the expectation of MSB has; 0 for a single cluster
/// @param squaresBetween sum of squares between clusters
/// @param squaresWithin sum of squares within clusters
public record OneWayAnova(int clusters, int rows, double n0, double squaresBetween, double squaresWithin) {
    /// @param y the outcome, nothing missing
    /// @param groups the clusters
    /// @return the analysis
    static OneWayAnova of(NumericColumn y, Groups groups) {
        int k = groups.count();
        long n = y.size();
        Moments moments = Moments.of(y, groups);
        // means relative to the first one's: the level of the outcome must not eat the digits of the differences
        double grand = 0;
        for (int g = 0; g < k; g++) {
            grand += moments.n()[g] * moments.difference(g, 0) / n;
        }
        double between = 0;
        double sizes = 0;
        for (int g = 0; g < k; g++) {
            double deviation = moments.difference(g, 0) - grand;
            between += moments.n()[g] * deviation * deviation;
            sizes += (double) moments.n()[g] * moments.n()[g];
        }
        double n0 = k < 2 ? 0 : (n - sizes / n) / (k - 1);
        return new OneWayAnova(
                k, (int) n, n0, between, Arrays.stream(moments.squares()).sum());
    }

    /// @return mean square between clusters, with k − 1 degrees of freedom; empty for fewer than two clusters
    public OptionalDouble meanSquareBetween() {
        return clusters < 2 ? OptionalDouble.empty() : OptionalDouble.of(squaresBetween / (clusters - 1));
    }

    /// @return mean square within clusters, with N − k degrees of freedom; empty if every cluster has one row
    public OptionalDouble meanSquareWithin() {
        return rows <= clusters ? OptionalDouble.empty() : OptionalDouble.of(squaresWithin / (rows - clusters));
    }

    /// @return estimate of σ²_a, perhaps negative; empty if a mean square is
    public OptionalDouble varianceBetween() {
        return meanSquareBetween().isEmpty() || meanSquareWithin().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (meanSquareBetween().getAsDouble() - meanSquareWithin().getAsDouble()) / n0);
    }

    /// @return estimate of the intraclass correlation `σ²_a / (σ²_a + σ²_e)`, perhaps negative; empty if a mean
    ///     square is, or if the outcome does not vary
    public OptionalDouble icc() {
        if (varianceBetween().isEmpty()) {
            return OptionalDouble.empty();
        }
        double between = varianceBetween().getAsDouble();
        double total = between + meanSquareWithin().getAsDouble();
        return total > 0 ? OptionalDouble.of(between / total) : OptionalDouble.empty();
    }
}
