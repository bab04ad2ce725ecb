package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Possibility;
import copse.exposure.Exposure;
import copse.exposure.TreatedNeighbours;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws that hold over all assignments of a design, looked at one by one.
class ExposureContrastPropertyTest {
    private static final List<String> DESIGNS = List.of(
            "clustered(by: cluster, simple())",
            "clustered(by: cluster, simple(arms: control=2, treatment=1))",
            "clustered(by: cluster, complete())",
            "clustered(by: cluster, stratified(by: region))",
            "clustered(by: cluster, pairs(on: rank))",
            "simple()",
            "complete()",
            "saturation(by: cluster, levels: 0=1, 0.5=1, 1=1, within: control, treatment)",
            "mixed(by: cluster, share: 0.5)",
            "graph_clusters()");

    private static final List<String> EXPOSURES = List.of("full", "fraction(q: 0.5)", "four-way", "khop(hops: 2)");

    static Stream<Arguments> settings() {
        return DESIGNS.stream().flatMap(design -> EXPOSURES.stream().map(exposure -> Arguments.of(design, exposure)));
    }

    private static NetworkSetting setting(String design, String exposure) {
        Network network = SmallNetworks.network(SmallNetworks.EIGHT, SmallNetworks.COMMUNITIES);
        Network described = new Network(
                network.graph(), SmallNetworks.described(network.withNeighbours("neighbours")), network.id());
        Exposure how = Exposure.parse(exposure);
        return SmallNetworks.setting(
                described, design, how.spillover().isPresent() ? Estimand.SPILLOVER : Estimand.TOTAL, how);
    }

    /// An outcome for each node and condition, so that the exposure is right.
    private static double[][] potential(NetworkSetting setting, Seed seed) {
        RandomStream stream = seed.stream();
        double[][] y = new double[setting.nodes()]
                [setting.question().exposure().conditions().size() + 1];
        for (double[] node : y) {
            for (int condition = 0; condition < node.length; condition++) {
                node[condition] = 3 + condition + 2 * stream.nextGaussian();
            }
        }
        return y;
    }

    private static NetworkData data(NetworkSetting setting, byte[] arm, double[][] potential) {
        byte[] condition = new byte[arm.length];
        setting.map().classify(arm, setting.sides(), condition);
        double[] y = new double[arm.length];
        for (int node = 0; node < y.length; node++) {
            // the last outcome is that of nodes in none of the conditions
            y[node] = potential[node][condition[node] < 0 ? potential[node].length - 1 : condition[node]];
        }
        return NetworkData.of(arm, y);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("settings")
    void horvitzThompsonIsUnbiasedAndItsVarianceConservative(String design, String exposure) {
        NetworkSetting setting = setting(design, exposure);
        double[][] potential = potential(setting, Seed.of(design.hashCode() + exposure.hashCode()));
        PreparedContrast pairs = ExposureContrast.horvitzThompson()
                .withRule(VarianceRule.ALL_PAIRS)
                .over(setting);
        PreparedContrast automatic = ExposureContrast.horvitzThompson().over(setting);
        double truth = 0;
        for (int node = 0; node < setting.nodes(); node++) {
            boolean possible = setting.contrastNodes().probability()[node] > 0;
            truth += possible
                    ? potential[node][setting.contrast().condition()]
                            - potential[node][setting.contrast().reference()]
                    : 0;
        }
        truth /= pairs.nodes();
        double mean = 0;
        double squares = 0;
        double byPairs = 0;
        double byRule = 0;
        for (Possibility one : setting.randomisation().enumerate().toList()) {
            NetworkData data = data(setting, one.arms(), potential);
            double value = automatic.value(data).orElseThrow();
            mean += one.probability() * value;
            squares += one.probability() * value * value;
            byPairs += one.probability() * pairs.variance(data).orElseThrow();
            byRule += one.probability() * automatic.variance(data).orElseThrow();
        }
        double variance = squares - mean * mean;
        // sums over at most a few thousand assignments of numbers below 1e4
        assertThat(mean).isCloseTo(truth, within(1e-9));
        assertThat(byPairs).isGreaterThanOrEqualTo(variance * (1 - 1e-9));
        assertThat(byRule).isGreaterThanOrEqualTo(variance * (1 - 1e-9));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("settings")
    void aConstantAddedToAllOutcomesChangesNothingForHajek(String design, String exposure) {
        NetworkSetting setting = setting(design, exposure);
        double[][] potential = potential(setting, Seed.of(design.hashCode() + exposure.hashCode()));
        PreparedContrast hajek = ExposureContrast.hajek().over(setting);
        for (Possibility one : setting.randomisation().enumerate().limit(100).toList()) {
            NetworkData data = data(setting, one.arms(), potential);
            double[] shifted = data.outcome().clone();
            for (int node = 0; node < shifted.length; node++) {
                shifted[node] += 1000;
            }
            NetworkData other = NetworkData.of(one.arms(), shifted);
            assertThat(hajek.value(other).isPresent())
                    .isEqualTo(hajek.value(data).isPresent());
            if (hajek.value(data).isPresent()) {
                assertThat(hajek.value(other).getAsDouble())
                        .isCloseTo(hajek.value(data).getAsDouble(), within(1e-9));
                assertThat(hajek.variance(other).orElseThrow())
                        .isCloseTo(hajek.variance(data).orElseThrow(), within(1e-6));
            }
        }
    }

    /// Where no cluster has a neighbour in another and each node depends on one cluster, the inequality is an
    /// equality but for what cannot be seen: of a constant outcome and coins of one half nothing.
    @Test
    void clustersWithoutEdgesBetweenThemLoseNothing() {
        Graph pairs = Graph.of(8, new int[] {0, 2, 4, 6}, new int[] {1, 3, 5, 7});
        NetworkSetting setting = SmallNetworks.setting(
                SmallNetworks.network(pairs, new int[] {0, 0, 1, 1, 2, 2, 3, 3}),
                "clustered(by: cluster, simple())",
                Estimand.TOTAL,
                new Exposure.Full());
        PreparedContrast estimator = ExposureContrast.horvitzThompson().over(setting);
        double variance = 0;
        double estimated = 0;
        for (Possibility one : setting.randomisation().enumerate().toList()) {
            NetworkData data = NetworkData.of(one.arms(), new double[] {1, 1, 1, 1, 1, 1, 1, 1});
            double value = estimator.value(data).orElseThrow();
            variance += one.probability() * value * value;
            estimated += one.probability() * estimator.variance(data).orElseThrow();
        }
        assertThat(variance).isCloseTo(1, within(1e-12));
        assertThat(estimated).isCloseTo(variance, within(1e-12));
    }

    /// Clusters that a node touches tell as much as its neighbours do.
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("settings")
    void conditionsAndSharesByClustersAreThoseByNeighbours(String design, String exposure) {
        NetworkSetting setting = setting(design, exposure);
        for (Possibility one : setting.randomisation().enumerate().limit(50).toList()) {
            byte[] condition = new byte[setting.nodes()];
            setting.map().classify(one.arms(), setting.sides(), condition);
            assertThat(setting.conditions(one.arms())).isEqualTo(condition);
            TreatedNeighbours neighbours = setting.map().treatedNeighbours(one.arms(), setting.sides());
            for (int node = 0; node < condition.length; node++) {
                assertThat(setting.shares(one.arms())[node])
                        .isEqualTo(neighbours.share(node).orElse(0));
            }
        }
    }
}
