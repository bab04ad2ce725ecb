package copse.lmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.model.Fit;
import copse.model.FixedTerm;
import java.util.ArrayList;
import java.util.List;

/// Which estimated coefficients belong to which term: the columns of X that are left after aliased ones are
/// dropped.
final class Terms {
    private Terms() {}

    /// @return positions among [Fit#fixedNames()], empty if the term is unknown or wholly aliased
    static List<Integer> columns(Fit fit, String label) {
        List<Integer> out = new ArrayList<>();
        for (FixedTerm term : fit.spec().fixedTerms()) {
            if (term.label().equals(label)) {
                out.addAll(columns(fit, term));
            }
        }
        return out;
    }

    static List<Integer> columns(Fit fit, FixedTerm term) {
        List<String> all = fit.spec().fixedNames();
        List<Integer> out = new ArrayList<>();
        for (int j = term.from(); j < term.to(); j++) {
            int kept = fit.fixedNames().indexOf(all.get(j));
            if (kept >= 0) {
                out.add(kept);
            }
        }
        return out;
    }

    /// @return per estimated coefficient its column of X
    static int[] kept(Fit fit) {
        return fit.fixedNames().stream()
                .mapToInt(fit.spec().fixedNames()::indexOf)
                .toArray();
    }

    static boolean isIntercept(FixedTerm term) {
        return term.variables().isEmpty();
    }

    /// Whether one term has all variables of another and more.
    static boolean contains(FixedTerm larger, FixedTerm smaller) {
        return larger.variables().size() > smaller.variables().size()
                && larger.variables().containsAll(smaller.variables());
    }

    static InputException unknownGroup(LmmFit fit, String group) {
        return new InputException(new Problem(
                LmmCode.NO_SUCH_EFFECT.code(),
                "no grouping factor `" + group + "` in the model",
                "its grouping factors are: " + String.join(", ", fit.groups()),
                Suggestion.didYouMean(group, fit.groups(), "take one of those listed")));
    }
}
