package copse.network;

import copse.math.RandomStream;
import java.util.List;
import java.util.Optional;

/// One-hop-max clusters: each node draws a number, and nodes with the same largest number in their closed
/// neighbourhood are a cluster.
///
/// Every node is near the one whose number it has, at most one edge away, so that clusters are small and the
/// probability that a node's whole neighbourhood falls into one cluster is at least one over the number of
/// nodes within two edges, with weights chosen well even more. Clusters are meant to be drawn anew with each
/// assignment; exposure probabilities are then averages over both.
///
/// - Text: `one_hop_max()`, `one_hop_max(weights: spectral)`.
/// - Cost: O(nodes + edges) per draw.
///
/// Source: Ugander and Yin (2023), Randomized graph cluster randomization, J. Causal Inference 11(1), 20220014.
/// doi:10.1515/jci-2022-0014
///
/// @param weights whether some nodes tend to have larger numbers
public record OneHopMax(NodeWeighting weights) implements ClusteringMethod.Redrawn {
    /// Every node alike.
    public OneHopMax() {
        this(NodeWeighting.UNIFORM);
    }

    static OneHopMax of(Call call) {
        call.knowing("weights").keysOnly();
        return new OneHopMax(call.choice("weights", NodeWeighting.values(), NodeWeighting.UNIFORM));
    }

    @Override
    public String text() {
        return weights == NodeWeighting.UNIFORM ? "one_hop_max()" : "one_hop_max(weights: " + Call.print(weights) + ")";
    }

    @Override
    public ClusteringMethod.Draws on(Graph graph) {
        double[] weight = weights.of(graph);
        return stream -> draw(graph, weight, stream);
    }

    /// The node of the largest number gives it to its whole neighbourhood; of those left the next gives its own
    /// to all neighbours that have none yet; and so on.
    @Override
    public Optional<List<ClusteringMethod.Possible>> all(Graph graph) {
        return new Successive() {
            @Override
            boolean open(State state, int node) {
                if (state.cluster()[node] == NONE) {
                    return true;
                }
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    if (state.cluster()[graph.neighbour(at)] == NONE) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            State take(State state, int node) {
                int[] cluster = state.cluster().clone();
                cluster[node] = cluster[node] == NONE ? node : cluster[node];
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    int other = graph.neighbour(at);
                    cluster[other] = cluster[other] == NONE ? node : cluster[other];
                }
                return new State(cluster, state.distance());
            }
        }.all(graph.nodes(), weights.of(graph));
    }

    private static Clustering draw(Graph graph, double[] weight, RandomStream stream) {
        double[] number = new double[graph.nodes()];
        NodeWeighting.draw(weight, stream, number);
        return of(graph, number);
    }

    /// @param graph the edges
    /// @param number that each node drew; of two equal ones that of the earlier node counts as larger
    /// @return nodes together that have the same largest number in their closed neighbourhood
    static Clustering of(Graph graph, double[] number) {
        int[] label = new int[graph.nodes()];
        for (int node = 0; node < label.length; node++) {
            int best = node;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                if (number[other] > number[best] || (number[other] == number[best] && other < best)) {
                    best = other;
                }
            }
            label[node] = best;
        }
        return Clustering.of(label);
    }
}
