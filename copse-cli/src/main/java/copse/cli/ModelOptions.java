package copse.cli;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.formula.Formula;
import copse.glmm.Integration;
import copse.lmm.Estimator;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is fitted beside the formula: the family of the outcome with its link, and how.
final class ModelOptions {
    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "gaussian (default); binomial, betabinomial for yes/no and shares; poisson, nbinom1, nbinom2"
                    + " for counts; Gamma for positive numbers.")
    private @Nullable String familyName;

    @Option(
            names = "--link",
            paramLabel = "NAME",
            description = "logit, probit, cloglog, log, identity or inverse, where the family allows it (default: the"
                    + " family's usual one).")
    private @Nullable String linkName;

    @Option(
            names = "--zi",
            paramLabel = "FORMULA",
            description = "Zero inflation of counts: '~ 1' for one probability, or '~ x' for predictors of it.")
    private @Nullable String inflation;

    @Option(
            names = "--agq",
            paramLabel = "N",
            description = "Points of adaptive Gauss-Hermite quadrature, for one random intercept or slope (default 1,"
                    + " which is Laplace).")
    private @Nullable Integer points;

    @Option(
            names = "--laplace",
            paramLabel = "WEIGHTS",
            description = "Weights in Laplace's approximation: observed (default) or expected (as lme4). They are the"
                    + " same for canonical links.")
    private @Nullable Weights weightsOfLaplace;

    @Option(
            names = "--se",
            paramLabel = "KIND",
            description = "Standard errors of families other than gaussian: hessian (default), or fixed-theta, which"
                    + " takes the variances as known.")
    private @Nullable String errors;

    @Option(names = "--reml", description = "Restricted maximum likelihood (default of gaussian models).")
    private boolean reml;

    @Option(names = "--ml", description = "Maximum likelihood.")
    private boolean ml;

    @Option(
            names = "--weights",
            paramLabel = "COL",
            description =
                    "Weights. Of a gaussian or Gamma outcome the variance of a row is that of the family / weight; of a"
                            + " share they are its trials; of counts, and of successes out of trials, they multiply the log"
                            + " likelihood of the row.")
    private @Nullable String weights;

    @Option(names = "--offset", paramLabel = "COL", description = "A column that is added with coefficient 1.")
    private @Nullable String offset;

    /// Weights in the determinant of Laplace's approximation. The names are those of the option's values.
    enum Weights {
        observed(Integration.Curvature.OBSERVED),
        expected(Integration.Curvature.EXPECTED);

        private final Integration.Curvature curvature;

        Weights(Integration.Curvature curvature) {
            this.curvature = curvature;
        }
    }

    /// @throws UsageException if options do not go together, or a value cannot be
    void check() {
        if (reml && ml) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both --reml and --ml were given",
                    "a fit maximises one of them",
                    "leave one out");
        }
        if (familyName == null) {
            checkFamilyIsNotMissing();
        }
        Optional<Family> generalised = generalised();
        if (generalised.isEmpty()) {
            checkGaussian();
            return;
        }
        if (reml) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--reml with --family " + generalised.get().label(),
                    "restricted likelihood is for linear models; generalised ones are fitted by maximum likelihood",
                    "leave --reml out");
        }
        if (points != null && points < 1) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--agq cannot be `" + points + "`", "it is a number of points", "--agq 9");
        }
        seesVariancesAsKnown();
    }

    /// What belongs to a family does nothing without one, and would be left out in silence.
    private void checkFamilyIsNotMissing() {
        String named = linkName;
        if (named != null) {
            Link link = usage(() -> Link.of(named));
            String fix = Link.fitting(OutcomeType.SHARE).contains(link) && link != Link.LOG && link != Link.IDENTITY
                    ? "--family binomial --link " + link.label()
                    : link == Link.LOG ? "--family poisson --link log" : "--family gaussian --link " + link.label();
            throw missing("--link " + named, fix);
        }
        if (inflation != null) {
            throw missing("--zi", "--family poisson --zi '" + inflation + "'");
        }
        if (points != null) {
            throw missing("--agq", "--family binomial --agq " + points);
        }
        if (weightsOfLaplace != null) {
            throw missing("--laplace", "--family binomial --laplace " + weightsOfLaplace);
        }
        if (errors != null) {
            throw missing("--se", "--family binomial --se " + errors);
        }
    }

    private static UsageException missing(String option, String fix) {
        return new UsageException(
                CliCode.MISSING_ARGUMENT, "missing --family", option + " belongs to one", "add it: " + fix);
    }

    /// A linear model is fitted exactly, so that nothing is approximated.
    private void checkGaussian() {
        Optional<String> idle = Stream.of(
                        points == null ? "" : "--agq",
                        weightsOfLaplace == null ? "" : "--laplace",
                        errors == null ? "" : "--se")
                .filter(option -> !option.isEmpty())
                .findFirst();
        if (idle.isPresent()) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    idle.get() + " with a gaussian family and identity link",
                    "random effects of a linear model are integrated out exactly",
                    "leave " + idle.get() + " out, or name another family");
        }
    }

    /// @return the family if it is not that of linear models
    /// @throws UsageException if there is no such family or link, or they do not go together
    Optional<Family> generalised() {
        String name = familyName;
        if (name == null) {
            return Optional.empty();
        }
        Family family = usage(() -> Family.of(name));
        String otherLink = linkName;
        if (otherLink != null) {
            Family usual = family;
            family = usage(() -> usual.withLink(Link.of(otherLink)));
        }
        if (inflation != null) {
            Family count = family;
            family = usage(count::zeroInflated);
        }
        boolean linear = family.label().equals("gaussian") && family.link() == Link.IDENTITY;
        return linear ? Optional.empty() : Optional.of(family);
    }

    /// @return whether a family was named, be it gaussian
    boolean namesFamily() {
        return familyName != null;
    }

    /// What is wrong with the name in an option is wrong with the command line, not with the data.
    ///
    /// @param parsed reads an option
    /// @return what it reads
    /// @throws UsageException if it cannot
    static <T> T usage(Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (InputException e) {
            Problem problem = e.problem();
            throw new UsageException(CliCode.BAD_VALUE, problem.what(), problem.why(), problem.fix());
        }
    }

    /// @return how random effects are integrated out
    Integration integration() {
        Weights wanted = weightsOfLaplace == null ? Weights.observed : weightsOfLaplace;
        return Integration.laplace().withPoints(points == null ? 1 : points).withCurvature(wanted.curvature);
    }

    /// @return whether standard errors are to take the variances as known
    /// @throws UsageException if `--se` has another value than the two
    boolean seesVariancesAsKnown() {
        if (errors == null || errors.equals("hessian")) {
            return false;
        } else if (errors.equals("fixed-theta")) {
            return true;
        }
        throw new UsageException(
                CliCode.BAD_VALUE,
                "--se cannot be `" + errors + "`",
                "it is hessian or fixed-theta",
                Suggestion.didYouMean(errors, List.of("hessian", "fixed-theta"), "--se hessian"));
    }

    /// @return what a linear model maximises
    Estimator estimator() {
        return ml ? Estimator.ML : Estimator.REML;
    }

    /// @return columns of weights and offset, the family's kind of outcome, the formula of zero inflation
    Roles roles() {
        Roles roles = Roles.defaults()
                .withWeights(weights)
                .withOffset(offset)
                .withOutcome(generalised().map(Family::outcome).orElse(OutcomeType.NUMBER));
        return inflation()
                .map(formula -> roles.withPart(Roles.ZERO_INFLATION, formula))
                .orElse(roles);
    }

    /// @return columns that are needed beside the formula's
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        Stream.of(weights, offset).filter(column -> column != null).forEach(columns::add);
        inflation().ifPresent(formula -> columns.addAll(formula.columns()));
        return columns;
    }

    private Optional<Formula> inflation() {
        return Optional.ofNullable(inflation).map(text -> Formula.parse(text.contains("~") ? text : "~ " + text));
    }
}
