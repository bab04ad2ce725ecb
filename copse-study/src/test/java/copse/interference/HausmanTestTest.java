package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Possibility;
import copse.error.DesignException;
import copse.error.Diagnostic;
import copse.error.InputException;
import copse.estimate.Counting;
import copse.frame.Mask;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Network;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The test of interference from a mixed design.
class HausmanTestTest {
    private static double[] noise(int nodes, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        return IntStream.range(0, nodes).mapToDouble(_ -> stream.nextGaussian()).toArray();
    }

    /// Clusters of two friends each, and a friendship from each cluster to the next.
    private static NetworkSetting setting(String design, int nodes, int size, boolean between) {
        int[][] edges = IntStream.range(0, nodes)
                .filter(i -> i % size != size - 1 || between && i + 1 < nodes)
                .mapToObj(i -> new int[] {i, i + 1})
                .toArray(int[][]::new);
        return TestedNetwork.setting(TestedNetwork.of(nodes, TestedNetwork.clusters(nodes, size), edges), design);
    }

    /// Moments of the difference over all assignments.
    private record Law(double mean, double variance, double expectedSquaredError) {}

    private static Law law(HausmanTest test, NetworkSetting setting, double[] direct, double spillover) {
        return law(test, setting, direct, spillover, 0);
    }

    private static Law law(HausmanTest test, NetworkSetting setting, double[] direct, double spillover, double level) {
        double[] base =
                Arrays.stream(noise(setting.nodes(), 3)).map(v -> v + level).toArray();
        double mean = 0;
        double square = 0;
        double error = 0;
        for (Possibility one : setting.randomisation().enumerate().toList()) {
            double[] y = TestedNetwork.outcomes(setting, one.arms(), base, direct, spillover);
            HausmanResult found = test.test(setting, NetworkData.of(one.arms(), y));
            double difference = found.difference().value();
            double se = found.difference().se().orElseThrow();
            mean += one.probability() * difference;
            square += one.probability() * difference * difference;
            error += one.probability() * se * se;
        }
        return new Law(mean, square - mean * mean, error);
    }

    /// Without interference, whatever own treatment does to whom, both estimates have the same mean, and the
    /// variance of their difference is estimated without bias.
    @Test
    void differenceAndVarianceAreUnbiasedWithoutInterference() {
        double[] direct = noise(12, 9);
        for (String units : new String[] {"complete", "coins"}) {
            NetworkSetting setting = setting(
                    "mixed(by: g, share: 0.66666666666666663, arms: control, treatment, units: " + units + ")",
                    12,
                    2,
                    true);
            Law law = law(HausmanTest.horvitzThompson(), setting, direct, 0);
            assertThat(law.mean()).isCloseTo(0, within(1e-9));
            assertThat(law.variance()).isPositive();
            assertThat(law.expectedSquaredError()).isCloseTo(law.variance(), within(1e-9));
        }
    }

    /// Seven clusters have two or three of each kind: a sum over clusters shifts with the numbers, the more the
    /// higher the outcomes.
    @Test
    void varianceIsNotTooSmallWhereNumbersOfClustersAreNotFixed() {
        double[] direct = noise(14, 9);
        for (String strata : new String[] {"", ", strata: s"}) {
            NetworkSetting setting = setting(
                    "mixed(by: g, share: 0.66666666666666663, arms: control, treatment" + strata + ")", 14, 2, true);
            for (double level : new double[] {0, 5, 20}) {
                Law law = law(HausmanTest.horvitzThompson(), setting, direct, 0, level);
                assertThat(law.mean()).isCloseTo(0, within(1e-9));
                assertThat(law.expectedSquaredError())
                        .as(strata + level)
                        .isBetween(law.variance() * (1 - 1e-9), law.variance() * (strata.isEmpty() ? 1.3 : 2));
            }
        }
    }

    /// The same variances whichever arm is called the treatment.
    @Test
    void armsCanBeTakenTheOtherWayRound() {
        NetworkSetting setting = setting("mixed(by: g, share: 0.5, arms: control, treatment)", 45, 3, false);
        NetworkData data = NetworkData.of(TestedNetwork.arms(setting, 4), noise(45, 5));
        HausmanTest test = HausmanTest.horvitzThompson();
        HausmanResult one = test.test(setting, data);
        HausmanResult other =
                test.test(setting.randomisation(), data, copse.estimate.Question.of("y", "control", "treatment"));
        assertThat(other.difference().value()).isCloseTo(-one.difference().value(), within(1e-12));
        assertThat(other.difference().se().orElseThrow())
                .isCloseTo(one.difference().se().orElseThrow(), within(1e-12));
    }

    /// Clusters counting the same are an experiment on clusters, unbiased for clusters of any size.
    @Test
    void clustersOfDifferentSizesCanCountTheSame() {
        int[] size = {1, 2, 3, 2, 1, 2};
        String[] cluster = new String[11];
        int next = 0;
        for (int c = 0; c < 6; c++) {
            for (int i = 0; i < size[c]; i++) {
                cluster[next++] = "c" + c;
            }
        }
        var columns = TestedNetwork.clusters(11, 1);
        columns.put("g", copse.frame.FactorColumn.of(cluster));
        NetworkSetting setting = TestedNetwork.setting(
                TestedNetwork.of(11, columns, new int[][] {{1, 2}, {3, 4}}),
                "mixed(by: g, share: 0.66666666666666663, arms: control, treatment)");
        Law law = law(HausmanTest.horvitzThompson().withCounting(Counting.UNITS), setting, noise(11, 9), 0);
        assertThat(law.mean()).isCloseTo(0, within(1e-9));
        assertThat(law.expectedSquaredError()).isCloseTo(law.variance(), within(1e-9));
    }

