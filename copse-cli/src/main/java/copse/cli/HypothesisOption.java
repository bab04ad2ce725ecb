package copse.cli;

import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an effect is held against: no difference, a margin, two margins.
final class HypothesisOption {
    /// The sides of a test. The names are those of the option's values.
    enum Alternative {
        two_sided,
        greater,
        less;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Option(
            names = "--alternative",
            paramLabel = "SIDE",
            description = "What is to be shown: two-sided (a difference, default), greater or less (better that way).")
    private @Nullable String alternative;

    @Option(
            names = "--margin",
            paramLabel = "M",
            description = "With --alternative greater or less: by more than M, in units of the outcome.")
    private @Nullable Double margin;

    @Option(
            names = "--non-inferiority",
            paramLabel = "M",
            description = "Not worse by M or more; --alternative less says that lower outcomes are better.")
    private @Nullable Double nonInferiority;

    @Option(
            names = "--equivalence",
            paramLabel = "M",
            split = ",",
            hideParamSyntax = true,
            description = "The same within M, or between two margins: -0.2,0.3.")
    private double @Nullable [] equivalence;

    /// @return the hypothesis asked for
    /// @throws UsageException if options contradict each other
    Hypothesis hypothesis() {
        Alternative side = side();
        boolean greater = side != Alternative.less;
        Direction better = greater ? Direction.HIGHER : Direction.LOWER;
        if (equivalence != null && (nonInferiority != null || margin != null || alternative != null)) {
            throw conflict(
                    "--equivalence",
                    nonInferiority != null ? "--non-inferiority" : margin != null ? "--margin" : "--alternative");
        }
        if (nonInferiority != null && margin != null) {
            throw conflict("--non-inferiority", "--margin");
        }
        if (equivalence != null) {
            return switch (equivalence.length) {
                case 1 -> Hypothesis.within(equivalence[0]);
                case 2 -> new Hypothesis.Equivalence(equivalence[0], equivalence[1]);
                default ->
                    throw new UsageException(
                            CliCode.BAD_VALUE,
                            "--equivalence takes one margin or two",
                            equivalence.length + " were given",
                            "--equivalence 0.2");
            };
        }
        if (nonInferiority != null) {
            return new Hypothesis.NonInferiority(nonInferiority, better);
        }
        if (margin != null && side == Alternative.two_sided) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --alternative",
                    "a margin lies on one side of no effect, and which way is better is not known",
                    "--alternative greater --margin " + copse.frame.NumericColumn.format(margin));
        }
        return side == Alternative.two_sided
                ? Hypothesis.noDifference()
                : new Hypothesis.Superiority(margin == null ? 0 : margin, better);
    }

    private Alternative side() {
        String word = alternative == null ? Alternative.two_sided.toString() : alternative;
        return Arrays.stream(Alternative.values())
                .filter(side -> side.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        CliCode.BAD_VALUE,
                        "--alternative cannot be `" + word + "`",
                        "it is two-sided, greater or less",
                        "--alternative greater"));
    }

    private static UsageException conflict(String one, String other) {
        return new UsageException(
                CliCode.CONFLICT,
                "both " + one + " and " + other + " were given",
                "an effect is held against one hypothesis",
                "leave one of them out");
    }
}
