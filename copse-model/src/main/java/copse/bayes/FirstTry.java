package copse.bayes;

import copse.mcmc.Nuts;
import copse.mcmc.Sampling;
import copse.mcmc.Trace;
import java.util.Arrays;

/// A run whose signs of trouble led to another one with other settings, whose draws took the place of its own.
/// The model and its priors are the same in both.
///
/// @param settings of the first run
/// @param divergences in it
/// @param treedepthHits trajectories in it that ran out of depth
/// @param energyFraction the least of its chains'
public record FirstTry(Nuts settings, int divergences, int treedepthHits, double energyFraction) {
    /// @param settings of a run
    /// @param sampling what it gave
    /// @return the signs it showed
    public static FirstTry of(Nuts settings, Sampling sampling) {
        return new FirstTry(
                settings,
                sampling.divergences(),
                sampling.traces().stream()
                        .mapToInt(trace -> (int) Arrays.stream(trace.depth())
                                .filter(depth -> depth >= settings.maxDepth())
                                .count())
                        .sum(),
                sampling.traces().stream()
                        .mapToDouble(Trace::energyFraction)
                        .min()
                        .orElse(Double.NaN));
    }
}
