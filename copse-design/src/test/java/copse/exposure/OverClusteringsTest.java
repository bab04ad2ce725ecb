package copse.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Randomisation;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.network.Graph;
import copse.network.Network;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverClusteringsTest {
    private static Network ring(int nodes) {
        int[] from = IntStream.range(0, nodes).toArray();
        int[] to = IntStream.range(0, nodes).map(i -> (i + 1) % nodes).toArray();
        return Network.of(Graph.of(nodes, from, to));
    }

    private static ExposureProbabilities.Setting setting(Network network, String design, String exposure) {
        int n = network.size();
        Frame nodes = network.withNeighbours("neighbours")
                .with(
                        "three",
                        NumericColumn.of(
                                IntStream.range(0, n).mapToDouble(i -> i / 3).toArray()))
                .with(
                        "four",
                        NumericColumn.of(
                                IntStream.range(0, n).mapToDouble(i -> i / 4).toArray()));
        Randomisation randomisation = Design.parse(design).over(nodes, network.id());
        return new ExposureProbabilities.Setting(
                ExposureMap.of(network.graph(), Exposure.parse(exposure)),
                randomisation,
                Sides.of(randomisation.design().arms(), "treatment", "control"),
                ProbabilityOptions.defaults().withThreads(2));
    }

    private static ExposureProbabilities probabilities(ExposureProbabilities.Setting setting) {
        return ExposureProbabilities.of(setting.map(), setting.randomisation(), setting.sides(), setting.options());
    }

    /// On a graph that is small enough the mean over clusterings is what all assignments say.
    @Test
    void agreesWithAllAssignments() {
        for (String exposure : List.of("full", "fraction(q: 0.5)", "four-way")) {
            for (String design : List.of(
                    "graph_clusters()",
                    "graph_clusters(clusters: net(radius: 1), draw: complete)",
                    "graph_clusters(clusters: one_of(three, four), arms: control=1, treatment=2)")) {
                ExposureProbabilities.Setting setting = setting(ring(7), design, exposure);
                ExposureProbabilities expected = probabilities(setting);
                OverClusterings over = OverClusterings.of(setting).orElseThrow();
                ExposureProbabilities got =
                        new ExposureProbabilities(setting, over.table().orElseThrow());
                ExposureJoint joint = over.joint().orElseThrow();
                assertThat(joint.basis()).isEqualTo(Basis.exact());
                for (int i = 0; i < 7; i++) {
                    for (int k = 0; k < got.conditions(); k++) {
                        assertThat(got.of(i, k)).isCloseTo(expected.of(i, k), within(1e-12));
                        for (int j = 0; j < 7; j++) {
                            for (int l = 0; l < got.conditions() && j != i; l++) {
                                assertThat(joint.of(i, k, j, l))
                                        .as("%s, %s: %d in %d, %d in %d", design, exposure, i, k, j, l)
                                        .isCloseTo(expected.joint(i, k, j, l), within(1e-12));
                            }
                        }
                    }
                }
            }
        }
    }

    /// One-hop-max clusters know nothing beyond a few edges: in a long ring a node is exposed as in a short
    /// one, of which all assignments are known.
    @Test
    void randomClusteringsComeNearWithTheErrorTheyState() {
        ExposureProbabilities exact = probabilities(setting(ring(12), "graph_clusters()", "full"));
        ExposureProbabilities drawn = probabilities(setting(ring(80), "graph_clusters()", "full"));
        assertThat(exact.basis()).isEqualTo(Basis.exact());
        assertThat(drawn.basis()).isInstanceOf(Basis.MonteCarlo.class);
        double squares = 0;
        for (int node = 0; node < 80; node++) {
            double error = drawn.error(node, 0);
            assertThat(error).isBetween(1e-4, 0.01);
            assertThat(drawn.of(node, 0)).isCloseTo(exact.of(0, 0), within(5 * error));
            squares += Math.pow((drawn.of(node, 0) - exact.of(0, 0)) / error, 2) / 80;
        }
        assertThat(squares).as("mean square over that of the stated error").isBetween(0.4, 2.0);
        double error = ((Basis.MonteCarlo) drawn.jointBasis()).standardError();
        for (int other = 1; other < 6; other++) {
            assertThat(drawn.joint(20, 1, 20 + other, 1)).isCloseTo(exact.joint(2, 1, 2 + other, 1), within(3 * error));
        }
        // beyond the reach of any cluster, but for the error of the single ones
        assertThat(drawn.joint(20, 1, 60, 1)).isCloseTo(exact.of(0, 1) * exact.of(0, 1), within(0.02));
    }

    @Test
    void listedClusteringsAreExactOnAnyGraph() {
        ExposureProbabilities got =
                probabilities(setting(ring(120), "graph_clusters(clusters: one_of(three, four))", "full"));
        assertThat(got.basis()).isEqualTo(Basis.exact());
        assertThat(got.jointBasis()).isEqualTo(Basis.exact());
        // node 1 is in the middle of its cluster under both, node 3 at the edge, node 6 at the edge of one only
        assertThat(got.of(1, 1)).isCloseTo(0.5, within(1e-12));
        assertThat(got.of(3, 1)).isCloseTo(0.25, within(1e-12));
        assertThat(got.of(6, 1)).isCloseTo((0.25 + 0.5) / 2, within(1e-12));
    }
}
