package copse.study;

import copse.error.InputException;
import copse.error.Problem;
import copse.estimate.EffectEstimate;
import copse.estimate.OutcomeKind;
import copse.estimate.Question;
import copse.estimate.ScaledEffect;
import copse.family.Family;
import copse.formula.Formula;
import copse.formula.RandomPart;
import copse.frame.Frame;
import copse.glmm.AverageEffects;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.glmm.Glmm;
import copse.glmm.GlmmFit;
import copse.glmm.OutcomeEffect;
import copse.lmm.Convergence;
import copse.model.Cells;
import java.util.ArrayList;
import java.util.List;

/// The effect of the arm on shares or rates in a generalised linear mixed model that is given as a formula.
///
/// Reference is t with the units that were randomised less the coefficients of columns that vary between them
/// only: standard errors are widened as in [copse.estimate.GeneralisedMixedModel].
final class GeneralisedFormula {
    private static final int POINTS = 9;

    private GeneralisedFormula() {}

    /// @param formula with the arm as a term
    /// @param arm column of the arms
    /// @param rows whose first arm is the control
    /// @param units that were randomised and have rows
    /// @param question outcome, arms, hypothesis
    /// @param given covariates in words, or the empty text
    /// @return the effect
    static EffectEstimate estimate(
            Formula formula, String arm, Frame rows, int units, Question question, String given) {
        boolean binary = question.kind() == OutcomeKind.BINARY;
        Family family = binary ? Family.binomial() : Family.poisson();
        GlmmFit fit = Glmm.of(formula, family).quadrature(points(formula)).fit(rows);
        if (fit.convergence() instanceof Convergence.Failed failed) {
            throw new InputException(new Problem(
                    StudyCode.BAD_FORMULA.code(),
                    "`" + formula + "` has no verified optimum: " + failed.reason(),
                    "its estimates could be anywhere",
                    "leave out terms, or give --outcome alone for the analysis that the design implies"));
        }
        int left = units - ofUnits(fit.cells(), units);
        if (left < 1) {
            throw StudyCode.BAD_FORMULA.refusal(
                    "`" + formula + "` has as many columns as units",
                    "columns that vary between units only are seen " + units + " times",
                    "leave out covariates");
        }
        double widened = Math.sqrt(units / (double) left);
        AverageEffects average = AverageEffects.of(fit);
        Change change = Change.levels(arm, question.control(), question.treatment());
        EffectOptions options = EffectOptions.defaults().withLevel(question.level());
        OutcomeEffect difference = average.effect(change, options);
        List<ScaledEffect> scales = new ArrayList<>();
        for (EffectScale scale :
                binary ? List.of(EffectScale.ODDS_RATIO, EffectScale.RATIO) : List.of(EffectScale.RATIO)) {
            OutcomeEffect ratio = average.effect(change, options.withScale(scale));
            scales.add(ScaledEffect.of(
                    scale.title(family.outcome()),
                    ratio.averaging().words(),
                    ratio.value(),
                    widened * ratio.se() / ratio.value(),
                    left,
                    question.level()));
        }
        return EffectEstimate.of(
                        "average effect of " + question.treatment() + " on the " + (binary ? "share" : "rate") + " of "
                                + question.outcome() + ", "
                                + difference.averaging().words() + given,
                        (binary ? "logistic" : "Poisson") + " mixed model " + formula + ", t with " + left + " df",
                        difference.value(),
                        widened * difference.se(),
                        left,
                        question,
                        fit.rows(),
                        units,
                        fit.diagnostics())
                .withScales(scales);
    }

    /// Quadrature is for one random intercept or slope; with more terms it is Laplace's approximation.
    private static int points(Formula formula) {
        List<RandomPart> random = formula.random(List.of());
        boolean scalar = random.size() == 1
                && random.getFirst().terms().intercept()
                && random.getFirst().terms().terms().isEmpty();
        return scalar ? POINTS : 1;
    }

    /// Columns that are the same in all cells of a level of the units' factor.
    private static int ofUnits(Cells cells, int units) {
        Cells.Factor factor = cells.factors().stream()
                .filter(each -> each.keys().length == units)
                .findFirst()
                .orElse(cells.factors().getFirst());
        int count = 0;
        for (double[] column : cells.x()) {
            double[] first = new double[factor.keys().length];
            boolean[] seen = new boolean[first.length];
            boolean same = true;
            for (int cell = 0; cell < column.length && same; cell++) {
                int level = factor.level()[cell];
                same = !seen[level] || first[level] == column[cell];
                first[level] = column[cell];
                seen[level] = true;
            }
            count += same ? 1 : 0;
        }
        return count;
    }
}
