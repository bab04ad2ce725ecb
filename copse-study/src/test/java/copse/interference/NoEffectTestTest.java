package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.frame.Mask;
import copse.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The test of no effect at all.
class NoEffectTestTest {
    private static final Network TEA = TestedNetwork.of(
            8,
            TestedNetwork.clusters(8, 2),
            IntStream.range(0, 7).mapToObj(i -> new int[] {i, i + 1}).toArray(int[][]::new));

    /// Fisher's lady tells all eight cups: 1/70 one-sided.
    @Test
    void tellsAllCups() {
        NetworkSetting setting = TestedNetwork.setting(TEA, "complete()");
        byte[] arm = TestedNetwork.arms(setting, 3);
        double[] y = IntStream.range(0, 8).mapToDouble(i -> arm[i]).toArray();
        NetworkTest found = NoEffectTest.of(NetworkStatistic.OWN_ARM).test(setting, NetworkData.of(arm, y));
        assertThat(found.exact()).isTrue();
        assertThat(found.assignments()).isEqualTo(70);
        assertThat(found.greater()).isCloseTo(1.0 / 70, within(1e-12));
        assertThat(found.p()).isCloseTo(2.0 / 70, within(1e-12));
        assertThat(found.expected()).isCloseTo(0, within(1e-12));
        assertThat(found.sentence())
                .isEqualTo(
                        "That the treatment does nothing to anybody is rejected: p = 0.029 (difference in means by own"
                                + " arm: 1, by chance alone 0; outcomes of 8 nodes, all 70 assignments).");
    }

    /// Four clusters of two are treated two by two: 6 assignments, none of which can give less than 1/6.
    @Test
    void saysThatClustersAreTooFewToReject() {
        NetworkSetting setting = TestedNetwork.setting(TEA, "clustered(by: g, complete())");
        byte[] arm = TestedNetwork.arms(setting, 3);
        double[] y = IntStream.range(0, 8).mapToDouble(i -> arm[i]).toArray();
        NetworkTest found = NoEffectTest.of(NetworkStatistic.OWN_ARM).test(setting, NetworkData.of(arm, y));
        assertThat(found.assignments()).isEqualTo(6);
        assertThat(found.greater()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(found.diagnostics()).extracting(Diagnostic::code).containsExactly("network-test-cannot-reject");
    }

    /// Spillover alone, without any direct effect, is an effect.
    @Test
    void findsAnEffectOnNeighboursAlone() {
        for (String design : List.of(
                "complete()",
                "clustered(by: g, complete())",
                "saturation(by: g, levels: 0=1, 0.5=1, 1=1, within: untreated, treated)",
                "mixed(by: g, share: 0.5, arms: control, treatment)")) {
            int nodes = 300;
            Network network = TestedNetwork.of(
                    nodes,
                    TestedNetwork.clusters(nodes, 5),
                    TestedNetwork.edges(nodes, 10, 0.3, 0.01, new SplittableRandom(3)));
            NetworkSetting setting = TestedNetwork.setting(network, design);
            byte[] arm = TestedNetwork.arms(setting, 7);
            SplittableRandom random = new SplittableRandom(4);
            double[] base = IntStream.range(0, nodes)
                    .mapToDouble(_ -> random.nextGaussian())
                    .toArray();
            double[] y = TestedNetwork.outcomes(setting, arm, base, new double[nodes], 2);
            for (NetworkStatistic statistic : List.of(NetworkStatistic.SHARE, NetworkStatistic.BOTH)) {
                NetworkTest found = NoEffectTest.of(statistic).withDraws(999).test(setting, NetworkData.of(arm, y));
                assertThat(found.rejected())
                        .as(design + ": " + found.sentence())
                        .isTrue();
                assertThat(found.exact()).isFalse();
                assertThat(found.monteCarloError()).isPresent();
            }
        }
    }

    @Test
    void threadsChangeNothing() {
        int nodes = 200;
        Network network = TestedNetwork.of(
                nodes,
                TestedNetwork.clusters(nodes, 5),
                TestedNetwork.edges(nodes, 10, 0.3, 0.01, new SplittableRandom(3)));
        NetworkSetting setting = TestedNetwork.setting(network, "complete()");
        byte[] arm = TestedNetwork.arms(setting, 7);
        double[] y = IntStream.range(0, nodes).mapToDouble(i -> Math.sin(i * i)).toArray();
        NoEffectTest test = NoEffectTest.of(NetworkStatistic.EDGES).withDraws(700);
        assertThat(test.withThreads(1).test(setting, NetworkData.of(arm, y)))
                .isEqualTo(test.withThreads(3).test(setting, NetworkData.of(arm, y)));
    }

    @Test
    void missingOutcomesAreLeftOut() {
        NetworkSetting setting = TestedNetwork.setting(TEA, "complete()");
        byte[] arm = TestedNetwork.arms(setting, 3);
        double[] y = IntStream.range(0, 8).mapToDouble(i -> arm[i]).toArray();
        y[2] = Double.NaN;
        NetworkTest found = NoEffectTest.of(NetworkStatistic.OWN_ARM)
                .test(setting, new NetworkData(arm, y, Mask.of(8, i -> i == 2), new double[0][]));
        assertThat(found.nodes()).isEqualTo(7);
        // numbers of both arms are fixed: the seven others tell the arm of this one
        assertThat(found.greater()).isCloseTo(1.0 / 70, within(1e-12));
    }

    @Test
    void armsThatWereNeverDrawnAreRefused() {
        NetworkSetting setting = TestedNetwork.setting(TEA, "complete()");
        byte[] arm = new byte[8];
        Arrays.fill(arm, 0, 5, (byte) 1);
        assertThatThrownBy(() -> NoEffectTest.of(NetworkStatistic.OWN_ARM)
                        .test(setting, NetworkData.of(arm, new double[] {1, 2, 3, 4, 5, 6, 7, 8})))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("none of the 70 assignments");
    }
}
