package copse.loo;

/// What leave-one-out says of one observation, or of several that are alike.
///
/// @param multiplicity how many observations are like it
/// @param elpd log density of one of them, predicted by the other observations
/// @param mcse Monte Carlo standard error of `elpd`
/// @param logDensity log density of one of them, predicted with all observations, itself among them
/// @param k shape of the tail of its weights, as in [Psis]; of the weights that were not relied on if `exact`
/// @param effectiveSize of the weighted draws
/// @param relativeEfficiency of the draws for its likelihood
/// @param tail how many weights were smoothed
/// @param waicPenalty posterior variance of its log likelihood
/// @param exact whether the model was fitted again without it, and that told its density
public record LooColumn(
        double multiplicity,
        double elpd,
        double mcse,
        double logDensity,
        double k,
        double effectiveSize,
        double relativeEfficiency,
        int tail,
        double waicPenalty,
        boolean exact) {
    /// @return by how much it is predicted worse without itself: its share of the effective number of
    ///     parameters
    public double penalty() {
        return logDensity - elpd;
    }

    /// @param overlap whether the posteriors with and without it meet well enough to trust the density
    LooColumn refitted(double density, double error, boolean overlap) {
        return new LooColumn(
                multiplicity,
                density,
                error,
                logDensity,
                k,
                effectiveSize,
                relativeEfficiency,
                tail,
                waicPenalty,
                overlap);
    }
}
