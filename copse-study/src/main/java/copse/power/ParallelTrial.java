package copse.power;

import copse.error.PlanException;

/// Clusters in two parallel arms: the cluster randomised trial. With clusters of one unit it is the comparison
/// of two samples.
///
/// `Var = Σ over arms of (σ²_B (1 − R²_B) + σ²_W (1 − R²_W)/m)/k`, for equal sizes without covariates
/// `2 σ² (1 + (m − 1) ρ)/(k m)`; degrees of freedom `k₁ + k₂ − 2 − g` with g covariates of clusters.
///
/// Source: Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials in Health Research,
/// chapter 5; Dong and Maynard (2013), PowerUp!, J. Res. Educ. Eff. 6(1) (covariates).
/// doi:10.1080/19345747.2012.673143
///
/// @param control clusters in the control arm
/// @param treated clusters in the treated arm
/// @param sizes units per cluster, the same in both arms
/// @param clustering how alike units of a cluster are
/// @param adjustment what covariates explain
public record ParallelTrial(
        double control, double treated, ClusterSizes sizes, Clustering clustering, Adjustment adjustment)
        implements Trial {
    /// @param control clusters in the control arm
    /// @param treated clusters in the treated arm
    /// @param sizes units per cluster
    /// @param clustering how alike units of a cluster are
    /// @param adjustment what covariates explain
    /// @throws PlanException `W102` if an arm has no clusters
    public ParallelTrial {
        Require.finite("the number of clusters in the control arm", control);
        Require.finite("the number of clusters in the treated arm", treated);
    }

    /// @param control clusters in the control arm
    /// @param treated clusters in the treated arm
    /// @param size units per cluster
    /// @param icc intraclass correlation
    /// @return the trial without covariates
    public static ParallelTrial of(double control, double treated, double size, double icc) {
        return new ParallelTrial(
                control, treated, new ClusterSizes.Equal(size), new Clustering.Icc(icc), Adjustment.NONE);
    }

    /// @param control units in the control arm
    /// @param treated units in the treated arm
    /// @return the trial that randomises units one by one
    public static ParallelTrial ofUnits(double control, double treated) {
        return of(control, treated, 1, 0);
    }

    /// @param other units per cluster
    /// @return the trial with these sizes
    public ParallelTrial withSizes(ClusterSizes other) {
        return new ParallelTrial(control, treated, other, clustering, adjustment);
    }

    /// @param other how alike units of a cluster are
    /// @return the trial with that clustering
    public ParallelTrial withClustering(Clustering other) {
        return new ParallelTrial(control, treated, sizes, other, adjustment);
    }

    /// @param other what covariates explain
    /// @return the trial with these covariates
    public ParallelTrial withAdjustment(Adjustment other) {
        return new ParallelTrial(control, treated, sizes, clustering, other);
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances v = adjustment.of(clustering.split(outcome, effect, treated / (control + treated)));
        double variance = sizes.perCluster(v.controlBetween(), v.controlWithin()) / control
                + sizes.perCluster(v.treatedBetween(), v.treatedWithin()) / treated;
        return new Precision(variance, control + treated - 2 - adjustment.clusterCovariates());
    }

    /// @return the largest number that goes into both arms, the number of clusters per arm if they are alike
    @Override
    public double copies() {
        return Counts.common(control, treated);
    }

    @Override
    public ParallelTrial withCopies(double copies) {
        double factor = copies / copies();
        return new ParallelTrial(control * factor, treated * factor, sizes, clustering, adjustment);
    }

    @Override
    public double size() {
        return sizes.mean();
    }

    @Override
    public ParallelTrial withSize(double size) {
        return withSizes(sizes.withMean(size));
    }

    private boolean ofUnits() {
        return sizes.equals(new ClusterSizes.Equal(1)) && clustering.equals(new Clustering.Icc(0));
    }

    @Override
    public String copyOf() {
        String what = ofUnits() ? "units" : "clusters";
        return control == treated ? what + " per arm" : Counts.ratio(control, treated) + " shares of " + what;
    }

    @Override
    public String sizeOf() {
        return "units per cluster";
    }

    @Override
    public String label() {
        return ofUnits() ? "units in parallel arms" : "clusters in parallel arms";
    }

    @Override
    public double clusters() {
        return control + treated;
    }

    @Override
    public double controlUnits() {
        return control * size();
    }

    @Override
    public double treatedUnits() {
        return treated * size();
    }
}
