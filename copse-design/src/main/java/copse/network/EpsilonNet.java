package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Clusters about a net of centres: no two centres within `radius` edges of each other, no node farther than
/// that from its own.
///
/// Nodes come up in a random order; one that no centre reaches within the radius becomes a centre. Then each
/// node goes to its nearest centre, of several as near to the one that came first. Clusters are connected. With
/// radius 2 this is the 3-net of the sources: in a graph where the neighbourhoods of radius r grow by at most a
/// constant factor with r, the number of clusters that touch a node stays below a bound whatever its degree.
///
/// - Text: `net(radius: 2)`, `net(radius: 1, weights: degree)`.
/// - Cost: O((nodes + edges) × radius) per draw.
///
/// Source: Ugander, Karrer, Backstrom and Kleinberg (2013), Graph cluster randomization: network exposure to
/// multiple universes, KDD. doi:10.1145/2487575.2487695. Ugander and Yin (2023), J. Causal Inference 11(1),
/// 20220014, doi:10.1515/jci-2022-0014 (weights).
///
/// @param radius at least 1, in edges
/// @param weights whether some nodes tend to become centres
public record EpsilonNet(int radius, NodeWeighting weights) implements ClusteringMethod.Redrawn {
    /// @throws IllegalArgumentException if the radius is below 1
    public EpsilonNet {
        if (radius < 1) {
            throw new IllegalArgumentException("radius " + radius);
        }
    }

    static EpsilonNet of(Call call) {
        call.knowing("radius", "weights").keysOnly();
        return new EpsilonNet(
                call.whole("radius", 2, 1), call.choice("weights", NodeWeighting.values(), NodeWeighting.UNIFORM));
    }

    @Override
    public String text() {
        return "net(radius: " + radius
                + (weights == NodeWeighting.UNIFORM ? ")" : ", weights: " + Call.print(weights) + ")");
    }

    @Override
    public ClusteringMethod.Draws on(Graph graph) {
        double[] weight = weights.of(graph);
        return stream -> draw(graph, weight, stream);
    }

    @Override
    public Optional<List<ClusteringMethod.Possible>> all(Graph graph) {
        int[] queue = new int[graph.nodes()];
        return new Successive() {
            @Override
            boolean open(State state, int node) {
                return state.cluster()[node] == NONE;
            }

            @Override
            State take(State state, int node) {
                int[] cluster = state.cluster().clone();
                int[] distance = state.distance().clone();
                for (int other = 0; other < distance.length; other++) {
                    distance[other] = cluster[other] == NONE ? radius + 1 : distance[other];
                }
                reach(graph, node, cluster, distance, queue);
                for (int other = 0; other < distance.length; other++) {
                    distance[other] = cluster[other] == NONE ? 0 : distance[other];
                }
                return new State(cluster, distance);
            }
        }.all(graph.nodes(), weights.of(graph));
    }

    private Clustering draw(Graph graph, double[] weight, RandomStream stream) {
        int n = graph.nodes();
        int[] centre = new int[n];
        int[] distance = new int[n];
        Arrays.fill(distance, radius + 1);
        int[] queue = new int[n];
        for (int node : order(n, weight, stream)) {
            if (distance[node] > radius) {
                reach(graph, node, centre, distance, queue);
            }
        }
        return Clustering.of(centre);
    }

    private static int[] order(int n, double[] weight, RandomStream stream) {
        if (weight.length == 0) {
            return stream.permutation(n);
        }
        double[] number = new double[n];
        NodeWeighting.draw(weight, stream, number);
        return Sorting.descending(number);
    }

    /// Gives to a new centre what is nearer to it than to all before. The search stops at nodes that an earlier
    /// centre reaches as soon: it reaches what lies behind them as soon, too.
    private void reach(Graph graph, int from, int[] centre, int[] distance, int[] queue) {
        int first = 0;
        int last = 0;
        queue[last++] = from;
        distance[from] = 0;
        centre[from] = from;
        while (first < last) {
            int node = queue[first++];
            int next = distance[node] + 1;
            if (next > radius) {
                break;
            }
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                if (next < distance[other]) {
                    distance[other] = next;
                    centre[other] = from;
                    queue[last++] = other;
                }
            }
        }
    }
}
