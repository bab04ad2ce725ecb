package copse.family;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/// A link η = g(μ) between a mean and the linear predictor.
///
/// The functions give μ(η) and its derivatives; they do not check η ([#isValid(double)] does).
public enum Link {
    /// η = μ.
    IDENTITY,
    /// η = log μ.
    LOG,
    /// η = log(μ / (1 − μ)).
    LOGIT,
    /// η = Φ⁻¹(μ).
    PROBIT,
    /// η = log(−log(1 − μ)).
    CLOGLOG,
    /// η = 1 / μ.
    INVERSE;

    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    /// @return name as in options and JSON, in small letters
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param label such as `logit`; case does not matter
    /// @return the link
    /// @throws copse.error.InputException `O202` if there is none of that name
    public static Link of(String label) {
        List<String> labels = Stream.of(values()).map(Link::label).toList();
        int at = labels.indexOf(label.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new InputException(new Problem(
                    FamilyCode.NO_SUCH_LINK.code(),
                    "no link `" + label + "`",
                    "links are " + String.join(", ", labels),
                    Suggestion.didYouMean(label, labels, "leave the link out to get the usual one of the family")));
        }
        return values()[at];
    }

    /// @param outcome what is explained
    /// @return the links that lead to its means, the usual one first
    public static List<Link> fitting(OutcomeType outcome) {
        return switch (outcome) {
            case SHARE -> List.of(LOGIT, PROBIT, CLOGLOG, LOG, IDENTITY);
            case COUNT -> List.of(LOG, IDENTITY);
            case POSITIVE -> List.of(LOG, INVERSE, IDENTITY);
            case NUMBER -> List.of(IDENTITY, LOG, INVERSE);
        };
    }

    /// @param eta linear predictor
    /// @return μ
    public double mean(double eta) {
        return switch (this) {
            case IDENTITY -> eta;
            case LOG -> Math.exp(eta);
            case LOGIT -> logistic(eta);
            case PROBIT -> 0.5 * Erfc.value(-eta * ROOT_HALF);
            case CLOGLOG -> -Math.expm1(-Math.exp(eta));
            case INVERSE -> 1 / eta;
        };
    }

    /// @param eta linear predictor
    /// @return 1 − μ, exact where μ is close to 1
    public double complement(double eta) {
        return switch (this) {
            case IDENTITY -> 1 - eta;
            case LOG -> -Math.expm1(eta);
            case LOGIT -> logistic(-eta);
            case PROBIT -> 0.5 * Erfc.value(eta * ROOT_HALF);
            case CLOGLOG -> Math.exp(-Math.exp(eta));
            case INVERSE -> 1 - 1 / eta;
        };
    }

    /// @param eta linear predictor
    /// @return dμ / dη
    public double slope(double eta) {
        return switch (this) {
            case IDENTITY -> 1;
            case LOG -> Math.exp(eta);
            case LOGIT -> logistic(eta) * logistic(-eta);
            case PROBIT -> normal(eta);
            case CLOGLOG -> Math.exp(eta - Math.exp(eta));
            case INVERSE -> -1 / (eta * eta);
        };
    }

    /// @param eta linear predictor
    /// @return d²μ / dη²
    public double curvature(double eta) {
        return switch (this) {
            case IDENTITY -> 0;
            case LOG -> Math.exp(eta);
            case LOGIT -> {
                double p = logistic(eta);
                double q = logistic(-eta);
                yield p * q * (q - p);
            }
            case PROBIT -> -eta * normal(eta);
            case CLOGLOG -> slope(eta) == 0 ? 0 : slope(eta) * -Math.expm1(eta);
            case INVERSE -> 2 / (eta * eta * eta);
        };
    }

    /// @param eta linear predictor
    /// @return d³μ / dη³
    public double thirdDerivative(double eta) {
        return switch (this) {
            case IDENTITY -> 0;
            case LOG -> Math.exp(eta);
            case LOGIT -> {
                double v = slope(eta);
                yield v * (1 - 6 * v);
            }
            case PROBIT -> (eta * eta - 1) * normal(eta);
            case CLOGLOG -> {
                double h = Math.exp(eta);
                double slope = slope(eta);
                yield slope == 0 ? 0 : slope * (1 + h * (h - 3));
            }
            case INVERSE -> -6 / (eta * eta * eta * eta);
        };
    }

    /// @param mean μ, inside the range of the link
    /// @return η
    public double eta(double mean) {
        return switch (this) {
            case IDENTITY -> mean;
            case LOG -> Math.log(mean);
            case LOGIT -> Math.log(mean) - Math.log1p(-mean);
            case PROBIT -> -InverseErfc.value(2 * mean) / ROOT_HALF;
            case CLOGLOG -> Math.log(-Math.log1p(-mean));
            case INVERSE -> 1 / mean;
        };
    }

    /// Whether μ(η) is a mean that outcomes of a type can have: inside (0, 1) for shares, above 0 for counts
    /// and positive values.
    ///
    /// @param eta linear predictor
    /// @param outcome what is explained
    /// @return false for NaN too
    public boolean isValid(double eta, OutcomeType outcome) {
        return switch (outcome) {
            case NUMBER -> this != INVERSE ? Double.isFinite(eta) : eta != 0 && Double.isFinite(eta);
            case POSITIVE, COUNT ->
                switch (this) {
                    case IDENTITY, INVERSE -> eta > 0;
                    case LOG, LOGIT, PROBIT, CLOGLOG -> Double.isFinite(eta);
                };
            case SHARE ->
                switch (this) {
                    case IDENTITY -> eta > 0 && eta < 1;
                    case LOG -> eta < 0;
                    case INVERSE -> eta > 1;
                    case LOGIT, PROBIT, CLOGLOG -> Double.isFinite(eta);
                };
        };
    }

    /// Both tails exact: neither 1 − μ nor e^η / (1 + e^η) is formed by subtraction or overflows.
    private static double logistic(double eta) {
        double e = Math.exp(-Math.abs(eta));
        return eta >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    private static double normal(double eta) {
        return Math.exp(-0.5 * eta * eta) / ROOT_TWO_PI;
    }
}
