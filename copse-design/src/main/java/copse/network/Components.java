package copse.network;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/// Connected components: nodes that reach one another along edges.
public final class Components {
    private Components() {}

    /// Cost: O(nodes + edges), 8 bytes per node.
    ///
    /// @param graph any
    /// @return its components; an isolated node is one of its own
    public static Clustering of(Graph graph) {
        return search(graph, (a, b) -> 0);
    }

    /// Cost: O(nodes + edges), 8 bytes per node.
    ///
    /// @param graph any
    /// @param clustering of its nodes
    /// @return the components into which clusters fall if only edges within clusters count; as many as there
    ///     are clusters if each of them is connected
    public static Clustering within(Graph graph, Clustering clustering) {
        return search(graph, (a, b) -> clustering.of(a) - clustering.of(b));
    }

    /// @param apart 0 if an edge between two nodes counts
    private static Clustering search(Graph graph, IntBinaryOperator apart) {
        int nodes = graph.nodes();
        int[] component = new int[nodes];
        Arrays.fill(component, -1);
        int[] found = new int[nodes];
        int components = 0;
        for (int seed = 0; seed < nodes; seed++) {
            if (component[seed] >= 0) {
                continue;
            }
            int count = 0;
            found[count++] = seed;
            component[seed] = components;
            while (count > 0) {
                int node = found[--count];
                int end = graph.start(node + 1);
                for (int at = graph.start(node); at < end; at++) {
                    int other = graph.neighbour(at);
                    if (component[other] < 0 && apart.applyAsInt(node, other) == 0) {
                        component[other] = components;
                        found[count++] = other;
                    }
                }
            }
            components++;
        }
        return Clustering.of(component);
    }
}
