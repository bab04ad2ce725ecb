package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.PercentileRule.HalfEvenOffset;
import copse.estimate.PercentileRule.Quantiles;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Foreign values are in the reference folder; here is what must hold by definition.
class PercentileRuleTest {
    private static double[] oneTo(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }

    /// Of the numbers 1 … 4 the definitions put the quartile at 1, 1.25 and 1.75.
    @Test
    void definitionsDiffer() {
        assertThat(QuantileType.TYPE_1.of(oneTo(4), 0.25)).isEqualTo(1);
        assertThat(QuantileType.TYPE_6.of(oneTo(4), 0.25)).isEqualTo(1.25);
        assertThat(QuantileType.TYPE_7.of(oneTo(4), 0.25)).isEqualTo(1.75);
    }

    /// 0.07 · 100 is 7.000000000000001 in floating point, and the seventh number is meant.
    @Test
    void roundingDoesNotMoveAStep() {
        assertThat(QuantileType.TYPE_1.of(oneTo(100), 0.07)).isEqualTo(7);
        for (int i = 1; i <= 1000; i++) {
            assertThat(QuantileType.TYPE_1.of(oneTo(1000), i / 1000.0)).isEqualTo(i);
        }
    }

    @Test
    void everyDefinitionStaysWithinTheSample() {
        for (QuantileType type : QuantileType.values()) {
            assertThat(type.of(oneTo(7), 0)).isEqualTo(1);
            assertThat(type.of(oneTo(7), 1)).isEqualTo(7);
        }
    }

    @Test
    void contentOfType6IsTheLevelWhenDrawsReachThatFar() {
        Quantiles six = new Quantiles(QuantileType.TYPE_6);
        assertThat(six.content(1999, 0.95)).isCloseTo(0.95, within(1e-12));
        assertThat(six.content(39, 0.95)).isCloseTo(0.95, within(1e-12));
        assertThat(six.content(19, 0.95)).isEqualTo(18 / 20.0);
        assertThat(new Quantiles(QuantileType.TYPE_7).content(19, 0.9)).isCloseTo(0.81, within(1e-12));
    }

    @Test
    void drawsAreRecommendedThatGiveWholePositions() {
        assertThat(PercentileRule.recommended(1000, 0.95)).isEqualTo(OptionalInt.of(1039));
        assertThat(PercentileRule.recommended(1999, 0.95)).isEqualTo(OptionalInt.of(1999));
        assertThat(PercentileRule.recommended(1, 0.9)).isEqualTo(OptionalInt.of(19));
        assertThat(PercentileRule.recommended(1000, 0.123456789)).isEmpty();
    }

    /// A content of 17/21 is what a further draw says: counted over all rankings of 21 numbers.
    @Test
    void contentIsAProbability() {
        HalfEvenOffset rule = new HalfEvenOffset();
        int inside = 0;
        double[] all = oneTo(21);
        for (int last = 0; last < 21; last++) {
            double further = all[last];
            double[] draws = Arrays.stream(all).filter(x -> x != further).toArray();
            inside += rule.interval(draws, 0.9).contains(further) ? 1 : 0;
        }
        assertThat(inside / 21.0).isEqualTo(rule.content(20, 0.9));
    }
}
