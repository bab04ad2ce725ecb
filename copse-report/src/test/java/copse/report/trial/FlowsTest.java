package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;

import copse.formula.Formula;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.report.Flow;
import copse.study.Analysis;
import copse.study.AnalysisOptions;
import copse.study.Answer;
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
            if (arm.lost().randomised() > 0) {
                // how many pupils the school had nobody knows
                assertThat(arm.lost().units()).isEmpty();
                assertThat(arm.allocated().units()).isEmpty();
            } else {
                assertThat(arm.lost().units().orElseThrow()
                                + arm.analysed().units().orElseThrow())
                        .isEqualTo(arm.allocated().units().orElseThrow());
            }
            analysed += arm.analysed().units().orElseThrow();
            lost += arm.lost().randomised();
        }
        assertThat(analysed).isEqualTo(scores);
        assertThat(lost).isEqualTo(1);
    }

    /// Every tenth pupil, and all of one school, have no `pre`.
    @Test
    void rowsThatLackACovariateAreLeftOut() {
        RecordedArms arms = Experiments.arms(SCHOOLS, "complete()");
        Frame pupils = Experiments.pupils(SCHOOLS, arms, 0);
        Frame gaps = pupils.with(
                "pre",
                NumericColumn.of(
                        pupils.numeric("pre").present(),
                        Mask.of(
                                pupils.rows(),
                                row -> row % 10 == 3
                                        || pupils.column("school").text(row).equals("s03"))));
        long complete = gaps.rows()
                - gaps.column("score")
                        .missing()
                        .or(gaps.column("pre").missing())
                        .count();
        Answer answer = Analysis.of(
                        arms,
                        gaps,
                        AnalysisOptions.of(Formula.parse("score ~ arm + pre + (1 | school)")),
                        JoinOptions.defaults())
                .answers()
                .getFirst();

        assertThat(answer.primary().rows()).isEqualTo(complete);
        assertThat(answer.sample().allRows()).isEqualTo(complete);
        assertThat(answer.sample().allUnits()).isEqualTo(23);
        assertThat(answer.sample().missing()).isNotEqualTo(answer.sample().left());

        Flow flow = Flows.of(
                JoinedRows.of(arms, gaps, JoinOptions.defaults()),
                answer.sample().needed());
        long analysed = 0;
        long left = 0;
        for (Flow.Arm arm : flow.arms()) {
            assertThat(arm.analysed().units()).hasValue(answer.sample().rows().get(arm.arm()));
            assertThat(arm.left().units()).hasValue(answer.sample().left().get(arm.arm()));
            assertThat(arm.left().randomised())
                    .isEqualTo(answer.sample().leftUnits().get(arm.arm()).longValue());
            analysed += arm.analysed().randomised();
            left += arm.left().randomised();
        }
        assertThat(analysed).isEqualTo(23);
        assertThat(left).isEqualTo(1);
    }

    /// Units that a design leaves over and have no arm.
    @Test
    void unitsWithoutArmAreTold() {
        Frame odd = Experiments.schools(23);
        RecordedArms arms = Experiments.arms(odd, "pairs(on: pre)");

        Flow flow =
                Flows.of(JoinedRows.of(arms, Experiments.pupils(odd, arms, 0), JoinOptions.defaults()), "wellbeing");

        assertThat(flow.assessed()).isEmpty();
        assertThat(flow.randomised().randomised()).isEqualTo(22);
        assertThat(flow.excluded()).containsExactly(new Flow.Loss("", Flow.Count.of(1)));
    }
}
