package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Frame;
import copse.frame.Mask;
import copse.report.Flow;
import copse.study.JoinOptions;
import copse.study.JoinedRows;
import copse.study.RecordedArms;
import org.junit.jupiter.api.Test;

class FlowsTest {
    private static final Frame SCHOOLS = Experiments.schools(24);

    /// One school is gone, and every fiftieth pupil has no score.
    @Test
    void clustersAndUnitsAddUp() {
        RecordedArms arms = Experiments.arms(SCHOOLS, "complete()");
        Frame pupils = Experiments.pupils(SCHOOLS, arms, 0);
        Frame without = pupils.where(
                Mask.of(pupils.rows(), row -> !pupils.column("school").text(row).equals("s03")));

        Flow flow = Flows.of(JoinedRows.of(arms, without, JoinOptions.defaults()), "score");

        assertThat(flow.clustered()).isTrue();
        assertThat(flow.randomised().randomised()).isEqualTo(24);
        assertThat(flow.excluded()).isEmpty();
        long scores = without.rows() - without.column("score").missing().count();
        long analysed = 0;
        int lost = 0;
        for (Flow.Arm arm : flow.arms()) {
            assertThat(arm.allocated().randomised()).isEqualTo(12);
            assertThat(arm.lost().randomised() + arm.analysed().randomised()).isEqualTo(12);
            assertThat(arm.lost().units().orElseThrow() + arm.analysed().units().orElseThrow())
                    .isEqualTo(arm.allocated().units().orElseThrow());
            analysed += arm.analysed().units().orElseThrow();
            lost += arm.lost().randomised();
        }
        assertThat(analysed).isEqualTo(scores);
        assertThat(lost).isEqualTo(1);
    }

    /// Units that a design leaves over were assessed and have no arm.
    @Test
    void unitsWithoutArmAreTold() {
        Frame odd = Experiments.schools(23);
        RecordedArms arms = Experiments.arms(odd, "pairs(on: pre)");

        Flow flow =
                Flows.of(JoinedRows.of(arms, Experiments.pupils(odd, arms, 0), JoinOptions.defaults()), "wellbeing");

        assertThat(flow.assessed().randomised()).isEqualTo(23);
        assertThat(flow.randomised().randomised()).isEqualTo(22);
        assertThat(flow.excluded()).containsExactly(new Flow.Loss("", Flow.Count.of(1)));
    }
}
