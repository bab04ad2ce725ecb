package copse.cli;

import copse.error.Suggestion;
import copse.formula.Formula;
import copse.glmm.SandwichCorrection;
import copse.glmm.WorkingCorrelation;
import copse.lm.Adjustment;
import copse.lm.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which covariance the coefficients of a fit get, if not the model's.
final class RobustOptions {
    @Option(
            names = "--robust",
            paramLabel = "TYPE",
            description =
                    "Standard errors that need no model of the clusters: CR0, CR1, CR1p, CR1S (Stata's), CR2 or CR3"
                            + " with --cluster; for formulas without groups HC0 to HC3 too.")
    private @Nullable String type;

    @Option(
            names = "--cluster",
            paramLabel = "COL",
            description = "The clusters of --robust: a column, or combinations of several (a:b).")
    private @Nullable String cluster;

    @Option(
            names = "--marginal",
            paramLabel = "CORRELATION",
            description =
                    "With --family: equations for the average over clusters instead of a mixed model (GEE), rows of"
                            + " a --cluster being independent or exchangeable.")
    private @Nullable WorkingCorrelationName marginal;

    /// Working correlations. The names are those of the option's values.
    enum WorkingCorrelationName {
        independence(WorkingCorrelation.INDEPENDENCE, SandwichCorrection.CR2),
        exchangeable(WorkingCorrelation.EXCHANGEABLE, SandwichCorrection.KC);

        private final WorkingCorrelation correlation;
        private final SandwichCorrection usual;

        WorkingCorrelationName(WorkingCorrelation correlation, SandwichCorrection usual) {
            this.correlation = correlation;
            this.usual = usual;
        }
    }

    /// How a generalised linear model gets errors by clusters.
    ///
    /// @param cluster the factor
    /// @param correlation between rows of a cluster, in the equations
    /// @param correction how residuals are made up for
    /// @param degrees where degrees of freedom come from
    record ByClusters(
            String cluster, WorkingCorrelation correlation, SandwichCorrection correction, Robust.Degrees degrees) {}

