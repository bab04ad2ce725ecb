package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.estimate.EffectEstimate;
import copse.exposure.Exposure;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One effect by saturation, as the simulator asks for it.
class SaturationEstimatorTest {
    /// Cliques of five, so that spillover is all within clusters.
    private static NetworkSetting setting(String levels, Estimand estimand) {
        int[][] edges = IntStream.range(0, 60)
                .boxed()
                .flatMap(i ->
                        IntStream.range(i + 1, Math.min(60, i / 5 * 5 + 5)).mapToObj(j -> new int[] {i, j}))
                .toArray(int[][]::new);
        NetworkSetting setting = TestedNetwork.setting(
                TestedNetwork.of(60, TestedNetwork.clusters(60, 5), edges),
                "saturation(by: g, levels: " + levels + ", within: untreated, treated)");
        return setting.withQuestion(setting.question().withEstimand(estimand, new Exposure.FourWay()));
    }

    private static EffectEstimate estimate(NetworkSetting setting) {
        byte[] arm = TestedNetwork.arms(setting, 5);
        double[] direct = new double[60];
        Arrays.fill(direct, 3);
        return new SaturationEstimator()
                .over(setting)
                .estimate(NetworkData.of(arm, TestedNetwork.outcomes(setting, arm, new double[60], direct, 2)));
    }

    @Test
    void answersTheEstimandThatIsAskedFor() {
        assertThat(estimate(setting("0=1, 0.4=1, 1=1", Estimand.TOTAL)).value()).isCloseTo(5, within(1e-9));
        // by lines: treated of saturation 0.2 have no treated neighbour of four, at 0.6 two
        assertThat(estimate(setting("0=1, 0.2=1, 0.6=1", Estimand.TOTAL)).value())
                .isCloseTo(5, within(1e-9));
        assertThat(estimate(setting("0=1, 0.2=1, 0.6=1", Estimand.SPILLOVER)).value())
                .isCloseTo(2 * 3 / 4.0, within(1e-9));
        // one treated neighbour fewer than the untreated have
        assertThat(estimate(setting("0=1, 0.2=1, 0.6=1", Estimand.DIRECT)).value())
                .isCloseTo(3 - 2 / 4.0, within(1e-9));
    }

    @Test
    void refusesWhatSaturationsCannotShow() {
        assertThatThrownBy(() -> estimate(setting("0=1, 1=1", Estimand.SPILLOVER)))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("from the saturations 0, 1");
        assertThatThrownBy(() -> estimate(setting("0=1, 1=1", Estimand.DIRECT))).isInstanceOf(DesignException.class);
        assertThatThrownBy(() -> estimate(setting("0=1, 0.4=1", Estimand.TOTAL)))
                .isInstanceOf(DesignException.class);
    }
}
