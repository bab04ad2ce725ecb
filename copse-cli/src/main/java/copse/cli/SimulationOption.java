package copse.cli;

import copse.design.Design;
import copse.estimate.EffectEstimator;
import copse.math.Seed;
import copse.power.AddedEffect;
import copse.power.SimulationOptions;
import copse.study.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How experiments are simulated, and what is looked at.
final class SimulationOption {
    @Option(
            names = "--simulate",
            description =
                    "Simulate the experiment with the design and estimators of the real one; the closed form stands"
                            + " beside it.")
    private boolean simulate;

    @Mixin
    private ReplicatesOption replicates = new ReplicatesOption();

    @Option(
            names = "--estimators",
            paramLabel = "WORD,…",
            split = ",",
            hideParamSyntax = true,
            description =
                    "means, pairs, blocks, cr2, mixed, lin, ancova, wild, hajek … as `copse analyze` has them (default: what the design"
                            + " implies).")
    private List<String> estimators = new ArrayList<>();

    @Option(
            names = "--effect-spread",
            paramLabel = "SD",
            description = "Standard deviation of the effect between clusters (0).")
    private double spread;

    @Option(
            names = "--limits",
            paramLabel = "A,B",
            hideParamSyntax = true,
            description = "Ends of the outcome's scale, such as 0,10: the effect stops there.")
    private @Nullable String limits;

    /// @return whether a simulation was asked for
    boolean asked() {
        return simulate;
    }

    /// @return where all estimates go, if anywhere
    Optional<Path> out() {
        return replicates.out();
    }

    /// @return where random numbers start
    Seed seed() {
        return replicates.seed();
    }

    /// @return how often, with what seed, on how many threads
    SimulationOptions options() {
        return replicates.options();
    }

    /// @param design over which they are to be used
    /// @return those named, none if none is
    List<EffectEstimator> estimators(Design design) {
        boolean blocked = copse.power.ImpliedEstimators.isBlocked(design);
        return estimators.stream().map(word -> Method.of(word).planned(blocked)).toList();
    }

    /// @param mean nominal effect
    /// @return the effect as it is added
    AddedEffect effect(double mean) {
        AddedEffect effect = AddedEffect.of(mean).withSd(spread);
        if (limits == null) {
            return effect;
        }
        List<Double> ends = Values.list("--limits", limits);
        if (ends.size() != 2) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    "--limits cannot be `" + limits + "`",
                    "a scale has two ends",
                    "give the lower and the upper one: --limits 0,10");
        }
        return effect.withLimits(ends.getFirst(), ends.getLast());
    }
}
