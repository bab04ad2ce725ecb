package copse.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.infer.LinearContrast;
import copse.math.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Covariances and degrees of freedom from sums by cluster, against matrices of the size of the rows.
class RobustPropertyTest {
    /// Both sides lose a few digits to eigenvalues of matrices with condition numbers up to 1e4.
    private static final double CLOSE = 1e-8;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    /// Rows of a small experiment: a constant, an arm by cluster, two covariates.
    private record Rows(double[][] x, double[] y, double[] weights, int[] cluster, int[] level) {
        static Rows draw(SplittableRandom random, int clusters) {
            int n = clusters * 3 + random.nextInt(4 * clusters);
            double[][] x = new double[n][];
            double[] y = new double[n];
            double[] w = new double[n];
            int[] cluster = new int[n];
            int[] level = new int[n];
            for (int i = 0; i < n; i++) {
                // every cluster has rows
                cluster[i] = i < clusters ? i : random.nextInt(clusters);
                level[i] = random.nextInt(10) < 7 ? cluster[i] / 2 : random.nextInt((clusters + 1) / 2);
                x[i] = new double[] {1, cluster[i] % 2, 100 + random.nextGaussian(), random.nextInt(3)};
                y[i] = x[i][1] + 0.3 * x[i][2] + Math.cos(cluster[i]) + random.nextGaussian();
                w[i] = Math.exp(random.nextGaussian());
            }
            return new Rows(x, y, w, cluster, level);
        }

        double[] column(int j) {
            return Arrays.stream(x).mapToDouble(row -> row[j]).toArray();
        }

        LmArrays arrays() {
            return LmArrays.of(y)
                    .intercept()
                    .column("arm", column(1))
                    .column("x", column(2))
                    .column("z", column(3))
                    .clusters("cluster", cluster);
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void assertSame(RobustFit ours, DenseSandwich dense, Adjustment kind, int skip) {
        double[][] v = dense.covariance(kind);
        int p = ours.names().size();
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                double scale = Math.sqrt(v[i + skip][i + skip] * v[j + skip][j + skip]);
                assertThat(ours.vcov().at(i, j))
                        .as("%s %d,%d", kind, i, j)
                        .isCloseTo(v[i + skip][j + skip], within(CLOSE * scale));
            }
            double[] c = new double[p];
            c[i] = 1;
            double[] padded = new double[v.length];
            padded[i + skip] = 1;
            double df = dense.degrees(kind, padded);
            assertThat(ours.degrees(c)).as("%s df %d", kind, i).isCloseTo(df, within(CLOSE * df));
        }
    }

