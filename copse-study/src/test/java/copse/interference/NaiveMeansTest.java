package copse.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.estimate.EffectEstimate;
import copse.estimate.Experiment;
import copse.estimate.Question;
import copse.estimate.Roles;
import copse.estimate.RowMeans;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaiveMeansTest {
    private static final byte[] ARM = {1, 1, 1, 0, 0, 0, 1, 0};
    private static final double[] Y = {2.1, 3.4, 2.2, 0.3, 1.9, 1.4, 0.5, 2.0};

    private static NetworkSetting clustered() {
        return SmallNetworks.setting("clustered(by: cluster, complete())", Estimand.TOTAL, "full");
    }

    @Test
    void errorsAreThoseOfMeansOfRowsInClusters() {
        EffectEstimate naive = NaiveMeans.ofClusters().over(clustered()).estimate(NetworkData.of(ARM, Y));
        Column cluster = clustered().network().nodes().column("cluster");
        Frame rows = Frame.of(
                "y",
                NumericColumn.wrap(Y.clone(), Mask.none(Y.length)),
                "arm",
                FactorColumn.of(
                        "treatment", "treatment", "treatment", "control", "control", "control", "treatment", "control"),
                "cluster",
                cluster);
        EffectEstimate rowMeans = new RowMeans()
                .estimate(
                        Experiment.observed(rows, Roles.of("arm").withUnit("cluster")),
                        Question.of("y", "treatment", "control"));
        // the same formulas from other sums
        assertThat(naive.value()).isCloseTo(rowMeans.value(), within(1e-12));
        assertThat(naive.se().orElseThrow()).isCloseTo(rowMeans.se().orElseThrow(), within(1e-12));
        assertThat(naive.df().orElseThrow()).isCloseTo(rowMeans.df().orElseThrow(), within(1e-10));
        assertThat(naive.clusters()).isEqualTo(4);
    }

    @Test
    void saysThatItIsNeitherTheDirectNorTheTotalEffect() {
        EffectEstimate naive = NaiveMeans.ofClusters().over(clustered()).estimate(NetworkData.of(ARM, Y));
        assertThat(naive.estimand())
                .isEqualTo("difference in mean y between nodes in treatment and nodes in control, neighbours as the"
                        + " design mixes them");
        // shares 1, 1, 2/3, 2/3, 1, 2/3, 0 of the seven nodes with neighbours
        assertThat(naive.diagnostics()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("naive-means");
            assertThat(note.value()).isCloseTo(5.0 / 7, within(1e-12));
        });
    }

    @Test
    void trapN6RefusesErrorsOfNodesWhereClustersWereRandomised() {
        assertThatThrownBy(() -> NaiveMeans.ofNodes().over(clustered()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("G205")
                .hasMessageContaining(
                        "nodes are to be counted as independent, but 4 clusters of 8 nodes were randomised")
                .hasMessageContaining("--estimators naive");
    }

    @Test
    void countsNodesWhereNodesWereRandomised() {
        NetworkSetting setting = SmallNetworks.setting("complete()", Estimand.DIRECT, "own");
        NetworkData data = NetworkData.of(ARM, Y);
        EffectEstimate byNode = NaiveMeans.ofNodes().over(setting).estimate(data);
        assertThat(byNode.se())
                .isEqualTo(NaiveMeans.ofClusters().over(setting).estimate(data).se());
        assertThat(byNode.clusters()).isEqualTo(8);
        assertThat(byNode.diagnostics()).isEmpty();
    }

    @Test
    void nodesRandomisedByThemselvesMissTheSpillover() {
        NetworkSetting setting = SmallNetworks.setting("complete()", Estimand.TOTAL, "full");
        assertThat(NaiveMeans.ofNodes()
                        .over(setting)
                        .estimate(NetworkData.of(ARM, Y))
                        .diagnostics())
                .singleElement()
                .satisfies(note -> assertThat(note.meaning())
                        .contains("Nodes were randomised by themselves", "misses the spillover")
                        .doesNotContain("own cluster"));
    }

    @Test
    void trapN2MeansOfOwnArmsAreNoSpilloverAndUnderClustersNoDirectEffect() {
        for (String design : List.of("complete()", "clustered(by: cluster, complete())")) {
            NetworkSetting spillover = SmallNetworks.setting(design, Estimand.SPILLOVER, "four-way");
            for (NetworkEstimator each : List.of(NaiveMeans.ofClusters(), new ClusterAdjustment())) {
                assertThatThrownBy(() -> each.over(spillover))
                        .hasMessageContaining("G214")
                        .hasMessageContaining("cannot show spillover");
            }
            assertThat(NetworkMethod.suitable(spillover))
                    .containsExactly(NetworkMethod.HAJEK, NetworkMethod.REGRESSION, NetworkMethod.HT);
        }
        NetworkSetting direct = SmallNetworks.setting("clustered(by: cluster, complete())", Estimand.DIRECT, "own");
        for (NetworkEstimator each : List.of(NaiveMeans.ofClusters(), new ClusterAdjustment())) {
            assertThatThrownBy(() -> each.over(direct))
                    .hasMessageContaining("G214")
                    .hasMessageContaining("cannot show the direct effect under this design")
                    .hasMessageContaining("--estimators regression");
        }
    }

    @Test
    void unitsOfOneClusterInBothArmsCountByCluster() {
        NetworkSetting setting = SmallNetworks.setting(
                "saturation(by: cluster, levels: 0.3=1, 0.7=1, within: control, treatment)", Estimand.TOTAL, "full");
        byte[] arm = {1, 0, 0, 2, 3, 3, 0, 3};
        EffectEstimate naive = NaiveMeans.ofClusters().over(setting).estimate(NetworkData.of(arm, Y));
        // by hand: means 2.1+1.9+1.4+2.0 over 4 less 3.4+2.2+0.3+0.5 over 4
        assertThat(naive.value()).isCloseTo(0.25, within(1e-12));
        double[] parts = {
            (0.25 - (1.8 + 0.6)) / 4, (0.05 - 0.45 - (0.3 - 1.6)) / 4, (0 - (0.5 - 1.6)) / 4, (2.0 - 1.85) / 4
        };
        double squares = 0;
        for (double part : parts) {
            squares += part * part;
        }
        assertThat(naive.se().orElseThrow()).isCloseTo(Math.sqrt(squares * 4 / 3), within(1e-12));
        assertThat(naive.df()).hasValue(3);
    }

    @Test
    void anArmOfOneClusterHasNoError() {
        byte[] arm = {1, 1, 1, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> NaiveMeans.ofClusters().over(clustered()).estimate(NetworkData.of(arm, Y)))
                .hasMessageContaining("G207")
                .hasMessageContaining("the nodes of arm `treatment` are all of one cluster");
    }

    @Test
    void anArmWithoutOutcomesIsRefused() {
        NetworkData none = new NetworkData(ARM, Y, Mask.of(8, node -> ARM[node] == 1), new double[0][]);
        assertThatThrownBy(() -> NaiveMeans.ofClusters().over(clustered()).estimate(none))
                .hasMessageContaining("G204")
                .hasMessageContaining("arm `treatment` has no node with an outcome");
    }
}
