package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.DesignException;
import copse.math.Seed;
import org.junit.jupiter.api.Test;

class BalancedTest {
    /// Communities of the size asked for are found: hardly more edges are cut than those planted between them.
    @Test
    void findsCommunitiesOfItsSize() {
        Graph graph = Graphs.blocks(12, 30, 0.4, 0.01, Seed.of(1).stream());
        int[] planted = new int[graph.nodes()];
        for (int node = 0; node < planted.length; node++) {
            planted[node] = node / 30;
        }
        double between = PartitionQuality.of(graph, Clustering.of(planted), 1).cutShare();
        Clustering found = Balanced.ofSize(30).cluster(graph, Seed.of(2).stream(), 1);
        assertThat(found.clusters()).isEqualTo(12);
        assertThat(PartitionQuality.of(graph, found, 1).cutShare()).isLessThan(1.25 * between);
    }

    /// A ring cut into four arcs loses four of its edges at best; one cut more is let pass.
    @Test
    void cutsARingIntoArcs() {
        Graph ring = Graphs.cycle(80);
        Clustering found = new Balanced(0, 4, 0.25).cluster(ring, Seed.of(3).stream(), 1);
        assertThat(PartitionQuality.of(ring, found, 1).cutShare() * 80).isBetween(4 - 1e-9, 12.0);
    }

    @Test
    void weightsCount() {
        // a ladder whose rungs are heavy: halves keep rungs together
        Graph ladder = Graph.of(
                8, new int[] {0, 1, 2, 4, 5, 6, 0, 1, 2, 3}, new int[] {1, 2, 3, 5, 6, 7, 4, 5, 6, 7}, new double[] {
                    1, 1, 1, 1, 1, 1, 9, 9, 9, 9
                });
        Clustering found = new Balanced(0, 2, 0).cluster(ladder, Seed.of(4).stream(), 1);
        for (int rung = 0; rung < 4; rung++) {
            assertThat(found.of(rung)).isEqualTo(found.of(rung + 4));
        }
    }

    @Test
    void isolatedNodesFillUp() {
        Graph graph = Graph.of(30, new int[] {0, 1, 2}, new int[] {1, 2, 3});
        Clustering found = Balanced.into(3).cluster(graph, Seed.of(5).stream(), 1);
        assertThat(found.sizes()).hasSize(3);
        assertThat(PartitionQuality.of(graph, found, 1).cutShare()).isCloseTo(0, within(1e-15));
    }

    @Test
    void refusesSizesThatCannotBe() {
        Graph path = Graphs.path(6);
        assertThatThrownBy(() -> Balanced.ofSize(6).cluster(path, Seed.of(6).stream(), 1))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .contains(
                                        "error[G124]: `balanced(size: 6)` makes 1 cluster of 6 nodes",
                                        "balanced(size: 2)"));
        assertThatThrownBy(() -> Balanced.into(7).cluster(path, Seed.of(6).stream(), 1))
                .isInstanceOfSatisfying(
                        DesignException.class,
                        thrown -> assertThat(thrown.problem().text())
                                .contains("makes 7 clusters of 6 nodes", "no cluster may be empty"));
        assertThat(ClusteringMethod.parse("balanced(size: 2)")
                        .cluster(Network.of(path), Seed.of(6).stream(), 1)
                        .clusters())
                .isEqualTo(3);
    }
}
