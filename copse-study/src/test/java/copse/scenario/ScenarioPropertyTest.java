package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws that every scenario keeps. Sizes are such that there are several blocks and the last one is not full.
class ScenarioPropertyTest {
    static List<Scenario> scenarios() {
        return List.of(
                CallCenter.defaults().withCalls(30_001),
                CallCenter.defaults()
                        .withCalls(9_999)
                        .withEffect(0.5)
                        .withMonthSd(0.2)
                        .withClip(true),
                // more representatives' months than calls: some have none
                CallCenter.defaults().withReps(4_000).withCalls(5_000),
                Students.defaults().withStudents(20_003),
                Students.defaults().withStudents(9_000).withClip(true).withInstructorSd(30),
                Students.defaults().withStudents(9_000).withAsNotebook(true),
                Coolers.defaults().withGold(5_000).withPlain(4_567),
                Schools.defaults(),
                Schools.defaults().withMissingSchools(55).withSlopeSd(0.5));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aSeedAlwaysGivesTheSameRowsAndTruth(Scenario scenario) {
        Simulated first = scenario.simulate(Seed.of(3));
        assertThat(scenario.simulate(Seed.of(3))).isEqualTo(first);
        assertThat(scenario.simulate(Seed.of(4)).frame()).isNotEqualTo(first.frame());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theNumberOfThreadsHasNoInfluence(Scenario scenario) throws Exception {
        Simulated parallel = scenario.simulate(Seed.of(3));
        for (int threads : new int[] {1, 2, 7}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                Simulated other =
                        pool.submit(() -> scenario.simulate(Seed.of(3))).get();
                assertThat(other).isEqualTo(parallel);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void chunksAreTheRowsInMemory(Scenario scenario) {
        Frame whole = scenario.simulate(Seed.of(5)).frame();
        RowSource source = scenario.rows(Seed.of(5));
        assertThat(source.schema()).isEqualTo(whole.schema());
        for (int time = 0; time < 2; time++) {
            int at = 0;
            try (RowSource.Chunks chunks = source.open()) {
                for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                    int[] rows = new int[chunk.rows()];
                    for (int i = 0; i < rows.length; i++) {
                        rows[i] = at + i;
                    }
                    for (String name : whole.names()) {
                        assertThat(chunk.find(name).orElseThrow())
                                .isEqualTo(whole.find(name).orElseThrow().select(rows));
                    }
                    at += rows.length;
                }
            }
            assertThat(at).isEqualTo(whole.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theTruthNeedsNoRows(Scenario scenario) {
        assertThat(scenario.truth(Seed.of(5)))
                .isEqualTo(scenario.simulate(Seed.of(5)).truth());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void parametersOfTheTruthGiveTheScenarioBack(Scenario scenario) {
        Truth truth = scenario.truth(Seed.of(5));
        assertThat(ScenarioType.of(truth.scenario()).with(truth.parameters())).isEqualTo(scenario);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyValueIsThereAndFiniteUnlessDeclaredMissing(Scenario scenario) {
        Frame frame = scenario.simulate(Seed.of(6)).frame();
        for (String name : frame.names()) {
            assertThat(frame.find(name).orElseThrow().missing().isEmpty())
                    .as(name)
                    .isEqualTo(!(name.equals("MSESC") && ((Schools) scenario).missingSchools() > 0));
            if (frame.find(name).orElseThrow() instanceof NumericColumn numbers) {
                for (int row = 0; row < frame.rows(); row++) {
                    assertThat(Double.isFinite(numbers.value(row))).isTrue();
                }
            }
        }
    }

    /// Levels of the truth are the levels of the data, so that estimates can be held against it by name.
    @ParameterizedTest
    @MethodSource("scenarios")
    void levelsOfTheTruthAreThoseOfTheData(Scenario scenario) {
        Simulated simulated = scenario.simulate(Seed.of(6));
        for (Truth.GroupEffects group : simulated.truth().groups()) {
            List<String> columns = List.of(group.group().split(":"));
            Set<String> seen = new HashSet<>();
            for (int row = 0; row < simulated.frame().rows(); row++) {
                List<String> labels = new ArrayList<>();
                for (String column : columns) {
                    labels.add(simulated.frame().find(column).orElseThrow().text(row));
                }
                seen.add(String.join(":", labels));
            }
            Set<String> known = new HashSet<>(
                    group.levels().stream().map(Truth.LevelEffect::level).toList());
            assertThat(known).as(group.group()).containsAll(seen);
        }
    }

    /// A changed effect is added to the rows concerned and to no others; nothing else is drawn anew.
    @Test
    void aChangedEffectChangesNothingElse() {
        CallCenter study = CallCenter.defaults().withCalls(5_000);
        Frame none = study.withEffect(0).simulate(Seed.of(8)).frame();
        Frame some = study.withEffect(0.75).simulate(Seed.of(8)).frame();
        NumericColumn before = (NumericColumn) none.find("call_CSAT").orElseThrow();
        NumericColumn after = (NumericColumn) some.find("call_CSAT").orElseThrow();
        for (String name : List.of("month", "center_ID", "rep_ID", "age", "reason", "grp")) {
            assertThat(some.find(name)).isEqualTo(none.find(name));
        }
        for (int row = 0; row < 5_000; row++) {
            double gain = none.find("grp").orElseThrow().text(row).equals("treat") ? 0.75 : 0;
            // six decimals on both sides
            assertThat(after.value(row) - before.value(row))
                    .isCloseTo(gain, org.assertj.core.api.Assertions.within(1.5e-6));
        }
    }

    /// Further centres leave the effects of the former ones as they were.
    @Test
    void furtherGroupsChangeNoFormerEffect() {
        Truth few = CallCenter.defaults().withCalls(1_000).truth(Seed.of(8));
        Truth more = CallCenter.defaults().withCalls(1_000).withCenters(20).truth(Seed.of(8));
        assertThat(more.group("center_ID").orElseThrow().levels().subList(0, 10))
                .isEqualTo(few.group("center_ID").orElseThrow().levels());
    }
}
