package copse.network;

import static org.assertj.core.api.Assertions.assertThat;

import copse.math.RandomStream;
import copse.math.Seed;
import copse.test.Cases;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteringMethodPropertyTest {
    private static final List<String> OF_GRAPH = List.of(
            "leiden(resolution: 1, starts: 4)",
            "leiden(quality: cpm, resolution: 0.1, starts: 3)",
            "label_propagation()",
            "balanced(size: 10)",
            "net(radius: 2)",
            "net(radius: 3, weights: degree)",
            "one_hop_max()",
            "one_hop_max(weights: spectral)",
            "egos()",
            "colouring()");

    /// Edges in another order, with ends swapped, are the same graph, and threads are no chance.
    @Test
    void dependsOnGraphMethodAndSeedAlone() {
        Cases.of(7101, 12).check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            int n = 30 + random.nextInt(40);
            int m = 2 * n;
            int[] from = new int[m];
            int[] to = new int[m];
            double[] weight = new double[m];
            for (int e = 0; e < m; e++) {
                from[e] = random.nextInt(n);
                to[e] = random.nextInt(n);
                weight[e] = 1 + random.nextInt(4);
            }
            int[] order = stream.split(1).permutation(m);
            int[] otherFrom = Arrays.stream(order).map(e -> to[e]).toArray();
            int[] otherTo = Arrays.stream(order).map(e -> from[e]).toArray();
            double[] otherWeight =
                    Arrays.stream(order).mapToDouble(e -> weight[e]).toArray();
            Graph one = Graph.of(n, from, to, weight);
            Graph other = Graph.of(n, otherFrom, otherTo, otherWeight);
            for (String text : OF_GRAPH) {
                ClusteringMethod.OfGraph method = (ClusteringMethod.OfGraph) ClusteringMethod.parse(text);
                assertThat(method.cluster(other, stream.split(2), 3))
                        .as(text)
                        .isEqualTo(method.cluster(one, stream.split(2), 1));
            }
        });
    }

    @Test
    void oneHopMaxJoinsThoseOfTheSameLargestNumber() {
        Cases.of(7102, 40).check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Graph graph = Graphs.random(2 + random.nextInt(20), random.nextDouble(), stream);
            double[] number = Arrays.stream(stream.permutation(graph.nodes()))
                    .asDoubleStream()
                    .toArray();
            Clustering clustering = OneHopMax.of(graph, number);
            for (int i = 0; i < graph.nodes(); i++) {
                for (int j = 0; j < graph.nodes(); j++) {
                    assertThat(clustering.of(i) == clustering.of(j))
                            .isEqualTo(largest(graph, i, number) == largest(graph, j, number));
                }
            }
        });
    }

    private static double largest(Graph graph, int node, double[] number) {
        double largest = number[node];
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            largest = Math.max(largest, number[graph.neighbour(at)]);
        }
        return largest;
    }

    /// Centres are more than the radius apart and nobody is farther from the nearest: with all distances known,
    /// each cluster has a node that could be its centre, and clusters are connected.
    @Test
    void netsCoverWithinTheRadius() {
        Cases.of(7103, 60).check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Graph graph = Graphs.random(2 + random.nextInt(40), 0.2 * random.nextDouble(), stream);
            int radius = 1 + random.nextInt(3);
            Clustering clustering = new EpsilonNet(
                            radius, NodeWeighting.values()[random.nextInt(NodeWeighting.values().length)])
                    .cluster(graph, stream.split(1), 1);
            assertThat(Graphs.connected(graph, clustering)).isTrue();
            int[][] distance = distances(graph);
            for (int c = 0; c < clustering.clusters(); c++) {
                int cluster = c;
                boolean centred = false;
                for (int i = 0; i < graph.nodes(); i++) {
                    boolean centre = clustering.of(i) == c;
                    for (int j = 0; j < graph.nodes(); j++) {
                        centre &= clustering.of(j) != cluster || distance[i][j] <= radius;
                    }
                    centred |= centre;
                }
                assertThat(centred).as("cluster %d, radius %d", c, radius).isTrue();
            }
        });
    }

    private static int[][] distances(Graph graph) {
        int n = graph.nodes();
        int[][] distance = new int[n][n];
        for (int[] row : distance) {
            Arrays.fill(row, n);
        }
        for (int i = 0; i < n; i++) {
            distance[i][i] = 0;
            for (int at = graph.start(i); at < graph.start(i + 1); at++) {
                distance[i][graph.neighbour(at)] = 1;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    distance[i][j] = Math.min(distance[i][j], distance[i][k] + distance[k][j]);
                }
            }
        }
        return distance;
    }

    @Test
    void balancedSizesKeepTheTolerance() {
        Cases.of(7104, 60).check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            int n = 4 + random.nextInt(200);
            Graph graph = Graphs.random(n, random.nextDouble() * random.nextDouble(), stream);
            int k = 2 + random.nextInt(n / 2);
            double tolerance = random.nextInt(3) * 0.1;
            Clustering clustering = new Balanced(0, k, tolerance).cluster(graph, stream.split(1), 1);
            assertThat(clustering.clusters()).isEqualTo(k);
            double mean = (double) n / k;
            for (int size : clustering.sizes()) {
                assertThat((double) size)
                        .isBetween(Math.max(1, Math.floor((1 - tolerance) * mean)), Math.ceil((1 + tolerance) * mean));
            }
        });
    }

    @Test
    void leidenClustersAreConnectedAndIsolatedNodesAlone() {
        Cases.of(7105, 40).check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Graph graph = Graphs.random(2 + random.nextInt(80), 0.1 * random.nextDouble(), stream);
            Leiden.Quality quality = Leiden.Quality.values()[random.nextInt(2)];
            double resolution =
                    quality == Leiden.Quality.CPM ? 0.01 + random.nextDouble() : 3 * random.nextDouble() + 0.1;
            Clustering clustering = new Leiden(quality, resolution, 1, 2).cluster(graph, stream.split(1), 1);
            assertThat(Graphs.connected(graph, clustering)).isTrue();
            int[] sizes = clustering.sizes();
            for (int node = 0; node < graph.nodes(); node++) {
                if (graph.degree(node) == 0) {
                    assertThat(sizes[clustering.of(node)]).isEqualTo(1);
                }
            }
        });
    }

    /// With share 1 an ego and all its neighbours are one cluster, and nobody else is in it.
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.6})
    void egosHaveTheirNeighboursToThemselves(double share) {
        Cases.of(7106, 40).check(random -> {
            RandomStream stream = Seed.of(random.nextLong()).stream();
            Graph graph = Graphs.random(2 + random.nextInt(60), 0.2 * random.nextDouble(), stream);
            Egos.Found found = new Egos(share, 1).find(graph, stream.split(1));
            Clustering clustering = found.clustering();
            int insiders = 0;
            for (int ego : found.egos()) {
                int own = 0;
                for (int at = graph.start(ego); at < graph.start(ego + 1); at++) {
                    own += clustering.of(graph.neighbour(at)) == clustering.of(ego) ? 1 : 0;
                }
                assertThat(own).isGreaterThanOrEqualTo(1);
                assertThat((double) own / graph.degree(ego)).isGreaterThanOrEqualTo(share - 1e-9);
                assertThat(clustering.sizes()[clustering.of(ego)]).isEqualTo(own + 1);
                insiders += own + 1;
            }
            int inside = 0;
            for (int node = 0; node < graph.nodes(); node++) {
                inside += clustering.inside(node) ? 1 : 0;
                assertThat(found.role(node).equals("outside")).isEqualTo(!clustering.inside(node));
            }
            assertThat(inside).isEqualTo(insiders);
            // nobody outside could still be an ego
            for (int node = 0; node < graph.nodes(); node++) {
                if (share == 1 && !clustering.inside(node) && graph.degree(node) > 0) {
                    boolean free = true;
                    for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                        free &= !clustering.inside(graph.neighbour(at));
                    }
                    assertThat(free).isFalse();
                }
            }
        });
    }
}
