package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.infer.DfMethod;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What notebooks about students and coolers do wrong with data and variance components: the traps S11 and S12.
class ScenarioTrapsTest {
    private static final Frame STUDENTS = Students.defaults()
            .withStudents(4_000)
            .withInstructors(40)
            .simulate(Seed.of(20260212))
            .frame();

    private static final Frame COOLERS =
            Coolers.defaults().simulate(Seed.of(20260211)).frame();

    /// S11: a fitted object's parameters are variances over the residual variance (12.38), and are read as
    /// variances (5.55), neither of which is at the optimum. With two groups the variance between them is half
    /// the square of their difference, but for the little that the difference is not known, on the scale of
    /// profits.
    @Test
    void s11VariancesAreThoseOfTheOutcome() {
        LmmFit fit = Lmm.of("y_profit ~ w_cooler + (1 | X_gold)").fit(COOLERS);
        LmFit means = Lm.of("y_profit ~ w_cooler + factor(X_gold)").fit(COOLERS);
        double apart = means.beta()[2];
        double between = fit.variances().getFirst().value();
        assertThat(between).isCloseTo(apart * apart / 2, within(1e-3 * between));
        assertThat(fit.theta()[0] * fit.theta()[0])
                .isCloseTo(between / (fit.sigma() * fit.sigma()), within(1e-9 * between));
        assertThat(fit.sigma()).isCloseTo(Math.sqrt(0.4482), within(0.05));
    }

    /// S11: two levels are fitted, and it is said what they cannot tell; one level and one row per level are
    /// refused.
    @Test
    void s11TwoGroupsAreToldAndOneIsRefused() {
        LmmFit two = Lmm.of("y_profit ~ w_cooler + (1 | X_gold)").fit(COOLERS);
        assertThat(two.diagnostics()).extracting(Diagnostic::code).contains("few-levels");
        Frame one = COOLERS.with("shop", FactorColumn.of(COOLERS.rows(), row -> "all"));
        assertThatThrownBy(() -> Lmm.of("y_profit ~ w_cooler + (1 | shop)").fit(one))
                .hasMessageContaining("`shop` has one level");
        assertThatThrownBy(() -> Lmm.of("score ~ hs_gpa + (1 | student)").fit(STUDENTS))
                .hasMessageContaining("student");
    }

    /// S12: "capping" compares and throws the answer away, so that scores run to 8,000. Here ranges are
    /// declared, and data keep them.
    @Test
    void s12CapsAreCaps() {
        Frame clipped = Students.defaults()
                .withStudents(4_000)
                .withInstructors(40)
                .withResidualSd(40)
                .withClip(true)
                .simulate(Seed.of(20260213))
                .frame();
        assertThat(Arrays.stream(clipped.numeric("score").present()).allMatch(score -> score >= 0 && score <= 100))
                .isTrue();
        assertThat(Arrays.stream(clipped.numeric("score").present()).max().orElseThrow())
                .isEqualTo(100);
        assertThat(Arrays.stream(clipped.numeric("hs_gpa").present()).allMatch(grade -> grade >= 1 && grade <= 4))
                .isTrue();
        assertThatThrownBy(() -> Students.defaults().withGpaMean(5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("gpa");
    }

    /// S12: methods are what was handed out, to instructors: the model holds the method, and instructors are
    /// the error that it is tested against.
    @Test
    void s12TheModelHoldsWhatWasRandomised() {
        LmmFit fit = Lmm.of("score ~ method + hs_gpa + (1 | instructor)").fit(STUDENTS);
        assertThat(fit.fixedNames()).contains("method[B]");
        double df =
                fit.effect("method[B]").interval(0.95, DfMethod.SATTERTHWAITE).df();
        assertThat(df).as("40 instructors less 5 methods, not 4,000 students").isCloseTo(35, within(2.0));
    }
}