    private static Robust.Clusters by(Adjustment kind) {
        return new Robust.Clusters(kind, "cluster", Robust.Degrees.SATTERTHWAITE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalWeights(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows rows = Rows.draw(random, 5 + random.nextInt(6));
        double[][] unit = SmallMatrix.identity(rows.y().length);
        DenseSandwich dense = new DenseSandwich(rows.x(), rows.y(), unit, unit, rows.cluster());
        LmFit fit = rows.arrays().fit();
        for (Adjustment kind : new Adjustment[] {Adjustment.CR0, Adjustment.CR2, Adjustment.CR3}) {
            assertSame(fit.robust(by(kind)), dense, kind, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void weights(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows rows = Rows.draw(random, 5 + random.nextInt(6));
        double unit = random.nextBoolean() ? 1 : 1e6; // their unit must not matter
        double[] weights = Arrays.stream(rows.weights()).map(w -> unit * w).toArray();
        DenseSandwich dense = new DenseSandwich(
                rows.x(),
                rows.y(),
                DenseSandwich.diagonal(rows.weights()),
                DenseSandwich.diagonal(ones(rows.y().length)),
                rows.cluster());
        LmFit fit = rows.arrays().weights(weights).fit();
        for (Adjustment kind : new Adjustment[] {Adjustment.CR0, Adjustment.CR2, Adjustment.CR3}) {
            assertSame(fit.robust(by(kind)), dense, kind, 0);
        }
    }

    /// Levels that cut through clusters, clusters that cut through levels: as if they stood in the formula.
    @ParameterizedTest
    @MethodSource("seeds")
    void absorbedLevelsAreColumns(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int clusters = 6 + random.nextInt(6);
        Rows rows = Rows.draw(random, clusters);
        int[] level = random.nextBoolean()
                ? rows.level()
                : Arrays.stream(rows.cluster()).map(g -> g / 3).toArray();
        int levels = Arrays.stream(level).max().orElseThrow() + 1;
        double[][] x = new double[level.length][levels + 3];
        for (int i = 0; i < level.length; i++) {
            x[i][level[i]] = 1;
            System.arraycopy(rows.x()[i], 1, x[i], levels, 3);
        }
        double[][] unit = SmallMatrix.identity(level.length);
        DenseSandwich dense = new DenseSandwich(x, rows.y(), unit, unit, rows.cluster());
        LmFit fit = rows.arrays().absorb("level", level).fit();
        assertThat(fit.names()).containsExactly("arm", "x", "z");
        for (Adjustment kind : new Adjustment[] {Adjustment.CR0, Adjustment.CR2, Adjustment.CR3}) {
            assertSame(fit.robust(by(kind)), dense, kind, levels);
        }
    }

    /// The sums over pairs of clusters behind HTZ, with weights too.
    @ParameterizedTest
    @MethodSource("seeds")
    void jointTests(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows rows = Rows.draw(random, 8);
        boolean weighted = random.nextBoolean();
        double[] weights = weighted ? rows.weights() : ones(rows.y().length);
        DenseSandwich dense = new DenseSandwich(
                rows.x(),
                rows.y(),
                DenseSandwich.diagonal(weights),
                SmallMatrix.identity(weights.length),
                rows.cluster());
        double[][] combinations = {{0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 1, -1}};
        double[][][][] p = dense.products(Adjustment.CR2, combinations);
        double[][] mean = new double[3][3];
        for (int s = 0; s < 3; s++) {
            for (int t = 0; t < 3; t++) {
                for (int g = 0; g < dense.clusters(); g++) {
                    mean[s][t] += p[s][t][g][g];
                }
            }
        }
        double[][] root = DenseSandwich.function(mean, value -> 1 / Math.sqrt(value));
        double[][][][] white = dense.products(Adjustment.CR2, SmallMatrix.product(root, combinations));
        double total = 0;
        for (int s = 0; s < 3; s++) {
            for (int t = 0; t < 3; t++) {
                for (int g = 0; g < dense.clusters(); g++) {
                    for (int h = 0; h < dense.clusters(); h++) {
                        total += white[s][t][g][h] * white[t][s][g][h] + white[s][s][g][h] * white[t][t][g][h];
                    }
                }
            }
        }
        double nu = 3 * 4 / total;
        LmArrays model = weighted ? rows.arrays().weights(weights) : rows.arrays();
        RobustFit robust = model.fit().robust(by(Adjustment.CR2));
        if (nu > 2.1) {
            WaldTest test = robust.wald(
                    "three",
                    WaldMethod.HTZ,
                    Arrays.stream(combinations)
                            .map(c -> new LinearContrast("c", c))
                            .toList());
            assertThat(test.denominatorDf()).isCloseTo(nu - 2, within(1e-6 * nu));
            assertThat(test.delta()).isCloseTo((nu - 2) / nu, within(1e-6));
        }
    }

    /// One combination: Hotelling's T² is the square of Student's t, with the same degrees of freedom.
    @Test
    void jointTestOfOneIsTheTTest() {
        RobustFit robust = Rows.draw(new SplittableRandom(4), 9).arrays().fit().robust(by(Adjustment.CR2));
        WaldTest joint = robust.wald("x");
        assertThat(joint.f()).isCloseTo(Math.pow(robust.effect("x", 0.9).statistic(), 2), within(1e-9 * joint.f()));
        assertThat(joint.denominatorDf()).isCloseTo(robust.effect("x", 0.9).df(), within(1e-9 * joint.denominatorDf()));
        assertThat(joint.p()).isCloseTo(robust.effect("x", 0.9).p(), within(1e-9));
    }

    /// The jackknife of clusters, by refits: CR3 is the sum of squared changes.
    @ParameterizedTest
    @MethodSource("seeds")
    void cr3IsTheSumOfSquaredLeaveOneOutChanges(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows rows = Rows.draw(random, 6);
        LmFit fit = rows.arrays().fit();
        Matrix v = fit.robust(Robust.cr3("cluster")).vcov();
        double[] squares = new double[4];
        for (int g = 0; g < 6; g++) {
            double[] without = Lm.fit(fit.products().choose(others(g, 6))).beta();
            for (int j = 0; j < 4; j++) {
                squares[j] += Math.pow(without[j] - fit.beta()[j], 2);
            }
        }
        for (int j = 0; j < 4; j++) {
            assertThat(v.at(j, j)).isCloseTo(squares[j], within(CLOSE * squares[j]));
        }
    }

    static int[] others(int g, int size) {
        int[] others = new int[size - 1];
        for (int k = 0; k < others.length; k++) {
            others[k] = k < g ? k : k + 1;
        }
        return others;
    }

    /// With a cluster per row, CR0, CR2 and CR3 are HC0, HC2 and HC3.
    @Test
    void oneRowPerClusterIsHeteroskedastic() {
        Rows rows = Rows.draw(new SplittableRandom(5), 9);
        int[] row = new int[rows.y().length];
        Arrays.setAll(row, i -> i);
        LmFit fit = rows.arrays().clusters("row", row).fit();
        assertVariances(fit.robust(Robust.cr0("row")), fit.robust(Robust.hc0()));
        assertVariances(fit.robust(Robust.cr2("row")), fit.robust(Robust.hc2()));
        assertVariances(fit.robust(Robust.cr3("row")), fit.robust(Robust.hc3()));
        LmFit absorbed = rows.arrays()
                .clusters("row", row)
                .absorb("level", Arrays.stream(rows.cluster()).map(g -> g / 3).toArray())
                .fit();
        assertVariances(absorbed.robust(Robust.cr2("row")), absorbed.robust(Robust.hc2()));
        assertVariances(absorbed.robust(Robust.cr0("row")), absorbed.robust(Robust.hc0()));
    }

    private static void assertVariances(RobustFit a, RobustFit b) {
        for (int i = 0; i < a.names().size(); i++) {
            assertThat(a.vcov().at(i, i))
                    .isCloseTo(b.vcov().at(i, i), within(CLOSE * b.vcov().at(i, i)));
        }
    }

    /// A factor with itself is one way; combinations of levels are clusters too.
    @Test
    void twoWaysOfOneFactorAreOneWay() {
        Rows rows = Rows.draw(new SplittableRandom(6), 9);
        LmFit fit = rows.arrays().group("again", rows.cluster()).fit();
        assertVariances(
                fit.robust(Robust.twoWay("cluster", "again").adjustment(Adjustment.CR0)),
                fit.robust(Robust.cr0("cluster")));
        assertVariances(fit.robust(Robust.twoWay("cluster", "again")), fit.robust(Robust.cr1s("cluster")));
    }
}
