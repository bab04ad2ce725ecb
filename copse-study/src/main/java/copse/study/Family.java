package copse.study;

import copse.error.CopseException;
import copse.estimate.EffectEstimate;
import copse.estimate.FamilyAdjustment;
import copse.estimate.SeveralEffects;
import copse.estimate.UnitTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Answers to several questions at once.
final class Family {
    private Family() {}

    /// @param answers any number
    /// @param method of adjustment
    /// @param totals outcomes by unit, for adjustments that need the arms' variances
    /// @return the same with p-values adjusted for their number; a single one as it is
    /// @throws CopseException `A111` if the adjustment is for arms against one control and the answers are not
    static List<Answer> adjusted(List<Answer> answers, FamilyAdjustment method, Supplier<UnitTotals> totals) {
        if (answers.size() < 2) {
            return answers;
        }
        List<EffectEstimate> effects = answers.stream().map(Answer::primary).toList();
        double[] p = method.needsControl()
                ? SeveralEffects.adjustedP(method, effects, totals.get(), control(answers, method), treatments(answers))
                : SeveralEffects.adjustedP(method, effects);
        List<Answer> adjusted = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            adjusted.add(answers.get(i).withAdjustedP(p[i]));
        }
        return adjusted;
    }

    /// @param answers on several outcomes
    /// @param method of adjustment
    /// @return the same with p-values adjusted for their number
    /// @throws CopseException `A113` if the adjustment is for arms against one control on one outcome
    static List<Answer> adjusted(List<Answer> answers, FamilyAdjustment method) {
        if (method.needsControl()) {
            control(answers, method);
        }
        return adjusted(answers, method, () -> {
            throw new IllegalStateException("answers on one outcome belong to one analysis");
        });
    }

    private static List<String> treatments(List<Answer> answers) {
        return answers.stream().map(answer -> answer.question().treatment()).toList();
    }

    private static String control(List<Answer> answers, FamilyAdjustment method) {
        List<String> outcomes = answers.stream()
                .map(answer -> answer.question().outcome())
                .distinct()
                .toList();
        List<String> controls = answers.stream()
                .map(answer -> answer.question().control())
                .distinct()
                .toList();
        if (outcomes.size() > 1 || controls.size() > 1) {
            throw StudyCode.BAD_QUESTION.refusal(
                    method.label() + " for "
                            + (outcomes.size() > 1 ? "several outcomes" : "effects of several factors"),
                    "Dunnett's tests are for several arms against one control on one outcome",
                    "take another: --adjust holm");
        }
        return controls.getFirst();
    }
}
