package copse.frame;

import java.util.Arrays;
import java.util.List;

/// Number and sizes of clusters.
///
/// The coefficient of variation is that of the population (divisor k): with it the design effect of unequal sizes
/// is `1 + ((1 + cv²) m̄ − 1) ρ` exactly.
///
/// @param keys the columns whose combinations are the clusters
/// @param clusters number of clusters, k
/// @param rows rows in clusters
/// @param missing rows left out since a key is missing
/// @param min smallest size
/// @param median median size
/// @param mean mean size, m̄
/// @param max largest size
/// @param cv coefficient of variation of the sizes, of the population
public record ClusterSummary(
        List<String> keys,
        int clusters,
        int rows,
        int missing,
        int min,
        double median,
        double mean,
        int max,
        double cv) {
    /// @param keys the columns whose combinations are the clusters
    /// @param sizes rows per cluster, each at least 1; not modified
    /// @param missing rows left out since a key is missing
    /// @return the summary
    /// @throws copse.error.InputException `I115` if there is no cluster
    static ClusterSummary of(List<String> keys, int[] sizes, int missing) {
        if (sizes.length == 0) {
            throw FrameCode.BAD_REQUEST.error(
                    "no clusters by " + String.join(", ", keys),
                    missing == 0 ? "the data has no rows" : "the key is missing in every row",
                    "check the column, or the filter before");
        }
        double[] sorted = Arrays.stream(sizes).asDoubleStream().sorted().toArray();
        long rows = Arrays.stream(sizes).asLongStream().sum();
        double mean = (double) rows / sizes.length;
        double squares =
                Arrays.stream(sorted).map(size -> (size - mean) * (size - mean)).sum();
        return new ClusterSummary(
                keys,
                sizes.length,
                Math.toIntExact(rows),
                missing,
                (int) sorted[0],
                Quantiles.type7(sorted, 0, sorted.length, 0.5),
                mean,
                (int) sorted[sorted.length - 1],
                Math.sqrt(squares / sizes.length) / mean);
    }
}
