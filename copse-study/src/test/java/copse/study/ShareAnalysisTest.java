package copse.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.estimate.OutcomeKind;
import copse.estimate.ScaledEffect;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// What is made of outcomes that are yes or no, or counts, of clusters.
class ShareAnalysisTest {
    private static final JoinOptions JOIN = JoinOptions.defaults().withNames("pupils.csv", "arms.json");

    /// Pupils with `passed`, 1 for those whose score is above a limit, and `absences`.
    private static Analysis analysis(int schools, String design, double limit, AnalysisOptions options) {
        Frame frame = Trials.schools(schools);
        Assignment assignment = Trials.assign(frame, design);
        Frame pupils = Trials.pupils(frame, assignment, 6);
        pupils = pupils.with("passed", of(pupils, score -> score > limit ? 1 : 0))
                .with("absences", of(pupils, score -> Math.max(0, Math.rint((70 - score) / 8))));
        return Analysis.of(Trials.recorded(assignment), pupils, options.withDraws(199, copse.math.Seed.of(1)), JOIN);
    }

    private static NumericColumn of(Frame pupils, DoubleUnaryOperator value) {
        NumericColumn score = pupils.numeric("score");
        double[] values = new double[score.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = value.applyAsDouble(score.value(row));
        }
        return NumericColumn.of(values);
    }

    private static Answer first(Analysis analysis) {
        return analysis.answers().getFirst();
    }

    private static List<String> methods(Answer answer) {
        return answer.sensitivity().stream().map(Attempt::name).toList();
    }

    @Test
    void fewClustersGetATTestOfTheirShares() {
        Answer answer = first(analysis(24, "complete()", 50, AnalysisOptions.of("passed")));
        assertThat(answer.question().kind()).isEqualTo(OutcomeKind.BINARY);
        assertThat(answer.primary().method()).startsWith("difference in means of clusters");
        assertThat(answer.reason())
                .isEqualTo("whole clusters were randomised, and 24 are few for a logistic mixed model, which needs some"
                        + " 30: a t-test of their shares needs no variance component.");
        assertThat(methods(answer)).contains("logistic mixed model").doesNotContain("mixed model, Kenward-Roger");
        assertThat(answer.primary().scales())
                .extracting(ScaledEffect::scale)
                .containsExactly("risk ratio", "odds ratio");
    }

    @Test
    void manyClustersGetALogisticModelAndADifferenceOfShares() {
        Answer answer = first(analysis(40, "complete()", 50, AnalysisOptions.of("passed")));
        EffectEstimate primary = answer.primary();
        assertThat(primary.method()).startsWith("logistic mixed model");
        assertThat(primary.df()).hasValue(38);
        assertThat(answer.reason()).startsWith("whole clusters were randomised and the outcome is yes or no, so");
        EffectEstimate means = answer.sensitivity().stream()
                .filter(Attempt.Done.class::isInstance)
                .map(attempt -> ((Attempt.Done) attempt).effect())
                .filter(effect -> effect.method().startsWith("difference in means of clusters"))
                .findFirst()
                .orElseThrow();
        // two estimators of one difference of shares, from the same clusters
        assertThat(primary.value()).isCloseTo(means.value(), within(means.se().orElseThrow()));
        assertThat(primary.se().orElseThrow() / means.se().orElseThrow()).isBetween(0.8, 1.25);
        assertThat(primary.scales())
                .extracting(ScaledEffect::scale)
                .containsExactly("odds ratio", "risk ratio", "odds ratio");
        ScaledEffect averaged = primary.scales().getFirst();
        ScaledEffect within = primary.scales().getLast();
        assertThat(Math.abs(Math.log(within.value()))).isGreaterThan(Math.abs(Math.log(averaged.value())));
    }

    /// Seven events in an arm are no basis for a logistic model, however many the clusters.
    @Test
    void rareEventsGetATTestThatSaysSo() {
        Answer answer = first(analysis(40, "complete()", 80, AnalysisOptions.of("passed")));
        assertThat(answer.primary().method()).startsWith("difference in means of clusters");
        assertThat(answer.reason())
                .contains("in one arm it happened, or failed to, ")
                .contains("little for a logistic");
    }

