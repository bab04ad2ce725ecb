package copse.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.DfMethod;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.ModelRows;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Covariances by clusters of mixed models, against matrices of the size of the rows.
class MixedRobustTest {
    /// Both sides go through roots of matrices with condition numbers up to 1e5.
    private static final double CLOSE = 1e-7;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    private static Frame data(SplittableRandom random, int schools) {
        int n = schools * 6 + random.nextInt(3 * schools);
        double[][] columns = new double[6][n];
        double[] effect = new double[schools * 3];
        Arrays.setAll(effect, k -> random.nextGaussian());
        for (int i = 0; i < n; i++) {
            int school = i < schools ? i : random.nextInt(schools);
            int group = school * 3 + random.nextInt(3);
            columns[0][i] = school;
            columns[1][i] = group;
            columns[2][i] = school % 2;
            columns[3][i] = 1e6 + random.nextGaussian();
            columns[4][i] = 0.5 + random.nextDouble();
            columns[5][i] = columns[2][i]
                    + (0.5 + effect[school]) * (columns[3][i] - 1e6)
                    + 1.5 * effect[school]
                    + effect[group]
                    + random.nextGaussian() / Math.sqrt(columns[4][i]);
        }
        return Frame.of(
                "school",
                NumericColumn.of(columns[0]),
                "group",
                NumericColumn.of(columns[1]),
                "arm",
                NumericColumn.of(columns[2]),
                "x",
                NumericColumn.of(columns[3]),
                "w",
                NumericColumn.of(columns[4]),
                "y",
                NumericColumn.of(columns[5]));
    }

