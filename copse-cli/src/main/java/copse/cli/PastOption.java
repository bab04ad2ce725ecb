package copse.cli;

import copse.design.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Past data from which variances, sizes and covariates are taken.
final class PastOption {
    @Option(
            names = "--from",
            paramLabel = "DATA",
            description =
                    "Take variances, cluster sizes and what covariates explain from past data, and try the analysis"
                            + " on it without an effect.")
    private @Nullable String data;

    @Option(names = "--outcome", paramLabel = "COL", description = "With --from: the outcome, a number.")
    private @Nullable String outcome;

    @Option(names = "--cluster", paramLabel = "COL", description = "With --from: who gets an arm together.")
    private @Nullable String cluster;

    @Option(names = "--treatment", paramLabel = "ARM", description = "With --from: the arm asked about (the second).")
    private @Nullable String treatment;

    @Option(names = "--control", paramLabel = "ARM", description = "With --from: what it is compared with (the first).")
    private @Nullable String control;

    @Option(
            names = "--placebo",
            paramLabel = "DESIGN",
            description =
                    "With --from: a further design to try on the past, such as 'pairs(on: size)'. May be repeated.")
    private List<String> placebo = new ArrayList<>();

    /// @return whether past data are given
    boolean given() {
        return data != null;
    }

    /// @return the data
    @Nullable
    String data() {
        return data;
    }

    /// @return column of the outcome
    String outcome() {
        return need(outcome, "--outcome", "the column that the effect is on", "score");
    }

    /// @return column of the clusters
    String cluster() {
        return need(cluster, "--cluster", "the column that says who gets an arm together", "school");
    }

    /// @param design that hands out arms
    /// @return the arm asked about
    String treatment(Design design) {
        return treatment != null ? treatment : design.arms().labels().getLast();
    }

    /// @param design that hands out arms
    /// @return what it is compared with
    String control(Design design) {
        return control != null ? control : design.arms().labels().getFirst();
    }

    /// @param planned the design of the next experiment
    /// @return all designs that are tried on the past
    List<Design> placebo(Design planned) {
        List<Design> designs = new ArrayList<>(List.of(planned));
        placebo.stream().map(Design::parse).forEach(designs::add);
        return designs.stream().distinct().toList();
    }

    /// Refuses options of the past where there is none.
    void refuseAlone() {
        Optional<String> alone = outcome != null
                ? Optional.of("--outcome")
                : cluster != null
                        ? Optional.of("--cluster")
                        : placebo.isEmpty() ? Optional.empty() : Optional.of("--placebo");
        alone.ifPresent(option -> {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --from",
                    option + " names a column of past data or a design to try on it",
                    "give the data: --from calls.csv");
        });
    }

    private static String need(@Nullable String value, String option, String what, String example) {
        if (value == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing " + option,
                    "past data are read for it: " + what,
                    option + " " + example);
        }
        return value;
    }
}
