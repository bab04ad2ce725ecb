package copse.power;

import copse.error.InputException;
import copse.error.Problem;
import copse.frame.Aggregate;
import copse.frame.Frame;
import copse.frame.NumericColumn;

/// Variances of a balanced nested layout by mean squares: units in subclusters in clusters.
///
/// With b subclusters of n units in each cluster, `E(MS₃) = σ²₁ + n σ²₂ + n b σ²₃`, `E(MS₂) = σ²₁ + n σ²₂` and
/// `E(MS₁) = σ²₁`. Estimates may be negative.
///
/// Source: Davies and Goldsmith (1972), Statistical Methods in Research and Production, 4th ed., chapter 6.
///
/// @param meanSquareClusters MS₃
/// @param meanSquareSubclusters MS₂
/// @param meanSquareUnits MS₁
/// @param subclusters b, per cluster
/// @param units n, per subcluster
public record NestedAnova(
        double meanSquareClusters, double meanSquareSubclusters, double meanSquareUnits, int subclusters, int units) {
    /// @param data rows; those with a missing value are left out
    /// @param outcome numeric column
    /// @param cluster column of clusters
    /// @param subcluster column of subclusters, whose labels need to be unique within a cluster only
    /// @return the mean squares
    /// @throws InputException `W107` if the layout is not balanced, or has less than two of anything
    public static NestedAnova of(Frame data, String outcome, String cluster, String subcluster) {
        Frame known = data.where(data.column(outcome)
                .missing()
                .or(data.column(cluster).missing())
                .or(data.column(subcluster).missing())
                .not());
        Frame cells = known.groupBy(cluster, subcluster)
                .summarise("rows", Aggregate.count(), "mean", Aggregate.mean(outcome), "sd", Aggregate.sd(outcome));
        Frame tops = cells.groupBy(cluster)
                .summarise("cells", Aggregate.count(), "mean", Aggregate.mean("mean"), "sd", Aggregate.sd("mean"));
        int units = alike(cells.numeric("rows"), subcluster);
        int subclusters = alike(tops.numeric("cells"), cluster);
        if (units < 2 || subclusters < 2 || tops.rows() < 2) {
            throw notEstimable(
                    "there are " + tops.rows() + " clusters of " + subclusters + " subclusters of " + units + " rows");
        }
        return new NestedAnova(
                (double) units * subclusters * variance(tops.numeric("mean")),
                units * meanSquare(tops.numeric("sd")),
                meanSquare(cells.numeric("sd")),
                subclusters,
                units);
    }

    private static int alike(NumericColumn counts, String of) {
        for (int i = 1; i < counts.size(); i++) {
            if (counts.value(i) != counts.value(0)) {
                throw notEstimable(
                        "the groups by `" + of + "` have from " + (int) Math.min(counts.value(0), counts.value(i))
                                + " to " + (int) Math.max(counts.value(0), counts.value(i)) + " members");
            }
        }
        return (int) counts.value(0);
    }

    private static InputException notEstimable(String why) {
        return new InputException(new Problem(
                PowerCode.NOT_ESTIMABLE.code(),
                "no variances by mean squares: the layout is not balanced, or too small",
                why,
                "fit the mixed model instead: copse fit 'y ~ 1 + (1 | cluster/subcluster)' DATA"));
    }

    private static double meanSquare(NumericColumn sds) {
        double sum = 0;
        for (int i = 0; i < sds.size(); i++) {
            sum += sds.value(i) * sds.value(i);
        }
        return sum / sds.size();
    }

    private static double variance(NumericColumn values) {
        double mean = 0;
        for (int i = 0; i < values.size(); i++) {
            mean += values.value(i) / values.size();
        }
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += (values.value(i) - mean) * (values.value(i) - mean);
        }
        return sum / (values.size() - 1);
    }

    /// @return variance between clusters, perhaps negative
    public double clusterVariance() {
        return (meanSquareClusters - meanSquareSubclusters) / (units * subclusters);
    }

    /// @return variance between subclusters within clusters, perhaps negative
    public double subclusterVariance() {
        return (meanSquareSubclusters - meanSquareUnits) / units;
    }

    /// @return variance between units within subclusters
    public double unitVariance() {
        return meanSquareUnits;
    }

    /// @return the total variance
    public double total() {
        return clusterVariance() + subclusterVariance() + unitVariance();
    }
}
