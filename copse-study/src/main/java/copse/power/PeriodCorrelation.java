package copse.power;

import copse.error.PlanException;

/// How alike units of one cluster are, in the same period and in different ones, and whether the units are the
/// same.
///
/// The correlation of two units s − t periods apart is ρ in the same period and, between periods, ρ
/// (exchangeable), ρ c (nested exchangeable) or ρ c^|s − t| (decay), with the cluster autocorrelation c. If a
/// cohort is followed, measurements of one unit correlate more than those of two by `(1 − ρ) π`, π being the
/// individual autocorrelation; with other units in each period π is 0.
///
/// Source: Hooper, Teerenstra, de Hoop and Eldridge (2016), Sample size calculation for stepped wedge and other
/// longitudinal cluster randomised trials, Stat. Med. 35(26). doi:10.1002/sim.7028; Kasza, Hemming, Hooper,
/// Matthews and Forbes (2019), Impact of non-uniform correlation structure on sample size and power in
/// multiple-period cluster randomised trials, Stat. Methods Med. Res. 28(3). doi:10.1177/0962280217734981
///
/// @param icc ρ, of units of a cluster in the same period
/// @param clusterAutocorrelation c, from 0 to 1; 1: periods do not matter (Hussey and Hughes)
/// @param decays whether correlation falls with each further period, instead of being the same between all
/// @param individualAutocorrelation π, from 0 to 1; 0: other units in each period
public record PeriodCorrelation(
        double icc, double clusterAutocorrelation, boolean decays, double individualAutocorrelation) {
    /// @param icc of units of a cluster in the same period
    /// @param clusterAutocorrelation from 0 to 1
    /// @param decays whether correlation falls with each further period
    /// @param individualAutocorrelation from 0 to 1
    /// @throws PlanException `W102` if a number is not from 0 to 1
    public PeriodCorrelation {
        Require.unit("the intraclass correlation", icc);
        Require.unit("the cluster autocorrelation", clusterAutocorrelation);
        Require.unit("the individual autocorrelation", individualAutocorrelation);
    }

    /// @param icc of units of a cluster, in the same period or not
    /// @return the structure of Hussey and Hughes
    public static PeriodCorrelation exchangeable(double icc) {
        return new PeriodCorrelation(icc, 1, false, 0);
    }

    /// @param icc of units of a cluster in the same period
    /// @param clusterAutocorrelation c
    /// @return correlation ρ c between any two periods
    public static PeriodCorrelation nestedExchangeable(double icc, double clusterAutocorrelation) {
        return new PeriodCorrelation(icc, clusterAutocorrelation, false, 0);
    }

    /// @param icc of units of a cluster in the same period
    /// @param clusterAutocorrelation c
    /// @return correlation ρ c^|s − t| between periods s and t
    public static PeriodCorrelation decaying(double icc, double clusterAutocorrelation) {
        return new PeriodCorrelation(icc, clusterAutocorrelation, true, 0);
    }

    /// @param autocorrelation π, of measurements of one unit beyond those of its cluster
    /// @return the same for a cohort that is measured in every period
    public PeriodCorrelation ofCohort(double autocorrelation) {
        return new PeriodCorrelation(icc, clusterAutocorrelation, decays, autocorrelation);
    }

    /// Covariance of the means of a cluster in two periods, for a unit variance of the outcome.
    ///
    /// @param apart number of periods between them, 0: the variance
    /// @param size units per cluster and period
    double covariance(int apart, double size) {
        double between = apart == 0 ? 1 : decays ? Math.pow(clusterAutocorrelation, apart) : clusterAutocorrelation;
        double within = apart == 0 ? 1 : individualAutocorrelation;
        return icc * between + (1 - icc) * within / size;
    }
}