    @Test
    void covariatesOfPupilsAreTaken() {
        AnalysisOptions options = AnalysisOptions.of("passed").withCovariates(List.of("pre"));
        Answer many = first(analysis(40, "complete()", 50, options));
        assertThat(many.primary().method()).startsWith("logistic mixed model");
        Answer few = first(analysis(24, "complete()", 50, options));
        assertThat(few.primary().method()).startsWith("mixed model");
        assertThat(few.reason())
                .contains("24 are few for a logistic mixed model")
                .contains("Kenward and Roger");
    }

    @Test
    void countsAreThoseThatAreSaidToBe() {
        Answer number = first(analysis(40, "complete()", 50, AnalysisOptions.of("absences")));
        assertThat(number.question().kind()).isEqualTo(OutcomeKind.NUMBER);
        assertThat(number.primary().scales()).isEmpty();
        AnalysisOptions counts = AnalysisOptions.of("absences").withKind(Optional.of(OutcomeKind.COUNT));
        Answer count = first(analysis(40, "complete()", 50, counts));
        assertThat(count.primary().method()).startsWith("Poisson mixed model");
        assertThat(count.primary().scales()).extracting(ScaledEffect::scale).contains("rate ratio");
        assertThat(count.primary().value()).isCloseTo(number.primary().value(), within(0.25));
    }

    @Test
    void aNumberIsNoShare() {
        AnalysisOptions options = AnalysisOptions.of("score").withKind(Optional.of(OutcomeKind.BINARY));
        assertThatThrownBy(() -> analysis(40, "complete()", 50, options.withEstimators(List.of("glmm"))))
                .hasMessageContaining("E150")
                .hasMessageContaining("--family gaussian");
    }

    /// A formula is the linear model it may have been planned as, and it is said; with a family it is
    /// generalised.
    @Test
    void aFormulaIsGeneralisedIfAFamilyIsNamed() {
        AnalysisOptions options = AnalysisOptions.of(Formula.parse("passed ~ arm + pre + (1 | school)"));
        Analysis linear = analysis(40, "complete()", 50, options);
        assertThat(first(linear).primary().method()).contains("Kenward-Roger");
        assertThat(linear.checks())
                .filteredOn(check -> check.name().equals("family"))
                .singleElement()
                .satisfies(check -> assertThat(check.finding()).contains("--family binomial"));

        Analysis logistic = analysis(40, "complete()", 50, options.withKind(Optional.of(OutcomeKind.BINARY)));
        EffectEstimate primary = first(logistic).primary();
        assertThat(primary.method()).isEqualTo("logistic mixed model passed ~ arm + pre + (1 | school), t with 38 df");
        AnalysisOptions same = AnalysisOptions.of("passed").withCovariates(List.of("pre"));
        EffectEstimate implied = first(analysis(40, "complete()", 50, same)).primary();
        assertThat(primary.value()).isCloseTo(implied.value(), within(1e-7));
        assertThat(primary.se().orElseThrow()).isCloseTo(implied.se().orElseThrow(), within(1e-6));
    }

    /// Strata keep their primary analysis, and a logistic model with a mean per stratum stands beside it.
    @Test
    void strataKeepTheirAnalysis() {
        Answer answer = first(analysis(40, "stratified(by: region)", 50, AnalysisOptions.of("passed")));
        assertThat(answer.primary().method()).startsWith("difference in means within 2 strata");
        EffectEstimate model = answer.sensitivity().stream()
                .filter(Attempt.Done.class::isInstance)
                .map(Attempt.Done.class::cast)
                .filter(attempt -> attempt.name().equals("logistic mixed model"))
                .map(Attempt.Done::effect)
                .findFirst()
                .orElseThrow();
        assertThat(model.df()).hasValue(37);
    }

    @Test
    void scoresAreNumbersStill() {
        Answer answer = first(analysis(24, "complete()", 50, AnalysisOptions.of("score")));
        assertThat(answer.primary().scales()).isEmpty();
        assertThat(answer.primary().diagnostics()).extracting(Diagnostic::code).doesNotContain("few-events");
    }
}
