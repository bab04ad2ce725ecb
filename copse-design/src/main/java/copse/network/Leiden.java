package copse.network;

import copse.math.RandomStream;
import copse.math.Tasks;
import java.util.Random;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/// Communities by the Leiden algorithm: clusters of high modularity (or high constant Potts quality), each of
/// them connected.
///
/// Modularity is `Σ_c [e_c / m − γ (K_c / 2m)²]` with `e_c` the weight of the edges within cluster c, `K_c` the
/// strength of its nodes and m the weight of all edges; the constant Potts model maximises `Σ_c [e_c − γ n_c
/// (n_c − 1) / 2]`, whose γ is a density: clusters are denser within than γ, and pairs of them sparser between.
/// A higher resolution γ gives smaller clusters, hence more of them and less variance, but cuts more edges,
/// hence more bias.
///
/// The best of several starts is kept, of equal ones the first. Start k takes its chance from
/// `stream.split(k)`. Isolated nodes are clusters of their own.
///
/// - Text: `leiden(resolution: 1, starts: 10)`, `leiden(quality: cpm, resolution: 0.05)`,
/// `leiden(iterations: stable)`. Two iterations are what other programs take by default; `stable` goes on until
///   one iteration moves no node, at most 100.
/// - Cost: close to O(edges) per iteration; some 2 s for a start of two iterations over 2·10⁶ edges, and 160 MB
///   of heap, 60 more for each further start at the same time.
///
/// Source: Traag, Waltman and van Eck (2019), From Louvain to Leiden: guaranteeing well-connected communities,
/// Sci. Rep. 9, 5233, doi:10.1038/s41598-019-41695-z, by the authors' library; Reichardt and Bornholdt (2006),
/// Phys. Rev. E 74, 016110, doi:10.1103/PhysRevE.74.016110 (resolution); Traag, Van Dooren and Nesterov (2011),
/// Phys. Rev. E 84, 016114, doi:10.1103/PhysRevE.84.016114 (constant Potts model).
///
/// @param quality what is maximised
/// @param resolution γ, above 0
/// @param starts at least 1
/// @param iterations at least 1, [#STABLE] to go on until nothing moves
public record Leiden(Quality quality, double resolution, int starts, int iterations)
        implements ClusteringMethod.OfGraph {
    /// Iterations until one of them moves no node.
    public static final int STABLE = 100;

    private static final int STARTS = 10;
    private static final int ITERATIONS = 2;

    /// What is maximised.
    public enum Quality {
        /// Edges within clusters beyond those of a random graph with the same degrees.
        MODULARITY,
        /// The constant Potts model: edges within clusters beyond a fixed density.
        CPM
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Leiden {
        if (!(resolution > 0) || Double.isInfinite(resolution) || starts < 1 || iterations < 1) {
            throw new IllegalArgumentException(
                    "resolution " + resolution + ", starts " + starts + ", iterations " + iterations);
        }
    }

    /// Modularity, the best of ten starts of two iterations.
    ///
    /// @param resolution γ, above 0
    /// @return the method
    public static Leiden modularity(double resolution) {
        return new Leiden(Quality.MODULARITY, resolution, STARTS, ITERATIONS);
    }

    /// Constant Potts model, the best of ten starts of two iterations.
    ///
    /// @param resolution γ, above 0: a density of edges
    /// @return the method
    public static Leiden cpm(double resolution) {
        return new Leiden(Quality.CPM, resolution, STARTS, ITERATIONS);
    }

    /// @param number at least 1
    /// @return this method with another number of starts
    public Leiden withStarts(int number) {
        return new Leiden(quality, resolution, number, iterations);
    }

    /// @param number at least 1, or [#STABLE]
    /// @return this method with another number of iterations
    public Leiden withIterations(int number) {
        return new Leiden(quality, resolution, starts, number);
    }

    static Leiden of(Call call) {
        call.knowing("quality", "resolution", "starts", "iterations").keysOnly();
        Quality quality = call.choice("quality", Quality.values(), Quality.MODULARITY);
        double resolution = call.positive("resolution", 1);
        boolean stable = call.word("iterations").filter("stable"::equals).isPresent();
        return new Leiden(
                quality,
                resolution,
                call.whole("starts", STARTS, 1),
                stable ? STABLE : call.whole("iterations", ITERATIONS, 1));
    }

    @Override
    public String text() {
        return "leiden("
                + (quality == Quality.MODULARITY ? "" : "quality: " + Call.print(quality) + ", ")
                + "resolution: " + Call.print(resolution)
                + ", starts: " + starts
                + (iterations == ITERATIONS
                        ? ""
                        : ", iterations: " + (iterations == STABLE ? "stable" : Integer.toString(iterations)))
                + ")";
    }

    @Override
    public Clustering cluster(Graph graph, RandomStream stream, int threads) {
        Connected connected = Connected.of(graph);
        if (connected.nodes().length == 0) {
            return connected.clustering(graph.nodes(), new int[0]);
        }
        double scaled = quality == Quality.CPM ? resolution : resolution / connected.strength();
        nl.cwts.networkanalysis.Network network = connected.network(quality);
        Best best = new Best();
        Tasks.run(starts, threads, start -> {
            LeidenAlgorithm algorithm = new LeidenAlgorithm(
                    scaled,
                    1,
                    LeidenAlgorithm.DEFAULT_RANDOMNESS,
                    new Random(stream.split(start).nextLong()));
            nl.cwts.networkanalysis.Clustering found = new nl.cwts.networkanalysis.Clustering(network.getNNodes());
            for (int iteration = 0; iteration < iterations; iteration++) {
                if (!algorithm.improveClustering(network, found)) {
                    break;
                }
            }
            best.offer(start, algorithm.calcQuality(network, found), found.getClusters());
        });
        return connected.clustering(graph.nodes(), best.cluster());
    }

    /// The best clustering so far, of equal ones that of the earliest start.
    private static final class Best {
        private int start = -1;
        private double quality;
        private int[] cluster = {};

        synchronized void offer(int candidate, double reached, int[] found) {
            if (start < 0 || reached > quality || (reached == quality && candidate < start)) {
                start = candidate;
                quality = reached;
                cluster = found;
            }
        }

        synchronized int[] cluster() {
            return cluster;
        }
    }

    /// The part of a graph that has edges, in the arrays that the library wants. Isolated nodes are left out:
    /// with modularity they weigh nothing, and a node that weighs nothing is at home everywhere.
    private record Connected(Graph graph, int[] nodes, int[] number) {
        static Connected of(Graph graph) {
            int[] number = new int[graph.nodes()];
            int count = 0;
            for (int node = 0; node < number.length; node++) {
                number[node] = graph.degree(node) > 0 ? count++ : -1;
            }
            int[] nodes = new int[count];
            for (int node = 0; node < number.length; node++) {
                if (number[node] >= 0) {
                    nodes[number[node]] = node;
                }
            }
            return new Connected(graph, nodes, number);
        }

        /// Twice the weight of all edges.
        double strength() {
            double sum = 0;
            for (int node : nodes) {
                sum += graph.strength(node);
            }
            return sum;
        }

        nl.cwts.networkanalysis.Network network(Quality quality) {
            int ends = graph.start(graph.nodes());
            long[] start = new long[nodes.length + 1];
            int[] neighbour = new int[ends];
            double[] nodeWeight = new double[nodes.length];
            for (int i = 0; i < nodes.length; i++) {
                start[i] = graph.start(nodes[i]);
                nodeWeight[i] = quality == Quality.CPM ? 1 : graph.strength(nodes[i]);
            }
            start[nodes.length] = ends;
            for (int at = 0; at < ends; at++) {
                neighbour[at] = number[graph.neighbour(at)];
            }
            LargeIntArray neighbours = new LargeIntArray(neighbour);
            if (!graph.weighted()) {
                return new nl.cwts.networkanalysis.Network(nodeWeight, start, neighbours, false);
            }
            double[] weight = new double[ends];
            for (int at = 0; at < ends; at++) {
                weight[at] = graph.weight(at);
            }
            return new nl.cwts.networkanalysis.Network(
                    nodeWeight, start, neighbours, new LargeDoubleArray(weight), false);
        }

        /// @param cluster of each node that has edges
        Clustering clustering(int n, int[] cluster) {
            int[] label = new int[n];
            int alone = nodes.length;
            for (int node = 0; node < n; node++) {
                label[node] = number[node] >= 0 ? cluster[number[node]] : alone++;
            }
            return Clustering.of(label);
        }
    }
}
