package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.PercentileRule.HalfEvenOffset;
import copse.estimate.PercentileRule.Quantiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What the call-centre notebook's bootstrap gets wrong, by the number of the trap.
class BootstrapTrapsTest {
    /// S1: ten centres, calls resampled within them: the standard error is 264 times too small, and a 90 %
    /// interval holds the effect once in 200 studies. More calls make it worse.
    @Test
    void s1ResamplingBelowTheRandomisedLevel() {
        boolean[] treated = {false, true, false, true, false, true, false, true, false, true};
        BootstrapLevel notebook = BootstrapLevel.of(filled(69_520), treated, 1.122, 1.1217);
        assertThat(notebook.ratio()).isCloseTo(263.7, within(0.1));
        assertThat(notebook.coverage(0.9)).isLessThan(0.01);
        BootstrapLevel tenTimesTheCalls = BootstrapLevel.of(filled(695_200), treated, 1.122, 1.1217);
        assertThat(tenTimesTheCalls.coverage(0.9)).isLessThan(notebook.coverage(0.9));
        assertThat(tenTimesTheCalls.se()).isCloseTo(notebook.se(), within(1e-3));
    }

    private static double[] filled(double value) {
        double[] sizes = new double[10];
        Arrays.fill(sizes, value);
        return sizes;
    }

    /// S2: 20 draws and an offset rounded half to even hold 17/21, not 90 %; ten draws give the extremes. Type
    /// 6 holds what it says, and B is asked to make positions whole.
    @Test
    void s2TwentyDrawsDoNotHoldNinetyPercent() {
        HalfEvenOffset notebook = new HalfEvenOffset();
        assertThat(notebook.lowerPosition(20, 0.9)).isEqualTo(2);
        assertThat(notebook.upperPosition(20, 0.9)).isEqualTo(19);
        assertThat(notebook.content(20, 0.9)).isEqualTo(17 / 21.0);
        assertThat(notebook.offset(10, 0.9)).isZero();
        assertThat(PercentileRule.isWhole(20, 0.9)).isFalse();
        assertThat(PercentileRule.isWhole(999, 0.9)).isTrue();
        assertThat(new Quantiles(QuantileType.TYPE_6).content(999, 0.9)).isCloseTo(0.9, within(1e-12));
    }
}
