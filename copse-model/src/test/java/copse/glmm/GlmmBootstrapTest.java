package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Parameter;
import copse.lmm.ParameterInterval;
import copse.lmm.ParametricBootstrap;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlmmBootstrapTest {
    private static Frame data(int groups, int each) {
        RandomStream random = Seed.of(3).stream();
        int n = groups * each;
        double[] y = new double[n];
        double[] k = new double[n];
        String[] arm = new String[n];
        String[] g = new String[n];
        for (int i = 0; i < n; i++) {
            int group = i / each;
            arm[i] = group % 2 == 0 ? "a" : "b";
            g[i] = "g" + group;
            double b = 0.6 * Math.sin(7.3 * group); // any spread of groups
            double eta = -0.4 + 0.7 * (group % 2) + b;
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta)) ? 1 : 0;
            k[i] = random.nextPoisson(Math.exp(0.5 + eta / 2) * random.nextGamma(2, 0.5));
        }
        return Frame.of(
                "y", NumericColumn.of(y),
                "k", NumericColumn.of(k),
                "arm", FactorColumn.of(arm),
                "g", FactorColumn.of(g));
    }

    private static ParameterInterval of(ParametricBootstrap boot, String label) {
        return boot.intervals(ParametricBootstrap.Kind.PERCENTILE, 0.95).stream()
                .filter(interval -> interval.parameter().label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static double sd(double[] draws) {
        double mean = Arrays.stream(draws).average().orElseThrow();
        return Math.sqrt(Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum() / (draws.length - 1));
    }

    /// With many units the bootstrap agrees with the delta method: 200 replicates tell a standard deviation to
    /// 5 %.
    @Test
    void agreesWithTheDeltaMethod() {
        GlmmFit fit = Glmm.of("y ~ arm + (1 | g)", Family.binomial()).fit(data(60, 30));
        EffectOptions options = EffectOptions.defaults();
        ParametricBootstrap boot = GlmmBootstrap.of(
                fit,
                200,
                Seed.of(9).stream(),
                Map.of(
                        "risk difference",
                        refit -> AverageEffects.of(refit)
                                .effect("arm", options)
                                .getFirst()
                                .value()),
                () -> {});
        assertThat(boot.parameters())
                .extracting(Parameter::label)
                .containsExactly("sd(g,(Intercept))", "(Intercept)", "arm[b]", "risk difference");
        OutcomeEffect effect = AverageEffects.of(fit).effect("arm", options).getFirst();
        assertThat(sd(boot.draws(new Parameter.Derived("risk difference"))))
                .isCloseTo(effect.se(), within(0.15 * effect.se()));
        double se = fit.standardErrors()[1];
        assertThat(sd(boot.draws(new Parameter.Coefficient("arm[b]")))).isCloseTo(se, within(0.15 * se));
        ParameterInterval difference = of(boot, "risk difference");
        assertThat(difference.estimate()).isEqualTo(effect.value());
        assertThat(difference.interval().lower().value()).isLessThan(effect.value());
    }

    /// Rows of equal counts are cells of several rows: each gets a count of its own, else draws would scatter
    /// too much.
    @Test
    void rowsOfACellAreDrawnApart() {
        GlmmFit fit = Glmm.of("k ~ arm + (1 | g)", Family.of("nbinom2")).fit(data(40, 25));
        Cells cells = fit.cells();
        Cells apart = cells.apart();
        assertThat(cells.count()).isLessThan(1000);
        assertThat(apart.count()).isEqualTo(1000);
        assertThat(Glmm.fit(apart, fit.family(), fit.integration()).criterion())
                .isCloseTo(fit.criterion(), within(1e-7));
        ParametricBootstrap boot = GlmmBootstrap.of(fit, 100, Seed.of(4).stream());
        assertThat(boot.parameters())
                .extracting(Parameter::label)
                .containsExactly("sd(g,(Intercept))", "phi", "(Intercept)", "arm[b]");
        double se = fit.standardErrors()[1];
        assertThat(sd(boot.draws(new Parameter.Coefficient("arm[b]")))).isCloseTo(se, within(0.2 * se));
        assertThat(of(boot, "phi").interval().lower().value()).isPositive();
    }

    @Test
    void theSameStreamGivesTheSameDraws() {
        GlmmFit fit = Glmm.of("y ~ arm + (1 | g)", Family.binomial()).fit(data(12, 10));
        Parameter arm = new Parameter.Coefficient("arm[b]");
        double[] one = GlmmBootstrap.of(fit, 20, Seed.of(2).stream()).draws(arm);
        double[] other = GlmmBootstrap.of(fit, 20, Seed.of(2).stream()).draws(arm);
        assertThat(List.of(one[0], one[19])).isEqualTo(List.of(other[0], other[19]));
    }
}
