package copse.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.NumericException;
import copse.math.Dots;
import copse.math.Matrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Laws of the map to whitened coordinates, and of the metric learnt in them.
class WhiteningTest {
    // Sums of a few tens of products of numbers around 1.
    private static final double ROUNDING = 1e-9;

    private static void cases(long seed, int count, Consumer<SplittableRandom> law) {
        for (long s = seed; s < seed + count; s++) {
            law.accept(new SplittableRandom(s));
        }
    }

    private static double[] vector(SplittableRandom random, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * random.nextDouble() - 1;
        }
        return x;
    }

    private static Matrix positive(SplittableRandom random, int n) {
        double[][] rows = new double[n][];
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            rows[i] = vector(random, n);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i + j * n] = Dots.plain(rows[i], rows[j]) + (i == j ? 1 : 0);
            }
        }
        return Matrix.wrap(n, n, a);
    }

    /// A precision in the shape of an arrow, and the same with all its entries.
    private record Case(Metric.Arrow arrow, Matrix precision) {
        static Case of(SplittableRandom random, int head, int tail) {
            int d = head + tail;
            Matrix block = positive(random, head);
            double[] side = vector(random, head * tail);
            double[] diagonal = new double[tail];
            // enough on the head's diagonal that the whole is positive definite
            double[] top = block.toArray();
            for (int i = 0; i < tail; i++) {
                diagonal[i] = 0.5 + random.nextDouble();
            }
            for (int j = 0; j < head; j++) {
                top[j * (head + 1)] += 4 * d;
            }
            double[] all = new double[d * d];
            for (int j = 0; j < head; j++) {
                for (int i = 0; i < head; i++) {
                    all[i + j * d] = top[i + j * head];
                }
                for (int i = 0; i < tail; i++) {
                    all[head + i + j * d] = side[i + j * tail];
                    all[j + (head + i) * d] = side[i + j * tail];
                }
            }
            for (int i = 0; i < tail; i++) {
                all[(head + i) * (d + 1)] = diagonal[i];
            }
            return new Case(
                    new Metric.Arrow(Matrix.wrap(head, head, top), Matrix.wrap(tail, head, side), diagonal),
                    Matrix.wrap(d, d, all));
        }
    }

    /// `LLᵀ` by its columns.
    private static double[][] covariance(Whitening map) {
        int d = map.dimension();
        double[][] columns = new double[d][d];
        for (int j = 0; j < d; j++) {
            Point point = new Point(d);
            point.gradient[j] = 1;
            map.force(point);
            map.add(point.force, 1, columns[j]);
        }
        return columns;
    }

    private static void assertClose(double[][] one, double[][] other, double tolerance) {
        for (int j = 0; j < one.length; j++) {
            for (int i = 0; i < one.length; i++) {
                assertThat(one[j][i]).as("(%d, %d)", i, j).isCloseTo(other[j][i], within(tolerance));
            }
        }
    }

    @Test
    void mapTimesItsTransposeIsTheCovariance() {
        cases(1, 40, random -> {
            Case one = Case.of(random, random.nextInt(4), 1 + random.nextInt(6));
            double[][] covariance = Small.inverse(Small.columns(one.precision()));
            Whitening map = Whitening.of(one.arrow());
            assertClose(covariance(map), covariance, ROUNDING);
            assertClose(covariance(map.dense()), covariance, ROUNDING);
            Metric dense = new Metric.Dense(Densities.inverse(one.precision()));
            assertClose(covariance(Whitening.of(dense)), covariance, ROUNDING);
        });
    }

    @Test
    void whitenedCoordinatesComeBack() {
        cases(2, 40, random -> {
            Case one = Case.of(random, random.nextInt(4), 1 + random.nextInt(6));
            Whitening map = Whitening.of(one.arrow());
            int d = map.dimension();
            double[] w = vector(random, d);
            double[] origin = vector(random, d);
            double[] position = origin.clone();
            map.add(w, 1, position);
            double[] back = new double[d];
            map.whiten(position, origin, back);
            assertThat(back).containsExactly(w, within(ROUNDING));
        });
    }

    @Test
    void driftIsHalfAKickAndAStepOfTheMap() {
        cases(3, 40, random -> {
            Case one = Case.of(random, random.nextInt(4), 1 + random.nextInt(6));
            Whitening map = Whitening.of(one.arrow());
            int d = map.dimension();
            Point from = new Point(d);
            Point to = new Point(d);
            System.arraycopy(vector(random, d), 0, from.position, 0, d);
            System.arraycopy(vector(random, d), 0, from.momentum, 0, d);
            System.arraycopy(vector(random, d), 0, from.force, 0, d);
            map.drift(from, to, 0.1, 0.2);
            double[] momentum = new double[d];
            for (int i = 0; i < d; i++) {
                momentum[i] = from.momentum[i] + 0.1 * from.force[i];
            }
            double[] position = from.position.clone();
            map.add(momentum, 0.2, position);
            assertThat(to.momentum).containsExactly(momentum, within(ROUNDING));
            assertThat(to.position).containsExactly(position, within(ROUNDING));
        });
    }

    @Test
    void writtenMapIsTheSame() {
        cases(4, 20, random -> {
            Whitening map = Whitening.of(
                    Case.of(random, random.nextInt(4), 1 + random.nextInt(6)).arrow());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                map.write(new DataOutputStream(bytes));
                Whitening back = Whitening.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                assertThat(covariance(back)).isDeepEqualTo(covariance(map));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void bridgeLeadsFromOneToTheOther() {
        cases(5, 40, random -> {
            int n = 1 + random.nextInt(6);
            Matrix a = positive(random, n);
            Matrix b = positive(random, n);
            double[] columns = new double[n * n];
            double[][] bridge = Small.bridge(Small.columns(a), Small.columns(b));
            for (int j = 0; j < n; j++) {
                System.arraycopy(bridge[j], 0, columns, j * n, n);
            }
            Matrix sigma = Matrix.wrap(n, n, columns);
            // the means stop 1e-8 apart
            assertClose(Small.columns(sigma.times(b).times(sigma)), Small.columns(a), 1e-5 * n);
        });
    }

    /// Draws of a normal density and their gradients are related without noise: the metric hardly depends on
    /// the draws.
    @Test
    void metricOfANormalDensityIsKnownFromFewDraws() {
        cases(6, 20, random -> {
            int d = 2 + random.nextInt(5);
            // 100: a metric that learnt nothing would be far off
            Matrix precision = positive(random, d).times(100);
            LogDensity density = Densities.normal(precision);
            Whitening map = Whitening.of(Start.origin(d).metric());
            MetricEstimate estimate = new MetricEstimate(d, 0);
            for (int window = 0; window < 4; window++) {
                estimate.restart();
                for (int draw = 0; draw < 200; draw++) {
                    // draws that are no sample of the density at all
                    double[] x = vector(random, d);
                    Point point = new Point(d);
                    density.evaluate(x, point.gradient);
                    map.force(point);
                    double[] w = new double[d];
                    map.whiten(x, new double[d], w);
                    estimate.see(w, point.force);
                }
                map = estimate.improved(map);
            }
            double[][] covariance = Small.inverse(Small.columns(precision));
            // what is left is what 5 draws' worth of the identity weigh against 200, or a spread below 3
            double[] relative = Small.columns(precision)[0];
            Point point = new Point(d);
            System.arraycopy(relative, 0, point.gradient, 0, d);
            map.force(point);
            double along = 0;
            for (double f : point.force) {
                along += f * f;
            }
            double exact = 0;
            for (int j = 0; j < d; j++) {
                for (int i = 0; i < d; i++) {
                    exact += relative[i] * covariance[j][i] * relative[j];
                }
            }
            assertThat(along / exact).isBetween(1.0 / 3, 3.0);
        });
    }

    @Test
    void gradientsThatOverflowLeaveAMetric() {
        MetricEstimate estimate = new MetricEstimate(2, 2);
        for (int draw = 0; draw < 20; draw++) {
            double sign = draw % 2 == 0 ? 1 : -1;
            estimate.see(new double[] {sign, draw}, new double[] {sign * 1e200, -draw});
        }
        Whitening map = estimate.improved(Whitening.of(new Metric.Dense(Matrix.identity(2))));
        double[][] covariance = covariance(map);
        assertThat(covariance[0][0]).isPositive().isFinite();
        assertThat(covariance[1][1]).isCloseTo(1, within(1e-9));
    }

    @Test
    void metricThatIsNoCovarianceIsRefused() {
        Metric indefinite = new Metric.Dense(Matrix.of(2, 2, 1, 2, 2, 1));
        assertThatThrownBy(() -> Whitening.of(indefinite)).isInstanceOf(NumericException.class);
        Start flat = new Start(new double[1], new Metric.Diagonal(new double[1]));
        assertThatThrownBy(() -> Nuts.defaults().sample(Densities.target(Densities.independent(1), flat)))
                .isInstanceOf(NumericException.class);
        Start longer = Start.origin(2);
        assertThatThrownBy(() -> Nuts.defaults().sample(Densities.target(Densities.independent(1), longer)))
                .isInstanceOf(NumericException.class);
    }

    @Test
    void windowsDoubleAndEndATenthBeforeTheEnd() {
        Windows windows = new Windows(1000);
        int[] ends = IntStream.range(0, 1000).filter(windows::ends).toArray();
        assertThat(ends).containsExactly(24, 54, 114, 234, 899);
        assertThat(windows.learns(9)).isFalse();
        assertThat(windows.learns(10)).isTrue();
        assertThat(windows.learns(900)).isFalse();
        assertThat(IntStream.range(0, 20).filter(new Windows(20)::ends)).isEmpty();
    }
}
