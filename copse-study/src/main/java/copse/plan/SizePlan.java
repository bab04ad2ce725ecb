package copse.plan;

import copse.power.Attrition;
import copse.power.EffectSize;
import java.util.Optional;
import java.util.OptionalDouble;

/// How large the experiment is to be, and what its power follows from.
///
/// @param effect smallest of interest, treated less control; an effect below it would change nothing
/// @param power wanted for it
/// @param clusters that are randomised, of all arms; units, where they are randomised one by one
/// @param clusterSize rows per cluster, and period where there are several
/// @param clusterSizeCv coefficient of variation of these, of the population
/// @param icc intraclass correlation of the primary outcome
/// @param sd total standard deviation of the primary outcome
/// @param control mean of the primary outcome in the control arm: a proportion, or a rate
/// @param explained by blocks or pairs of clusters: the share of the variance between clusters, or the
///     correlation within pairs
/// @param autocorrelation of a cluster between periods
/// @param attrition expected
public record SizePlan(
        Optional<EffectSize> effect,
        OptionalDouble power,
        OptionalDouble clusters,
        OptionalDouble clusterSize,
        OptionalDouble clusterSizeCv,
        OptionalDouble icc,
        OptionalDouble sd,
        OptionalDouble control,
        OptionalDouble explained,
        OptionalDouble autocorrelation,
        Attrition attrition) {
    /// @return nothing said
    public static SizePlan none() {
        OptionalDouble no = OptionalDouble.empty();
        return new SizePlan(Optional.empty(), no, no, no, no, no, no, no, no, no, Attrition.NONE);
    }

    /// @return the smallest effect of interest in units of the outcome; empty if none is stated, or if it is
    ///     stated in standard deviations and what these are is not
    public OptionalDouble smallestEffect() {
        return effect.map(size -> switch (size) {
                    case EffectSize.Raw(double value) -> OptionalDouble.of(value);
                    case EffectSize.InSd(double value) ->
                        sd.isPresent() ? OptionalDouble.of(value * sd.getAsDouble()) : OptionalDouble.empty();
                })
                .orElse(OptionalDouble.empty());
    }

    /// @param other smallest of interest
    /// @return this with that effect
    public SizePlan withEffect(EffectSize other) {
        return new SizePlan(
                Optional.of(other),
                power,
                clusters,
                clusterSize,
                clusterSizeCv,
                icc,
                sd,
                control,
                explained,
                autocorrelation,
                attrition);
    }

    /// @param other wanted for the smallest effect of interest
    /// @return this with that power
    public SizePlan withPower(double other) {
        return new SizePlan(
                effect,
                OptionalDouble.of(other),
                clusters,
                clusterSize,
                clusterSizeCv,
                icc,
                sd,
                control,
                explained,
                autocorrelation,
                attrition);
    }

    /// @param number that are randomised
    /// @param mean rows of each
    /// @param cv of their sizes
    /// @return this with these clusters
    public SizePlan withClusters(double number, double mean, double cv) {
        return new SizePlan(
                effect,
                power,
                OptionalDouble.of(number),
                OptionalDouble.of(mean),
                OptionalDouble.of(cv),
                icc,
                sd,
                control,
                explained,
                autocorrelation,
                attrition);
    }

    /// @param correlation of rows of a cluster
    /// @param spread total standard deviation; empty for yes/no outcomes and counts
    /// @param mean in the control arm; empty for numbers
    /// @return this with what the outcome is like
    public SizePlan withOutcome(double correlation, OptionalDouble spread, OptionalDouble mean) {
        return new SizePlan(
                effect,
                power,
                clusters,
                clusterSize,
                clusterSizeCv,
                OptionalDouble.of(correlation),
                spread,
                mean,
                explained,
                autocorrelation,
                attrition);
    }
}
