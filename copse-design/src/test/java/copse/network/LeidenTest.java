package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import org.junit.jupiter.api.Test;

class LeidenTest {
    /// The proven optimum, Brandes et al. (2008), IEEE Trans. Knowl. Data Eng. 20(2).
    /// doi:10.1109/TKDE.2007.190689
    @Test
    void findsTheBestModularityOfTheKarateClub() {
        Graph karate = Graphs.karate();
        Clustering clustering = Leiden.modularity(1).withStarts(50).cluster(karate, Seed.of(1).stream(), 2);
        assertThat(PartitionQuality.of(karate, clustering, 1).modularity()).isCloseTo(0.4197896, within(5e-8));
    }

    /// Two cliques of five joined by one edge: with density 1/2 each clique is a cluster, and above density 1
    /// no pair is worth joining.
    @Test
    void constantPottsFindsCliquesAtTheirDensity() {
        int[] ends = new int[2 * 21];
        int used = 0;
        for (int clique = 0; clique < 2; clique++) {
            for (int i = 0; i < 5; i++) {
                for (int j = i + 1; j < 5; j++) {
                    ends[used++] = 5 * clique + i;
                    ends[used++] = 5 * clique + j;
                }
            }
        }
        ends[used++] = 0;
        ends[used] = 5;
        Graph graph = Graphs.of(10, ends);
        RandomStream stream = Seed.of(2).stream();
        assertThat(Leiden.cpm(0.5).cluster(graph, stream, 1))
                .isEqualTo(Clustering.of(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}));
        assertThat(Leiden.cpm(1.01).cluster(graph, stream, 1).clusters()).isEqualTo(10);
        assertThat(Leiden.cpm(0.01).cluster(graph, stream, 1).clusters()).isEqualTo(1);
    }

    /// A weight of two is two edges: weights move the boundary.
    @Test
    void weightsCount() {
        int[] from = {0, 1, 2};
        int[] to = {1, 2, 3};
        RandomStream stream = Seed.of(3).stream();
        assertThat(Leiden.modularity(1).cluster(Graph.of(4, from, to, new double[] {9, 1, 9}), stream, 1))
                .isEqualTo(Clustering.of(new int[] {0, 0, 1, 1}));
        assertThat(Leiden.modularity(1).cluster(Graph.of(4, from, to, new double[] {1, 9, 1}), stream, 1))
                .isEqualTo(Clustering.of(new int[] {0, 0, 0, 0}));
    }

    @Test
    void aGraphWithoutEdgesIsAllAlone() {
        assertThat(Leiden.modularity(1)
                        .cluster(Graph.of(3, new int[0], new int[0]), Seed.of(4).stream(), 1)
                        .clusters())
                .isEqualTo(3);
    }

    @Test
    void higherResolutionMakesMoreClusters() {
        Graph graph = Graphs.blocks(10, 30, 0.4, 0.02, Seed.of(5).stream());
        int before = 0;
        for (double resolution : new double[] {0.05, 1, 5, 20}) {
            int clusters = Leiden.modularity(resolution)
                    .cluster(graph, Seed.of(6).stream(), 2)
                    .clusters();
            assertThat(clusters).isGreaterThan(before);
            before = clusters;
        }
        assertThat(Leiden.modularity(1).cluster(graph, Seed.of(6).stream(), 2).clusters())
                .isEqualTo(10);
    }
}
