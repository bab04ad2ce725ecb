package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;

/// How likely a node comes early in a random order: of two nodes with weights a and b the first comes before
/// the second with probability a / (a + b).
///
/// Node i draws a Beta(wᵢ, 1) number, the wᵢ-th root of a uniform one, and the largest comes first. Heavy nodes
/// in the middle of their neighbourhoods then become centres of clusters more often, which raises the smallest
/// probability of full exposure.
///
/// Source: Ugander and Yin (2023), Randomized graph cluster randomization, J. Causal Inference 11(1), 20220014,
/// doi:10.1515/jci-2022-0014 (weighted clusterings, spectral weights)
public enum NodeWeighting {
    /// All alike.
    UNIFORM,
    /// By number of neighbours, plus one.
    DEGREE,
    /// By the leading eigenvector of the adjacency matrix with ones on the diagonal, of each component by
    /// itself.
    SPECTRAL;

    /// Power iteration stops at this largest relative change: weights are a means, not a result.
    private static final double STEADY = 1e-4;

    private static final int MOST_ITERATIONS = 200;

    /// Far from the core of a large component entries underflow; weights have to stay comparable.
    private static final double SMALLEST = 1e-12;

    /// @param graph the edges, unweighted
    /// @return weight of each node, above 0; empty if all are alike
    double[] of(Graph graph) {
        return switch (this) {
            case UNIFORM -> new double[0];
            case DEGREE -> {
                double[] weight = new double[graph.nodes()];
                for (int node = 0; node < weight.length; node++) {
                    weight[node] = graph.degree(node) + 1;
                }
                yield weight;
            }
            case SPECTRAL -> spectral(graph);
        };
    }

    /// Only ratios between nodes that are near each other matter, so that the vector may be of another length
    /// in each component; it is divided by its largest entry there.
    private static double[] spectral(Graph graph) {
        int n = graph.nodes();
        Clustering components = Components.of(graph);
        double[] vector = new double[n];
        Arrays.fill(vector, 1);
        double[] next = new double[n];
        double[] largest = new double[components.clusters()];
        double change = 1;
        for (int iteration = 0; iteration < MOST_ITERATIONS && change > STEADY; iteration++) {
            Arrays.fill(largest, 0);
            for (int node = 0; node < n; node++) {
                double sum = vector[node];
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    sum += vector[graph.neighbour(at)];
                }
                next[node] = sum;
                largest[components.of(node)] = Math.max(largest[components.of(node)], sum);
            }
            change = 0;
            for (int node = 0; node < n; node++) {
                double scaled = Math.max(next[node] / largest[components.of(node)], SMALLEST);
                change = Math.max(change, Math.abs(scaled - vector[node]) / scaled);
                vector[node] = scaled;
            }
        }
        return vector;
    }

    /// Draws a number per node; the larger comes first.
    ///
    /// @param weight of each node, or empty if all are alike
    /// @param stream chance
    /// @param order of each node. *Modified.*
    static void draw(double[] weight, RandomStream stream, double[] order) {
        stream.fillUniform(order, 0, order.length);
        for (int node = 0; node < weight.length; node++) {
            // the logarithm of a Beta(w, 1) number: its order is the same, and small weights do not underflow
            order[node] = Math.log(order[node]) / weight[node];
        }
    }
}
