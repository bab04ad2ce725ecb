package copse.power;

import copse.error.PlanException;
import java.util.OptionalDouble;

/// Matched pairs of clusters, one of each treated.
///
/// `Var = Σ over arms of (σ²_B (1 − R²_B)(1 − r) + σ²_W (1 − R²_W)/m)/pairs`, with r the correlation of the two
/// true means of a pair; degrees of freedom `pairs − 1 − g`. Pairing costs half of the degrees of freedom and
/// pays by r.
///
/// Source: Klar and Donner (1997), The merits of matching in community intervention trials, Stat. Med. 16(15);
/// Martin, Diehr, Perrin and Koepsell (1993), The effect of matching on the power of randomized community
/// intervention studies, Stat. Med. 12(3-4).
///
/// @param pairs pairs of clusters
/// @param sizes units per cluster
/// @param clustering how alike units of a cluster are
/// @param correlation of the two true means of a pair, from 0 to 1
/// @param adjustment what covariates explain
public record PairedTrial(
        double pairs, ClusterSizes sizes, Clustering clustering, double correlation, Adjustment adjustment)
        implements Trial {
    /// @param pairs pairs of clusters
    /// @param sizes units per cluster
    /// @param clustering how alike units of a cluster are
    /// @param correlation of the two true means of a pair
    /// @param adjustment what covariates explain
    /// @throws PlanException `W102` if there are no pairs or the correlation is not from 0 to 1
    public PairedTrial {
        Require.finite("the number of pairs", pairs);
        Require.unit("the correlation within pairs", correlation);
    }

    /// @param pairs pairs of clusters
    /// @param size units per cluster
    /// @param icc intraclass correlation
    /// @param correlation of the two true means of a pair
    /// @return the trial without covariates
    public static PairedTrial of(double pairs, double size, double icc, double correlation) {
        return new PairedTrial(
                pairs, new ClusterSizes.Equal(size), new Clustering.Icc(icc), correlation, Adjustment.NONE);
    }

    /// @return the same clusters in parallel arms, without pairs
    public ParallelTrial unpaired() {
        return new ParallelTrial(pairs, pairs, sizes, clustering, adjustment);
    }

    /// @param other of the two true means of a pair
    /// @return the trial with that correlation
    public PairedTrial withCorrelation(double other) {
        return new PairedTrial(pairs, sizes, clustering, other, adjustment);
    }

    /// How alike pairs have to be to make up for the degrees of freedom they cost.
    ///
    /// @param outcome what is measured
    /// @param rule the test
    /// @param effect treated less control
    /// @return the correlation at which pairs have the power of parallel arms; empty if even 1 does not reach
    ///     it, or if the power does not depend on it
    public OptionalDouble breakEven(Outcome outcome, TestRule rule, double effect) {
        double wanted = Power.of(unpaired(), outcome, rule).power(effect);
        return Monotone.root(r -> Power.of(withCorrelation(r), outcome, rule).power(effect) - wanted, 0, 1);
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances v = adjustment.of(clustering.split(outcome, effect, 0.5));
        double variance = (sizes.perCluster((1 - correlation) * v.controlBetween(), v.controlWithin())
                        + sizes.perCluster((1 - correlation) * v.treatedBetween(), v.treatedWithin()))
                / pairs;
        return new Precision(variance, pairs - 1 - adjustment.clusterCovariates());
    }

    @Override
    public double copies() {
        return pairs;
    }

    @Override
    public PairedTrial withCopies(double copies) {
        return new PairedTrial(copies, sizes, clustering, correlation, adjustment);
    }

    @Override
    public double size() {
        return sizes.mean();
    }

    @Override
    public PairedTrial withSize(double size) {
        return new PairedTrial(pairs, sizes.withMean(size), clustering, correlation, adjustment);
    }

    /// A pair is lost with either of its clusters.
    @Override
    public Trial after(Attrition attrition) {
        double kept = 1 - attrition.clusters();
        return withCopies(pairs * kept * kept).withSize(size() * (1 - attrition.units()));
    }

    @Override
    public String copyOf() {
        return "pairs of clusters";
    }

    @Override
    public String sizeOf() {
        return "units per cluster";
    }

    @Override
    public String label() {
        return "matched pairs of clusters";
    }

    @Override
    public double clusters() {
        return 2 * pairs;
    }

    @Override
    public double controlUnits() {
        return pairs * size();
    }

    @Override
    public double treatedUnits() {
        return pairs * size();
    }
}
