package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.EffectEstimate;
import copse.exposure.Exposure;
import copse.exposure.TreatedNeighbours;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.LinearContrast;
import copse.lm.Lm;
import copse.lm.LmFit;
import copse.lm.Robust;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.Graph;
import copse.network.Network;
import copse.network.StochasticBlock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureRegressionTest {
    private static final int CLUSTERS = 12;
    private static final int SIZE = 10;
    private static final Network NETWORK = blocks();
    private static final NetworkSetting SETTING = setting("clustered(by: cluster, complete())", Estimand.TOTAL);

    private static Network blocks() {
        Graph graph = new StochasticBlock(Collections.nCopies(CLUSTERS, SIZE), 0.4, 0.02).draw(Seed.of(3).stream());
        int[] label = new int[graph.nodes()];
        for (int node = 0; node < label.length; node++) {
            label[node] = node / SIZE;
        }
        return SmallNetworks.network(graph, label);
    }

    private static NetworkSetting setting(String design, Estimand estimand) {
        return SmallNetworks.setting(NETWORK, design, estimand, new Exposure.Full());
    }

    private static byte[] arms(NetworkSetting setting, long seed) {
        var assignment = setting.randomisation().assign(Seed.of(seed));
        byte[] arm = new byte[assignment.size()];
        for (int node = 0; node < arm.length; node++) {
            arm[node] = (byte) assignment.arm(node);
        }
        return arm;
    }

    /// `1 + 0.2 · treated + 0.1 · share + noise`.
    private static NetworkData data(NetworkSetting setting, long seed, double noise) {
        byte[] arm = arms(setting, seed);
        TreatedNeighbours neighbours = setting.map().treatedNeighbours(arm, setting.sides());
        RandomStream stream = Seed.of(seed + 1000).stream();
        double[] y = new double[arm.length];
        for (int node = 0; node < y.length; node++) {
            y[node] = 1
                    + (setting.sides().treated(arm[node]) ? 0.2 : 0)
                    + 0.1 * neighbours.share(node).orElse(0)
                    + noise * stream.nextGaussian();
        }
        return NetworkData.of(arm, y);
    }

    @Test
    void outcomesOnTheLineGiveTheEffectsExactly() {
        for (String design :
                List.of("clustered(by: cluster, complete())", "complete()", "mixed(by: cluster, share: 0.5)")) {
            for (ExposureRegression errors :
                    List.of(ExposureRegression.clusters(), ExposureRegression.randomisation(64, Seed.of(1)))) {
                double[] effects = new double[3];
                for (Estimand estimand : Estimand.values()) {
                    NetworkSetting setting = setting(design, estimand);
                    EffectEstimate effect = errors.over(setting).estimate(data(setting, 5, 0));
                    effects[estimand.ordinal()] = effect.value();
                    assertThat(effect.se().orElseThrow()).isCloseTo(0, within(1e-9));
                }
                assertThat(effects).containsExactly(new double[] {0.2, 0.1, 0.3}, within(1e-10));
            }
        }
    }

    @Test
    void errorsAreThoseOfARegressionOfRowsWithClusters() {
        NetworkData data = data(SETTING, 8, 1);
        EffectEstimate effect = ExposureRegression.clusters().over(SETTING).estimate(data);
        TreatedNeighbours neighbours = SETTING.map().treatedNeighbours(data.arm(), SETTING.sides());
        double[] own = new double[data.nodes()];
        double[] share = new double[data.nodes()];
        for (int node = 0; node < own.length; node++) {
            own[node] = data.arm()[node];
            share[node] = neighbours.share(node).orElseThrow();
        }
        FactorColumn cluster = NETWORK.nodes().factor("cluster");
        Frame rows = Frame.of(
                "y",
                NumericColumn.of(data.outcome()),
                "z",
                NumericColumn.of(own),
                "s",
                NumericColumn.of(share),
                "cluster",
                cluster);
        LmFit fit = Lm.of("y ~ z + s").clusters("cluster").fit(rows);
        var total = fit.robust(Robust.cr2("cluster"))
                .combination(new LinearContrast("total", new double[] {0, 1, 1}), 0.95);
        assertThat(effect.value()).isCloseTo(total.value(), within(1e-10));
        assertThat(effect.se().orElseThrow()).isCloseTo(total.se(), within(1e-10));
        assertThat(effect.df().orElseThrow()).isCloseTo(total.df(), within(1e-6));
        assertThat(effect.clusters()).isEqualTo(CLUSTERS);
        assertThat(effect.estimand())
                .startsWith("total effect of treatment against control on y: everyone in treatment against everyone in"
                        + " control; outcomes linear in own arm and treated share of neighbours");
    }

    @Test
    void errorsOverRedrawsAreTheSpreadOfTheEstimate() {
        RandomStream stream = Seed.of(17).stream();
        double[] level = new double[CLUSTERS];
        for (int c = 0; c < CLUSTERS; c++) {
            level[c] = stream.nextGaussian();
        }
        double[] noise = new double[NETWORK.size()];
        for (int node = 0; node < noise.length; node++) {
            noise[node] = level[node / SIZE] + 0.5 * stream.nextGaussian();
        }
        // the nodes' own levels stay, arms are drawn anew
        int reps = 200;
        double squares = 0;
        double estimated = 0;
        ExposureRegression regression = ExposureRegression.randomisation(128, Seed.of(4));
        NetworkEstimator.Prepared prepared = regression.over(SETTING);
        for (int rep = 0; rep < reps; rep++) {
            NetworkData line = data(SETTING, rep, 0);
            double[] y = line.outcome().clone();
            for (int node = 0; node < y.length; node++) {
                y[node] += noise[node];
            }
            EffectEstimate effect = prepared.estimate(NetworkData.of(line.arm(), y));
            squares += Math.pow(effect.value() - 0.3, 2) / reps;
            estimated += Math.pow(effect.se().orElseThrow(), 2) / reps;
        }
        // 200 replicates: the variance is known to 10 %, and 12 clusters leave the residuals' shrinkage uncertain
        assertThat(estimated / squares).isBetween(0.7, 1.4);
        NetworkData data = data(SETTING, 3, 1);
        assertThat(prepared.estimate(data).se())
                .isEqualTo(regression.over(SETTING).estimate(data).se());
    }

    @Test
    void theMixedModelHasRandomInterceptsOfClusters() {
        NetworkData data = data(SETTING, 8, 1);
        EffectEstimate mixed = ExposureRegression.mixed().over(SETTING).estimate(data);
        EffectEstimate squares = ExposureRegression.clusters().over(SETTING).estimate(data);
        assertThat(mixed.method()).contains("random intercepts, CR2");
        // noise without clusters: either weighting estimates the same
        assertThat(mixed.value())
                .isCloseTo(squares.value(), within(0.5 * squares.se().orElseThrow()));
    }

    @Test
    void covariatesTakeOutWhatTheyExplain() {
        NetworkData bare = data(SETTING, 8, 0);
        double[] x = new double[bare.nodes()];
        double[] y = bare.outcome().clone();
        RandomStream stream = Seed.of(23).stream();
        for (int node = 0; node < x.length; node++) {
            x[node] = 1e6 + stream.nextGaussian();
            y[node] += 5 * (x[node] - 1e6);
        }
        NetworkData data = new NetworkData(bare.arm(), y, bare.missing(), new double[][] {x});
        assertThat(ExposureRegression.clusters().over(SETTING).estimate(data).value())
                .isCloseTo(0.3, within(1e-8));
    }

    @Test
    void armAndNeighboursThatGoTogetherShowTheTotalEffectOnly() {
        Graph apart = Graph.of(8, new int[] {0, 2, 4, 6}, new int[] {1, 3, 5, 7});
        Network network = SmallNetworks.network(apart, new int[] {0, 0, 1, 1, 2, 2, 3, 3});
        NetworkData data = NetworkData.of(new byte[] {1, 1, 0, 0, 1, 1, 0, 0}, new double[] {3, 5, 1, 2, 4, 4, 2, 3});
        String design = "clustered(by: cluster, complete())";
        NetworkSetting total = SmallNetworks.setting(network, design, Estimand.TOTAL, new Exposure.Full());
        assertThat(ExposureRegression.clusters().over(total).estimate(data).value())
                .isCloseTo(2, within(1e-12));
        NetworkSetting direct = SmallNetworks.setting(network, design, Estimand.DIRECT, new Exposure.Full());
        assertThatThrownBy(() -> ExposureRegression.clusters().over(direct).estimate(data))
                .hasMessageContaining("G212")
                .hasMessageContaining("own arm and the treated share of neighbours go together at every node");
    }

    /// Ends of an edge as a pair: the share is 1 less the own arm, and the difference of the arms is `δ − γ`.
    @Test
    void neighboursInTheOtherArmShowNoneOfTheEffects() {
        Graph apart = Graph.of(8, new int[] {0, 2, 4, 6}, new int[] {1, 3, 5, 7});
        Network network = SmallNetworks.network(apart, new int[] {0, 0, 1, 1, 2, 2, 3, 3});
        NetworkData data = NetworkData.of(new byte[] {1, 0, 0, 1, 1, 0, 0, 1}, new double[] {3, 5, 1, 2, 4, 4, 2, 3});
        for (Estimand estimand : Estimand.values()) {
            NetworkSetting setting = SmallNetworks.setting(network, "simple()", estimand, new Exposure.Full());
            for (ExposureRegression each : List.of(
                    ExposureRegression.clusters(),
                    ExposureRegression.mixed(),
                    ExposureRegression.randomisation(64, Seed.of(1)))) {
                assertThatThrownBy(() -> each.over(setting).estimate(data))
                        .hasMessageContaining("G212")
                        .hasMessageContaining("0 in treatment, 1 in control")
                        .hasMessageContaining("the " + estimand.label() + " is not in these data")
                        .hasMessageContaining("--estimators naive");
            }
        }
    }

    @Test
    void aCompleteGraphShowsNoTotalEffect() {
        Graph complete = new StochasticBlock(List.of(8), 1, 0).draw(Seed.of(1).stream());
        NetworkData data = NetworkData.of(new byte[] {1, 0, 0, 1, 1, 0, 0, 1}, new double[] {3, 5, 1, 2, 4, 4, 2, 3});
        Network network = SmallNetworks.network(complete, new int[8]);
        NetworkSetting setting = SmallNetworks.setting(network, "complete()", Estimand.TOTAL, new Exposure.Full());
        assertThatThrownBy(() -> ExposureRegression.clusters().over(setting).estimate(data))
                .hasMessageContaining("G212")
                .hasMessageContaining("0.4286 in treatment, 0.5714 in control");
    }

    /// A circle of four with opposite arms alike: every node has one treated neighbour of two.
    @Test
    void equalSharesShowTheDirectEffectOnly() {
        Graph circles = Graph.of(8, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, new int[] {1, 2, 3, 0, 5, 6, 7, 4});
        Network network = SmallNetworks.network(circles, new int[] {0, 0, 0, 0, 1, 1, 1, 1});
        NetworkData data = NetworkData.of(new byte[] {1, 1, 0, 0, 1, 1, 0, 0}, new double[] {3, 5, 1, 2, 4, 4, 2, 3});
        NetworkSetting direct = SmallNetworks.setting(network, "simple()", Estimand.DIRECT, new Exposure.Own());
        assertThat(ExposureRegression.clusters().over(direct).estimate(data).value())
                .isCloseTo(2, within(1e-12));
        NetworkSetting total = SmallNetworks.setting(network, "simple()", Estimand.TOTAL, new Exposure.Full());
        assertThatThrownBy(() -> ExposureRegression.clusters().over(total).estimate(data))
                .hasMessageContaining("G212")
                .hasMessageContaining("they show the direct effect only")
                .hasMessageContaining("--estimand direct");
    }

    /// Redraws that put neighbours into different arms everywhere show no total effect and do not count; all
    /// that is left are those with share and arm alike, and those that tell them apart.
    @Test
    void redrawsThatDoNotShowTheEffectDoNotCount() {
        Graph edge = Graph.of(4, new int[] {0, 2}, new int[] {1, 3});
        Network network = SmallNetworks.network(edge, new int[] {0, 0, 1, 1});
        NetworkSetting setting = SmallNetworks.setting(network, "complete()", Estimand.TOTAL, new Exposure.Full());
        NetworkData alike = NetworkData.of(new byte[] {1, 1, 0, 0}, new double[] {3, 5, 1, 2});
        // residuals −1, 1, −1/2, 1/2: in both redraws that count, the arms' means are the same
        EffectEstimate effect =
                ExposureRegression.randomisation(64, Seed.of(1)).over(setting).estimate(alike);
        assertThat(effect.value()).isCloseTo(2.5, within(1e-12));
        assertThat(effect.se().orElseThrow()).isCloseTo(0, within(1e-12));
    }

    @Test
    void neighboursInAThirdArmAreNeitherTreatedNorControls() {
        for (Estimand estimand : Estimand.values()) {
            NetworkSetting setting = setting("simple(arms: control, treatment, other)", estimand);
            byte[] arm = arms(setting, 12);
            double[] y = new double[arm.length];
            Graph graph = NETWORK.graph();
            for (int node = 0; node < y.length; node++) {
                double all = 0;
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    y[node] += arm[graph.neighbour(at)] == 2 ? 1 : 0;
                    all++;
                }
                y[node] /= Math.max(1, all);
            }
            // the treatment does nothing
            assertThat(ExposureRegression.clusters()
                            .over(setting)
                            .estimate(NetworkData.of(arm, y))
                            .value())
                    .isCloseTo(0, within(1e-10));
        }
        NetworkSetting spillover = SmallNetworks.setting(
                NETWORK, "simple(arms: control, treatment, other)", Estimand.SPILLOVER, new Exposure.FourWay());
        assertThat(spillover.contrastNodes().notes())
                .anySatisfy(note -> assertThat(note.code()).isEqualTo("neighbours-in-further-arms"));
    }

    @Test
    void trapN3LeavesIsolatedNodesOutWithACount() {
        NetworkSetting setting = SmallNetworks.setting("complete()", Estimand.SPILLOVER, "four-way");
        NetworkData data = NetworkData.of(new byte[] {1, 1, 0, 0, 1, 0, 1, 0}, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        EffectEstimate effect = ExposureRegression.clusters().over(setting).estimate(data);
        assertThat(effect.rows()).isEqualTo(7);
        assertThat(effect.diagnostics()).anySatisfy(note -> {
            assertThat(note.code()).isEqualTo("isolated-nodes");
            assertThat(note.value()).isEqualTo(1);
        });
    }

    @Test
    void clustersDrawnAnewHaveNoErrorsByClusters() {
        Network network = new Network(NETWORK.graph(), NETWORK.withNeighbours("neighbours"), NETWORK.id());
        NetworkSetting setting =
                SmallNetworks.setting(network, "graph_clusters()", Estimand.TOTAL, new Exposure.Full());
        assertThatThrownBy(() -> ExposureRegression.clusters().over(setting))
                .hasMessageContaining("G209")
                .hasMessageContaining("--estimators randomisation");
        NetworkData data = data(setting, 4, 1);
        assertThat(ExposureRegression.randomisation(100, Seed.of(2))
                        .over(setting)
                        .estimate(data)
                        .se()
                        .orElseThrow())
                .isPositive();
    }

    @Test
    void anArmWithoutNodesIsRefused() {
        NetworkData data = NetworkData.of(new byte[NETWORK.size()], new double[NETWORK.size()]);
        assertThatThrownBy(() -> ExposureRegression.clusters().over(SETTING).estimate(data))
                .hasMessageContaining("G204")
                .hasMessageContaining("arm `treatment` has no node with neighbours and an outcome");
    }
}
