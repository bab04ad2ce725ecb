package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Gram-Schmidt walk: exact probabilities, its bound on variances, and the balance it buys.
class WalkedArmsTest {
    private static final double[][] SIX = {
        {40.381, -1.219}, {47.075, 1.267}, {52.588, -0.745}, {38.479, -1.131}, {51.958, -0.716}, {50.301, 0.253}
    };

    private static GramSchmidtWalk walk(double robustness, double control, double treatment, String... on) {
        return new GramSchmidtWalk(
                List.of(on),
                robustness,
                new Allocation.Shares(Allocation.CONTROL_TREATMENT, List.of(control, treatment)));
    }

    private static Mechanism over(GramSchmidtWalk design, double[][] rows) {
        return WalkedArms.resolve(design, Screened.units(rows)).mechanism();
    }

    /// The paths are followed by other equations than the walk itself uses.
    @ParameterizedTest
    @CsvSource({"0.5, 1, 1", "0.1, 1, 1", "0.01, 2, 1", "1, 1, 3", "0.3, 1, 4"})
    void walksEndWhereTheirPathsEnd(double robustness, double control, double treatment) {
        Mechanism mechanism = over(walk(robustness, control, treatment, "x0", "x1"), SIX);

        MechanismLaws.enumerationAgrees(mechanism);
        MechanismLaws.drawsAreReproducible(mechanism, 32);
        int draws = 200_000;
        Draws redrawn = mechanism.redraw(Seed.of(31).stream(), draws, 2);
        int[] seen = new int[64];
        for (int d = 0; d < draws; d++) {
            seen[(int) redrawn.word(d, 1, 0)]++;
        }
        double statistic = 0;
        double rare = 0; // assignments expected less than ten times are taken together
        int rareSeen = draws;
        int cells = 0;
        for (Possibility possibility : mechanism.enumerate().toList()) {
            int word = 0;
            for (int unit = 0; unit < 6; unit++) {
                word |= possibility.arms()[unit] << unit;
            }
            double expected = draws * possibility.probability();
            if (expected < 10) {
                rare += expected;
            } else {
                statistic += (seen[word] - expected) * (seen[word] - expected) / expected;
                rareSeen -= seen[word];
                cells++;
            }
        }
        assertThat((double) rareSeen).isCloseTo(rare, within(5 * Math.sqrt(rare) + 1e-9));
        assertThat(ChiSquaredDistribution.of(cells - 1.0).survivalProbability(statistic))
                .as("chi-square %s of %d cells", statistic, cells)
                .isBetween(0.001, 0.999);
    }

    /// Independent coins: all assignments are there, with the product of their probabilities.
    @Test
    void fullRobustnessFlipsCoins() {
        Mechanism mechanism = over(walk(1, 2, 1, "x0", "x1"), SIX);
        List<Possibility> all = mechanism.enumerate().toList();

        assertThat(all).hasSize(64);
        for (Possibility possibility : all) {
            int treated = 0;
            for (byte arm : possibility.arms()) {
                treated += arm;
            }
            assertThat(possibility.probability())
                    .isCloseTo(Math.pow(1.0 / 3, treated) * Math.pow(2.0 / 3, 6 - treated), within(1e-12));
        }
    }

