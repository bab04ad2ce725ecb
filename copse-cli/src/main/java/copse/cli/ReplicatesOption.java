package copse.cli;

import copse.math.Seed;
import copse.power.SimulationOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How often experiments are simulated, and where their estimates go.
final class ReplicatesOption {
    @Option(names = "--reps", paramLabel = "N", description = "Simulated experiments, at most (1000).")
    private int replicates = 1000;

    @Option(
            names = "--mc-error",
            paramLabel = "E",
            description = "Stop once the Monte Carlo standard error of every power is at most this, such as 0.01.")
    private @Nullable Double error;

    @Option(names = "--seed", paramLabel = "N", description = "Where random numbers start (default 1).")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the answer does not depend on it.")
    private @Nullable Integer threads;

    @Option(
            names = "--max-failed",
            paramLabel = "SHARE",
            description = "Give an estimator up when more of its estimates fail (0.1).")
    private double mostFailed = 0.1;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Keep estimate, interval and p of every simulated experiment (CSV or Parquet); run.json goes"
                    + " beside it.")
    private @Nullable Path out;

    /// @return where all estimates go, if anywhere
    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /// @return where random numbers start
    Seed seed() {
        return Seed.of(seed);
    }

    /// @return how often, with what seed, on how many threads
    SimulationOptions options() {
        SimulationOptions options = SimulationOptions.defaults()
                .withReplicates(replicates)
                .withSeed(seed())
                .withMostFailed(mostFailed);
        options = error == null ? options : options.withError(error);
        return threads == null ? options : options.withThreads(threads);
    }
}
