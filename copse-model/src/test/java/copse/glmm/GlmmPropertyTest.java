package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.family.Family;
import copse.frame.Frame;
import copse.lmm.Convergence;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Laws of generalised linear mixed models.
class GlmmPropertyTest {
    private static final Frame DATA = GlmmData.frame(400, 11);

    /// The score at the optimum is 0 in each family, against differences of the criterion in units of what a
    /// standard error changes.
    @TestFactory
    Stream<DynamicTest> scoreAtTheOptimumIsZero() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Family family : GlmmData.families()) {
            for (String right : new String[] {" ~ x + h", " ~ x + h + (1 | a)", " ~ x + (1 | a) + (1 | c)"}) {
                tests.add(dynamicTest(family + right, () -> {
                    GlmmFit fit =
                            Glmm.of(GlmmData.outcome(family) + right, family).fit(DATA);
                    assertThat(fit.convergence()).isNotInstanceOf(Convergence.Failed.class);
                    MarginalLikelihood criterion = fit.newCriterion();
                    double[] psi = fit.optimum().psi();
                    double[][] covariance = new ObservedInformation(
                                    fit.optimum().hessian(), fit.optimum().fixed())
                            .covariance();
                    for (int k = 0; k < psi.length; k++) {
                        double step = 0.05 * Math.sqrt(covariance[k][k]);
                        double[] up = psi.clone();
                        double[] down = psi.clone();
                        up[k] += step;
                        down[k] -= step;
                        // twice the slope per standard error; the third derivative leaves 0.05² of itself
                        double slope = (criterion.evaluate(up, false).value()
                                        - criterion.evaluate(down, false).value())
                                / 0.1;
                        assertThat(slope).as(fit.parameterNames().get(k)).isCloseTo(0, within(5e-3));
                    }
                }));
            }
        }
        return tests.stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number ~ x + h + (1 | a)",
                "number ~ x + (x | a)",
                "number ~ x + (1 | a) + (1 | c)",
                "number ~ x + (x || a) + (1 | b)"
            })
    void gaussianIsTheLinearMixedModel(String formula) {
        GlmmFit fit = Glmm.of(formula, Family.gaussian()).fit(DATA);
        LmmFit linear = Lmm.of(formula).estimator(Estimator.ML).fit(DATA);
        assertThat(fit.criterion()).isCloseTo(linear.criterion(), within(1e-8));
        assertThat(fit.shape().orElseThrow()).isCloseTo(linear.sigma(), within(1e-6));
        assertThat(fit.beta()).containsExactly(linear.beta(), within(1e-5));
        for (int k = 0; k < fit.theta().length; k++) {
            assertThat(fit.theta()[k]).isCloseTo(linear.theta()[k] * linear.sigma(), within(1e-5));
        }
        assertThat(fit.vcovFixedTheta().toArray()).containsExactly(linear.vcov().toArray(), within(1e-5));
        for (int l = 0; l < fit.effects("a").levels(); l++) {
            assertThat(fit.effects("a").mode(l, 0))
                    .isCloseTo(linear.effects("a").mode(l, 0), within(1e-5));
            assertThat(fit.effects("a").sd(l, 0)).isCloseTo(linear.effects("a").sd(l, 0), within(1e-5));
        }
    }
}
