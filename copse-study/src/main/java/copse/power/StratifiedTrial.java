package copse.power;

import copse.error.PlanException;

/// Clusters randomised within strata, to arms of equal numbers; strata are fixed effects of the analysis.
///
/// `Var` is that of parallel arms with the variance between clusters reduced to `(1 − R²)` of it by what strata
/// explain; degrees of freedom `2k − S − 1 − g` for S strata without interaction with the arm.
///
/// Source: Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials in Health Research,
/// chapters 3 and 5.
///
/// @param perArm clusters per arm, over all strata
/// @param strata number of strata
/// @param sizes units per cluster
/// @param clustering how alike units of a cluster are
/// @param ofStrata share of the variance between clusters that strata explain
/// @param adjustment what covariates explain of what is left
public record StratifiedTrial(
        double perArm, int strata, ClusterSizes sizes, Clustering clustering, double ofStrata, Adjustment adjustment)
        implements Trial {
    /// @param perArm clusters per arm, over all strata
    /// @param strata number of strata
    /// @param sizes units per cluster
    /// @param clustering how alike units of a cluster are
    /// @param ofStrata share of the variance between clusters that strata explain
    /// @param adjustment what covariates explain of what is left
    /// @throws PlanException `W102` if a number is out of range
    public StratifiedTrial {
        Require.finite("the number of clusters per arm", perArm);
        Require.finite("the number of strata", strata);
        Require.share("the share of variance between clusters that strata explain", ofStrata);
    }

    /// @param perArm clusters per arm, over all strata
    /// @param strata number of strata
    /// @param size units per cluster
    /// @param icc intraclass correlation
    /// @param ofStrata share of the variance between clusters that strata explain
    /// @return the trial without covariates
    public static StratifiedTrial of(double perArm, int strata, double size, double icc, double ofStrata) {
        return new StratifiedTrial(
                perArm, strata, new ClusterSizes.Equal(size), new Clustering.Icc(icc), ofStrata, Adjustment.NONE);
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances v = adjustment.of(clustering.split(outcome, effect, 0.5));
        double variance = (sizes.perCluster((1 - ofStrata) * v.controlBetween(), v.controlWithin())
                        + sizes.perCluster((1 - ofStrata) * v.treatedBetween(), v.treatedWithin()))
                / perArm;
        return new Precision(variance, 2 * perArm - strata - 1 - adjustment.clusterCovariates());
    }

    @Override
    public double copies() {
        return perArm;
    }

    @Override
    public StratifiedTrial withCopies(double copies) {
        return new StratifiedTrial(copies, strata, sizes, clustering, ofStrata, adjustment);
    }

    @Override
    public double size() {
        return sizes.mean();
    }

    @Override
    public StratifiedTrial withSize(double size) {
        return new StratifiedTrial(perArm, strata, sizes.withMean(size), clustering, ofStrata, adjustment);
    }

    @Override
    public String copyOf() {
        return "clusters per arm";
    }

    @Override
    public String sizeOf() {
        return "units per cluster";
    }

    @Override
    public String label() {
        return "clusters in " + strata + (strata == 1 ? " stratum" : " strata");
    }

    @Override
    public double clusters() {
        return 2 * perArm;
    }

    @Override
    public double controlUnits() {
        return perArm * size();
    }

    @Override
    public double treatedUnits() {
        return perArm * size();
    }
}
