package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Design;
import copse.error.Diagnostic;
import copse.error.PlanException;
import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.OutcomeKind;
import copse.frame.Frame;
import copse.power.EffectSize;
import copse.power.Outcome;
import copse.power.PairedTrial;
import copse.power.ParallelTrial;
import copse.power.PeriodDiagram;
import copse.power.PeriodTrial;
import copse.power.Power;
import copse.power.TestRule;
import copse.study.Trials;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DataRulesTest {
    private static final Frame SCHOOLS = Trials.schools(24);

    private static Plan plan(String design) {
        return Plan.of(
                "Does it raise scores?",
                UnitsPlan.file("schools.csv", "school"),
                DataPlan.file("pupils.csv"),
                Design.parse(design),
                List.of(OutcomePlan.primary("score")));
    }

    private static SizePlan size(double effect) {
        return SizePlan.none()
                .withEffect(new EffectSize.Raw(effect))
                .withClusters(24, 12, 0)
                .withOutcome(0.2, OptionalDouble.of(10), OptionalDouble.empty());
    }

    @Test
    void soundPlanTellsFacts() {
        PlanCheck check = plan("complete()").check(SCHOOLS, Optional.empty());
        assertThat(check.isSound()).isTrue();
        check.require();
        assertThat(check.facts())
                .anySatisfy(fact -> assertThat(fact).startsWith("24 units are randomised by `complete("));
        assertThat(check.facts()).anySatisfy(fact -> assertThat(fact).startsWith("The smallest p-value"));
        assertThat(check.diagnostics()).isEmpty();
    }

    @Test
    void problemsAreThrownAllAtOnce() {
        Plan plan = plan("stratified(by: regoin)")
                .withOutcomes(List.of(OutcomePlan.primary("pre").withCovariates(List.of("sise"))));
        PlanCheck check = plan.check(SCHOOLS, Optional.empty());
        assertThat(check.problems()).hasSize(3);
        assertThatThrownBy(check::require)
                .isInstanceOfSatisfying(
                        PlanException.class, e -> assertThat(e.problems()).isEqualTo(check.problems()));
    }

    /// 6 schools in pairs: 2³ assignments, of which none is rarer than one in four, two-sided.
    @Test
    void testThatCanNeverRejectIsSaid() {
        Plan plan = plan("pairs(on: pre)");
        Frame six = Trials.schools(6);
        assertThat(plan.check(six, Optional.empty()).diagnostics())
                .extracting(Diagnostic::code, Diagnostic::value)
                .contains(org.assertj.core.groups.Tuple.tuple("few-assignments", 0.25));
        Plan oneSided = plan.withTest(
                new TestPlan(0.05, new Hypothesis.Superiority(0, Direction.HIGHER), FamilyAdjustment.HOLM));
        assertThat(oneSided.check(six, Optional.empty()).diagnostics())
                .extracting(Diagnostic::code, Diagnostic::value)
                .contains(org.assertj.core.groups.Tuple.tuple("few-assignments", 0.125));
        Plan lenient = oneSided.withTest(
                new TestPlan(0.125, new Hypothesis.Superiority(0, Direction.HIGHER), FamilyAdjustment.HOLM));
        assertThat(lenient.check(six, Optional.empty()).diagnostics())
                .extracting(Diagnostic::code)
                .doesNotContain("few-assignments");
    }

    @Test
    void powerIsThatOfTheTrial() {
        Plan plan = plan("complete()").withSize(size(5).withPower(0.9));
        double power = Power.of(ParallelTrial.of(12, 12, 12, 0.2), new Outcome.Mean(10), TestRule.twoSided(0.05))
                .power(5);
        assertThat(plan.power(Optional.of(SCHOOLS)).value().orElseThrow()).isCloseTo(power, within(1e-12));
        assertThat(plan.check(SCHOOLS, Optional.empty()).diagnostics())
                .filteredOn(found -> found.code().equals("power-below-target"))
                .singleElement()
                .satisfies(found -> assertThat(found.value()).isCloseTo(power, within(1e-12)));
    }

    @Test
    void trialIsThatOfTheDesign() {
        SizePlan size = size(5);
        assertThat(plan("pairs(on: pre)")
                        .withSize(size)
                        .power(Optional.empty())
                        .power()
                        .orElseThrow()
                        .trial())
                .isEqualTo(new PairedTrial(
                        12,
                        new copse.power.ClusterSizes.Varying(12, 0),
                        new copse.power.Clustering.Icc(0.2),
                        0,
                        copse.power.Adjustment.NONE));
        assertThat(plan("complete(arms: control=2, treatment=1)")
                        .withSize(size)
                        .power(Optional.empty())
                        .power()
                        .orElseThrow()
                        .trial())
                .isInstanceOfSatisfying(ParallelTrial.class, trial -> {
                    assertThat(trial.control()).isCloseTo(16, within(1e-12));
                    assertThat(trial.treated()).isCloseTo(8, within(1e-12));
                });
        assertThat(plan("wedge(sequences: 4)")
                        .withSize(size)
                        .power(Optional.empty())
                        .power()
                        .orElseThrow()
                        .trial())
                .isInstanceOfSatisfying(
                        PeriodTrial.class,
                        trial -> assertThat(trial.diagram()).isEqualTo(PeriodDiagram.steppedWedge(4, 6)));
    }

    @Test
    void whatPowerLacksIsNamed() {
        PlannedPower nothing = plan("clustered(complete(), by: town)").power(Optional.empty());
        assertThat(nothing.power()).isEmpty();
        assertThat(nothing.missing())
                .extracting(line -> line.substring(0, line.indexOf('`', 1) + 1))
                .containsExactly("`effect`", "`clusters`", "`cluster_size`", "`icc`");
        Plan share = plan("complete()")
                .withOutcomes(List.of(OutcomePlan.primary("passed").withKind(OutcomeKind.BINARY)))
                .withSize(SizePlan.none().withEffect(new EffectSize.Raw(0.1)));
        assertThat(share.power(Optional.of(SCHOOLS)).missing())
                .singleElement()
                .asString()
                .startsWith("`control`");
        assertThat(share.check(SCHOOLS, Optional.empty()).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("power-unknown");
    }

    /// Numbers and sizes that are not stated are those of the units at hand.
    @Test
    void sizesComeFromTheUnits() {
        Frame pupils = Trials.pupils(SCHOOLS, Trials.assign(SCHOOLS, "complete()"), 0);
        Plan plan = plan("clustered(complete(), by: school)")
                .withUnits(UnitsPlan.file("pupils.csv", "pupil"))
                .withOutcomes(List.of(OutcomePlan.primary("after")))
                .withSize(new SizePlan(
                        Optional.of(new EffectSize.InSd(0.4)),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(0.1),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        copse.power.Attrition.NONE));
        PlannedPower planned = plan.power(Optional.of(pupils));
        assertThat(planned.power().orElseThrow().trial()).isInstanceOfSatisfying(ParallelTrial.class, trial -> {
            assertThat(trial.clusters()).isEqualTo(24);
            assertThat(trial.size()).isCloseTo(pupils.rows() / 24.0, within(1e-12));
        });
        assertThat(planned.known()).hasSize(2);
        assertThat(planned.value().orElseThrow()).isBetween(0.2, 0.95);
    }
}
