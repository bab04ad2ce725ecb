package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.estimate.Hypothesis.Direction;
import copse.infer.Limit;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WildClusterBootstrapTest {
    private static final Question QUESTION = Question.of("y", "t", "c");

    /// Units of n rows each with means and products as they would come from rows.
    private static UnitTotals totals(RandomisedUnits units, double[][] y) {
        int n = y.length;
        double[] mean = new double[n];
        double[] product = new double[n];
        long[] rows = new long[n];
        for (int u = 0; u < n; u++) {
            rows[u] = y[u].length;
            double m = Arrays.stream(y[u]).average().orElseThrow();
            mean[u] = m;
            product[u] = Arrays.stream(y[u]).map(v -> (v - m) * (v - m)).sum();
        }
        return UnitTotals.of(units, List.of("y"), rows, mean, product);
    }

    private static double[][] outcomes(int units, RandomStream random) {
        double[][] y = new double[units][];
        for (int u = 0; u < units; u++) {
            y[u] = new double[2 + random.nextInt(4)];
            random.fillGaussian(y[u], 0, y[u].length);
            double shift = random.nextGaussian() + (u % 2) * 2;
            for (int i = 0; i < y[u].length; i++) {
                y[u][i] += 1e6 + shift;
            }
        }
        return y;
    }

    private static int[] alternate(int units) {
        int[] arm = new int[units];
        Arrays.setAll(arm, u -> u % 2);
        return arm;
    }

    /// Totals say what rows say, at a level of the outcome that eats half of the digits.
    @Test
    void totalsGiveWhatRowsGive() {
        double[][] y = outcomes(8, Seed.of(3).stream());
        UnitTotals totals = totals(RandomisedUnits.of(List.of("c", "t"), alternate(8)), y);
        EffectEstimate got = WildClusterBootstrap.defaults().estimate(totals, QUESTION.withLevel(0.9));
        int n = Arrays.stream(y).mapToInt(own -> own.length).sum();
        double[] all = new double[n];
        double[] x = new double[2 * n];
        int[] cluster = new int[n];
        int row = 0;
        for (int u = 0; u < y.length; u++) {
            for (double value : y[u]) {
                all[row] = value - 1e6;
                x[row] = 1;
                x[n + row] = u % 2;
                cluster[row++] = u;
            }
        }
        WildClusterTest rows = WildClusterTest.of(Matrix.wrap(n, 2, x), all, cluster, 1, WildOptions.defaults());
        assertThat(got.value()).isCloseTo(rows.estimate(), within(1e-8));
        assertThat(got.se().orElseThrow()).isCloseTo(rows.standardError(), within(1e-8));
        assertThat(got.p()).isEqualTo(rows.twoSidedP(0));
        assertThat(got.interval().lower().value())
                .isCloseTo(rows.interval(0.9).lower().value(), within(1e-7));
        assertThat(got.method()).contains("8 clusters", "restricted", "all 256 combinations of signs");
        assertThat(got.rows()).isEqualTo(n);
    }

    @Test
    void oneSidedTestsGoWithOneSidedLimits() {
        UnitTotals totals =
                totals(RandomisedUnits.of(List.of("c", "t"), alternate(8)), outcomes(8, Seed.of(3).stream()));
        Question higher = QUESTION.withHypothesis(new Hypothesis.Superiority(0, Direction.HIGHER));
        EffectEstimate got = WildClusterBootstrap.defaults().estimate(totals, higher);
        assertThat(got.interval().upper()).isInstanceOf(Limit.Open.class);
        double limit = got.interval().lower().value();
        assertThat(got.p() <= 0.05).isEqualTo(limit > 0);
        EffectEstimate lower = WildClusterBootstrap.defaults()
                .estimate(totals, QUESTION.withHypothesis(new Hypothesis.Superiority(0, Direction.LOWER)));
        assertThat(lower.p() + got.p()).isGreaterThan(1);
        EffectEstimate same = WildClusterBootstrap.defaults()
                .estimate(totals, QUESTION.withHypothesis(new Hypothesis.Equivalence(-50, 50)));
        assertThat(same.p()).isLessThan(0.05);
        assertThat(same.interval().level()).isCloseTo(0.9, within(1e-12));
        assertThat(same.interval().lower().value()).isCloseTo(limit, within(1e-9));
    }

    /// Pairs: the test flips whole pairs, which is the sign-flip test of the paired differences when pairs
    /// weigh alike.
    @Test
    void pairsAreTheClusters() {
        double[][] y = {{1}, {2.5}, {4}, {4.4}, {3}, {4.1}, {7}, {6.8}, {2}, {3.3}};
        int[] pair = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
        UnitTotals totals = totals(RandomisedUnits.of(List.of("c", "t"), alternate(10), pair), y);
        EffectEstimate got = WildClusterBootstrap.defaults().estimate(totals, QUESTION);
        double[] d = {1.5, 0.4, 1.1, -0.2, 1.3};
        double sum = Arrays.stream(d).sum();
        int extreme = 0;
        for (int mask = 0; mask < 32; mask++) {
            double flipped = 0;
            for (int k = 0; k < 5; k++) {
                flipped += (mask >>> k & 1) == 0 ? d[k] : -d[k];
            }
            extreme += Math.abs(flipped) >= Math.abs(sum) - 1e-9 ? 1 : 0;
        }
        assertThat(got.value()).isCloseTo(sum / 5, within(1e-12));
        assertThat(got.p()).isEqualTo(extreme / 32.0);
        assertThat(got.method()).contains("5 pairs");
        // 2/32 is above 0.05, and 95 % limits are not to be had: trap P8
        assertThat(got.diagnostics()).extracting(Diagnostic::code).containsExactly("bootstrap-smallest-p");
        assertThat(got.diagnostics().getFirst().meaning()).startsWith("With 5 pairs no p-value is below 0.0625.");
        assertThat(got.interval().lower()).isInstanceOf(Limit.Open.class);
        // the same question at a level that five pairs can answer
        assertThat(WildClusterBootstrap.defaults()
                        .estimate(totals, QUESTION.withLevel(0.9))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void largeBlocksAreColumns() {
        double[][] y = outcomes(12, Seed.of(5).stream());
        int[] block = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
        for (int u = 6; u < 12; u++) {
            for (int i = 0; i < y[u].length; i++) {
                y[u][i] += 1000;
            }
        }
        UnitTotals totals = totals(RandomisedUnits.of(List.of("c", "t"), alternate(12), block), y);
        EffectEstimate got = WildClusterBootstrap.defaults().estimate(totals, QUESTION);
        assertThat(Math.abs(got.value())).isLessThan(10);
        assertThat(got.method()).contains("12 clusters");
        int[] coincident = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
        assertThatThrownBy(() -> WildClusterBootstrap.defaults()
                        .estimate(totals(RandomisedUnits.of(List.of("c", "t"), coincident, block), y), QUESTION))
                .hasMessageContaining("E305")
                .hasMessageContaining("cannot be told apart");
    }
}
