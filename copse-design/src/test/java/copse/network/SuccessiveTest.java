package copse.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.math.Seed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/// All clusterings of a small graph, against all orders of its nodes and against draws.
class SuccessiveTest {
    /// Two triangles joined by a node, with one node hanging on.
    private static final Graph GRAPH =
            Graph.of(8, new int[] {0, 0, 1, 2, 3, 3, 4, 5}, new int[] {1, 2, 2, 3, 4, 5, 5, 6});

    private static final List<ClusteringMethod.Redrawn> METHODS = List.of(
            new OneHopMax(),
            new OneHopMax(NodeWeighting.DEGREE),
            new EpsilonNet(1, NodeWeighting.UNIFORM),
            new EpsilonNet(2, NodeWeighting.DEGREE));

    /// The definition itself: the largest number in each closed neighbourhood, over all 7! orders of 7 nodes.
    @Test
    void oneHopMaximaAgreeWithAllOrders() {
        Graph graph = Graph.of(7, new int[] {0, 0, 1, 2, 3, 3, 4, 5}, new int[] {1, 2, 2, 3, 4, 5, 5, 6});
        Map<Clustering, Double> expected = new LinkedHashMap<>();
        permute(new double[7], 0, graph, expected);

        List<ClusteringMethod.Possible> all = new OneHopMax().all(graph).orElseThrow();

        assertThat(all).hasSameSizeAs(expected.keySet());
        for (ClusteringMethod.Possible one : all) {
            assertThat(one.probability()).isCloseTo(expected.get(one.clustering()), within(1e-12));
        }
    }

    private static void permute(double[] number, int next, Graph graph, Map<Clustering, Double> sums) {
        if (next == number.length) {
            sums.merge(OneHopMax.of(graph, number), 1.0 / 5040, Double::sum);
            return;
        }
        for (int node = 0; node < number.length; node++) {
            if (number[node] == 0) {
                number[node] = number.length - next;
                permute(number, next + 1, graph, sums);
                number[node] = 0;
            }
        }
    }

    @Test
    void drawsComeUpAsOftenAsListed() {
        int draws = 40_000;
        for (ClusteringMethod.Redrawn method : METHODS) {
            List<ClusteringMethod.Possible> all = method.all(GRAPH).orElseThrow();
            assertThat(all.stream()
                            .mapToDouble(ClusteringMethod.Possible::probability)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            Map<Clustering, Integer> seen = new HashMap<>();
            ClusteringMethod.Draws drawn = method.on(GRAPH);
            var stream = Seed.of(5).stream();
            IntStream.range(0, draws).forEach(_ -> seen.merge(drawn.draw(stream), 1, Integer::sum));
            assertThat(all).extracting(ClusteringMethod.Possible::clustering).containsAll(seen.keySet());
            double statistic = 0;
            for (ClusteringMethod.Possible one : all) {
                double expected = draws * one.probability();
                double got = seen.getOrDefault(one.clustering(), 0);
                statistic += (got - expected) * (got - expected) / expected;
            }
            assertThat(ChiSquaredDistribution.of(Math.max(1, all.size() - 1.0)).survivalProbability(statistic))
                    .as("%s: chi-square %s on %d", method.text(), statistic, all.size() - 1)
                    .isGreaterThan(1e-3);
        }
    }

    @Test
    void largeGraphsHaveTooMany() {
        int n = 60;
        int[] from = IntStream.range(0, n - 1).toArray();
        int[] to = IntStream.range(1, n).toArray();
        assertThat(new OneHopMax().all(Graph.of(n, from, to))).isEmpty();
        assertThat(new OneHopMax().all(Graph.of(2 * n, from, to))).isEmpty();
    }
}
