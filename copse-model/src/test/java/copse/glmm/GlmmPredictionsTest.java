package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.family.Link;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Estimator;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.lmm.PredictOptions;
import copse.lmm.Predictions;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GlmmPredictionsTest {
    private static final Frame DATA = data();
    private static final GlmmFit FIT =
            Glmm.of("y ~ x + (x | g)", Family.binomial()).fit(DATA);
    private static final Frame NEW = Frame.of(
            "x", NumericColumn.of(0.5, 0.5, -1),
            "g", FactorColumn.of("g3", "another", "yet another"));

    private static Frame data() {
        RandomStream random = Seed.of(21).stream();
        int n = 500;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        String[] g = new String[n];
        double[] b = new double[16];
        double[] slope = new double[16];
        random.fillGaussian(b, 0, 16);
        random.fillGaussian(slope, 0, 16);
        for (int i = 0; i < n; i++) {
            int group = random.nextInt(16);
            g[i] = "g" + group;
            x[i] = random.nextGaussian();
            double eta = -0.3 + 0.5 * x[i] + 0.9 * b[group] + 0.7 * slope[group] * x[i];
            y[i] = random.nextDouble() < Link.LOGIT.mean(eta) ? 1 : 0;
            z[i] = eta + random.nextGaussian();
        }
        return Frame.of(
                "x", NumericColumn.of(x), "y", NumericColumn.of(y), "z", NumericColumn.of(z), "g", FactorColumn.of(g));
    }

    /// A new group is predicted as a typical one; its limits allow for its own effects.
    @Test
    void newGroups() {
        GlmmPredictions groups = GlmmPredictions.of(FIT, NEW, GlmmPredictOptions.defaults());
        GlmmPredictions typical =
                GlmmPredictions.of(FIT, NEW, GlmmPredictOptions.defaults().withAveraging(Averaging.TYPICAL));
        assertThat(groups.known(0, 0)).isTrue();
        assertThat(groups.known(1, 0)).isFalse();
        assertThat(groups.link(0)).isNotEqualTo(typical.link(0));
        assertThat(groups.link(1)).isEqualTo(typical.link(1));
        double own = FIT.covariance("g").at(0, 0)
                + 2 * 0.5 * FIT.covariance("g").at(0, 1)
                + 0.25 * FIT.covariance("g").at(1, 1);
        assertThat(groups.linkSe(1)).isCloseTo(Math.sqrt(Math.pow(typical.linkSe(1), 2) + own), within(1e-12));
        assertThat(groups.value(1)).isCloseTo(Link.LOGIT.mean(groups.link(1)), within(1e-15));
        assertThat(groups.upper(1))
                .isCloseTo(Link.LOGIT.mean(groups.link(1) + 1.959963984540054 * groups.linkSe(1)), within(1e-12));
    }

    /// The mean over groups is a fine sum over normal effects.
    @Test
    void meanOverGroups() {
        GlmmPredictions over =
                GlmmPredictions.of(FIT, NEW, GlmmPredictOptions.defaults().withAveraging(Averaging.POPULATION));
        for (int i = 0; i < 3; i++) {
            double x = NEW.numeric("x").value(i);
            double eta = FIT.beta()[0] + FIT.beta()[1] * x;
            double v = FIT.covariance("g").at(0, 0)
                    + 2 * x * FIT.covariance("g").at(0, 1)
                    + x * x * FIT.covariance("g").at(1, 1);
            double sum = 0;
            for (int j = -4000; j <= 4000; j++) {
                double t = j * 0.0025;
                sum += Link.LOGIT.mean(eta + Math.sqrt(v) * t) * Math.exp(-0.5 * t * t);
            }
            assertThat(over.value(i)).isCloseTo(sum * 0.0025 / Math.sqrt(2 * Math.PI), within(1e-12));
            assertThat(over.link(i)).isCloseTo(Link.LOGIT.eta(over.value(i)), within(1e-12));
        }
        // groups do not matter then
        assertThat(over.value(0)).isEqualTo(over.value(1));
    }

    /// With identity link and gaussian errors these are the predictions of the linear model by ML: the same
    /// means, and the same errors but for that of the variances, which does not touch means of a balanced new
    /// group.
    @Test
    void asTheLinearModel() {
        GlmmFit general = Glmm.of("z ~ x + (x | g)", Family.gaussian()).fit(DATA);
        LmmFit linear = Lmm.of("z ~ x + (x | g)").estimator(Estimator.ML).fit(DATA);
        GlmmPredictions got = GlmmPredictions.of(general, NEW, GlmmPredictOptions.defaults());
        Predictions expected = linear.predict(NEW, PredictOptions.defaults());
        for (int i = 0; i < 3; i++) {
            assertThat(got.value(i)).isCloseTo(expected.value(i), within(1e-5));
            assertThat(got.se(i)).isCloseTo(expected.se(i), within(0.02 * expected.se(i)));
            assertThat(got.se(i)).isGreaterThan(expected.se(i) - 1e-5);
        }
    }

    @Test
    void meansInGroupsObservedNeedThem() {
        EffectOptions options = EffectOptions.defaults().withAveraging(Averaging.GROUPS);
        assertThat(AverageEffects.of(FIT).mean(options).value()).isCloseTo(mean(), within(0.01));
        assertThatThrownBy(() -> AverageEffects.of(FIT, NEW).mean(options))
                .hasMessageContaining("N345")
                .hasMessageContaining("row 2");
    }

    private static double mean() {
        return Arrays.stream(DATA.numeric("y").present()).average().orElseThrow();
    }
}
