package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerLawTest {
    /// The steeper the law, the farther its lower bound's power is from what a number holds.
    @ParameterizedTest
    @ValueSource(doubles = {1.1, 1.5, 2, 2.5, 3, 4, 10, 100})
    void quantilesHaveTheMeanAskedFor(double exponent) {
        PowerLaw law = PowerLaw.ofMean(20, 100, exponent);
        int n = 200_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double quantile = law.quantile((i + 0.5) / n);
            assertThat(quantile).isBetween(law.least(), 100.0);
            sum += quantile / n;
        }
        // the middle rule over quantiles that fall as steeply as these
        assertThat(sum).isCloseTo(20, within(0.01));
        assertThat(law.mean()).isCloseTo(20, within(1e-9));
    }
}
