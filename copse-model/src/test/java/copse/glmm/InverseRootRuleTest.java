package copse.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseRootRuleTest {
    /// Over the whole range between the bounds, however far they are apart.
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "1e-4, 1", "1e-8, 1", "1e-20, 1e3", "1e-30, 1"})
    void givesTheInverseRoot(double low, double high) {
        InverseRootRule rule = InverseRootRule.of(low, high);
        for (int i = 0; i <= 200; i++) {
            double x = low * Math.pow(high / low, i / 200.0);
            double sum = 0;
            for (int node = 0; node < rule.count(); node++) {
                sum += rule.weights()[node] / (x + rule.squares()[node]);
            }
            assertThat(sum * Math.sqrt(x)).as("at %s", x).isCloseTo(1, within(1e-13));
        }
    }
}