    /// Each unit is treated as often as stated, within five standard errors, and the covariance of the signs
    /// stays below `(φI + (1 − φ)XX′)⁻¹` within its Monte Carlo error.
    @Test
    void manyUnitsKeepProbabilitiesAndTheBound() {
        int n = 60;
        int draws = 20_000;
        double robustness = 0.3;
        double[][] rows = rows(n, 3, 5);
        Mechanism mechanism = over(walk(robustness, 2, 1, "x0", "x1", "x2"), rows);
        Draws all = mechanism.redraw(Seed.of(6).stream(), draws, 2);
        DMatrixRMaj signs = new DMatrixRMaj(draws, n);
        for (int d = 0; d < draws; d++) {
            for (int unit = 0; unit < n; unit++) {
                signs.set(d, unit, 2 * all.arm(d, unit) - 1 + 1.0 / 3);
            }
        }
        for (int unit = 0; unit < n; unit++) {
            double sum = 0;
            for (int d = 0; d < draws; d++) {
                sum += signs.get(d, unit);
            }
            assertThat(sum / draws / 2).as("unit %d", unit).isCloseTo(0, within(5 * Math.sqrt(2.0 / 9 / draws)));
        }
        DMatrixRMaj x = scaled(rows);
        DMatrixRMaj bound = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multTransB(1 - robustness, x, x, bound);
        CommonOps_DDRM.addEquals(bound, robustness, CommonOps_DDRM.identity(n));
        CommonOps_DDRM.invert(bound);
        DMatrixRMaj left = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multTransA(-1.0 / draws, signs, signs, left);
        CommonOps_DDRM.addEquals(left, bound);
        // a sample covariance of n dimensions is off by about 2 √(n/draws) of its largest eigenvalue
        CommonOps_DDRM.addEquals(left, 2 * Math.sqrt((double) n / draws) / robustness, CommonOps_DDRM.identity(n));

        assertThat(DecompositionFactory_DDRM.chol(n, true).decompose(left))
                .as("bound less covariance is positive definite")
                .isTrue();
        assertThat(mechanism.probabilities().of(11, 1)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(mechanism.probabilities().basis()).isEqualTo(Basis.exact());
        assertThat(mechanism.count().basis()).isInstanceOf(Basis.AtMost.class);
        assertThat(mechanism.joint().basis()).isInstanceOf(Basis.MonteCarlo.class);
    }

    private static double[][] rows(int n, int p, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        double[][] rows = new double[n][p];
        for (double[] row : rows) {
            stream.fillGaussian(row, 0, p);
        }
        return rows;
    }

    /// A constant and the standardised columns, the longest row of length 1: by another way than in the design.
    private static DMatrixRMaj scaled(double[][] rows) {
        int n = rows.length;
        DMatrixRMaj x = new DMatrixRMaj(n, rows[0].length + 1);
        for (int j = 0; j <= rows[0].length; j++) {
            double mean = 0;
            double square = 0;
            for (double[] row : rows) {
                mean += j == 0 ? 0 : row[j - 1] / n;
            }
            for (double[] row : rows) {
                square += j == 0 ? 0 : (row[j - 1] - mean) * (row[j - 1] - mean) / (n - 1);
            }
            for (int i = 0; i < n; i++) {
                x.set(i, j, j == 0 ? 1 : (rows[i][j - 1] - mean) / Math.sqrt(square));
            }
        }
        double longest = 0;
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int j = 0; j < x.getNumCols(); j++) {
                square += x.get(i, j) * x.get(i, j);
            }
            longest = Math.max(longest, Math.sqrt(square));
        }
        CommonOps_DDRM.divide(x, longest);
        return x;
    }

    /// Differences in means are far smaller than by coins, and grow with robustness.
    @Test
    void balanceFallsWithRobustness() {
        double[][] rows = rows(100, 3, 8);
        MahalanobisDistance distance = MahalanobisDistance.of(Screened.units(rows), List.of("x0", "x1", "x2"));
        List<Double> means = new ArrayList<>();
        for (double robustness : new double[] {0.05, 0.5, 1}) {
            Mechanism mechanism = over(walk(robustness, 1, 1, "x0", "x1", "x2"), rows);
            double sum = 0;
            byte[] arms = new byte[100];
            for (int d = 0; d < 500; d++) {
                mechanism.draw(Seed.of(9).stream().split(d), arms);
                sum += distance.of(arms) / 500;
            }
            means.add(sum);
        }

        assertThat(means.get(2)).isCloseTo(3, within(0.6)); // chi-square with 3 degrees of freedom
        assertThat(means.get(1)).isLessThan(0.6 * means.get(2));
        assertThat(means.get(0)).isLessThan(0.2 * means.get(2));
    }

    /// Twins: whoever of the two is treated, the other is not, the more surely the less robust the walk is.
    @Test
    void twinsPartWays() {
        double[][] twins = {{1}, {1}, {-2}, {-2}, {4}, {4}};
        Mechanism balanced = over(walk(0.001, 1, 1, "x0"), twins);

        assertThat(balanced.joint().of(4, 1, 5, 1)).isLessThan(0.1);
        assertThat(over(walk(1, 1, 1, "x0"), twins).joint().of(4, 1, 5, 1)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void messagesNameTheThingAndAWayOut() {
        assertThatThrownBy(() -> walk(0, 1, 1, "a")).isInstanceOfSatisfying(DesignException.class, e -> {
            assertThat(e.problem().code()).isEqualTo("D149");
            assertThat(e.problem().what()).isEqualTo("a robustness of 0");
            assertThat(e.problem().fix()).isEqualTo("write `robustness: 0.5`");
        });
        // a walk divides by it, and joint probabilities of one this small summed to 0.96
        assertThatThrownBy(() -> walk(1e-300, 1, 1, "a")).hasMessageContaining("a robustness of");
        assertThatThrownBy(() -> walk(0.5, 1, 1)).hasMessageContaining("a Gram-Schmidt walk without covariates");
        assertThatThrownBy(() -> walk(0.5, 0, 1, "a"))
                .hasMessageContaining("the shares [0.0, 1.0] for 2 arms in a Gram-Schmidt walk");
        Mechanism many = over(walk(0.5, 1, 1, "x0"), rows(20, 1, 1));
        assertThatThrownBy(many::enumerate)
                .hasMessageContaining("a list of the assignments of a Gram-Schmidt walk over 20 units");
    }
}
