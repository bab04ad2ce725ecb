package copse.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/// Laws of the Mahalanobis distance, on random covariates and arms of random sizes.
class MahalanobisDistancePropertyTest {
    private static final int CASES = 100;

    private static double[][] rows(SplittableRandom random, int n, int p) {
        double[][] rows = new double[n][p];
        for (double[] row : rows) {
            for (int j = 0; j < p; j++) {
                row[j] = 1000 * j + random.nextDouble(-1, 1);
            }
        }
        return rows;
    }

    /// Two units per arm at least, the others anywhere.
    private static byte[] arms(SplittableRandom random, int n, int k) {
        byte[] arms = new byte[n];
        for (int unit = 0; unit < n; unit++) {
            arms[unit] = (byte) (unit < 2 * k ? unit % k : random.nextInt(k));
        }
        return arms;
    }

    /// `(n − 1) tr(BT⁻¹)` by the sums of squares and products themselves.
    private static double byMatrices(double[][] rows, byte[] arms, int k) {
        int n = rows.length;
        int p = rows[0].length;
        double[] mean = new double[p];
        double[][] means = new double[k][p];
        int[] counts = new int[k];
        for (int i = 0; i < n; i++) {
            counts[arms[i]]++;
            for (int j = 0; j < p; j++) {
                mean[j] += rows[i][j] / n;
                means[arms[i]][j] += rows[i][j];
            }
        }
        DMatrixRMaj total = new DMatrixRMaj(p, p);
        DMatrixRMaj between = new DMatrixRMaj(p, p);
        for (int j = 0; j < p; j++) {
            for (int l = 0; l < p; l++) {
                for (double[] row : rows) {
                    total.add(j, l, (row[j] - mean[j]) * (row[l] - mean[l]));
                }
                for (int arm = 0; arm < k; arm++) {
                    between.add(
                            j,
                            l,
                            counts[arm]
                                    * (means[arm][j] / counts[arm] - mean[j])
                                    * (means[arm][l] / counts[arm] - mean[l]));
                }
            }
        }
        CommonOps_DDRM.invert(total);
        DMatrixRMaj product = new DMatrixRMaj(p, p);
        CommonOps_DDRM.mult(between, total, product);
        return (n - 1) * CommonOps_DDRM.trace(product);
    }

    @Test
    void isPillaisTraceForAnyNumberOfArms() {
        for (int seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 2 + random.nextInt(4);
            double[][] rows = rows(random, 12 + random.nextInt(30), 1 + random.nextInt(5));
            byte[] arms = arms(random, rows.length, k);

            // products of columns at 1,000 with a spread of 1 cost six digits in the matrices, not in the distance
            assertThat(MahalanobisDistance.of(Screened.units(rows), Screened.columns(rows))
                            .of(arms))
                    .as("seed %d", seed)
                    .isCloseTo(byMatrices(rows, arms, k), within(1e-7));
        }
    }

    @Test
    void doesNotDependOnUnitsOfMeasurementOrOnNamesOfArms() {
        for (int seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 2 + random.nextInt(3);
            int p = 2 + random.nextInt(3);
            double[][] rows = rows(random, 15 + random.nextInt(20), p);
            double[][] mixed = new double[rows.length][p];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < p; j++) {
                    mixed[i][j] = 1e6 * rows[i][j] + (j > 0 ? 3e5 * rows[i][j - 1] : 0) - 7;
                }
            }
            byte[] arms = arms(random, rows.length, k);
            byte[] renamed = new byte[arms.length];
            for (int i = 0; i < arms.length; i++) {
                renamed[i] = (byte) ((arms[i] + 1) % k);
            }
            double m = MahalanobisDistance.of(Screened.units(rows), Screened.columns(rows))
                    .of(arms);
            MahalanobisDistance other = MahalanobisDistance.of(Screened.units(mixed), Screened.columns(mixed));

            assertThat(other.of(arms)).as("seed %d", seed).isCloseTo(m, within(1e-8));
            assertThat(other.of(renamed)).as("seed %d", seed).isCloseTo(m, within(1e-8));
        }
    }

    /// M does not depend on the unit of a covariate; a power of two keeps every digit.
    @Test
    void extremeUnitsOfMeasurementChangeNothing() {
        double[] values = {1, 4, 2, 8, 5, 7};
        byte[] arms = {0, 1, 0, 1, 1, 0};
        double plain = distance(values, 0).of(arms);

        assertThat(distance(values, 1000).of(arms)).isEqualTo(plain);
        assertThat(distance(values, -1030).of(arms)).isEqualTo(plain);
        assertThat(distance(values, 1000).between(arms, 1, 0).differences().getFirst())
                .isCloseTo(Math.scalb(7 / 3.0, 1000), withinPercentage(1e-9));
    }

    private static MahalanobisDistance distance(double[] values, int power) {
        double[] scaled = Arrays.stream(values).map(v -> Math.scalb(v, power)).toArray();
        return MahalanobisDistance.of(
                Units.of(Frame.of("id", NumericColumn.of(1, 2, 3, 4, 5, 6), "x", NumericColumn.of(scaled)), "id"),
                List.of("x"));
    }

    /// Tables of subsets give what units one by one give, where draws have more units than are compared too.
    @Test
    void ofManyDrawsIsThatOfEach() {
        for (int seed = 20260401; seed < 20260401 + CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int k = 2 + random.nextInt(3);
            int n = 3 * k + random.nextInt(100);
            int p = 1 + random.nextInt(6);
            double[][] rows = rows(random, n, p);
            int[] unit = random.ints(n + 10, 0, 8).toArray();
            int[] known = IntStream.range(0, n + 10)
                    .filter(u -> unit[u] > 0 || u < 3 * k)
                    .limit(n)
                    .toArray();
            double[][] compared = Arrays.copyOf(rows, known.length);
            MahalanobisDistance distance = MahalanobisDistance.of(Screened.units(compared), Screened.columns(compared));
            List<byte[]> assignments = new ArrayList<>();
            for (int draw = 0; draw < 20; draw++) {
                byte[] arms = arms(random, n + 10, k);
                if (draw == 7) {
                    Arrays.fill(arms, (byte) 1);
                }
                assignments.add(arms);
            }
            double[] got = distance.of(Draws.of(assignments, k), known, k, 2);
            for (int draw = 0; draw < 20; draw++) {
                byte[] own = new byte[known.length];
                for (int u = 0; u < own.length; u++) {
                    own[u] = assignments.get(draw)[known[u]];
                }
                if (draw == 7) {
                    assertThat(got[draw]).isNaN();
                } else {
                    assertThat(got[draw]).as("seed %d", seed).isCloseTo(distance.of(own), withinPercentage(1e-8));
                }
            }
        }
    }
}
