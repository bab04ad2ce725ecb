package copse.power;

import copse.error.PlanException;

/// Clusters of clusters in two parallel arms, randomised on top: pupils in classes in schools.
///
/// With shares ρ₃ and ρ₂ of the variance between clusters and between subclusters of one cluster, `Var = σ² Σ
/// over arms of (ρ₃ (1 − R²_B) + (ρ₂ + (1 − ρ₂ − ρ₃)(1 − R²_W)/n)/J)/K`, the design effect is `1 + (n − 1) ρ₂ +
/// (nJ − 1) ρ₃` and degrees of freedom are `K₁ + K₂ − 2 − g`. Shares are of the total variance: units of one
/// subcluster correlate by ρ₃ + ρ₂, units of two subclusters of one cluster by ρ₃.
///
/// Source: Teerenstra, Lu, Preisser, van Achterberg and Borm (2010), Sample size considerations for GEE
/// analyses of three-level cluster randomized trials, Biometrics 66(4). doi:10.1111/j.1541-0420.2009.01374.x
///
/// @param control clusters in the control arm
/// @param treated clusters in the treated arm
/// @param subclusters per cluster
/// @param size units per subcluster
/// @param ofClusters share of variance between clusters
/// @param ofSubclusters share of variance between subclusters within clusters
/// @param adjustment what covariates explain, of clusters and of units
public record ThreeLevelTrial(
        double control,
        double treated,
        double subclusters,
        double size,
        double ofClusters,
        double ofSubclusters,
        Adjustment adjustment)
        implements Trial {
    /// @param control clusters in the control arm
    /// @param treated clusters in the treated arm
    /// @param subclusters per cluster
    /// @param size units per subcluster
    /// @param ofClusters share of variance between clusters
    /// @param ofSubclusters share of variance between subclusters within clusters
    /// @param adjustment what covariates explain
    /// @throws PlanException `W102` if a number is out of range
    public ThreeLevelTrial {
        Require.finite("the number of clusters in the control arm", control);
        Require.finite("the number of clusters in the treated arm", treated);
        Require.finite("the number of subclusters per cluster", subclusters);
        Require.positive("the size of a subcluster", size);
        Require.unit("the share of variance between clusters", ofClusters);
        Require.unit("the share of variance between subclusters", ofSubclusters);
        Require.unit("the share of variance above units", ofClusters + ofSubclusters);
    }

    @Override
    public Precision precision(Outcome outcome, double effect) {
        ArmVariances total = new Clustering.Icc(0).split(outcome, effect, treated / (control + treated));
        double share = ofClusters * (1 - adjustment.ofClusters())
                + (ofSubclusters + (1 - ofClusters - ofSubclusters) * (1 - adjustment.ofUnits()) / size) / subclusters;
        double variance = share * (total.controlWithin() / control + total.treatedWithin() / treated);
        return new Precision(variance, control + treated - 2 - adjustment.clusterCovariates());
    }

    @Override
    public double copies() {
        return Counts.common(control, treated);
    }

    @Override
    public ThreeLevelTrial withCopies(double copies) {
        double factor = copies / copies();
        return new ThreeLevelTrial(
                control * factor, treated * factor, subclusters, size, ofClusters, ofSubclusters, adjustment);
    }

    @Override
    public ThreeLevelTrial withSize(double other) {
        return new ThreeLevelTrial(control, treated, subclusters, other, ofClusters, ofSubclusters, adjustment);
    }

    @Override
    public String copyOf() {
        return control == treated ? "clusters per arm" : Counts.ratio(control, treated) + " shares of clusters";
    }

    @Override
    public String sizeOf() {
        return "units per subcluster";
    }

    @Override
    public String label() {
        return "clusters of subclusters in parallel arms";
    }

    @Override
    public double clusters() {
        return control + treated;
    }

    @Override
    public double controlUnits() {
        return control * subclusters * size;
    }

    @Override
    public double treatedUnits() {
        return treated * subclusters * size;
    }
}
