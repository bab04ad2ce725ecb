package copse.power;

import copse.error.PlanException;

/// What covariates explain.
///
/// Source: Bloom, Richburg-Hayes and Black (2007), Using covariates to improve precision for studies that
/// randomize schools to evaluate educational interventions, Educ. Eval. Policy Anal. 29(1).
/// doi:10.3102/0162373707299550
///
/// @param ofClusters share of the variance between clusters
/// @param ofUnits share of the variance within clusters
/// @param clusterCovariates covariates of clusters, each of which costs a degree of freedom
public record Adjustment(double ofClusters, double ofUnits, int clusterCovariates) {
    /// No covariates.
    public static final Adjustment NONE = new Adjustment(0, 0, 0);

    /// @param ofClusters share of the variance between clusters
    /// @param ofUnits share of the variance within clusters
    /// @param clusterCovariates covariates of clusters
    /// @throws PlanException `W102` if a share is not from 0 to below 1, or the number is negative
    public Adjustment {
        Require.share("the share of variance between clusters that covariates explain", ofClusters);
        Require.share("the share of variance within clusters that covariates explain", ofUnits);
        Require.notNegative("the number of covariates of clusters", clusterCovariates);
    }

    ArmVariances of(ArmVariances all) {
        double between = 1 - ofClusters;
        double within = 1 - ofUnits;
        return new ArmVariances(
                between * all.controlBetween(),
                within * all.controlWithin(),
                between * all.treatedBetween(),
                within * all.treatedWithin());
    }
}
