package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.mcmc.Draws;
import copse.model.ModelSpec;
import org.junit.jupiter.api.Test;

class HypothesisTest {
    private static final Frame DATA = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 4, 5, 7),
            "arm", FactorColumn.of("a", "b", "c d", "a", "b", "c d"),
            "x", NumericColumn.of(1, 0, 2, 1, 4, 0),
            "g", FactorColumn.of("u", "u", "v", "v", "w", "w"));
    private static final ModelSpec SPEC = HandMade.spec("y ~ arm * x + (1 + x | g)", Family.gaussian(), DATA);
    private static final DrawnParameters PARAMETERS = HandMade.parameters(SPEC, Family.gaussian(), 50, 2);
    private static final Draws DRAWS = PARAMETERS.draws();

    private static double[] value(String text) {
        double[][] chains = Hypothesis.test(PARAMETERS, text, 0.9).value().byChain();
        return new double[] {chains[0][0], chains[1][7], chains[2][49]};
    }

    private static double[] draws(String name) {
        double[] column = DRAWS.column(name);
        return new double[] {column[0], column[57], column[149]};
    }

    @Test
    void readsParametersByTheirNames() {
        double[] b = draws("arm[b]");
        double[] cd = draws("arm[c d]");
        assertThat(value("arm[b] - arm[c d] > 0")).containsExactly(b[0] - cd[0], b[1] - cd[1], b[2] - cd[2]);
        assertThat(value("arm[b]-arm[cd]>0")).containsExactly(b[0] - cd[0], b[1] - cd[1], b[2] - cd[2]);
        assertThat(value("x > 0")).containsExactly(draws("x"));
        assertThat(value("arm[b]:x > 0")).containsExactly(draws("arm[b]:x"));
        assertThat(value("(Intercept) > 0")).containsExactly(draws("(Intercept)"));
        assertThat(value("sd(g, (Intercept)) > 0")).containsExactly(draws("sd(g,(Intercept))"));
        assertThat(value("r(g)[v,x] > 0")).containsExactly(draws("r(g)[v,x]"));
    }

    @Test
    void addsTheMeanToAGroupsDeviation() {
        double[] mean = draws("x");
        double[] own = draws("r(g)[w,x]");
        assertThat(value("coef(g)[w,x] > 0")).containsExactly(mean[0] + own[0], mean[1] + own[1], mean[2] + own[2]);
    }

    @Test
    void reckonsAsIsUsual() {
        double x = draws("x")[0];
        double b = draws("arm[b]")[0];
        assertThat(value("-x^2 + 2 * (arm[b] - 1) / 4 > 1e-3")[0])
                .isCloseTo(-(x * x) + 2 * (b - 1) / 4 - 1e-3, within(1e-14));
        assertThat(value("exp(x) - abs(arm[b]) >= sqrt(sigma)")[0])
                .isCloseTo(Math.exp(x) - Math.abs(b) - Math.sqrt(draws("sigma")[0]), within(1e-14));
    }

    @Test
    void probabilityIsTheShareOfDraws() {
        Hypothesis one = Hypothesis.test(PARAMETERS, "x > arm[b]", 0.9);
        double[] x = DRAWS.column("x");
        double[] b = DRAWS.column("arm[b]");
        int count = 0;
        for (int s = 0; s < x.length; s++) {
            count += x[s] > b[s] ? 1 : 0;
        }
        assertThat(one.probability()).isEqualTo(count / 150.0);
        Hypothesis between = Hypothesis.test(PARAMETERS, "-100 < x <= 100", 0.9);
        assertThat(between.probability()).isEqualTo(1);
        assertThat(between.evidenceRatio()).isEmpty();
        assertThat(between.value().byChain()[0][0]).isEqualTo(x[0]);
        Hypothesis median = Hypothesis.test(
                PARAMETERS,
                "x > " + Hypothesis.test(PARAMETERS, "x > 0", 0.9).value().median(),
                0.9);
        assertThat(median.evidenceRatio().orElseThrow()).isEqualTo(1);
    }

    @Test
    void saysWhereItCannotRead() {
        assertThatThrownBy(() -> Hypothesis.test(PARAMETERS, "arm[d] > 0", 0.9))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no parameter `arm[d]`");
        assertThatThrownBy(() -> Hypothesis.test(PARAMETERS, "(x + 1 > 0", 0.9))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).problem().text())
                        .contains("here should be `)`")
                        .contains("^"));
        assertThatThrownBy(() -> Hypothesis.test(PARAMETERS, "x", 0.9)).hasMessageContaining("ends too early");
        assertThatThrownBy(() -> Hypothesis.test(PARAMETERS, "x > ", 0.9)).hasMessageContaining("ends too early");
        assertThatThrownBy(() -> Hypothesis.test(PARAMETERS, "x = 0", 0.9)).hasMessageContaining("one exact value");
    }
}
