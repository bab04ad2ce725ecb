package copse.power;

import copse.math.RandomStream;
import java.util.Arrays;
import java.util.Optional;

/// What treatment adds to the outcome of a simulated experiment, in units of the outcome.
///
/// Binary outcomes have the probability of 1 raised by it, counts their mean rate. What is left of it where
/// outcomes end is the realised effect: [Diagnosis#realised()].
///
/// @param mean over clusters: the nominal effect
/// @param sd standard deviation of the effect between clusters, 0 for the same effect everywhere
/// @param limits between which outcomes are kept, with the effect and without; empty for none
public record AddedEffect(double mean, double sd, Optional<Limits> limits) {
    /// Ends of the scale of an outcome.
    ///
    /// @param lower smallest possible outcome; may be infinite
    /// @param upper largest possible outcome; may be infinite
    public record Limits(double lower, double upper) {
        /// @throws copse.error.InputException `W202` if nothing lies between them
        public Limits {
            if (!(lower < upper)) {
                throw SimulationCode.OUT_OF_RANGE.error(
                        "outcomes are limited to " + Ranges.plain(lower) + " to " + Ranges.plain(upper),
                        "the lower limit must be below the upper one",
                        "give the smaller limit first: `--limits " + Ranges.plain(upper) + "," + Ranges.plain(lower)
                                + "`");
            }
        }

        double clip(double value) {
            return Math.clamp(value, lower, upper);
        }
    }

    /// @throws copse.error.InputException `W202` if a number is out of range
    public AddedEffect {
        Ranges.finite("the effect", mean);
        Ranges.atLeastZero("the standard deviation of the effect", sd);
    }

    /// @param value in units of the outcome
    /// @return the same effect in every cluster
    public static AddedEffect of(double value) {
        return new AddedEffect(value, 0, Optional.empty());
    }

    /// An effect in standard deviations of a row's outcome, as meta-analyses report it.
    ///
    /// @param sds number of standard deviations
    /// @param outcome whose standard deviation is meant
    /// @return the effect in units of the outcome
    public static AddedEffect inSds(double sds, OutcomeModel outcome) {
        return of(sds * outcome.sd());
    }

    /// @param value nominal effect
    /// @return this with another mean
    public AddedEffect withMean(double value) {
        return new AddedEffect(value, sd, limits);
    }

    /// @param between standard deviation of the effect between clusters
    /// @return this with an effect that varies
    public AddedEffect withSd(double between) {
        return new AddedEffect(mean, between, limits);
    }

    /// @param lower smallest possible outcome
    /// @param upper largest possible outcome
    /// @return this with outcomes kept within limits
    public AddedEffect withLimits(double lower, double upper) {
        return new AddedEffect(mean, sd, Optional.of(new Limits(lower, upper)));
    }

    /// One effect per cluster, treated or not.
    double[] draw(int clusters, RandomStream stream) {
        double[] effect = new double[clusters];
        if (sd == 0) {
            Arrays.fill(effect, mean);
            return effect;
        }
        stream.fillGaussian(effect, 0, clusters);
        for (int u = 0; u < clusters; u++) {
            effect[u] = mean + sd * effect[u];
        }
        return effect;
    }
}
