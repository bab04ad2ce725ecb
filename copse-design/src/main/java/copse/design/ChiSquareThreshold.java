package copse.design;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// What accepting assignments with `M ≤ a` does where M is about chi-square: its acceptance and the balance it
/// buys.
///
/// Under complete randomisation of many units M is chi-square with the rank of the covariates as degrees of
/// freedom (times the number of arms less one). Given `M ≤ a` the difference in means of every covariate has
/// the variance `v_a = P(χ²_{df+2} ≤ a) / P(χ²_df ≤ a)` times that without screening.
///
/// Source: Morgan and Rubin (2012), Rerandomization to improve covariate balance in experiments, Ann. Statist.
/// 40(2), 1263-1282, section 3. doi:10.1214/12-AOS1008
///
/// @param df degrees of freedom, at least 1
/// @param value the threshold a, at least 0
public record ChiSquareThreshold(int df, double value) {
    /// The threshold that accepts a given share.
    ///
    /// @param df degrees of freedom, at least 1
    /// @param probability share accepted, above 0 and below 1
    /// @return the threshold
    public static ChiSquareThreshold accepting(int df, double probability) {
        return new ChiSquareThreshold(df, ChiSquaredDistribution.of(df).inverseCumulativeProbability(probability));
    }

    /// The threshold behind a bound on the unscaled distance `√(d′S⁻¹d)`, as it is at times programmed: M grows
    /// with the number of units where that distance does not.
    ///
    /// @param df degrees of freedom, at least 1
    /// @param n number of units
    /// @param treated units of one of two arms
    /// @param distance largest distance that is accepted
    /// @return the threshold for M
    public static ChiSquareThreshold ofDistance(int df, int n, int treated, double distance) {
        return new ChiSquareThreshold(df, distance * distance * treated * (n - treated) / n);
    }

    /// @return share of assignments accepted
    public double acceptance() {
        return ChiSquaredDistribution.of(df).cumulativeProbability(value);
    }

    /// @return draws needed on average for one that is accepted
    public double expectedDraws() {
        return 1 / acceptance();
    }

    /// The variance of each covariate's difference in means, over that without screening.
    ///
    /// @return `v_a`, in `[0, 1]`; at the threshold 0 its limit 0
    public double varianceRatio() {
        double acceptance = acceptance();
        return acceptance == 0 ? 0 : ChiSquaredDistribution.of(df + 2.0).cumulativeProbability(value) / acceptance;
    }

    /// @return by how many percent the variance of each covariate's difference in means falls
    public double percentReduction() {
        return 100 * (1 - varianceRatio());
    }

    /// By how many percent the variance of the estimated effect falls, effects being equal for all units.
    ///
    /// @param r2 share of the outcome's variance within arms that the covariates explain linearly, in `[0, 1]`
    /// @return `100 R² (1 - v_a)`
    public double effectPercentReduction(double r2) {
        return r2 * percentReduction();
    }
}