    /// Friends of one's own cluster only: a treated cluster has all of the spillover, a unit by itself as much
    /// in either arm but for its own place in the count.
    @Test
    void differenceIsTheSpilloverWithinClusters() {
        NetworkSetting setting =
                setting("mixed(by: g, share: 0.66666666666666663, arms: control, treatment)", 12, 2, false);
        double[] direct = new double[12];
        Arrays.fill(direct, 2);
        // by clusters 2 + 0.5; by units one of two is treated, so that a treated unit's friend is not: 2 − 0.5
        Law law = law(HausmanTest.horvitzThompson(), setting, direct, 0.5);
        assertThat(law.mean()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aConstantChangesNothingOfRatios() {
        NetworkSetting setting = setting("mixed(by: g, share: 0.5, arms: control, treatment)", 60, 3, true);
        byte[] arm = TestedNetwork.arms(setting, 4);
        double[] y = noise(60, 5);
        HausmanResult one = HausmanTest.hajek().test(setting, NetworkData.of(arm, y));
        HausmanResult other = HausmanTest.hajek()
                .test(
                        setting,
                        NetworkData.of(arm, Arrays.stream(y).map(v -> v + 100).toArray()));
        assertThat(other.difference().value()).isCloseTo(one.difference().value(), within(1e-9));
        assertThat(other.difference().se().orElseThrow())
                .isCloseTo(one.difference().se().orElseThrow(), within(1e-9));
        assertThat(one.difference().value())
                .isCloseTo(one.clusters().value() - one.units().value(), within(1e-12));
        double se = one.difference().se().orElseThrow();
        assertThat(se)
                .isCloseTo(
                        Math.hypot(
                                one.clusters().se().orElseThrow(),
                                one.units().se().orElseThrow()),
                        within(1e-12));
        assertThat(one.chebyshev())
                .isCloseTo(Math.min(1, se * se / Math.pow(one.difference().value(), 2)), within(1e-12));
        assertThat(one.chebyshev()).isGreaterThan(one.difference().p());
    }

    @Test
    void findsInterferenceAndSaysSo() {
        NetworkSetting setting = setting("mixed(by: g, share: 0.5, arms: control, treatment)", 800, 4, false);
        byte[] arm = TestedNetwork.arms(setting, 4);
        double[] y = TestedNetwork.outcomes(setting, arm, noise(800, 5), new double[800], 2);
        HausmanResult found = HausmanTest.hajek().test(setting, NetworkData.of(arm, y));
        assertThat(found.rejected()).isTrue();
        assertThat(found.surelyRejected()).isTrue();
        assertThat(found.sentence())
                .startsWith("That units of a cluster do not influence each other is rejected: the effect is ");
        assertThat(found.clusters().rows() + found.units().rows()).isEqualTo(800);
    }

    @Test
    void strataWithOneClusterArePooled() {
        NetworkSetting setting = setting("mixed(by: g, share: 0.5, arms: control, treatment, strata: s)", 30, 3, false);
        byte[] arm = TestedNetwork.arms(setting, 4);
        HausmanResult found = HausmanTest.hajek().test(setting, NetworkData.of(arm, noise(30, 5)));
        assertThat(found.diagnostics()).extracting(Diagnostic::code).contains("strata-pooled");
        NetworkSetting large = setting("mixed(by: g, share: 0.5, arms: control, treatment, strata: s)", 96, 3, false);
        HausmanResult more =
                HausmanTest.hajek().test(large, NetworkData.of(TestedNetwork.arms(large, 4), noise(96, 5)));
        assertThat(more.diagnostics()).isEmpty();
    }

    @Test
    void otherDesignsAndThinOnesAreRefused() {
        NetworkSetting complete = setting("complete()", 30, 3, false);
        assertThatThrownBy(() -> HausmanTest.hajek()
                        .test(complete, NetworkData.of(TestedNetwork.arms(complete, 4), noise(30, 5))))
                .isInstanceOf(DesignException.class)
                .hasMessageContaining("randomises everything alike");
        NetworkSetting setting = setting("mixed(by: g, share: 0.5, arms: control, treatment)", 24, 3, false);
        byte[] arm = TestedNetwork.arms(setting, 4);
        int whole = IntStream.range(0, 24).filter(i -> arm[i] == 3).findFirst().orElseThrow();
        Mask missing = Mask.of(24, i -> arm[i] == 3 && i / 3 != whole / 3);
        assertThatThrownBy(() ->
                        HausmanTest.hajek().test(setting, new NetworkData(arm, noise(24, 5), missing, new double[0][])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 cluster with outcomes among the treated clusters");
    }

    /// Clusters that have nothing to do with the edges hide interference: the limit of this test.
    @Test
    void randomClustersShowNoInterference() {
        int nodes = 800;
        Network network = TestedNetwork.of(
                nodes,
                TestedNetwork.clusters(nodes, 4),
                TestedNetwork.edges(nodes, 1, 0, 0.01, new SplittableRandom(4)));
        NetworkSetting setting = TestedNetwork.setting(network, "mixed(by: g, share: 0.5, arms: control, treatment)");
        byte[] arm = TestedNetwork.arms(setting, 4);
        double[] y = TestedNetwork.outcomes(setting, arm, new double[nodes], new double[nodes], 2);
        HausmanResult found = HausmanTest.hajek().test(setting, NetworkData.of(arm, y));
        assertThat(found.difference().value()).isCloseTo(0, within(0.2));
    }
}
