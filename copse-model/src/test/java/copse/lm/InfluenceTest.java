package copse.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What leaving out a cluster changes, against fits without it.
class InfluenceTest {
    private static final int CLUSTERS = 7;
    private static final int ROWS = 42;
    /// Rounding of fits of well-conditioned columns.
    private static final double CLOSE = 1e-9;

    private static final Frame DATA = data();

    private static Frame data() {
        SplittableRandom random = new SplittableRandom(1);
        double[] y = new double[ROWS];
        double[] x = new double[ROWS];
        double[] g = new double[ROWS];
        double[] w = new double[ROWS];
        double[] block = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            g[i] = i % CLUSTERS;
            block[i] = (i / 3) % 4;
            x[i] = random.nextGaussian();
            w[i] = 0.5 + random.nextDouble();
            y[i] = x[i] + 2 * Math.sin(g[i]) + block[i] + random.nextGaussian();
        }
        return Frame.of(
                "y",
                NumericColumn.of(y),
                "x",
                NumericColumn.of(x),
                "g",
                NumericColumn.of(g),
                "w",
                NumericColumn.of(w),
                "block",
                NumericColumn.of(block));
    }

    private static Frame without(int g) {
        return DATA.rows(IntStream.range(0, ROWS).filter(i -> i % CLUSTERS != g).toArray());
    }

    private static void assertSameAsRefits(Lm model) {
        LmFit fit = model.fit(DATA);
        Influence influence = fit.influence();
        int p = fit.names().size();
        double leverage = 0;
        for (int g = 0; g < CLUSTERS; g++) {
            LmFit refit = model.fit(without(g));
            Influence.Cluster one = influence.cluster(g);
            leverage += one.leverage();
            assertThat(one.cluster()).isEqualTo(Integer.toString(g));
            assertThat(one.rows()).isEqualTo(ROWS / CLUSTERS);
            double squares = 0;
            double[] change = new double[p];
            for (int j = 0; j < p; j++) {
                assertThat(one.coefficients()[j]).isCloseTo(refit.beta()[j], within(CLOSE));
                change[j] = fit.beta()[j] - refit.beta()[j];
                // the covariance of the fit, with the error of the fit without the cluster
                double se = Math.sqrt(fit.vcov().at(j, j)) / fit.sigma() * refit.sigma();
                assertThat(one.dfbetas()[j]).isCloseTo(change[j] / se, within(1e-7));
            }
            double[][] inverse = new double[p][p];
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    inverse[i][j] = fit.vcov().at(i, j);
                }
            }
            double[] half = SmallMatrix.times(DenseSandwich.function(inverse, v -> 1 / v), change);
            for (int j = 0; j < p; j++) {
                squares += half[j] * change[j];
            }
            assertThat(one.cook()).isCloseTo(squares / p, within(1e-7));
        }
        assertThat(leverage).isCloseTo(ROWS - fit.residualDegrees(), within(CLOSE));
        assertThat(influence.byCook())
                .isSortedAccordingTo((a, b) -> Double.compare(b.cook(), a.cook()))
                .hasSize(CLUSTERS);
        assertThat(influence.leaveOneOut("x")[2]).isEqualTo(influence.cluster(2).coefficients()[p - 1]);
    }

    @Test
    void plain() {
        assertSameAsRefits(Lm.of("y ~ x").clusters("g"));
    }

    @Test
    void weighted() {
        assertSameAsRefits(Lm.of("y ~ x").weights("w").clusters("g"));
    }

    @Test
    void absorbed() {
        assertSameAsRefits(Lm.of("y ~ x").absorb("block").clusters("g"));
    }

    @Test
    void mixedModelAtFittedVariances() {
        LmmFit fit = Lmm.of("y ~ x + (1 | g)").fit(DATA);
        Influence influence = MixedRobust.influence(fit, DATA, "g");
        // CR3 is the sum of the squared changes here too
        RobustFit robust = MixedRobust.of(fit, DATA, Robust.cr3("g"));
        for (int j = 0; j < 2; j++) {
            double beta = fit.beta()[j];
            double squares = Arrays.stream(
                            influence.leaveOneOut(fit.fixedNames().get(j)))
                    .map(value -> (value - beta) * (value - beta))
                    .sum();
            assertThat(robust.vcov().at(j, j)).isCloseTo(squares, within(CLOSE * squares));
        }
        double leverage = influence.byCook().stream()
                .mapToDouble(Influence.Cluster::leverage)
                .sum();
        assertThat(leverage).isCloseTo(2, within(CLOSE));
    }

    /// Without the only cluster of an arm there is no effect of it.
    @Test
    void coefficientsThatNeedAClusterAreNotThereWithoutIt() {
        Frame data = DATA.with("arm", "g", g -> g == 3 ? 1 : 0);
        Influence influence = Lm.of("y ~ arm + x").clusters("g").fit(data).influence();
        Influence.Cluster first = influence.byCook().getFirst();
        assertThat(first.cluster()).isEqualTo("3");
        assertThat(first.cook()).isNaN();
        assertThat(first.coefficients()[1]).isNaN();
        assertThat(first.dfbetas()[1]).isNaN();
        LmFit refit = Lm.of("y ~ x").clusters("g").fit(without(3));
        assertThat(first.coefficients()[0]).isCloseTo(refit.beta("(Intercept)"), within(CLOSE));
        assertThat(first.coefficients()[2]).isCloseTo(refit.beta("x"), within(CLOSE));
    }

    @Test
    void clustersMustBeNamed() {
        LmFit fit = Lm.of("y ~ x").fit(DATA);
        assertThatThrownBy(fit::influence)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("error[N111]: the influence of which clusters?")
                .hasMessageContaining("fix: name them before the fit: `Lm.of(formula).clusters(\"school\")`");
    }
}
