package copse.mcmc;

import copse.math.Seed;
import java.util.OptionalDouble;

/// How to sample: the no-U-turn sampler with multinomial trajectories. Immutable.
///
/// @param chains run independently
/// @param warmup transitions per chain that adapt step size and metric and are thrown away
/// @param draws kept per chain; with `effective` the most that are drawn
/// @param effective if given, draw until every bulk and tail effective sample size is at least this
/// @param targetAcceptance mean acceptance that the step size aims at, in (0, 1)
/// @param maxDepth of a trajectory's tree
/// @param seed of everything random; the draws do not depend on the number of threads
/// @param threads that share the chains
public record Nuts(
        int chains,
        int warmup,
        int draws,
        OptionalDouble effective,
        double targetAcceptance,
        int maxDepth,
        Seed seed,
        int threads) {
    /// @return 4 chains of 1000 + 1000, acceptance 0.8, seed 1, all processors
    public static Nuts defaults() {
        return new Nuts(
                4,
                1000,
                1000,
                OptionalDouble.empty(),
                0.8,
                10,
                Seed.of(1),
                Runtime.getRuntime().availableProcessors());
    }

    /// Samples.
    ///
    /// @param target what
    /// @return draws and what the sampler saw
    public Sampling sample(Target target) {
        return sample(target, Monitor.SILENT);
    }

    /// Samples and tells how it goes.
    ///
    /// @param target what
    /// @param monitor told of progress; may stop the run
    /// @return draws and what the sampler saw
    public Sampling sample(Target target, Monitor monitor) {
        throw new UnsupportedOperationException("SAMPLER");
    }
}
