package copse.power;

import copse.math.Seed;
import java.util.OptionalDouble;

/// How often and how an experiment is simulated.
///
/// @param replicates number of simulated experiments, at most; at least 20
/// @param error wanted Monte Carlo standard error of the power: the simulation stops once every estimator has
///     it; empty to run all replicates
/// @param seed all that is random follows from it
/// @param threads that share the work; the result does not depend on it
/// @param mostFailed share of failed estimates beyond which an estimator is given up
public record SimulationOptions(int replicates, OptionalDouble error, Seed seed, int threads, double mostFailed) {
    private static final int FEWEST = 20;

    /// @throws copse.error.InputException `W207` if a value makes no sense
    public SimulationOptions {
        if (replicates < FEWEST) {
            throw SimulationCode.BAD_OPTION.error(
                    replicates + (replicates == 1 ? " replicate" : " replicates"),
                    "the Monte Carlo error of a power near 0.8 would be above "
                            + Texts.number(Math.sqrt(0.16 / FEWEST)),
                    "simulate at least " + FEWEST + " experiments, better 1000: `--reps 1000`");
        }
        if (error.isPresent() && !(error.getAsDouble() > 0 && error.getAsDouble() < 0.5)) {
            throw SimulationCode.BAD_OPTION.error(
                    "a Monte Carlo error of " + Ranges.plain(error.getAsDouble()),
                    "the standard error of a share lies between 0 and 0.5",
                    "0.01 takes at most 2,500 replicates: `--mc-error 0.01`");
        }
        if (threads < 1) {
            throw SimulationCode.BAD_OPTION.error(
                    threads + " threads", "somebody must do the work", "take `--threads 1` or more");
        }
        if (!(mostFailed >= 0 && mostFailed <= 1)) {
            throw SimulationCode.BAD_OPTION.error(
                    "at most " + Ranges.plain(mostFailed) + " of the estimates may fail",
                    "it is a share, from 0 to 1",
                    "the default is a tenth: `--max-failed 0.1`");
        }
    }

    /// @return 1,000 replicates on all processors, seed 1, at most a tenth of failures
    public static SimulationOptions defaults() {
        return new SimulationOptions(
                1000, OptionalDouble.empty(), Seed.of(1), Runtime.getRuntime().availableProcessors(), 0.1);
    }

    /// @param most number of simulated experiments
    /// @return changed options
    public SimulationOptions withReplicates(int most) {
        return new SimulationOptions(most, error, seed, threads, mostFailed);
    }

    /// @param wanted Monte Carlo standard error of the power
    /// @return changed options
    public SimulationOptions withError(double wanted) {
        return new SimulationOptions(replicates, OptionalDouble.of(wanted), seed, threads, mostFailed);
    }

    /// @param other from which all randomness follows
    /// @return changed options
    public SimulationOptions withSeed(Seed other) {
        return new SimulationOptions(replicates, error, other, threads, mostFailed);
    }

    /// @param number of threads
    /// @return changed options
    public SimulationOptions withThreads(int number) {
        return new SimulationOptions(replicates, error, seed, number, mostFailed);
    }

    /// @param share of failed estimates beyond which an estimator is given up
    /// @return changed options
    public SimulationOptions withMostFailed(double share) {
        return new SimulationOptions(replicates, error, seed, threads, share);
    }
}
