package copse.glmm;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.error.Problem;
import copse.family.Family;
import copse.family.OutcomeType;
import copse.lmm.LmmCode;
import copse.model.Cells;
import copse.model.Roles;
import copse.model.internal.Structure;
import java.util.ArrayList;
import java.util.List;

/// What is checked before a model is fitted: whether its parameters can be told apart at all.
final class GlmmChecks {
    private static final int FEW = 5;

    private GlmmChecks() {}

    /// @throws InputException `N302`, `N303`, `N304`
    static void before(Cells cells, Integration integration) {
        if (cells.rows() == 0 || cells.count() == 0) {
            throw error(
                    GlmmCode.NO_ROWS,
                    "no row is left to fit",
                    "of " + cells.dropped().seen() + " rows, " + cells.dropped().missing()
                            + " have a missing value and " + cells.dropped().zeroWeight() + " have weight 0",
                    "look at the missing values with `copse describe`");
        }
        for (Cells.Factor factor : cells.factors()) {
            String name = factor.grouping().name();
            if (factor.keys().length == 1) {
                throw error(
                        GlmmCode.ONE_LEVEL,
                        "the grouping factor `" + name + "` has one level, "
                                + factor.grouping().label(factor.keys()[0]),
                        "a variance between groups cannot be estimated from one group; the fixed effects are the same"
                                + " without the term",
                        "drop the term `(… | " + name + ")` from the formula");
            }
        }
        int effects = cells.factors().stream()
                .mapToInt(factor -> factor.grouping().columns())
                .sum();
        if (integration.points() > 1 && effects > 1) {
            throw error(
                    GlmmCode.NO_QUADRATURE,
                    "quadrature with " + integration.points() + " points of a model with " + effects
                            + " random effects per row",
                    "adaptive Gauss-Hermite quadrature is for one grouping factor with one effect",
                    "leave out --agq: Laplace's approximation is for any random terms");
        }
    }

    /// @return what can be fitted but must be said
    /// @throws InputException `N305` to `N307`
    static List<Diagnostic> of(CellSystem system, Family family) {
        Cells cells = system.cells;
        if (cells.rows() <= system.p && family.outcome() != OutcomeType.SHARE) {
            throw error(
                    GlmmCode.TOO_FEW_ROWS,
                    system.p + " coefficients for " + cells.rows() + " rows",
                    "nothing is left that could tell how far off the estimates are",
                    "use fewer terms");
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        addAliased(cells.spec().fixedNames(), system.fixed.kept(), "", diagnostics);
        if (system.r > 0 || cells.inflation().length > 0) {
            addAliased(cells.spec().partNames(Roles.ZERO_INFLATION), system.inflation.kept(), "zi:", diagnostics);
        }
        if (cells.dropped().zeroWeight() > 0) {
            diagnostics.add(diagnostic(
                    LmmCode.ZERO_WEIGHT,
                    cells.spec().response(),
                    (double) cells.dropped().zeroWeight(),
                    0));
        }
        for (Cells.Factor factor : cells.factors()) {
            int levels = factor.keys().length;
            if (levels < FEW) {
                diagnostics.add(new Diagnostic(
                        LmmCode.FEW_LEVELS.code(),
                        factor.grouping().name(),
                        levels,
                        FEW,
                        "A variance between so few groups is hardly determined, and intervals of effects that vary between"
                                + " groups are too short.",
                        "Use the factor as a fixed effect if these groups are all that matter, or take profile"
                                + " intervals."));
            }
            if (family instanceof Family.Gaussian && levels == cells.rows()) {
                throw error(
                        GlmmCode.ROW_PER_LEVEL,
                        "every level of the grouping factor `"
                                + factor.grouping().name() + "` has one row",
                        "its variance cannot be told apart from the residual variance, only their sum is determined",
                        "drop `" + factor.grouping().name() + "` from the random terms: its variation is the residual");
            }
        }
        checkPairs(system);
        return diagnostics;
    }

    private static void addAliased(List<String> names, int[] kept, String prefix, List<Diagnostic> into) {
        for (int j = 0, next = 0; j < names.size(); j++) {
            if (next < kept.length && kept[next] == j) {
                next++;
            } else {
                into.add(diagnostic(LmmCode.ALIASED, prefix + names.get(j), 0, 0));
            }
        }
    }

    private static void checkPairs(CellSystem system) {
        List<Cells.Factor> factors = system.cells.factors();
        int count = factors.size();
        for (int g = 0; g < count; g++) {
            for (int h = g + 1; h < count; h++) {
                Structure.Meeting met = system.structure.meeting(g * count + h);
                int levels = factors.get(g).keys().length;
                // as many meetings as levels on both sides: each level meets exactly one
                if (met != null
                        && met.level().length == levels
                        && factors.get(h).keys().length == levels) {
                    throw error(
                            GlmmCode.SAME_GROUPS,
                            "the grouping factors `" + factors.get(g).grouping().name() + "` and `"
                                    + factors.get(h).grouping().name() + "` make the same " + levels + " groups",
                            "each level of one goes with one level of the other, so their variances cannot be told apart",
                            "keep one of the two");
                }
            }
        }
    }

    private static Diagnostic diagnostic(LmmCode code, String parameter, double value, double threshold) {
        return new Diagnostic(code.code(), parameter, value, threshold, code.meaning(), code.advice());
    }

    static void requireFamily(Family family) {
        if (family instanceof Family.Student) {
            throw error(
                    GlmmCode.HEAVY_TAILS,
                    "the family student in a generalised linear mixed model",
                    "its degrees of freedom are estimated by Bayesian models only",
                    "fit it with `copse bayes`, or take `--family gaussian`");
        }
    }

    private static InputException error(GlmmCode code, String what, String why, String fix) {
        return new InputException(new Problem(code.code(), what, why, fix));
    }
}