    /// X, y and V of the rows; rows times the root of their weight.
    private static DenseSandwich dense(LmmFit fit, Frame data, int[] cluster, double centre) {
        ModelRows rows = fit.spec().rows(data);
        int n = rows.count();
        double[] response = rows.response();
        double[] weights = rows.weights();
        double[] y = new double[n];
        double[][] x = new double[n][3];
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            root[i] = weights == null ? 1 : Math.sqrt(weights[i]);
            y[i] = root[i] * response[i];
            // x about its mean: the oracle has no shift of its own
            x[i] = new double[] {root[i], root[i] * rows.x()[1][i], root[i] * (rows.x()[2][i] - centre)};
        }
        double[][] v = DenseSandwich.diagonal(new double[n]);
        for (CrossProducts.Products products : fit.crossProducts().groupings()) {
            Grouping grouping = products.grouping();
            int g = fit.spec().groupings().indexOf(grouping);
            Matrix psi = fit.covariance(grouping.name());
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int a = 0; a < products.q() && rows.keys()[g][i] == rows.keys()[g][j]; a++) {
                        for (int b = 0; b < products.q(); b++) {
                            v[i][j] += root[i] * rows.z()[g][a][i] * psi.at(a, b) * rows.z()[g][b][j] * root[j];
                        }
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            v[i][i] += fit.sigma() * fit.sigma();
        }
        return new DenseSandwich(x, y, DenseSandwich.function(v, value -> 1 / value), v, cluster);
    }

    private static int[] codes(Frame data, String column) {
        return Arrays.stream(data.numeric(column).present())
                .mapToInt(v -> (int) v)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameAsOverRows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> models =
                List.of("y ~ arm + x + (1 | school)", "y ~ arm + x + (1 | school/group)", "y ~ arm + x + (1 | group)");
        Frame data = data(random, 6 + random.nextInt(4));
        Lmm model = Lmm.of(models.get(random.nextInt(3)));
        LmmFit fit = (random.nextBoolean() ? model.weights("w") : model).fit(data);
        DenseSandwich dense = dense(fit, data, codes(data, "school"), 1e6);
        for (Adjustment kind : new Adjustment[] {Adjustment.CR0, Adjustment.CR2, Adjustment.CR3}) {
            RobustFit ours =
                    MixedRobust.of(fit, data, new Robust.Clusters(kind, "school", Robust.Degrees.SATTERTHWAITE));
            double[][] v = dense.covariance(kind);
            for (int j = 1; j < 3; j++) {
                double[] c = new double[3];
                c[j] = 1;
                assertThat(ours.vcov().at(j, j)).as("%s %d", kind, j).isCloseTo(v[j][j], within(CLOSE * v[j][j]));
                double df = dense.degrees(kind, c);
                assertThat(ours.degrees(c)).as("%s df %d", kind, j).isCloseTo(df, within(CLOSE * df));
            }
        }
    }

    /// A slope that varies, its column at 1e6: the shift of Z is undone.
    @Test
    void randomSlopes() {
        Frame data = data(new SplittableRandom(7), 12);
        Frame centred = data.with("x", "x", x -> x - 1e6);
        Robust.Clusters kind = Robust.cr2("school");
        LmmFit fit = Lmm.of("y ~ arm + x + (x | school)").fit(centred);
        RobustFit ours = MixedRobust.of(fit, centred, kind);
        RobustFit far = MixedRobust.of(Lmm.of("y ~ arm + x + (x | school)").fit(data), data, kind);
        DenseSandwich dense = dense(fit, centred, codes(centred, "school"), 0);
        double[][] v = dense.covariance(Adjustment.CR2);
        for (int j = 1; j < 3; j++) {
            double[] c = new double[3];
            c[j] = 1;
            assertThat(ours.vcov().at(j, j)).isCloseTo(v[j][j], within(CLOSE * v[j][j]));
            assertThat(ours.degrees(c)).isCloseTo(dense.degrees(Adjustment.CR2, c), within(1e-5));
            // another optimum of the same criterion, to the optimiser's digits
            assertThat(far.vcov().at(j, j)).isCloseTo(v[j][j], within(1e-4 * v[j][j]));
        }
    }

    /// Without any variance between groups the model is least squares.
    @Test
    void varianceOfZeroIsLeastSquares() {
        SplittableRandom random = new SplittableRandom(8);
        int n = 40;
        double[] y = new double[n];
        double[] x = new double[n];
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = i % 8;
            x[i] = random.nextGaussian();
            // groups that are more alike than chance would have them
            y[i] = i < 20 ? random.nextGaussian() : -y[i - 20 + (i % 8) / 8];
        }
        double[] mean = new double[8];
        for (int i = 0; i < n; i++) {
            mean[i % 8] += y[i] / 5;
        }
        for (int i = 0; i < n; i++) {
            y[i] -= mean[i % 8];
        }
        Frame data = Frame.of("y", NumericColumn.of(y), "x", NumericColumn.of(x), "g", NumericColumn.of(g));
        LmmFit fit = Lmm.of("y ~ x + (1 | g)").fit(data);
        assertThat(fit.theta()[0]).isZero();
        RobustFit mixed = MixedRobust.of(fit, data, Robust.cr2("g"));
        RobustFit plain = Lm.of("y ~ x").clusters("g").fit(data).robust(Robust.cr2("g"));
        for (int j = 0; j < 2; j++) {
            double[] c = new double[2];
            c[j] = 1;
            assertThat(mixed.vcov().at(j, j)).isCloseTo(plain.vcov().at(j, j), within(1e-9));
            assertThat(mixed.degrees(c)).isCloseTo(plain.degrees(c), within(1e-7));
        }
    }

    /// Two arms of equal clusters: any sensible method is the t test of cluster means.
    @Test
    void balancedArmsAgreeWithKenwardRoger() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 60;
        double[] y = new double[n];
        double[] arm = new double[n];
        double[] g = new double[n];
        double[] effect = new double[12];
        Arrays.setAll(effect, k -> random.nextGaussian());
        for (int i = 0; i < n; i++) {
            g[i] = i / 5;
            arm[i] = g[i] % 2;
            y[i] = arm[i] + effect[i / 5] + random.nextGaussian();
        }
        Frame data = Frame.of("y", NumericColumn.of(y), "arm", NumericColumn.of(arm), "g", NumericColumn.of(g));
        LmmFit fit = Lmm.of("y ~ arm + (1 | g)").fit(data);
        RobustFit robust = MixedRobust.of(fit, data, Robust.cr2("g"));
        var expected = fit.effect("arm").interval(0.95, DfMethod.KENWARD_ROGER);
        assertThat(robust.effect("arm", 0.95).se()).isCloseTo(expected.se(), within(1e-6));
        assertThat(robust.effect("arm", 0.95).df()).isCloseTo(10, within(1e-6));
    }

    @Test
    void clustersMayNotCutThroughGroups() {
        Frame data = data(new SplittableRandom(10), 8);
        LmmFit fit = Lmm.of("y ~ arm + x + (1 | school)").fit(data);
        assertThatThrownBy(() -> MixedRobust.of(fit, data, Robust.cr2("group")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("error[N110]: `school` ")
                .hasMessageContaining("has rows in several clusters of `group`")
                .hasMessageContaining("fix: cluster by `school` or a coarser factor");
    }

    @Test
    void otherRowsAreRefused() {
        Frame data = data(new SplittableRandom(11), 8);
        LmmFit fit = Lmm.of("y ~ arm + x + (1 | school)").fit(data);
        assertThatThrownBy(() -> MixedRobust.of(fit, data.head(data.rows() - 1), Robust.cr2("school")))
                .hasMessageContaining("error[N108]: `school` is missing in 1 of the " + data.rows() + " rows fitted");
        Frame changed = data.with("y", "y", y -> 2 * y);
        assertThatThrownBy(() -> MixedRobust.of(fit, changed, Robust.cr2("school")))
                .hasMessageContaining("error[N108]: these are not the rows that were fitted")
                .hasMessageContaining("fix: pass the data that the model was fitted to");
    }

    @Test
    void clustersWithTooManyEffectsAreRefused() {
        SplittableRandom random = new SplittableRandom(12);
        int n = 2400;
        double[] y = new double[n];
        double[] big = new double[n];
        double[] small = new double[n];
        for (int i = 0; i < n; i++) {
            big[i] = i % 2;
            small[i] = i % 1200;
            y[i] = random.nextGaussian();
        }
        Frame data = Frame.of("y", NumericColumn.of(y), "big", NumericColumn.of(big), "s", NumericColumn.of(small));
        LmmFit fit = Lmm.of("y ~ 1 + (1 | s)").fit(data);
        assertThatThrownBy(() -> MixedRobust.of(fit, data, Robust.cr2("big")))
                .hasMessageContaining("error[N115]: the cluster 0 of `big` has 600 random effects")
                .hasMessageContaining("the limit is 500");
    }
}
