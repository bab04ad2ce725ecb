package copse.network;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes through everything that a random order of nodes can lead to, where nodes make clusters one after the
/// other and most orders come to the same.
///
/// Nodes come up in a random order, each next with a probability proportional to its weight. One that would
/// change nothing is passed over: which of the others is next does not depend on it. Orders that have led to
/// the same so far are taken together, so that far fewer cases are left than there are orders.
///
/// Cost: states × nodes × (nodes + edges). Memory: 16 bytes per state and node.
abstract class Successive {
    /// Larger graphs have too many states, and it would take long to see it.
    private static final int MOST_NODES = 64;

    /// States times nodes that are kept at once, at most: some hundred megabytes, and some seconds.
    private static final int MOST_KEPT = 1 << 22;

    /// No cluster yet.
    static final int NONE = -1;

    /// What has been decided so far.
    ///
    /// @param cluster of each node, [#NONE] before it has one
    /// @param distance of each node from where its cluster began; all 0 where that does not matter
    record State(int[] cluster, int[] distance) {
        /// Numbers clusters in the order of their first nodes, so that equal states have equal keys.
        IntBuffer key() {
            int[] number = new int[cluster.length];
            Arrays.fill(number, NONE);
            int[] key = Arrays.copyOf(cluster, 2 * cluster.length);
            int next = 0;
            for (int node = 0; node < cluster.length; node++) {
                if (cluster[node] != NONE) {
                    if (number[cluster[node]] == NONE) {
                        number[cluster[node]] = next++;
                    }
                    key[node] = number[cluster[node]];
                }
            }
            System.arraycopy(distance, 0, key, cluster.length, distance.length);
            return IntBuffer.wrap(key);
        }
    }

    private record Chance(State state, double probability) {
        Chance plus(double more) {
            return new Chance(state, probability + more);
        }
    }

    /// @param state what has been decided
    /// @param node any
    /// @return whether it would change something
    abstract boolean open(State state, int node);

    /// @param state what has been decided; not modified
    /// @param node one that changes something
    /// @return what has been decided then; the new cluster has the number of the node
    abstract State take(State state, int node);

    /// @param nodes number of nodes
    /// @param weight of each, empty if all are alike
    /// @return every clustering with its probability, in a fixed order; empty if there are too many states
    Optional<List<ClusteringMethod.Possible>> all(int nodes, double[] weight) {
        if (nodes > MOST_NODES) {
            return Optional.empty();
        }
        Map<IntBuffer, Chance> states = new LinkedHashMap<>();
        int[] none = new int[nodes];
        Arrays.fill(none, NONE);
        State start = new State(none, new int[nodes]);
        states.put(start.key(), new Chance(start, 1));
        Map<Clustering, Double> found = new LinkedHashMap<>();
        while (!states.isEmpty()) {
            Map<IntBuffer, Chance> next = new LinkedHashMap<>();
            for (Chance chance : states.values()) {
                if (next.size() + found.size() > MOST_KEPT / nodes) {
                    return Optional.empty();
                }
                if (!step(chance, weight, next)) {
                    found.merge(Clustering.of(chance.state().cluster()), chance.probability(), Double::sum);
                }
            }
            states = next;
        }
        List<ClusteringMethod.Possible> all = new ArrayList<>();
        found.forEach((clustering, probability) -> all.add(new ClusteringMethod.Possible(clustering, probability)));
        return Optional.of(all);
    }

    /// @return whether something was left to change
    private boolean step(Chance chance, double[] weight, Map<IntBuffer, Chance> next) {
        State state = chance.state();
        int nodes = state.cluster().length;
        double sum = 0;
        for (int node = 0; node < nodes; node++) {
            sum += open(state, node) ? weight(weight, node) : 0;
        }
        for (int node = 0; node < nodes && sum > 0; node++) {
            if (open(state, node)) {
                State after = take(state, node);
                double probability = chance.probability() * weight(weight, node) / sum;
                next.merge(after.key(), new Chance(after, probability), (old, more) -> old.plus(more.probability()));
            }
        }
        return sum > 0;
    }

    private static double weight(double[] weight, int node) {
        return weight.length == 0 ? 1 : weight[node];
    }
}
