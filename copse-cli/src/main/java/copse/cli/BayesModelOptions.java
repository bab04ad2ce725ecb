package copse.cli;

import copse.bayes.Centring;
import copse.bayes.Priors;
import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.model.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `copse bayes` fits beside the formula: family, priors, further linear predictors, coordinates.
final class BayesModelOptions {
    /// Names that other programs give to families.
    private static final Map<String, String> OTHER_NAMES =
            Map.of("bernoulli", "binomial", "negbinomial", "nbinom2", "student_t", "student");

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "gaussian (default), student for numbers; bernoulli, binomial for yes/no and shares; poisson,"
                    + " negbinomial for counts; and those of copse fit.")
    private String familyName = "gaussian";

    @Option(
            names = "--link",
            paramLabel = "NAME",
            description = "logit, probit, cloglog, log, identity or inverse, where the family allows it (default: the"
                    + " family's usual one).")
    private @Nullable String linkName;

    @Option(
            names = "--prior",
            paramLabel = "CLASS:TERM=DIST",
            description = "Such as 'coef:age=normal(0, 1)', 'sd=half_normal(2)', 'cor:school=lkj(2)'. The classes are"
                    + " intercept (at x = 0), intercept_centered, coef, group_mean, sd, cor, sigma, shape, df, zi. May"
                    + " be repeated; the more specific wins. What is not said is weakly informative, and printed.")
    private List<String> statements = new ArrayList<>();

    @Option(
            names = "--zi",
            paramLabel = "FORMULA",
            description = "Zero inflation of counts: '~ 1' for one probability, or '~ x' for predictors of it.")
    private @Nullable String inflation;

    @Option(
            names = "--sigma",
            paramLabel = "FORMULA",
            description = "Predictors of the log of the residual standard deviation, such as '~ x'.")
    private @Nullable String spread;

    @Option(
            names = "--weights",
            paramLabel = "COL",
            description = "Weights. Of a gaussian outcome the variance of a row is that of the family / weight; of a"
                    + " share they are its trials; of counts they multiply the log likelihood of the row.")
    private @Nullable String weights;

    @Option(names = "--offset", paramLabel = "COL", description = "A column that is added with coefficient 1.")
    private @Nullable String offset;

    @Option(
            names = "--centring",
            paramLabel = "HOW",
            description = "Coordinates of the group effects: auto (default: for each level by what its rows say),"
                    + " centred or non-centred. The posterior is the same; only the speed differs.")
    private How centring = How.auto;

    /// The names are those of the option's values.
    enum How {
        auto(Centring.AUTO),
        centred(Centring.CENTRED),
        non_centred(Centring.NON_CENTRED);

        private final Centring centring;

        How(Centring centring) {
            this.centring = centring;
        }

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    /// @return the family, with its link and with zero inflation if that is asked for
    /// @throws UsageException if there is no such family or link, or they do not go together
    Family family() {
        String name = familyName.toLowerCase(Locale.ROOT);
        Family family = ModelOptions.usage(() -> Family.of(OTHER_NAMES.getOrDefault(name, familyName)));
        String otherLink = linkName;
        if (otherLink != null) {
            Family usual = family;
            family = ModelOptions.usage(() -> usual.withLink(Link.of(otherLink)));
        }
        if (inflation != null) {
            Family count = family;
            family = ModelOptions.usage(count::zeroInflated);
        }
        return family;
    }

    /// @return what is said about priors
    /// @throws copse.error.CopseException if a statement cannot be read
    Priors priors() {
        Priors priors = Priors.defaults();
        for (String statement : statements) {
            priors = priors.with(statement);
        }
        return priors;
    }

    /// @return the statements as given
    List<String> statements() {
        return statements;
    }

    /// @return coordinates of the group effects
    Centring centring() {
        return centring.centring;
    }

    /// @return columns of weights and offset, the family's kind of outcome, further linear predictors
    Roles roles() {
        Roles roles = Roles.defaults().withWeights(weights).withOffset(offset).withOutcome(family().outcome());
        if (inflation != null) {
            roles = roles.withPart(Roles.ZERO_INFLATION, part(inflation));
        }
        return spread == null ? roles : roles.withPart(Roles.SIGMA, part(spread));
    }

    /// @return columns that are needed beside the formula's
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        Stream.of(weights, offset).filter(column -> column != null).forEach(columns::add);
        Stream.of(inflation, spread)
                .filter(text -> text != null)
                .forEach(text -> columns.addAll(part(text).columns()));
        return columns;
    }

    private static Formula part(String text) {
        return Formula.parse(text.contains("~") ? text : "~ " + text);
    }
}
