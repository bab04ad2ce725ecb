package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.infer.Interval;
import copse.infer.Limit;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WildClusterTestTest {
    private static final double[] Y = {4, 5, 6, 2, 3, 7, 8, 6, 9, 3, 4, 2, 6, 5, 1, 2, 3, 2};
    private static final double[] Z = {1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0};
    private static final int[] CLUSTER = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 5};

    private static Matrix x(double[]... columns) {
        int n = columns[0].length;
        double[] all = new double[n * (columns.length + 1)];
        Arrays.fill(all, 0, n, 1);
        for (int j = 0; j < columns.length; j++) {
            System.arraycopy(columns[j], 0, all, (j + 1) * n, n);
        }
        return Matrix.wrap(n, columns.length + 1, all);
    }

    private static WildClusterTest test(WildOptions options) {
        return WildClusterTest.of(x(Z), Y, CLUSTER, 1, options);
    }

    /// The statistic computed replicate by replicate on rows, as the paper has it.
    private static double[] byRows(double[][] columns, double[] y, int[] cluster, int coefficient, double value) {
        int n = y.length;
        int clusters = Arrays.stream(cluster).max().orElseThrow() + 1;
        double[] reduced = y.clone();
        for (int i = 0; i < n; i++) {
            reduced[i] -= value * columns[coefficient][i];
        }
        double[][] others =
                Arrays.stream(columns).filter(c -> c != columns[coefficient]).toArray(double[][]::new);
        double[] fitted = fitted(others, reduced);
        double[] t = new double[1 << clusters];
        for (int mask = 0; mask < t.length; mask++) {
            double[] star = new double[n];
            for (int i = 0; i < n; i++) {
                double u = reduced[i] - fitted[i];
                star[i] = value * columns[coefficient][i] + fitted[i] + ((mask >>> cluster[i] & 1) == 0 ? u : -u);
            }
            t[mask] = statistic(columns, star, cluster, clusters, coefficient, value);
        }
        return t;
    }

    private static double statistic(
            double[][] columns, double[] y, int[] cluster, int clusters, int coefficient, double value) {
        double[] beta = beta(columns, y);
        double[] c = beta(gram(columns), unit(columns.length, coefficient)); // (X'X)^-1 e: X'X is symmetric
        double[] score = new double[clusters];
        double[] fitted = fitted(columns, y);
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                score[cluster[i]] += c[j] * columns[j][i] * (y[i] - fitted[i]);
            }
        }
        double sum = Arrays.stream(score).map(s -> s * s).sum();
        double factor = clusters / (clusters - 1.0) * (y.length - 1.0) / (y.length - columns.length);
        return (beta[coefficient] - value) / Math.sqrt(factor * sum);
    }

    private static double[] unit(int n, int k) {
        double[] e = new double[n];
        e[k] = 1;
        return e;
    }

    private static double[][] gram(double[][] columns) {
        double[][] gram = new double[columns.length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                for (int row = 0; row < columns[i].length; row++) {
                    gram[i][j] += columns[i][row] * columns[j][row];
                }
            }
        }
        return gram;
    }

    /// Least squares by Gauss's elimination of the normal equations; exact for a square matrix too.
    private static double[] beta(double[][] columns, double[] y) {
        int p = columns.length;
        double[][] a = gram(columns);
        double[] b = new double[p];
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < y.length; i++) {
                b[j] += columns[j][i] * y[i];
            }
        }
        for (int k = 0; k < p; k++) {
            for (int i = 0; i < p; i++) {
                if (i != k) {
                    double factor = a[i][k] / a[k][k];
                    for (int j = 0; j < p; j++) {
                        a[i][j] -= factor * a[k][j];
                    }
                    b[i] -= factor * b[k];
                }
            }
        }
        for (int k = 0; k < p; k++) {
            b[k] /= a[k][k];
        }
        return b;
    }

    private static double[] fitted(double[][] columns, double[] y) {
        double[] beta = beta(columns, y);
        double[] fitted = new double[y.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < y.length; i++) {
                fitted[i] += beta[j] * columns[j][i];
            }
        }
        return fitted;
    }

    /// Sums by cluster give what refits on rows give, at any hypothesised value and with a covariate.
    @Test
    void everyReplicateEqualsARefitOfRows() {
        RandomStream random = Seed.of(3).stream();
        double[] age = new double[Y.length];
        random.fillGaussian(age, 0, age.length);
        double[] ones = new double[Y.length];
        Arrays.fill(ones, 1);
        WildClusterTest test = WildClusterTest.of(x(Z, age), Y, CLUSTER, 1, WildOptions.defaults());
        for (double value : new double[] {0, 1.5, -20}) {
            double[] wanted = byRows(new double[][] {ones, Z, age}, Y, CLUSTER, 1, value);
            assertThat(test.draws(value)).hasSameSizeAs(wanted);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(test.draws(value)[i])
                        .as("replicate %d at %s", i, value)
                        .isCloseTo(wanted[i], within(1e-9));
            }
        }
    }

    @Test
    void limitsAreWhereTheTestBeginsToReject() {
        WildClusterTest test = test(WildOptions.defaults());
        Interval interval = test.interval(0.9);
        double low = interval.lower().value();
        double high = interval.upper().value();
        assertThat(low).isLessThan(test.estimate());
        assertThat(test.twoSidedP(low + 1e-6)).isGreaterThan(0.1);
        assertThat(test.twoSidedP(low - 1e-6)).isLessThanOrEqualTo(0.1);
        assertThat(test.twoSidedP(high - 1e-6)).isGreaterThan(0.1);
        assertThat(test.twoSidedP(high + 1e-6)).isLessThanOrEqualTo(0.1);
        double oneSided = test.lower(0.95).value();
        assertThat(test.upperP(oneSided + 1e-6)).isGreaterThan(0.05);
        assertThat(test.upperP(oneSided - 1e-6)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void shiftingTheOutcomeOfTheTreatedShiftsTheInterval() {
        double[] shifted = Y.clone();
        for (int i = 0; i < Y.length; i++) {
            shifted[i] = 100 + Y[i] + 2.5 * Z[i];
        }
        Interval before = test(WildOptions.defaults()).interval(0.9);
        Interval after = WildClusterTest.of(x(Z), shifted, CLUSTER, 1, WildOptions.defaults())
                .interval(0.9);
        assertThat(after.lower().value()).isCloseTo(before.lower().value() + 2.5, within(1e-9));
        assertThat(after.upper().value()).isCloseTo(before.upper().value() + 2.5, within(1e-9));
    }

    /// Five clusters have 16 different |t|: nothing can be rejected at 5 %, and the interval says so.
    @Test
    void fiveClustersRejectNothing() {
        int rows = 14; // of the first five clusters
        WildClusterTest test = WildClusterTest.of(
                x(Arrays.copyOf(Z, rows)),
                Arrays.copyOf(Y, rows),
                Arrays.copyOf(CLUSTER, rows),
                1,
                WildOptions.defaults());
        assertThat(test.isEnumerated()).isTrue();
        assertThat(test.smallestP()).isEqualTo(0.0625);
        assertThat(test.twoSidedP(-1e9)).isGreaterThanOrEqualTo(0.0625);
        assertThat(test.interval(0.95).lower()).isInstanceOf(Limit.Open.class);
        assertThat(((Limit.Open) test.interval(0.95).upper()).reason())
                .contains("5 clusters")
                .contains("0.05");
    }

    @Test
    void drawsDependOnTheSeedAlone() {
        WildOptions webb =
                WildOptions.defaults().withWeights(WildOptions.Choice.WEBB).withReplicates(999);
        assertThat(test(webb).draws(0)).isEqualTo(test(webb).draws(0));
        assertThat(test(webb).draws(0))
                .isNotEqualTo(test(webb.withSeed(Seed.of(9))).draws(0));
        assertThat(test(webb).isEnumerated()).isFalse();
        // a share of 999 draws is within 0.03 of that of a million with probability above 0.999 where p is about 0.03
        assertThat(test(webb).twoSidedP(0))
                .isCloseTo(test(webb.withReplicates(99_999)).twoSidedP(0), within(0.03));
    }

    /// Without the hypothesis imposed the statistic does not depend on it, and limits are the studentised ones.
    @Test
    void unrestrictedLimitsAreQuantilesOfT() {
        WildClusterTest test = test(WildOptions.defaults().withRestricted(false));
        assertThat(test.draws(0)).isEqualTo(test.draws(5));
        double[] sizes = Arrays.stream(test.draws(0)).map(Math::abs).sorted().toArray();
        Interval interval = test.interval(0.9);
        // p(v) = share of |t*| ≥ |t|; at most 6 of 64 may be beyond
        double critical = sizes[sizes.length - 7];
        assertThat(interval.upper().value() - test.estimate()).isCloseTo(critical * test.standardError(), within(1e-7));
    }

    @Test
    void aColumnThatDependsOnOthersIsRefused() {
        assertThatThrownBy(() -> WildClusterTest.of(x(Z, Z), Y, CLUSTER, 1, WildOptions.defaults()))
                .hasMessageContaining("E305")
                .hasMessageContaining("cannot be told apart from the other columns");
        assertThatThrownBy(() -> WildClusterTest.of(x(Z), Y, new int[Y.length], 1, WildOptions.defaults()))
                .hasMessageContaining("E302")
                .hasMessageContaining("1 cluster");
        assertThatThrownBy(() -> WildOptions.defaults().withReplicates(9))
                .hasMessageContaining("9 draws are too few")
                .hasMessageContaining("never below 0.1")
                .hasMessageContaining("draw 9999");
    }

    /// Another aliased covariate changes nothing.
    @Test
    void aliasedCovariatesAreLeftOut() {
        double[] twice = Arrays.stream(Y).map(_ -> 2).toArray();
        WildClusterTest test = WildClusterTest.of(x(twice, Z), Y, CLUSTER, 2, WildOptions.defaults());
        assertThat(test.coefficients()).isEqualTo(2);
        assertThat(test.statistic(0)).isCloseTo(test(WildOptions.defaults()).statistic(0), within(1e-12));
    }
}