    /// @param formula of a generalised model
    /// @param df `--df`, null if it was not given
    /// @return what was asked for, if anything
    /// @throws UsageException if the options do not go together
    Optional<ByClusters> byClusters(Formula formula, QuestionOptions.@Nullable Df df) {
        if (type == null && marginal == null) {
            requireNothingOfRobust(df);
            return Optional.empty();
        }
        String option = type == null ? "--marginal " + marginal : "--robust " + type;
        if (cluster == null) {
            throw missing("--cluster", option + " is by clusters", "--cluster COL");
        }
        if (!formula.groupColumns().isEmpty()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    option + " for a generalised model with random terms",
                    "errors by clusters are for averages over all clusters, which the random terms take apart",
                    "leave the random terms out, or " + option + " and --cluster");
        }
        WorkingCorrelationName working = marginal == null ? WorkingCorrelationName.independence : marginal;
        String named = type;
        SandwichCorrection correction =
                named == null ? working.usual : ModelOptions.usage(() -> SandwichCorrection.of(named));
        Robust.Degrees degrees = switch (df) {
            case null -> correction.degrees();
            case satterthwaite -> Robust.Degrees.SATTERTHWAITE;
            case clusters -> Robust.Degrees.CLUSTERS;
            case z -> Robust.Degrees.NORMAL;
            case kr ->
                throw new UsageException(
                        CliCode.CONFLICT,
                        "--df kr and " + option + " were given",
                        "Kenward and Roger's method is for linear mixed models",
                        "leave one out");
        };
        return Optional.of(new ByClusters(cluster, working.correlation, correction, degrees));
    }

    private void requireNothingOfRobust(QuestionOptions.@Nullable Df df) {
        if (cluster != null) {
            throw missing("--robust", "--cluster belongs to it", "--robust CR2 --cluster " + cluster);
        }
        if (df == QuestionOptions.Df.clusters) {
            throw missing("--robust", "--df clusters belongs to it", "--robust CR1 --cluster COL");
        }
    }

    /// @return the columns of the clusters
    List<String> columns() {
        return cluster == null ? List.of() : List.of(cluster.split(":", -1));
    }

    /// @param names the columns of the data
    /// @param formula of the model
    /// @throws UsageException if a cluster column is not among them, or `.` in the formula would take it in
    void checkColumns(List<String> names, Formula formula) {
        for (String column : columns()) {
            if (!names.contains(column)) {
                throw new UsageException(
                        CliCode.BAD_VALUE,
                        "no column `" + column + "` for --cluster",
                        "the data has " + String.join(", ", names),
                        Suggestion.closest(column, names)
                                .map(near -> "--cluster " + near)
                                .orElse("name one of them"));
            }
            if (formula.hasDot() && !formula.groupColumns().contains(column)) {
                throw new UsageException(
                        CliCode.CONFLICT,
                        "`.` in the formula and --cluster " + column + " were given",
                        "`.` stands for all columns, the clusters among them",
                        "write the predictors out, or take the clusters away from them: `. - " + column + "`");
            }
        }
    }

    /// @param formula of the model
    /// @param df `--df`, null if it was not given
    /// @return the covariance, if one was asked for
    /// @throws UsageException if the options do not go together
    Optional<Robust> kind(Formula formula, QuestionOptions.@Nullable Df df) {
        if (marginal != null) {
            throw missing("--family", "--marginal belongs to one", "--family binomial --marginal " + marginal);
        }
        if (type == null) {
            requireNothingOfRobust(df);
            return Optional.empty();
        }
        Optional<Adjustment> adjustment = Arrays.stream(Adjustment.values())
                .filter(one -> one.label().equalsIgnoreCase(type))
                .findFirst();
        Optional<Robust.Leverage> leverage = Arrays.stream(Robust.Leverage.values())
                .filter(one -> one.name().equalsIgnoreCase(type))
                .findFirst();
        if (adjustment.isPresent()) {
            return Optional.of(byClusters(adjustment.get(), df));
        }
        if (leverage.isPresent()) {
            return Optional.of(byRows(leverage.get(), formula, df));
        }
        List<String> known = new ArrayList<>();
        Stream.of(Adjustment.values()).map(Adjustment::label).forEach(known::add);
        Stream.of(Robust.Leverage.values()).map(Enum::name).forEach(known::add);
        throw new UsageException(
                CliCode.BAD_VALUE,
                "--robust cannot be `" + type + "`",
                "it is one of " + String.join(", ", known),
                Suggestion.didYouMean(type, known, "--robust CR2 --cluster COL"));
    }

    private Robust.Clusters byClusters(Adjustment adjustment, QuestionOptions.@Nullable Df df) {
        if (cluster == null) {
            throw missing("--cluster", "--robust " + type + " is a covariance by clusters", "--cluster COL");
        }
        Robust.Degrees degrees = switch (df) {
            case null -> adjustment == Adjustment.CR2 ? Robust.Degrees.SATTERTHWAITE : Robust.Degrees.CLUSTERS;
            case satterthwaite -> Robust.Degrees.SATTERTHWAITE;
            case clusters -> Robust.Degrees.CLUSTERS;
            case z -> Robust.Degrees.NORMAL;
            case kr -> throw conflict("--df kr", "Kenward and Roger's method has a covariance of its own");
        };
        return new Robust.Clusters(adjustment, cluster, degrees);
    }

    private Robust.Rows byRows(Robust.Leverage leverage, Formula formula, QuestionOptions.@Nullable Df df) {
        if (cluster != null) {
            throw conflict("--cluster", "with " + leverage + " every row counts as independent");
        }
        if (df != null) {
            throw conflict("--df", leverage + " has rows less coefficients as degrees of freedom");
        }
        if (!formula.groupColumns().isEmpty()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--robust " + leverage + " for a model with groups",
                    "rows of a group are not independent",
                    "--robust CR2 --cluster " + formula.groupColumns().getFirst());
        }
        return new Robust.Rows(leverage);
    }

    private static UsageException missing(String option, String why, String fix) {
        return new UsageException(CliCode.MISSING_ARGUMENT, "missing " + option, why, "add " + fix);
    }

    /// What is asked of a robust covariance has to be answered with it.
    ///
    /// @param asked what is asked of the fit
    /// @throws UsageException if an answer would rest on the model's covariance
    void check(QuestionOptions asked) {
        if (!asked.ci().equals("wald")) {
            throw conflict("--ci " + asked.ci(), "these intervals take the model's covariance to be right");
        }
        asked.restsOnTheModel().ifPresent(option -> {
            throw conflict(option, "it would be answered with the model's covariance");
        });
    }

    /// @param option what does not go with `--robust`
    /// @param why not
    UsageException conflict(String option, String why) {
        String robust = type == null ? "--marginal " + marginal : "--robust " + type;
        return new UsageException(CliCode.CONFLICT, option + " and " + robust + " were given", why, "leave one out");
    }
}
