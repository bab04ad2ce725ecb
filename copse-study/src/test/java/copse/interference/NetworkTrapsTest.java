package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Possibility;
import copse.estimate.EffectEstimate;
import copse.exposure.Exposure;
import copse.frame.Mask;
import copse.network.Graph;
import copse.network.Network;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Traps N2, N3, N6 and N7 of the notebooks, as far as estimates are concerned.
class NetworkTrapsTest {
    private static final String CLUSTERS = "clustered(by: cluster, simple())";
    private static final byte[] ARM = {1, 1, 1, 0, 0, 0, 1, 0};

    /// The notebook's outcomes: `0.05 + 0.2 · treated + 0.1 · treated share of neighbours`.
    private static NetworkData data(NetworkSetting setting, byte[] arm) {
        double[] y = new double[arm.length];
        for (int node = 0; node < y.length; node++) {
            y[node] = 0.05
                    + 0.2 * arm[node]
                    + 0.1
                            * setting.map()
                                    .treatedNeighbours(arm, setting.sides())
                                    .share(node)
                                    .orElse(0);
        }
        return NetworkData.of(arm, y);
    }

    @Test
    void trapN2EveryEstimateNamesItsEstimand() {
        NetworkSetting total = SmallNetworks.setting(CLUSTERS, Estimand.TOTAL, "full");
        EffectEstimate effect = ExposureContrast.horvitzThompson().over(total).estimate(data(total, ARM));
        assertThat(effect.estimand())
                .isEqualTo("total effect of treatment against control on y: everyone in treatment against everyone in"
                        + " control; mean over 8 nodes that can be `treated` against `control` under `full`");
        NetworkSetting spillover = SmallNetworks.setting("simple()", Estimand.SPILLOVER, "four-way");
        assertThat(ExposureContrast.horvitzThompson()
                        .over(spillover)
                        .estimate(data(spillover, ARM))
                        .estimand())
                .isEqualTo(
                        "spillover of treatment on y: at least one neighbour in treatment instead of none, for nodes in"
                                + " control; mean over 7 nodes that can be `ind1` against `no` under `four-way`");
        NetworkSetting direct = SmallNetworks.setting("simple()", Estimand.DIRECT, "own");
        assertThat(ExposureContrast.hajek()
                        .over(direct)
                        .estimate(data(direct, ARM))
                        .estimand())
                .startsWith("direct effect of treatment against control on y: own arm alone");
    }

    @Test
    void trapN2OwnArmsUnderClustersAreNotCalledTheDirectEffect() {
        for (String design : List.of(
                CLUSTERS,
                "mixed(by: cluster, share: 0.5)",
                "saturation(by: cluster, levels: 0.3=1, 0.7=1, within: control, treatment)")) {
            NetworkSetting setting = SmallNetworks.setting(design, Estimand.DIRECT, "own");
            assertThat(setting.contrastNodes().notes())
                    .anySatisfy(note -> assertThat(note.code()).isEqualTo("neighbours-go-along"));
            List<NetworkMethod> methods = NetworkMethod.suitable(setting);
            assertThat(methods).doesNotContain(NetworkMethod.NAIVE, NetworkMethod.ADJUSTED);
            assertThat(methods.indexOf(NetworkMethod.REGRESSION)).isLessThan(methods.indexOf(NetworkMethod.HAJEK));
        }
        NetworkSetting clusters = SmallNetworks.setting(CLUSTERS, Estimand.DIRECT, "own");
        assertThat(ExposureContrast.hajek()
                        .over(clusters)
                        .estimate(data(clusters, ARM))
                        .estimand())
                .startsWith("difference in mean y between nodes in treatment and nodes in control, neighbours as the"
                        + " design mixes them");
        assertThat(SmallNetworks.setting("simple()", Estimand.DIRECT, "own")
                        .contrastNodes()
                        .notes())
                .noneSatisfy(note -> assertThat(note.code()).isEqualTo("neighbours-go-along"));
    }

