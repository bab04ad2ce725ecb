package copse.family;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import java.util.List;
import java.util.stream.Collectors;

/// Families by name, and which combinations there are.
final class FamilyNames {
    private static final List<Family> ALL = List.of(
            Family.binomial(),
            Family.betaBinomial(),
            Family.poisson(),
            Family.negativeBinomial(Family.Growth.LINEAR),
            Family.negativeBinomial(Family.Growth.QUADRATIC),
            Family.gamma(),
            Family.gaussian(),
            Family.student());

    private FamilyNames() {}

    static Family family(String label) {
        // as people write them elsewhere
        String known = switch (label.toLowerCase(java.util.Locale.ROOT)) {
            case "bernoulli" -> "binomial";
            case "normal" -> "gaussian";
            case "negbinomial", "negative_binomial", "nbinom" -> "nbinom2";
            case "beta_binomial" -> "betabinomial";
            case "student_t", "t" -> "student";
            default -> label;
        };
        List<String> labels = ALL.stream().map(Family::label).toList();
        return ALL.stream()
                .filter(family -> family.label().equalsIgnoreCase(known))
                .findFirst()
                .orElseThrow(() -> new InputException(new Problem(
                        FamilyCode.NO_SUCH_FAMILY.code(),
                        "no family `" + label + "`",
                        "families are " + String.join(", ", labels),
                        Suggestion.didYouMean(label, labels, FamilyCode.NO_SUCH_FAMILY.advice()))));
    }

    static void requireFit(String label, Link link, OutcomeType outcome) {
        List<Link> links = Link.fitting(outcome);
        if (!links.contains(link)) {
            throw new InputException(new Problem(
                    FamilyCode.LINK_DOES_NOT_FIT.code(),
                    "link " + link.label() + " does not fit the family " + label,
                    "the mean of a " + label + " outcome is "
                            + switch (outcome) {
                                case SHARE -> "a probability";
                                case COUNT, POSITIVE -> "a number above 0";
                                case NUMBER -> "any number";
                            },
                    "take " + links.stream().map(Link::label).collect(Collectors.joining(", "))
                            + ", or leave the link out"));
        }
    }

    static void requireCount(Family family) {
        if (family.outcome() != OutcomeType.COUNT || family.isInflated()) {
            throw new InputException(new Problem(
                    FamilyCode.NO_INFLATION.code(),
                    "zero inflation of the family " + family.label(),
                    "zeros can be added to counts alone",
                    "leave zero inflation out, or take poisson, nbinom1 or nbinom2 if the outcome is a count"));
        }
    }
}
