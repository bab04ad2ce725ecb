package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphSummaryTest {
    private static final RandomStream STREAM = Seed.of(20260102).stream();

    /// Two triangles that share an edge, a tail, and two nodes alone.
    private static final Graph KITE = Graph.of(7, new int[] {0, 0, 1, 1, 2, 3}, new int[] {1, 2, 2, 3, 3, 4});

    @Test
    void aKiteIsDescribed() {
        GraphSummary summary = GraphSummary.of(KITE);
        assertThat(summary.nodes()).isEqualTo(7);
        assertThat(summary.edges()).isEqualTo(6);
        assertThat(summary.isolated()).isEqualTo(2);
        assertThat(summary.components()).isEqualTo(3);
        assertThat(summary.largestComponent()).isEqualTo(5);
        assertThat(summary.meanDegree()).isEqualTo(12.0 / 7);
        assertThat(summary.degrees()).isEqualTo(new GraphSummary.Degrees(0, 0, 2, 3, 3, 3, 3));
        assertThat(summary.triangles()).isEqualTo(2);
        // paths over two edges: 1 at node 0, 3 at each of 1, 2 and 3
        assertThat(summary.transitivity().orElseThrow()).isCloseTo(6.0 / 10, within(1e-15));
        assertThat(summary.averageClustering()).isCloseTo((1 + 2.0 / 3 + 2.0 / 3 + 1.0 / 3) / 7, within(1e-15));
    }

    @Test
    void whatIsNotDefinedIsEmpty() {
        GraphSummary pair = GraphSummary.of(Graph.of(2, new int[] {0}, new int[] {1}));
        assertThat(pair.transitivity()).isEmpty();
        assertThat(pair.averageClustering()).isZero();
        GraphSummary nothing = GraphSummary.of(Graph.of(0, new int[0], new int[0]));
        assertThat(nothing.meanDegree()).isZero();
        assertThat(nothing.components()).isZero();
        assertThat(nothing.degrees().most()).isZero();
    }

    @Test
    void trianglesAreThoseOfAllTriplesForAnyNumberOfThreads() {
        for (GraphModel model : new GraphModel[] {
            new ErdosRenyi(40, 0.3), new BarabasiAlbert(60, 5), new PlantedCommunities(80, 8, 30, 5, 20, 0.2)
        }) {
            Graph graph = model.draw(STREAM);
            long[] expected = new long[graph.nodes()];
            for (int a = 0; a < graph.nodes(); a++) {
                for (int b = a + 1; b < graph.nodes(); b++) {
                    for (int c = b + 1; c < graph.nodes(); c++) {
                        if (graph.find(a, b) >= 0 && graph.find(b, c) >= 0 && graph.find(a, c) >= 0) {
                            expected[a]++;
                            expected[b]++;
                            expected[c]++;
                        }
                    }
                }
            }
            assertThat(Arrays.stream(expected).sum()).isPositive();
            for (int threads = 1; threads <= 3; threads++) {
                assertThat(Triangles.of(graph, threads)).isEqualTo(expected);
            }
        }
    }

    @Test
    void componentsWithinClustersTellWhichOnesFallApart() {
        // {0, 1, 4} falls apart, {2, 3} does not
        Clustering clustering = Clustering.of(new int[] {0, 0, 1, 1, 0, 2, 2});
        assertThat(Components.within(KITE, clustering)).isEqualTo(Clustering.of(new int[] {0, 0, 1, 1, 2, 3, 4}));
        assertThat(PartitionQuality.of(KITE, clustering, 1).disconnected()).isEqualTo(2);
        assertThat(Components.of(KITE)).isEqualTo(Clustering.of(new int[] {0, 0, 0, 0, 0, 1, 2}));
    }

    @Test
    void clustersWithoutEdgesHaveNoConductance() {
        PartitionQuality quality = PartitionQuality.of(KITE, Components.of(KITE), 1);
        assertThat(quality.conductance()).allMatch(OptionalDouble::isEmpty);
        assertThat(quality.internalShare()).isEqualTo(1);
        assertThat(quality.modularity()).isCloseTo(0, within(1e-15));
        Graph none = Graph.of(3, new int[0], new int[0]);
        PartitionQuality alone = PartitionQuality.of(none, Clustering.of(new int[] {0, 1, 1}), 1);
        assertThat(alone.modularity()).isZero();
        assertThat(alone.meanOwnShare()).isEmpty();
        assertThat(alone.cpmQuality()).isEqualTo(-1);
    }

    /// Modularity over all pairs of nodes, as in its definition.
    @Test
    void modularityIsTheSumOverPairs() {
        Graph graph = weighted(new ErdosRenyi(30, 0.3).draw(STREAM));
        Clustering clustering = Clustering.of(IntStream.range(0, 30)
                .map(node -> STREAM.split(node).nextInt(4))
                .toArray());
        double twice = graph.totalStrength();
        double sum = 0;
        for (int a = 0; a < 30; a++) {
            for (int b = 0; b < 30; b++) {
                if (clustering.of(a) == clustering.of(b)) {
                    int at = graph.find(a, b);
                    sum += (at < 0 ? 0 : graph.weight(at)) - 0.7 * graph.strength(a) * graph.strength(b) / twice;
                }
            }
        }
        assertThat(PartitionQuality.of(graph, clustering, 0.7).modularity()).isCloseTo(sum / twice, within(1e-12));
    }

    private static Graph weighted(Graph graph) {
        int[] from = new int[graph.edges()];
        int[] to = new int[graph.edges()];
        double[] weight = new double[graph.edges()];
        int next = 0;
        for (int a = 0; a < graph.nodes(); a++) {
            for (int at = graph.start(a); at < graph.start(a + 1); at++) {
                if (a < graph.neighbour(at)) {
                    from[next] = a;
                    to[next] = graph.neighbour(at);
                    weight[next++] = 1 + a + 0.1 * graph.neighbour(at);
                }
            }
        }
        return Graph.of(graph.nodes(), from, to, weight);
    }
}
