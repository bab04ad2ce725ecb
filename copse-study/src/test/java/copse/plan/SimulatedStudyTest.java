package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.estimate.OutcomeKind;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.study.RecordedArms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimulatedStudyTest {
    private static Plan plan(String design, double effect) {
        return Plan.parse("""
                question = "Does it keep pupils from repeating?"
                design = "%s"
                units = {id = "SCHOOLID"}
                simulate = {scenario = "schools", effect = %s, parameters = {schools = 41, pupils = 20000}}
                outcome = [{column = "REPEAT", kind = "binary"}]
                """.formatted(design, effect), "p.toml");
    }

    private static RecordedArms arms(Plan plan, Frame units) {
        Assignment assignment = plan.design().over(units, plan.units().id()).assign(plan.seedOf(Purpose.ASSIGNMENT));
        return RecordedArms.of(AssignmentRecord.of(assignment), null, units);
    }

    private static double share(Frame rows, Set<String> schools) {
        NumericColumn outcome = rows.numeric("REPEAT");
        return IntStream.range(0, rows.rows())
                .filter(row -> schools.contains(rows.column("SCHOOLID").text(row)))
                .mapToDouble(outcome::value)
                .average()
                .orElseThrow();
    }

    @Test
    void unitsKnowWhatTheirRowsHaveInCommon() {
        Frame units = SimulatedStudy.of(plan("complete()", 0.1)).orElseThrow().units();
        assertThat(units.names()).containsExactly("SCHOOLID", "MSESC", "size");
        assertThat(units.rows()).isEqualTo(41);
        assertThat(IntStream.range(0, 41)
                        .mapToDouble(units.numeric("size")::value)
                        .sum())
                .isEqualTo(20_000);
    }

    /// 41 schools make 20 pairs: the one left over has no arm, and keeps its outcomes.
    @Test
    void treatedUnitsAloneHaveTheEffect() {
        Plan plan = plan("pairs(on: size)", 0.1);
        SimulatedStudy study = SimulatedStudy.of(plan).orElseThrow();
        RecordedArms arms = arms(plan, study.units());
        Frame with = study.outcomes(arms);
        Frame without =
                SimulatedStudy.of(plan("pairs(on: size)", 0)).orElseThrow().outcomes(arms);
        Set<String> treated = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (int unit = 0; unit < arms.size(); unit++) {
            boolean is = !arms.part("arm").isMissing(unit)
                    && arms.part("arm").text(unit).equals("treatment");
            (is ? treated : others).add(arms.ids().text(unit));
        }
        assertThat(treated).hasSize(20);
        assertThat(others).hasSize(21);
        assertThat(share(with, others)).isEqualTo(share(without, others));
        // some 10,000 rows turn with probabilities about 0.1: a standard error of 0.003
        assertThat(share(with, treated) - share(without, treated)).isCloseTo(0.1, within(0.012));
    }

    @Test
    void sharesStayShares() {
        Plan plan = plan("complete()", 0.95);
        SimulatedStudy study = SimulatedStudy.of(plan).orElseThrow();
        RecordedArms arms = arms(plan, study.units());
        assertThatThrownBy(() -> study.outcomes(arms)).hasMessageContaining("P105");
        assertThat(SimulatedStudy.of(
                        plan.withOutcomes(List.of(OutcomePlan.primary("nothing").withKind(OutcomeKind.BINARY)))))
                .hasValueSatisfying(
                        other -> assertThatThrownBy(() -> other.outcomes(arms)).hasMessageContaining("P121"));
    }
}