    @Test
    void trapN2AnExposureThatCannotShowTheEffectIsRefused() {
        for (Estimand estimand : new Estimand[] {Estimand.DIRECT, Estimand.SPILLOVER}) {
            NetworkSetting setting = SmallNetworks.setting(CLUSTERS, estimand, "full");
            assertThatThrownBy(() -> ExposureContrast.hajek().over(setting))
                    .hasMessageContaining("G203")
                    .hasMessageContaining("`full` has no two conditions whose contrast is the " + estimand.label());
        }
        NetworkSetting own = SmallNetworks.setting(CLUSTERS, Estimand.TOTAL, "own");
        assertThatThrownBy(() -> ExposureContrast.hajek().over(own)).hasMessageContaining("take `full`");
    }

    @Test
    void trapN3IsolatedNodesCountByTheirOwnArmForFullExposureOnly() {
        NetworkSetting total = SmallNetworks.setting(CLUSTERS, Estimand.TOTAL, "full");
        PreparedContrast full = ExposureContrast.horvitzThompson().over(total);
        assertThat(full.nodes()).isEqualTo(8);
        assertThat(full.estimate(data(total, ARM)).diagnostics())
                .anySatisfy(note ->
                        assertThat(note.meaning()).isEqualTo("1 node has no neighbours and counts by the own arm."));
        NetworkSetting spillover = SmallNetworks.setting("simple()", Estimand.SPILLOVER, "share(cuts: 0, 0.5)");
        PreparedContrast share = ExposureContrast.horvitzThompson().over(spillover);
        assertThat(share.nodes()).isEqualTo(7);
        assertThat(share.estimate(data(spillover, ARM)).diagnostics())
                .anySatisfy(note -> assertThat(note.meaning())
                        .isEqualTo("1 node has no neighbours and is left out of this contrast."));
    }

    /// The case `est.t8.full.bern`: everyone against no one is 0.2 + 0.1 for the seven nodes with neighbours.
    @Test
    void trapN7ProbabilitiesMakeTheEstimateRightAndHajekMakesItSharp() {
        NetworkSetting setting = SmallNetworks.setting(CLUSTERS, Estimand.TOTAL, "full");
        PreparedContrast ht = ExposureContrast.horvitzThompson().over(setting);
        PreparedContrast hajek = ExposureContrast.hajek().over(setting);
        double mean = 0;
        double square = 0;
        double defined = 0;
        double hajekMean = 0;
        double hajekSquare = 0;
        for (Possibility one : setting.randomisation().enumerate().toList()) {
            NetworkData data = data(setting, one.arms());
            double value = ht.value(data).orElseThrow();
            mean += one.probability() * value;
            square += one.probability() * value * value;
            if (hajek.value(data).isPresent()) {
                double other = hajek.value(data).getAsDouble();
                defined += one.probability();
                hajekMean += one.probability() * other;
                hajekSquare += one.probability() * other * other;
            }
        }
        double variance = square - mean * mean;
        double hajekVariance = hajekSquare / defined - Math.pow(hajekMean / defined, 2);
        assertThat(mean).isCloseTo(0.2875, within(1e-12));
        assertThat(variance / hajekVariance).isBetween(90.0, 100.0);
    }

    @Test
    void trapN7NodesThatCannotBeInBothConditionsAreTold() {
        // under a complete design of two clusters the nodes between them are never fully exposed
        NetworkSetting setting = SmallNetworks.setting(
                SmallNetworks.network(SmallNetworks.EIGHT, new int[] {0, 0, 0, 1, 1, 1, 1, 1}),
                "clustered(by: cluster, complete())",
                Estimand.TOTAL,
                new Exposure.Full());
        PreparedContrast hajek = ExposureContrast.hajek().over(setting);
        assertThat(hajek.nodes()).isEqualTo(6);
        assertThat(setting.contrastNodes().notes()).anySatisfy(note -> {
            assertThat(note.code()).isEqualTo("outside-estimand");
            assertThat(note.meaning())
                    .isEqualTo("2 nodes of 8 with neighbours can never be in both conditions: the effect is that on the"
                            + " other 6.");
        });
    }

    @Test
    void anExposureThatNoNodeCanHaveIsRefused() {
        // node by node in fixed numbers of one half: with two nodes and an edge nobody is ever fully exposed
        NetworkSetting setting = SmallNetworks.setting(
                SmallNetworks.network(copse.network.Graph.of(2, new int[] {0}, new int[] {1}), new int[] {0, 1}),
                "complete()",
                Estimand.TOTAL,
                new Exposure.Full());
        assertThatThrownBy(() -> ExposureContrast.hajek().over(setting))
                .hasMessageContaining("G206")
                .hasMessageContaining("no node can be `treated` and, in another assignment, `control`");
    }

