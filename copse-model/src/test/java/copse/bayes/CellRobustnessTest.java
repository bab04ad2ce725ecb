package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.mcmc.Nuts;
import copse.mcmc.Sampling;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Data on which a likelihood has no maximum, or next to no information, and which default priors hold.
class CellRobustnessTest {
    private static final int ROWS = 40;
    private static final Nuts NUTS = Nuts.defaults()
            .withWarmup(400)
            .withDraws(400)
            .withChains(2)
            .withSeed(Seed.of(2))
            .withThreads(1);

    private static Sampling sample(String formula, Family family, double[] y, int groups) {
        SplittableRandom random = new SplittableRandom(1);
        int[] g = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            g[i] = i % groups;
        }
        double[] x = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = i - ROWS / 2.0 + 0.1 * random.nextDouble();
        }
        String[] labels = new String[groups];
        for (int l = 0; l < groups; l++) {
            labels[l] = "g" + l;
        }
        Frame frame = Frame.of(
                "y", NumericColumn.of(y), "x", NumericColumn.of(x), "g", FactorColumn.wrap(g, Levels.of(labels)));
        return NUTS.sample(CellPosteriorTest.posterior(formula, frame, family, Priors.defaults(), Centring.AUTO));
    }

    /// Everything finite, hardly a divergence, and the chains agree: the means of no parameter differ by a
    /// standard deviation.
    private static void check(Sampling sampling) {
        assertThat(sampling.divergences()).isLessThanOrEqualTo(8);
        for (int p = 0; p < sampling.draws().names().size(); p++) {
            double[][] chains = sampling.draws().chains(p);
            double[] mean = new double[2];
            double square = 0;
            for (int c = 0; c < 2; c++) {
                for (double value : chains[c]) {
                    assertThat(value).as(sampling.draws().names().get(p)).isFinite();
                    mean[c] += value / chains[c].length;
                    square += value * value / (2 * chains[c].length);
                }
            }
            double middle = (mean[0] + mean[1]) / 2;
            double sd = Math.sqrt(square - middle * middle);
            assertThat(Math.abs(mean[0] - mean[1]))
                    .as(sampling.draws().names().get(p))
                    .isLessThan(sd);
        }
    }

    @Test
    void separatedOutcomes() {
        double[] y = new double[ROWS];
        for (int i = ROWS / 2; i < ROWS; i++) {
            y[i] = 1;
        }
        check(sample("y ~ x + (1 | g)", Family.binomial(), y, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"binomial", "poisson", "nbinom2"})
    void zerosEverywhere(String family) {
        check(sample("y ~ x + (1 | g)", Family.of(family), new double[ROWS], 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + (1 | g)", "x + (x | g)", "0 + x + (0 + x | g)"})
    void groupsOfOneRow(String right) {
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = i % 3 == 0 ? 1 : 0;
        }
        check(sample("y ~ " + right, Family.binomial(), y, ROWS));
    }

    @Test
    void countsOfAMillion() {
        double[] y = new double[ROWS];
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < ROWS; i++) {
            y[i] = Math.rint(1e6 * Math.exp(0.3 * (i % 5) + 0.01 * random.nextDouble()));
        }
        check(sample("y ~ x + (1 | g)", Family.poisson(), y, 5));
    }

    @Test
    void zeroInflatedCountsWithoutAZero() {
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = 3 + i % 4;
        }
        check(sample("y ~ x + (1 | g)", Family.poisson().zeroInflated(), y, 5));
    }
}
