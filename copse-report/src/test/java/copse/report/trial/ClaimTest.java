package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.Question;
import copse.frame.Frame;
import copse.plan.Role;
import copse.report.EffectSentence;
import copse.report.Language;
import copse.report.TextRenderer;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.JoinOptions;
import copse.study.JoinedRows;
import copse.study.RecordedArms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// What a report claims goes with the hypothesis: its margins, and the number of effects.
class ClaimTest {
    private static final Frame SCHOOLS = Experiments.schools(24);

    private static String report(String design, AnalysisOptions options) {
        RecordedArms arms = Experiments.arms(SCHOOLS, design);
        Frame pupils = Experiments.pupils(SCHOOLS, arms, 4);
        Analysis analysis = Analysis.of(arms, pupils, options.withCovariates(List.of("pre")), JoinOptions.defaults());
        JoinedRows joined = JoinedRows.of(arms, pupils, JoinOptions.defaults());
        Finding finding = new Finding(Role.PRIMARY, analysis, OptionalDouble.of(0.5), Optional.of(Direction.HIGHER));
        return TextRenderer.of(100)
                .render(TrialDocument.of(
                        TrialReport.of(
                                new Purpose("x", ""), arms.record(), Flows.of(joined, "score"), List.of(finding)),
                        Language.ENGLISH))
                .replaceAll("\\s+", " ");
    }

    @Test
    void nonInferiorityIsReadAgainstItsMargin() {
        String text = report(
                "complete()",
                AnalysisOptions.of("score").withHypothesis(new Hypothesis.NonInferiority(2, Direction.HIGHER), 0.95));

        assertThat(text)
                .contains(
                        "Non-inferiority is ",
                        "The dashed line is the margin, -2.",
                        "non-inferiority within the margin, -2, is shown with a power of 80 % or more",
                        "one of non-inferiority with a margin of -2 at level 0.05")
                .doesNotContain("smallest effect of interest", "shows an effect");
    }

    @Test
    void equivalenceIsReadAgainstBothMargins() {
        String text = report("complete()", AnalysisOptions.of("score").withHypothesis(Hypothesis.within(6), 0.95));

        assertThat(text)
                .contains("Equivalence is ", "The dashed lines are the margins, -6 and 6.", "with margins of -6 and 6")
                .doesNotContain("smallest effect of interest", "smallest detectable effect", "shows an effect");
    }

    @Test
    void severalArmsAreAnsweredByAdjustedP() {
        assertThat(report("complete(arms: none, low, high)", AnalysisOptions.of("score")))
                .contains("adjusted p ", "the intervals are not adjusted", "not in it");
    }

    /// z = 2.02 has p = 0.043: an effect by itself, none of two by Holm.
    @Test
    void whatIsNotShownAfterAdjustmentIsNotClaimed() {
        Question question = Question.of("y", "low", "placebo").withHypothesis(Hypothesis.noDifference());
        EffectEstimate effect =
                EffectEstimate.of("effect", "t", 2.02, 1, Double.POSITIVE_INFINITY, question, 100, 100, List.of());

        assertThat(EffectSentence.of(question, effect, Language.ENGLISH)).startsWith("Low raised y");
        assertThat(EffectSentence.of(question, effect, OptionalDouble.of(0.087), Language.ENGLISH))
                .startsWith("No effect of low")
                .contains("p = 0.043, adjusted p = 0.087");
    }
}
