package copse.lmm;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.NumericException;
import copse.error.Problem;
import copse.model.CrossProducts;
import copse.model.internal.Standardised;
import java.util.ArrayList;
import java.util.List;

/// What is checked before a model is fitted: whether its parameters can be told apart at all.
final class Identifiability {
    private static final int FEW = 5;
    // With fewer rows per level on average, more than three levels in four have just one.
    private static final double THIN = 1.25;

    private Identifiability() {}

    /// Refuses what cannot be fitted.
    ///
    /// @return what can be fitted but must be said
    static List<Diagnostic> check(Standardised standard) {
        CrossProducts products = standard.original();
        checkRows(products, standard);
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int j = 0, next = 0; j < products.p(); j++) {
            if (next < standard.kept().length && standard.kept()[next] == j) {
                next++;
            } else {
                diagnostics.add(
                        diagnostic(LmmCode.ALIASED, products.spec().fixedNames().get(j), 0, 0));
            }
        }
        if (products.dropped().zeroWeight() > 0) {
            diagnostics.add(diagnostic(
                    LmmCode.ZERO_WEIGHT,
                    products.spec().response(),
                    (double) products.dropped().zeroWeight(),
                    0));
        }
        for (CrossProducts.Products grouping : products.groupings()) {
            checkLevels(grouping, products.rows());
            if (grouping.levels() < FEW) {
                diagnostics.add(
                        diagnostic(LmmCode.FEW_LEVELS, grouping.grouping().name(), grouping.levels(), FEW));
            }
            double rowsPerLevel = (double) products.rows() / grouping.levels();
            if (rowsPerLevel < THIN) {
                diagnostics.add(
                        diagnostic(LmmCode.THIN_LEVELS, grouping.grouping().name(), rowsPerLevel, THIN));
            }
        }
        checkPairs(products);
        return diagnostics;
    }

    private static Diagnostic diagnostic(LmmCode code, String parameter, double value, double threshold) {
        return new Diagnostic(code.code(), parameter, value, threshold, code.meaning(), code.advice());
    }

    /// Before anything is computed from the products.
    ///
    /// @param products of the rows
    /// @throws InputException `N202` if there are no rows
    static void checkAnyRow(CrossProducts products) {
        CrossProducts.Dropped dropped = products.dropped();
        if (products.rows() == 0) {
            List<String> missing = new ArrayList<>();
            for (int i = 0; i < dropped.byVariable().size(); i++) {
                if (dropped.byVariable().get(i) > 0) {
                    missing.add(products.spec().variables().get(i) + " in "
                            + dropped.byVariable().get(i));
                }
            }
            throw new InputException(new Problem(
                    LmmCode.NO_ROWS.code(),
                    "no row is left to fit",
                    dropped.seen() == 0
                            ? "the data has no rows"
                            : "of " + dropped.seen() + " rows, " + dropped.missing() + " have a missing value"
                                    + (missing.isEmpty() ? "" : " (" + String.join(", ", missing) + ")") + " and "
                                    + dropped.zeroWeight() + " have weight 0",
                    "look at the missing values with `copse describe`"));
        }
    }

    private static void checkRows(CrossProducts products, Standardised standard) {
        int p = standard.products().p();
        if (standard.products().gram().at(p, p) <= 0) {
            throw new InputException(new Problem(
                    LmmCode.CONSTANT_RESPONSE.code(),
                    "the response `" + products.spec().response() + "` is the same in all " + products.rows() + " rows",
                    "there is nothing to explain",
                    "check that the right column is on the left of ~"));
        }
        if (products.rows() <= p) {
            throw new InputException(new Problem(
                    LmmCode.TOO_FEW_ROWS.code(),
                    p + " coefficients for " + products.rows() + " rows",
                    "nothing is left from which the residual variance could be estimated",
                    "use fewer terms"));
        }
    }

    private static void checkLevels(CrossProducts.Products grouping, long rows) {
        String name = grouping.grouping().name();
        if (grouping.levels() == 1) {
            throw new InputException(new Problem(
                    LmmCode.ONE_LEVEL.code(),
                    "the grouping factor `" + name + "` has one level, " + grouping.label(0),
                    "a variance between groups cannot be estimated from one group; the fixed effects are the same without"
                            + " the term",
                    "drop the term `(… | " + name + ")` from the formula"));
        }
        if (grouping.levels() == rows) {
            throw new InputException(new Problem(
                    LmmCode.ROW_PER_LEVEL.code(),
                    "every level of the grouping factor `" + name + "` has one row (" + rows + " levels, " + rows
                            + " rows)",
                    "the variance between its levels cannot be told apart from the residual variance, only their sum"
                            + " is determined; the fixed effects and their errors are the same without the term",
                    "drop `" + name + "` from the random terms: its variation is the residual"));
        }
        if ((long) grouping.levels() * grouping.q() >= rows) {
            throw new InputException(new Problem(
                    LmmCode.TOO_MANY_EFFECTS.code(),
                    "`" + name + "` has " + grouping.levels() + " levels with " + grouping.q()
                            + " random effects each, for " + rows + " rows",
                    "as many random effects as rows cannot be told apart from the residual variance",
                    "drop random slopes by `" + name + "`"));
        }
    }

    private static void checkPairs(CrossProducts products) {
        List<CrossProducts.Products> groupings = products.groupings();
        for (int g = 0; g < groupings.size(); g++) {
            for (int h = g + 1; h < groupings.size(); h++) {
                // as many meetings as levels on both sides: each level meets exactly one
                int levels = groupings.get(g).levels();
                if (groupings.get(h).levels() == levels && products.pair(g, h).level().length == levels) {
                    String first = groupings.get(g).grouping().name();
                    String second = groupings.get(h).grouping().name();
                    throw new InputException(new Problem(
                            LmmCode.SAME_GROUPS.code(),
                            "the grouping factors `" + first + "` and `" + second + "` make the same " + levels
                                    + " groups",
                            "each level of one goes with one level of the other, so their variances cannot be told"
                                    + " apart",
                            "keep one of the two"));
                }
            }
        }
    }

    /// Refuses a response that the model explains to the last digit.
    static void checkResidual(Standardised standard, double residualSquares) {
        int p = standard.products().p();
        // what rounding leaves of a difference of numbers of this size
        if (residualSquares <= 1e-14 * standard.products().gram().at(p, p)) {
            throw new NumericException(new Problem(
                    LmmCode.PERFECT_FIT.code(),
                    "the model fits `" + standard.original().spec().response() + "` exactly",
                    "the residual variance is 0, so standard errors and variance components do not exist",
                    "check that the response is not among the predictors"));
        }
    }
}
