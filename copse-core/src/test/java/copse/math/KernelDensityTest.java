package copse.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Densities of known distributions come out near their formulas, integrate to 1, and keep to their limits.
class KernelDensityTest {
    private static final int N = 20_000;

    /// The error of the best bandwidth is of order `n^(−2/5)`: 0.02 of the peak for this n.
    private static final double OF_PEAK = 0.05;

    @Test
    void normalSampleGivesTheBell() {
        double[] sample = gaussian(1, N);
        KernelDensity density = KernelDensity.of(sample);
        assertNear(density, x -> Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI), -3, 3);
        assertThat(integral(density)).isCloseTo(1, within(1e-6));
        // 1.06 n^(−1/5) is the best bandwidth for a normal density; the plug-in scatters about it
        assertThat(density.bandwidth()).isCloseTo(1.06 * Math.pow(N, -0.2), within(0.03));
    }

    @Test
    void meanOfTheSampleIsKept() {
        double[] sample = gaussian(2, 500);
        KernelDensity density = KernelDensity.of(sample);
        double mean = 0;
        for (int i = 0; i < density.x().length; i++) {
            double end = i == 0 || i == density.x().length - 1 ? 0.5 : 1;
            mean += end * density.x()[i] * density.y()[i] * (density.x()[1] - density.x()[0]);
        }
        // rounding of the trapezium rule, which is exact for what the cosine series makes up to the grid's end
        assertThat(mean).isCloseTo(Arrays.stream(sample).average().orElseThrow(), within(1e-3));
    }

    @Test
    void nothingLeaksBelowALimit() {
        double[] sample = new double[N];
        RandomStream stream = Seed.of(3).stream();
        Arrays.setAll(sample, i -> stream.nextGamma(1, 1));
        KernelDensity density = KernelDensity.of(sample, 0, Double.POSITIVE_INFINITY);
        assertThat(density.x()[0]).isEqualTo(0);
        assertThat(integral(density)).isCloseTo(1, within(1e-4));
        // without reflection the estimate at 0 would be one half
        assertThat(density.at(0)).isCloseTo(1, within(0.1));
        // nearer to 0 the kink of the mirror image is rounded off
        assertNear(density, x -> Math.exp(-x), 0.2, 4);
    }

    @Test
    void twoPeaksAreNotSmearedIntoOne() {
        double[] sample = gaussian(4, N);
        for (int i = 0; i < N; i++) {
            sample[i] = 0.1 * sample[i] + (i % 2 == 0 ? -1 : 1);
        }
        KernelDensity density = KernelDensity.of(sample);
        assertNear(
                density,
                x -> 5
                        * (Math.exp(-50 * (x - 1) * (x - 1)) + Math.exp(-50 * (x + 1) * (x + 1)))
                        / Math.sqrt(2 * Math.PI),
                -2,
                2);
        assertThat(density.at(0)).isLessThan(0.01);
    }

    @Test
    void heavyTailsDoNotTakeTheGridFromTheBulk() {
        double[] sample = new double[N];
        RandomStream stream = Seed.of(5).stream();
        Arrays.setAll(sample, i -> {
            double numerator = stream.nextGaussian();
            return numerator / stream.nextGaussian();
        });
        KernelDensity density = KernelDensity.of(sample);
        assertNear(density, x -> 1 / (Math.PI * (1 + x * x)), -3, 3);
        assertThat(integral(density)).isCloseTo(0.99, within(0.002));
    }

    @Test
    void fewValuesWithTiesFallBackToTheRule() {
        KernelDensity density = KernelDensity.of(new double[] {0, 0, 0, 1});
        assertThat(integral(density)).isCloseTo(1, within(1e-3));
        assertThat(density.bandwidth()).isPositive().isLessThan(1);
    }

    @Test
    void shiftAndScaleMoveTheDensityAlong() {
        double[] sample = gaussian(6, 1000);
        double[] moved = Arrays.stream(sample).map(v -> 1e6 + 1000 * v).toArray();
        KernelDensity plain = KernelDensity.of(sample);
        KernelDensity other = KernelDensity.of(moved);
        assertThat(other.bandwidth()).isCloseTo(1000 * plain.bandwidth(), within(1e-3));
        assertThat(other.at(1e6 + 500)).isCloseTo(plain.at(0.5) / 1000, within(1e-8));
    }

    @Test
    void aSampleWithoutSpreadIsRefused() {
        assertThatThrownBy(() -> KernelDensity.of(new double[] {1, 1})).hasMessageContaining("without spread");
        assertThatThrownBy(() -> KernelDensity.of(new double[] {-1, 1}, 0, 2)).hasMessageContaining("limits");
    }

    private static double[] gaussian(long seed, int n) {
        double[] sample = new double[n];
        Seed.of(seed).stream().fillGaussian(sample, 0, n);
        return sample;
    }

    private static void assertNear(KernelDensity density, DoubleUnaryOperator truth, double from, double to) {
        double peak = 0;
        double worst = 0;
        for (double x = from; x <= to; x += (to - from) / 200) {
            peak = Math.max(peak, truth.applyAsDouble(x));
            worst = Math.max(worst, Math.abs(density.at(x) - truth.applyAsDouble(x)));
        }
        assertThat(worst / peak).isLessThan(OF_PEAK);
    }

    private static double integral(KernelDensity density) {
        double sum = 0;
        for (int i = 1; i < density.x().length; i++) {
            sum += 0.5 * (density.y()[i] + density.y()[i - 1]) * (density.x()[i] - density.x()[i - 1]);
        }
        return sum;
    }
}
