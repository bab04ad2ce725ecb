package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.mcmc.Draws;
import copse.mcmc.Nuts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gaussian models that leave no residual: sampled where the posterior is proper, refused by name elsewhere.
class GaussianStartTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(0.3, 1.7, 2.2, 2.9, 5.1, 5.8),
            "zero", NumericColumn.of(0, 0, 0, 0, 0, 0),
            "three", NumericColumn.of(3, 3, 3, 3, 3, 3),
            "x", NumericColumn.of(0.1, 0.5, 0.3, 0.9, 0.2, 0.7),
            "line", NumericColumn.of(1.2, 2, 1.6, 2.8, 1.4, 2.4), // 1 + 2x
            "g", FactorColumn.of("a", "a", "b", "b", "c", "c"));
    private static final Nuts NUTS = Nuts.defaults()
            .withWarmup(500)
            .withDraws(2000)
            .withChains(2)
            .withSeed(Seed.of(4))
            .withThreads(1);

    private static Bayes model(String formula, String... statements) {
        return Bayes.of(formula, Family.gaussian()).priors(Priors.parse(List.of(statements)));
    }

    private static void refused(String code, Bayes model, Frame data) {
        assertThatThrownBy(() -> model.fit(data, NUTS)).isInstanceOfSatisfying(InputException.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.problem().why()).isNotBlank();
            assertThat(error.problem().fix()).isNotBlank();
        });
    }

    private static double median(Draws draws, String name) {
        double[] values = draws.column(name).clone();
        assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @ParameterizedTest
    @ValueSource(strings = {"zero ~ x", "three ~ x", "three ~ 1", "three ~ x + (1 | g)"})
    void aConstantOutcomeIsRefused(String formula) {
        refused("B150", model(formula), DATA);
    }

    @Test
    void oneRowIsRefused() {
        refused("B150", model("y ~ 1"), DATA.slice(0, 1));
        refused("B150", model("y ~ x"), DATA.slice(0, 1));
    }

    @Test
    void anExactFitIsRefused() {
        refused("B151", model("line ~ x"), DATA);
        refused("B151", model("line ~ x + (1 | g)"), DATA);
        refused("B151", model("zero ~ 0 + x"), DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sigma=inv_gamma(3, 1)", "sigma=constant(0.5)", "sigma=uniform(0.1, 2)", "sigma=gamma(6, 2)"})
    void aPriorThatHoldsSigmaAwayFromZeroMakesItProper(String sigma) {
        Draws draws = model("line ~ x", sigma).fit(DATA, NUTS).draws();
        assertThat(median(draws, "x")).isCloseTo(2, within(0.7));
    }

    /// y = b₀ + b₁x exactly, so that sigma is left to its prior, and the line goes through both points.
    @Test
    void twoRowsAndTwoFlatCoefficientsAreSampled() {
        Bayes model = model("y ~ x", "coef=flat", "intercept=flat", "sigma=half_normal(1)");
        Draws draws = model.fit(DATA.slice(0, 2), NUTS).draws();
        assertThat(median(draws, "sigma")).isCloseTo(0.6745, within(0.1)); // of half_normal(1)
        assertThat(median(draws, "x")).isCloseTo(3.5, within(0.6));
    }

    @Test
    void twoRowsAreSampledWithDefaultPriors() {
        assertThatCode(() -> model("y ~ x").fit(DATA.slice(0, 2), NUTS)).doesNotThrowAnyException();
        assertThatCode(() -> model("y ~ x", "coef=flat", "intercept=flat").fit(DATA.slice(0, 2), NUTS))
                .doesNotThrowAnyException();
    }

    @Test
    void anOutcomeOfOneRowWithoutInterceptIsSampled() {
        Draws draws = model("y ~ 0 + x", "coef=flat", "sigma=half_normal(1)")
                .fit(DATA.slice(0, 1), NUTS)
                .draws();
        assertThat(median(draws, "sigma")).isCloseTo(0.6745, within(0.1));
    }
}
