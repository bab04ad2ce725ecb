package copse.model.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussHermiteTest {
    /// Moments of the standard normal are 1·3·5…, those of odd order 0; a rule of n nodes knows them to order
    /// 2n − 1.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 10, 25, 50, 101, 200})
    void momentsAreExact(int count) {
        GaussHermite rule = GaussHermite.of(count);
        double moment = 1;
        for (int order = 0; order < Math.min(2 * count, 20); order += 2) {
            double even = 0;
            double odd = 0;
            for (int k = 0; k < count; k++) {
                double w = Math.exp(rule.logWeight(k));
                even += w * Math.pow(rule.node(k), order);
                odd += w * Math.pow(rule.node(k), order + 1);
            }
            // relative to the sum of the absolute terms, which is the moment itself
            assertThat(even / moment).as("order %s", order).isCloseTo(1, within(1e-12));
            assertThat(odd / moment).isCloseTo(0, within(1e-12));
            moment *= order + 1;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9, 50, 200})
    void nodesAscend(int count) {
        GaussHermite rule = GaussHermite.of(count);
        for (int k = 1; k < count; k++) {
            assertThat(rule.node(k)).isGreaterThan(rule.node(k - 1));
        }
    }
}
