package copse.study;

import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import copse.estimate.EffectEstimator;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.UnitTotals;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.RandomPart;
import copse.formula.Response;
import copse.formula.Term;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.lmm.Lmm;
import copse.lmm.LmmCode;
import copse.lmm.LmmFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The coefficient of the arm in a linear mixed model that is given as a formula, fitted by REML, with the
/// standard error and degrees of freedom of Kenward and Roger; with those of Satterthwaite where groups are
/// crossed too much for these.
///
/// All arms of the data are in the model, so that a variance is estimated from all of them.
///
/// With a family of outcomes that are yes or no, or counts, it is a generalised linear mixed model, and the
/// effect is the difference of shares or rates, averaged over groups and covariates.
///
/// @param formula with the arm as a term of its own and the randomised unit among its groups
/// @param arm column of the arms
/// @param generalised whether outcomes have the family that their kind implies: binomial, Poisson
public record FormulaModel(Formula formula, String arm, boolean generalised) implements EffectEstimator {
    /// @param formula any
    /// @return the column on its left
    /// @throws copse.error.PlanException `A111` if there is no column on the left
    public static String outcome(Formula formula) {
        Optional<Response> response = formula.response();
        if (response.isPresent() && response.get() instanceof Response.Value(Expr.Name(String column, var _))) {
            return column;
        }
        throw StudyCode.BAD_FORMULA.refusal(
                response.map(left -> "`" + left + "` on the left of the formula is no column")
                        .orElse("the formula has no left side"),
                "the effect is told in units of the outcome, which is a column of the data",
                response.map(left -> "make the column first: --sql \"SELECT *, … AS outcome FROM 'DATA'\"")
                        .orElse("write `outcome " + formula + "`"));
    }

    /// @return the columns of the fixed part besides the arm
    /// @throws copse.error.PlanException `A111` if the arm is no term, or part of an interaction
    public List<String> covariates() {
        List<String> names = new ArrayList<>();
        boolean found = false;
        for (Term term : formula.fixed(List.of()).terms()) {
            List<String> columns =
                    term.variables().stream().flatMap(x -> x.columns().stream()).toList();
            found |= columns.equals(List.of(arm));
            if (columns.contains(arm) && columns.size() > 1) {
                throw StudyCode.BAD_FORMULA.refusal(
                        "the arm is part of the interaction `" + term.label() + "`",
                        "its own coefficient is then the effect where the other variable is 0, not the average effect",
                        "leave the interaction out and ask for the effect by group: --by "
                                + columns.stream()
                                        .filter(name -> !name.equals(arm))
                                        .findFirst()
                                        .orElse("COL"));
            }
            columns.stream()
                    .filter(name -> !name.equals(arm) && !names.contains(name))
                    .forEach(names::add);
        }
        if (!found) {
            throw StudyCode.BAD_FORMULA.refusal(
                    "`" + arm + "` is no term of `" + formula + "`",
                    "the effect of the arm is its coefficient; the record has the arms under this name",
                    "write `" + formula.response().map(Object::toString).orElse("outcome") + " ~ " + arm + " + "
                            + formula.right() + "`");
        }
        return names;
    }

    /// Whether some random intercept has one level per randomised unit.
    ///
    /// @param rows with the columns of the formula
    /// @param unit the randomised unit of each row
    boolean holds(Frame rows, FactorColumn unit) {
        return formula.random(List.of()).stream().anyMatch(part -> part.terms().intercept() && same(part, rows, unit));
    }

    private static boolean same(RandomPart part, Frame rows, FactorColumn unit) {
        List<String> columns =
                part.group().stream().flatMap(x -> x.columns().stream()).toList();
        Frame keys = rows.select(columns.toArray(String[]::new)).with(" unit", unit);
        List<String> both = new ArrayList<>(columns);
        both.add(" unit");
        int together = keys.distinct(both.toArray(String[]::new)).rows();
        int groups = keys.distinct(columns.toArray(String[]::new)).rows();
        int units = keys.distinct(" unit").rows();
        return together == groups && together == units;
    }

    @Override
    public String name() {
        return generalised ? "generalised mixed model" : "mixed model, Kenward-Roger";
    }

    @Override
    public EffectEstimate estimate(Experiment experiment, Question question) {
        return estimate(experiment.rows(), units(experiment.totals(question.withCovariates(List.of()))), question);
    }

    /// @param rows with the columns of the formula
    /// @param units that were randomised and have rows
    /// @param question outcome, arms, hypothesis
    /// @return the effect
    EffectEstimate estimate(Frame rows, int units, Question question) {
        Frame ordered = rows.relevel(arm, question.control());
        return generalised
                ? GeneralisedFormula.estimate(formula, arm, ordered, units, question, covariateWords())
                : linear(ordered, units, question);
    }

    private String covariateWords() {
        List<String> names = covariates();
        return names.isEmpty() ? "" : ", given " + String.join(", ", names);
    }

    private EffectEstimate linear(Frame rows, int units, Question question) {
        LmmFit fit = Lmm.of(formula).fit(rows);
        String term = arm + "[" + question.treatment() + "]";
        DfMethod method = DfMethod.KENWARD_ROGER;
        Estimate found;
        try {
            found = fit.effect(term).interval(question.level(), method);
        } catch (CopseException e) {
            if (!e.problem().code().equals(LmmCode.TOO_CROSSED.code())) {
                throw e;
            }
            method = DfMethod.SATTERTHWAITE;
            found = fit.effect(term).interval(question.level(), method);
        }
        return EffectEstimate.of(
                "average effect of " + question.treatment() + " on " + question.outcome() + covariateWords(),
                "mixed model " + formula + ", " + method.label(),
                found.value(),
                found.se(),
                found.df(),
                question,
                fit.rows(),
                units,
                fit.diagnostics());
    }

    private static int units(UnitTotals totals) {
        int units = 0;
        for (int arm = 0; arm < totals.units().arms().size(); arm++) {
            units += totals.unitsIn(arm).length;
        }
        return units;
    }
}
