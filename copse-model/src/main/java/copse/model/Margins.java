package copse.model;

import copse.formula.Expr;
import copse.formula.Term;
import copse.formula.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Decides which factors of which terms are coded by all their levels instead of by contrasts.
///
/// A factor is coded by contrasts if what is left of the term without it is contained in an earlier term, or is
/// empty; otherwise by all its levels. Without an intercept the first factor of the first term that has one is
/// coded by all its levels. So `0 + g` has a column for each level, and `a:b` without main effects a column for
/// each pair.
///
/// Source: Chambers and Hastie (1992), Statistical Models in S, p. 38, as R's `terms.formula` and
/// `model.matrix` apply it.
final class Margins {
    private Margins() {}

    /// @param side terms in their order
    /// @param isFactor whether a variable is a factor
    /// @return per term the factors that are coded by all their levels
    static List<Set<Expr>> fullyCoded(Terms side, Predicate<Expr> isFactor) {
        List<Set<Expr>> all = new ArrayList<>();
        for (int t = 0; t < side.terms().size(); t++) {
            List<Term> earlier = side.terms().subList(0, t);
            Set<Expr> full = new HashSet<>();
            List<Expr> variables = side.terms().get(t).variables();
            for (Expr variable : variables) {
                Set<Expr> margin = new HashSet<>(variables);
                margin.remove(variable);
                boolean present = margin.isEmpty()
                        || earlier.stream().anyMatch(term -> term.variables().containsAll(margin));
                if (isFactor.test(variable) && !present) {
                    full.add(variable);
                }
            }
            all.add(full);
        }
        if (!side.intercept()) {
            codeFirstFactor(side, isFactor, all);
        }
        return all;
    }

    private static void codeFirstFactor(Terms side, Predicate<Expr> isFactor, List<Set<Expr>> all) {
        for (int t = 0; t < side.terms().size(); t++) {
            for (Expr variable : side.terms().get(t).variables()) {
                if (isFactor.test(variable)) {
                    all.get(t).add(variable);
                    return;
                }
            }
        }
    }
}
