package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.GroupEffects;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.lmm.VarianceComponent;
import copse.math.Seed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A fit of simulated rows finds the truth, under the names that the truth gives.
///
/// Estimates may be [#SIGMAS] of their standard errors off; seeds are fixed.
class ScenarioFitTest {
    private static final double SIGMAS = 4;

    private static final Simulated CALLS =
            CallCenter.defaults().withEffect(0.48).simulate(Seed.of(1));
    private static final LmmFit CALLS_FIT =
            Lmm.of("call_CSAT ~ reason + age + grp + (1 | center_ID/rep_ID)").fit(CALLS.frame());

    private static final Simulated STUDENTS = Students.defaults().simulate(Seed.of(1));
    private static final LmmFit STUDENTS_FIT =
            Lmm.of("score ~ hs_gpa + method + (1 | instructor)").fit(STUDENTS.frame());

    @Test
    void fixedEffectsComeBackByName() {
        checkEffects(CALLS, CALLS_FIT);
        checkEffects(STUDENTS, STUDENTS_FIT);
        Simulated coolers = Coolers.defaults().simulate(Seed.of(1));
        checkEffects(coolers, Lmm.of("y_profit ~ w_cooler * X_gold").fit(coolers.frame()));
    }

    private static void checkEffects(Simulated study, LmmFit fit) {
        assertThat(fit.fixedNames())
                .containsExactlyInAnyOrderElementsOf(
                        study.truth().effects().stream().map(Truth.Effect::term).toList());
        for (Truth.Effect effect : study.truth().effects()) {
            int j = fit.fixedNames().indexOf(effect.term());
            double error = Math.sqrt(fit.vcov().at(j, j));
            assertThat(fit.beta()[j]).as(effect.term()).isCloseTo(effect.declared(), within(SIGMAS * error));
        }
    }

    /// A standard deviation estimated from m groups has the relative error `1/sqrt(2 m)`, m the number of groups less
    /// what is estimated of their means: centres 8 (two arms), representatives 180, instructors 45 (five methods).
    @Test
    void standardDeviationsComeBackByName() {
        checkSd(CALLS, CALLS_FIT, "center_ID", 8);
        checkSd(CALLS, CALLS_FIT, "rep_ID:center_ID", 180);
        checkSd(STUDENTS, STUDENTS_FIT, "instructor", 45);
        assertThat(CALLS_FIT.sigma()).isCloseTo(0.625, within(SIGMAS * 0.625 / Math.sqrt(2 * 695_000)));
        assertThat(STUDENTS_FIT.sigma()).isCloseTo(8, within(SIGMAS * 8 / Math.sqrt(2 * 99_000)));
    }

    private static void checkSd(Simulated study, LmmFit fit, String group, int degrees) {
        Double declared = study.truth().group(group).orElseThrow().sd();
        double estimate = fit.variances().stream()
                .filter(component -> component.group().equals(group))
                .map(VarianceComponent::sdOrCorrelation)
                .findFirst()
                .orElseThrow();
        assertThat(estimate).as(group).isCloseTo(declared, within(SIGMAS * declared / Math.sqrt(2.0 * degrees)));
    }

    @Test
    void levelsHaveTheSameNames() {
        for (String group : List.of("center_ID", "rep_ID:center_ID")) {
            GroupEffects modes = CALLS_FIT.effects(group);
            Set<String> labels = new HashSet<>(
                    IntStream.range(0, modes.levels()).mapToObj(modes::label).toList());
            assertThat(labels)
                    .isEqualTo(new HashSet<>(CALLS.truth().group(group).orElseThrow().levels().stream()
                            .map(Truth.LevelEffect::level)
                            .toList()));
        }
    }

    /// With 2,000 students each, instructors' modes are their drawn effects, less the mean of their method's
    /// instructors (which the method takes up), within the error of a mean of 2,000 and a shrinkage of 0.1%.
    @Test
    void modesOfInstructorsAreTheirDrawnEffects() {
        Map<String, String> methodOf = methodByInstructor(STUDENTS.frame());
        Map<String, Double> sumByMethod = new HashMap<>();
        List<Truth.LevelEffect> drawn =
                STUDENTS.truth().group("instructor").orElseThrow().levels();
        for (Truth.LevelEffect level : drawn) {
            sumByMethod.merge(methodOf.get(level.level()), level.effect(), Double::sum);
        }
        Map<String, Double> expected = new HashMap<>();
        for (Truth.LevelEffect level : drawn) {
            expected.put(level.level(), level.effect() - sumByMethod.get(methodOf.get(level.level())) / 10);
        }
        GroupEffects modes = STUDENTS_FIT.effects("instructor");
        double error = 8 / Math.sqrt(2_000);
        for (int level = 0; level < modes.levels(); level++) {
            double truth = expected.get(modes.label(level));
            assertThat(modes.mode(level, 0)).isCloseTo(truth, within(SIGMAS * error + 0.002 * Math.abs(truth)));
        }
    }

    private static Map<String, String> methodByInstructor(Frame frame) {
        NumericColumn instructor = (NumericColumn) frame.find("instructor").orElseThrow();
        FactorColumn method = (FactorColumn) frame.find("method").orElseThrow();
        Map<String, String> methods = new HashMap<>();
        for (int row = 0; row < frame.rows(); row++) {
            methods.put(instructor.text(row), method.text(row));
        }
        return methods;
    }
}
