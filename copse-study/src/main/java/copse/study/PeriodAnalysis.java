package copse.study;

import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import copse.estimate.Question;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.Response;
import copse.frame.Frame;
import copse.infer.Estimate;
import copse.lm.Lm;
import copse.lm.Robust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Stepped wedges and crossovers: units go through conditions, so that the effect is told within units and
/// periods.
///
/// The primary analysis is a mixed model with a mean per period, a random effect per unit and, where a unit has
/// several rows in a period, one per unit and period; Kenward-Roger. Beside it the regression on condition with
/// a mean per unit and per period and CR2 by unit, which needs no model of how rows hang together.
///
/// Source: Hussey and Hughes (2007), Design and analysis of stepped wedge cluster randomized trials, Contemp.
/// Clin. Trials 28(2), 182-191; Hooper et al. (2016), Stat. Med. 35(26), 4718-4728, for the effect per unit and
/// period.
final class PeriodAnalysis {
    private final JoinedRows joined;
    private final Frame rows;
    private final Question question;
    private final AnalysisOptions options;

    private PeriodAnalysis(JoinedRows joined, Frame rows, Question question, AnalysisOptions options) {
        this.joined = joined;
        this.rows = rows;
        this.question = question;
        this.options = options;
    }

    /// @param joined rows with sequences
    /// @param rows with the condition of each row
    /// @param question of the conditions
    /// @param options period and formula
    /// @param formula that was given, if one was
    /// @return the answer
    static Answer of(
            JoinedRows joined, Frame rows, Question question, AnalysisOptions options, Optional<FormulaModel> formula) {
        return new PeriodAnalysis(joined, rows, question, options).answer(formula);
    }

    private Answer answer(Optional<FormulaModel> formula) {
        rows.column(question.outcome());
        formula.filter(model -> !model.holds(rows, joined.unit())).ifPresent(model -> {
            throw StudyCode.BELOW_RANDOMISATION.refusal(
                    "`" + model.formula() + "` takes rows as independent, but `" + joined.unitName()
                            + "` was randomised",
                    "rows of one are alike in all periods, and chance decided " + units() + " times, not "
                            + Counts.number(rows.rows()) + " times",
                    "'" + model.formula() + " + (1 | " + joined.unitName() + ")'");
        });
        FormulaModel model = formula.orElseGet(this::model);
        EffectEstimate primary = model.estimate(rows, units(), question);
        List<Attempt> sensitivity = new ArrayList<>();
        String name = "fixed effects of units and periods, CR2";
        try {
            sensitivity.add(new Attempt.Done(name, robust(name)));
        } catch (CopseException e) {
            sensitivity.add(new Attempt.Refused(name, e.problem()));
        }
        return new Answer(
                question,
                sample(model),
                formula.isPresent()
                        ? "the formula asks for it, and holds what was randomised."
                        : "units go through conditions at times that chance decided, so each period has its mean and each"
                                + " unit its level.",
                primary,
                OptionalDouble.empty(),
                sensitivity,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private int units() {
        return rows.distinct(joined.unitName()).rows();
    }

    private Formula formula(boolean random) {
        Expr period = Expr.name(options.period());
        Expr unit = Expr.name(joined.unitName());
        List<Expr> summands = new ArrayList<>(List.of(Expr.name(Contrast.CONDITION)));
        question.covariates().forEach(name -> summands.add(Expr.name(name)));
        summands.add(Expr.call("factor", period));
        if (random) {
            summands.add(Expr.number(1).by(unit));
            if (rows.distinct(joined.unitName(), options.period()).rows() < rows.rows()) {
                summands.add(Expr.number(1).by(unit.with(copse.formula.Operator.INTERACTION, period)));
            }
        }
        return Formula.of(new Response.Value(Expr.name(question.outcome())), summands.toArray(Expr[]::new));
    }

    private FormulaModel model() {
        return new FormulaModel(formula(true), Contrast.CONDITION, false);
    }

    private EffectEstimate robust(String method) {
        Frame ordered = rows.relevel(Contrast.CONDITION, question.control());
        String unit = joined.unitName();
        Estimate found = Lm.of(formula(false))
                .clusters(unit)
                .absorb(unit)
                .fit(ordered)
                .robust(Robust.cr2(unit))
                .effect(Contrast.CONDITION + "[" + question.treatment() + "]", question.level());
        return EffectEstimate.of(
                "average effect of " + question.treatment() + " on " + question.outcome() + ", given the period",
                method + " by " + unit + ", Satterthwaite",
                found.value(),
                found.se(),
                found.df(),
                question,
                rows.rows() - rows.column(question.outcome()).missing().count(),
                units(),
                List.of());
    }

    private Sample sample(FormulaModel model) {
        return Sample.of(
                rows,
                joined.unitName(),
                Contrast.CONDITION,
                List.of(question.control(), question.treatment()),
                Stream.concat(Stream.of(question.outcome()), model.formula().columns().stream())
                        .distinct()
                        .toList(),
                OptionalDouble.empty());
    }
}
