package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;

import copse.design.Assignment;
import copse.design.Design;
import copse.formula.Formula;
import copse.frame.Frame;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.Answer;
import copse.study.JoinOptions;
import copse.study.RecordedArms;
import copse.study.Trials;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanResultTest {
    private static final Frame SCHOOLS = Trials.schools(24);
    private static final Plan PLAN = Plan.of(
                    "Does it raise scores?",
                    UnitsPlan.file("schools.csv", "school"),
                    DataPlan.file("pupils.csv"),
                    Design.parse("stratified(by: region)"),
                    List.of(
                            OutcomePlan.primary("score")
                                    .withFormula(Formula.parse("score ~ arm + stratum + size + (1 | school)")),
                            OutcomePlan.primary("pre").withRole(Role.SECONDARY)))
            .withSeed(7);

    private static final Assignment ASSIGNMENT =
            PLAN.design().over(SCHOOLS, "school").assign(PLAN.seedOf(Purpose.ASSIGNMENT));
    private static final RecordedArms ARMS = Trials.recorded(ASSIGNMENT);
    private static final Frame PUPILS = Trials.pupils(SCHOOLS, ASSIGNMENT, 6);

    private static PlanResult result(Plan plan) {
        return PlanResult.of(plan, ARMS, PUPILS, JoinOptions.defaults());
    }

    /// `size` is a column of the schools alone.
    @Test
    void rowsTakeOverWhatWasKnownOfTheirUnit() {
        Answer answer = result(PLAN).primary().answers().getFirst();

        Frame rows = PUPILS.join(SCHOOLS.select("school", "size"), "school");
        Analysis joined = Analysis.of(
                ARMS, rows, AnalysisOptions.of(PLAN.primary().formula().orElseThrow()), JoinOptions.defaults());
        assertThat(answer.primary().value())
                .isEqualTo(joined.answers().getFirst().primary().value());
        assertThat(answer.question().covariates()).contains("size");
    }

    @Test
    void familiesAreAdjustedApart() {
        PlanResult result = result(PLAN);
        assertThat(result.primary().answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.adjustedP()).isEmpty());
        assertThat(result.secondary().orElseThrow().answers())
                .extracting(answer -> answer.question().outcome())
                .containsExactly("pre");

        Plan both = PLAN.withOutcomes(
                List.of(PLAN.outcomes().getFirst(), PLAN.outcomes().getLast().withRole(Role.PRIMARY)));
        List<Answer> answers = result(both).primary().answers();
        assertThat(answers).hasSize(2);
        double larger = Math.max(
                answers.getFirst().primary().p(), answers.getLast().primary().p());
        double smaller = Math.min(
                answers.getFirst().primary().p(), answers.getLast().primary().p());
        assertThat(answers)
                .extracting(answer -> answer.adjustedP().orElseThrow())
                .containsExactlyInAnyOrder(Math.min(1, 2 * smaller), Math.max(Math.min(1, 2 * smaller), larger));
    }

    @Test
    void whatIsCarriedOutAsPlannedHasNoDeviations() {
        PlanDeviations deviations =
                PlanDeviations.of(PLAN.withSize(SizePlan.none().withClusters(24, 12, 0)), ARMS, result(PLAN));
        assertThat(deviations.sentences()).isEmpty();
        assertThat(deviations.items())
                .extracting(PlanItem::aspect)
                .contains(
                        PlanItem.Aspect.DESIGN,
                        PlanItem.Aspect.ALPHA,
                        PlanItem.Aspect.FORMULA,
                        PlanItem.Aspect.ANALYSED);
    }

    @Test
    void eachDeviationIsASentence() {
        Plan planned = PLAN.withSeed(8)
                .withDesign(Design.parse("complete()"))
                .withSize(SizePlan.none().withClusters(30, 12, 0))
                .withTest(
                        new TestPlan(0.01, PLAN.test().hypothesis(), PLAN.test().adjust()))
                .withOutcomes(List.of(
                        OutcomePlan.primary("score").withFormula(Formula.parse("score ~ arm + (1 | school)")),
                        OutcomePlan.primary("absence")));
        Frame lost = PUPILS.where(PUPILS.column("school").missing().not())
                .rows(java.util.stream.IntStream.range(0, PUPILS.rows())
                        .filter(row -> !PUPILS.column("school").text(row).equals("s01"))
                        .toArray());
        PlanResult result = PlanResult.of(PLAN, ARMS, lost, JoinOptions.defaults());
        String arm = ASSIGNMENT.frame().factor("arm").text(0);
        int treatment = arm.equals("treatment") ? 11 : 12;

        assertThat(PlanDeviations.of(planned, ARMS, result).sentences())
                .containsExactly(
                        "Design: planned complete(arms: control, treatment), done "
                                + PLAN.design().print() + ".",
                        "Seed: planned 8, done 7.",
                        "Randomised: planned 30, done 24.",
                        "Primary outcomes: planned score, absence, done score.",
                        "Formula of score: planned score ~ arm + (1 | school), done score ~ arm + stratum + size + (1 |"
                                + " school).",
                        "Analysed of score: planned 12 control, 12 treatment, done " + (23 - treatment) + " control, "
                                + treatment + " treatment.",
                        "Alpha: planned 0.01, done 0.05.",
                        "Secondary outcomes: planned none, done pre.");
    }

    @Test
    void changesOfAPlanAreToldByLine() {
        Plan now = PLAN.withSeed(8)
                .withTest(
                        new TestPlan(0.01, PLAN.test().hypothesis(), PLAN.test().adjust()));
        assertThat(PlanChange.between(PLAN, PLAN.withLanguage("en"))).isEmpty();
        assertThat(PlanChange.between(PLAN, now).stream()
                        .map(PlanChange::sentence)
                        .toList())
                .containsExactly("`seed` was 7, and is now 8.", "`test.alpha` was 0.05, and is now 0.01.");
        assertThat(PlanChange.between(PLAN, PLAN.withOutcomes(PLAN.outcomes().subList(0, 1))).stream()
                        .map(PlanChange::sentence)
                        .toList())
                .containsExactly(
                        "`outcome.pre.role` was secondary, and is not said any more.",
                        "`outcome` was score, pre, and is now score.");
    }
}
