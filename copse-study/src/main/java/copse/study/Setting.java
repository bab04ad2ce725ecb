package copse.study;

import copse.design.Clustered;
import copse.design.Design;
import copse.design.GramSchmidtWalk;
import copse.design.MatchedGroups;
import copse.design.Rerandomised;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.RandomisedUnits;
import copse.estimate.UnitTotals;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the choice of an analysis depends on: design and data as they are.
///
/// @param design as recorded
/// @param experiment rows with arms
/// @param totals of the outcome by unit, without covariates
/// @param question outcome, arms, covariates
/// @param part column of the arm
/// @param unit column of what was randomised
/// @param block column of the blocks, empty where there are none
record Setting(
        Design design,
        Experiment experiment,
        UnitTotals totals,
        Question question,
        String part,
        String unit,
        Optional<String> block) {
    /// Blocks up to which each has a mean of its own in a mixed model: beyond, their columns cost more than
    /// they tell.
    private static final int FIXED_BLOCKS = 50;

    /// @return whether rows are finer than what was randomised
    boolean clustered() {
        for (int unit = 0; unit < totals.size(); unit++) {
            if (totals.rows(unit) > 1) {
                return true;
            }
        }
        return false;
    }

    /// @return randomised units with outcomes, of the two arms
    int units() {
        RandomisedUnits all = totals.units();
        return totals.unitsIn(all.armOf(question.treatment())).length
                + totals.unitsIn(all.armOf(question.control())).length;
    }

    /// @return whether blocks are matched groups
    boolean matched() {
        return innermost(design) instanceof MatchedGroups;
    }

    /// @return whether only assignments count that passed a criterion
    boolean rerandomised() {
        return switch (design) {
            case Rerandomised _ -> true;
            case Clustered(String _, Design inner) -> inner instanceof Rerandomised;
            default -> false;
        };
    }

    /// @return whether a walk balanced the covariates
    boolean walked() {
        return innermost(design) instanceof GramSchmidtWalk;
    }

    /// @return whether the assignments that the design could have given are known
    boolean rebuilt() {
        return totals.units().randomisation().isPresent();
    }

    private static Design innermost(Design design) {
        return switch (design) {
            case Clustered(String _, Design inner) -> innermost(inner);
            case Rerandomised screened -> innermost(screened.base());
            default -> design;
        };
    }

    /// A mixed model with what the design made random, if rows are finer; and its blocks, of which a few have a
    /// mean each, as they were chosen and not drawn. Without clusters blocks are what is random.
    FormulaModel mixed() {
        List<Expr> summands = new ArrayList<>(List.of(Expr.name(part)));
        question.covariates().forEach(name -> summands.add(Expr.name(name)));
        boolean fixed = clustered() && experiment.units().blocks() <= FIXED_BLOCKS;
        block.ifPresent(
                name -> summands.add(fixed ? Expr.name(name) : Expr.number(1).by(Expr.name(name))));
        if (clustered()) {
            summands.add(Expr.number(1).by(Expr.name(unit)));
        }
        Formula formula = Formula.of(new Response.Value(Expr.name(question.outcome())), summands.toArray(Expr[]::new));
        return new FormulaModel(formula, part);
    }
}