    @Test
    void aConditionWithoutNodesIsAnErrorForHajekAndANoteForHorvitzThompson() {
        NetworkSetting setting = SmallNetworks.setting(CLUSTERS, Estimand.TOTAL, "full");
        NetworkData all = data(setting, new byte[] {1, 1, 1, 1, 1, 1, 1, 1});
        assertThatThrownBy(() -> ExposureContrast.hajek().over(setting).estimate(all))
                .hasMessageContaining("G204")
                .hasMessageContaining("no node with an outcome is in the condition `control`");
        assertThat(ExposureContrast.horvitzThompson()
                        .over(setting)
                        .estimate(all)
                        .diagnostics())
                .anySatisfy(note -> assertThat(note.code()).isEqualTo("unseen-condition"));
        NetworkData one = data(setting, new byte[] {1, 1, 1, 1, 1, 1, 1, 0});
        assertThatThrownBy(() -> ExposureContrast.hajek().over(setting).estimate(one))
                .hasMessageContaining("G207")
                .hasMessageContaining("all nodes in the condition `control` are of one cluster");
    }

    /// Six nodes that all know each other, seldom of one arm, and six that know nobody.
    @Test
    void trapN3IsolatedNodesDoNotStandForTheOthers() {
        Graph graph = Graph.of(12, new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4}, new int[] {
            1, 2, 3, 4, 5, 2, 3, 4, 5, 3, 4, 5, 4, 5, 5
        });
        Network network = SmallNetworks.network(graph, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        NetworkSetting setting = SmallNetworks.setting(network, "simple()", Estimand.TOTAL, new Exposure.Full());
        NetworkData mixed = data(setting, new byte[] {1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0});
        assertThatThrownBy(() -> ExposureContrast.hajek().over(setting).estimate(mixed))
                .hasMessageContaining("G204")
                .hasMessageContaining("only nodes without neighbours are in the condition `treated`")
                .hasMessageContaining("--estimators regression");
    }

    /// Ten pairs, each node with its condition by a probability of 1/4.
    @Test
    void nodesSeenThatStandForFewAreTold() {
        Graph pairs = Graph.of(
                20,
                IntStream.range(0, 10).map(pair -> 2 * pair).toArray(),
                IntStream.range(0, 10).map(pair -> 2 * pair + 1).toArray());
        Network network = SmallNetworks.network(pairs, IntStream.range(0, 20).toArray());
        NetworkSetting setting = SmallNetworks.setting(network, "simple()", Estimand.TOTAL, new Exposure.Full());
        byte[] arm = {1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(ExposureContrast.hajek()
                        .over(setting)
                        .estimate(data(setting, arm))
                        .diagnostics())
                .filteredOn(note -> note.code().equals("part-of-the-nodes-seen"))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.parameter()).isEqualTo("treated");
                    assertThat(note.value()).isCloseTo(2 * 4 / 20.0, within(1e-12));
                });
    }

    @Test
    void nodesWithoutAnOutcomeCountAsNeighboursOnly() {
        NetworkSetting setting = SmallNetworks.setting(CLUSTERS, Estimand.TOTAL, "full");
        NetworkData whole = data(setting, ARM);
        NetworkData some = new NetworkData(ARM, whole.outcome(), Mask.of(8, node -> node == 1), whole.covariates());
        PreparedContrast ht = ExposureContrast.horvitzThompson().over(setting);
        // nodes 0 (treated, π = 1/2), 4 and 7 (control, π = 1/2) are seen
        assertThat(ht.value(some).orElseThrow()).isCloseTo((0.35 * 2 - 0.05 * 2 - 0.05 * 2) / 7, within(1e-12));
    }

    @Test
    void theRuleByClustersNeedsClustersThatStay() {
        NetworkSetting setting =
                SmallNetworks.setting("rerandomised(complete(), on: node, accept: 0.5)", Estimand.DIRECT, "own");
        assertThatThrownBy(() ->
                        ExposureContrast.hajek().withRule(VarianceRule.CLUSTERS).over(setting))
                .hasMessageContaining("G210");
        assertThat(ExposureContrast.hajek().over(setting).variance(data(setting, ARM)))
                .isPresent();
    }
}
