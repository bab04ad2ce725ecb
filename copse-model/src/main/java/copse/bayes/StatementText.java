package copse.bayes;

import copse.error.InputException;
import copse.error.Place;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.prior.Prior;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Statements of priors as they are written: `class:group:term=distribution`.
final class StatementText {
    private static final List<String> CLASSES = Arrays.stream(PriorTarget.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private StatementText() {}

    static Priors.Statement parse(String text) {
        // names of terms may hold equals signs, distributions do not
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            throw error(
                    text,
                    0,
                    text.length(),
                    "`" + text + "` does not say which distribution",
                    "a prior is stated as a parameter, an equals sign and a distribution",
                    "write it as in `coef:age=normal(0, 1)`");
        }
        PriorTarget target = target(text, equals);
        return new Priors.Statement(target, Prior.parse(text, equals + 1));
    }

    /// @param text the whole statement
    /// @param to where in it the target ends
    static PriorTarget target(String text, int to) {
        String[] parts = text.substring(0, to).strip().split(":", 3);
        String name = parts[0].strip();
        int at = CLASSES.indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0) {
            int from = text.indexOf(name);
            throw error(
                    text,
                    from,
                    from + name.length(),
                    "no class of parameters `" + name + "`",
                    "classes are " + String.join(", ", CLASSES),
                    Suggestion.didYouMean(name, CLASSES, "of one coefficient write `coef:" + name + "=…`"));
        }
        PriorTarget.Kind kind = PriorTarget.Kind.values()[at];
        boolean grouped = switch (kind) {
            case SD, COR, GROUP_MEAN -> true;
            case INTERCEPT, INTERCEPT_CENTERED, COEF, SIGMA, SHAPE, DF, ZI -> false;
        };
        Optional<String> first = part(parts, 1);
        Optional<String> second = part(parts, 2);
        if (!grouped && first.isPresent()) {
            // `a:b` is one term
            return new PriorTarget(
                    kind,
                    Optional.empty(),
                    Optional.of(second.map(more -> first.get() + ":" + more).orElse(first.get())));
        }
        return new PriorTarget(kind, first, second);
    }

    private static Optional<String> part(String[] parts, int at) {
        return at < parts.length && !parts[at].isBlank() && !parts[at].strip().equals("*")
                ? Optional.of(parts[at].strip())
                : Optional.empty();
    }

    private static InputException error(String text, int from, int to, String what, String why, String fix) {
        return new InputException(new Problem(
                BayesCode.UNREADABLE_STATEMENT.code(),
                what,
                why,
                fix,
                new Place("prior", 0, text, from, Math.max(to, from + 1))));
    }
}
