package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.design.Design;
import copse.estimate.OutcomeKind;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.power.EffectSize;
import copse.power.IccEstimate;
import copse.scenario.CallCenter;
import copse.scenario.Schools;
import copse.scenario.Students;
import copse.study.Trials;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanDraftTest {
    private static final Frame PUPILS = Schools.defaults()
            .withSchools(40)
            .withPupils(900)
            .simulate(Seed.of(1))
            .frame();

    private static void isSound(PlanDraft draft) {
        assertThat(Plan.parse(draft.toml(), "plan.toml")).isEqualTo(draft.plan());
    }

    /// Pupils have no id: the schools are the units.
    @Test
    void groupsWithoutIdsAreTheUnits() {
        PlanDraft draft = PlanDraft.of(PUPILS, "pupils.csv");
        isSound(draft);
        Plan plan = draft.plan();
        assertThat(plan.units().id()).isEqualTo("SCHOOLID");
        assertThat(plan.units().source().orElseThrow().text())
                .isEqualTo("SELECT SCHOOLID, count(*) AS size, avg(REPEAT) AS REPEAT_before, avg(MSESC) AS MSESC"
                        + " FROM 'pupils.csv' GROUP BY SCHOOLID ORDER BY SCHOOLID");
        assertThat(plan.design()).isEqualTo(Design.parse("pairs(on: REPEAT_before)"));
        assertThat(plan.primary().column()).isEqualTo("REPEAT");
        assertThat(plan.primary().kind()).contains(OutcomeKind.BINARY);
        assertThat(plan.size().clusters()).hasValue(40);
        assertThat(plan.size().icc().orElseThrow())
                .isCloseTo(
                        IccEstimate.of(PUPILS, "REPEAT", "SCHOOLID").value(),
                        org.assertj.core.data.Percentage.withPercentage(1));
        assertThat(plan.size().effect()).containsInstanceOf(EffectSize.Raw.class);
        assertThat(draft.sentences())
                .anySatisfy(line -> assertThat(line).contains("The ICC of `REPEAT` in `SCHOOLID`"));
        assertThat(draft.open()).anySatisfy(line -> assertThat(line).contains("`size.effect`"));
    }

    /// The effect that is proposed is the one that has the power that is asked for.
    @Test
    void proposedEffectHasThePower() {
        Plan plan = PlanDraft.of(PUPILS, "pupils.csv").plan();
        assertThat(plan.power(Optional.empty()).value().orElseThrow()).isBetween(0.795, 0.805);
    }

    @Test
    void rowsWithIdsAreTheUnits() {
        Frame students =
                Students.defaults().withStudents(600).simulate(Seed.of(1)).frame();
        PlanDraft draft = PlanDraft.of(students, "students.csv");
        isSound(draft);
        assertThat(draft.plan().units().id()).isEqualTo("student");
        assertThat(draft.plan().primary().column()).isEqualTo("score");
        assertThat(draft.plan().design().clusterColumn())
                .isEqualTo(draft.plan().units().cluster());
        assertThat(draft.plan().units().source().orElseThrow().text())
                .isEqualTo("SELECT * EXCLUDE (score), score AS score_before FROM 'students.csv'");
    }

    @Test
    void coarsestGroupsAreRandomised() {
        Frame calls =
                CallCenter.defaults().withCalls(6_000).simulate(Seed.of(1)).frame();
        PlanDraft draft = PlanDraft.of(calls, "calls.csv");
        isSound(draft);
        assertThat(draft.plan().units().id()).isEqualTo("center_ID");
        assertThat(draft.plan().primary().column()).isEqualTo("call_CSAT");
        assertThat(draft.sentences()).anySatisfy(line -> assertThat(line).contains("Other groups: rep_ID"));
    }

    @Test
    void rowsWithoutAnythingAreNumbered() {
        Frame rows = Frame.of(
                "x",
                NumericColumn.of(
                        IntStream.range(0, 60).mapToDouble(i -> i % 7 + 0.5).toArray()),
                "y",
                NumericColumn.of(
                        IntStream.range(0, 60).mapToDouble(i -> i % 11 + 0.25).toArray()));
        PlanDraft draft = PlanDraft.of(rows, "o'clock.csv");
        isSound(draft);
        assertThat(draft.plan().units().source().orElseThrow().text())
                .isEqualTo("SELECT row_number() OVER () AS unit, * EXCLUDE (y), y AS y_before FROM 'o''clock.csv'");
        assertThat(draft.plan().size().icc()).hasValue(0);
    }

    /// What is drafted can be held against the units that its own query makes.
    @Test
    void draftFitsItsUnits() {
        Frame schools = Trials.schools(24);
        Frame past = schools.rename("pre", "score");
        PlanDraft draft = PlanDraft.of(past, "schools.csv");
        isSound(draft);
        PlanCheck check = draft.plan().check(schools.rename("pre", "score_before"), Optional.empty());
        assertThat(check.problems()).isEmpty();
        assertThat(check.facts()).anySatisfy(fact -> assertThat(fact).startsWith("24 units are randomised by"));
    }

    @Test
    void nothingToPlanIsSaid() {
        assertThatThrownBy(() -> PlanDraft.of(PUPILS.head(5), "few.csv")).hasMessageContaining("P125");
        assertThatThrownBy(() -> PlanDraft.of(PUPILS.select("SEX", "PPED"), "words.csv"))
                .hasMessageContaining("no column of words.csv could be an outcome");
        assertThat(List.of(ColumnRole.CLUSTER.isNamed("SCHOOLID"), ColumnRole.CLUSTER.isNamed("scholar")))
                .containsExactly(true, false);
    }
}
