package copse.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderBandTest {
    @Test
    void oneAndTwoNumbersHaveClosedForms() {
        assertThat(OrderBand.of(1, 0.9).lower(1)).isEqualTo(0.05, within(1e-9));
        // two numbers: P(l ≤ U₁, U₂ ≤ 1 − l, U₁ ≤ u, U₂ ≥ 1 − u) with l = 1 − √(1 − η/2), u = 1 − √(η/2)
        double eta = 0.1;
        double l = 1 - Math.sqrt(1 - eta / 2);
        double u = 1 - Math.sqrt(eta / 2);
        double inside = Math.pow(1 - 2 * l, 2); // both between l and 1 − l
        double bothAbove = Math.pow(Math.max(0, 1 - l - u), 2); // U₁ > u
        assertThat(OrderBand.coverage(2, eta)).isEqualTo(inside - 2 * bothAbove, within(1e-9));
    }

    @Test
    void coverageIsThatOfSimulatedSamples() {
        int n = 40;
        int samples = 20_000;
        OrderBand band = OrderBand.of(n, 0.9);
        double[] lower = new double[n];
        double[] upper = new double[n];
        for (int i = 0; i < n; i++) {
            lower[i] = band.lower(i + 1);
            upper[i] = band.upper(i + 1);
        }
        SplittableRandom random = new SplittableRandom(11);
        int inside = 0;
        for (int s = 0; s < samples; s++) {
            double[] sample = random.doubles(n).toArray();
            Arrays.sort(sample);
            boolean all = true;
            for (int i = 0; i < n && all; i++) {
                all = lower[i] <= sample[i] && sample[i] <= upper[i];
            }
            inside += all ? 1 : 0;
        }

        // four Monte Carlo standard errors
        assertThat((double) inside / samples).isEqualTo(0.9, within(4 * Math.sqrt(0.09 / samples)));
        assertThat(OrderBand.coverage(n, band.localLevel())).isEqualTo(0.9, within(1e-4));
    }

    @Test
    void limitsAreSymmetricAndAscending() {
        OrderBand band = OrderBand.of(5000, 0.95);

        assertThat(band.localLevel())
                .isLessThan(OrderBand.of(OrderBand.EXACT, 0.95).localLevel());
        assertThat(band.lower(17)).isEqualTo(1 - band.upper(5000 + 1 - 17), within(1e-9));
        assertThat(band.lower(18)).isGreaterThan(band.lower(17));
    }
}
