package copse.network;

import java.util.Arrays;

/// Connected pieces of a graph.
final class Pieces {
    private Pieces() {}

    /// Cost: O(nodes + edges).
    ///
    /// @param graph the edges
    /// @return for each node the first node that it is connected to
    static int[] of(Graph graph) {
        int n = graph.nodes();
        int[] first = new int[n];
        Arrays.fill(first, -1);
        int[] queue = new int[n];
        for (int node = 0; node < n; node++) {
            if (first[node] < 0) {
                first[node] = node;
                int begin = 0;
                int end = 0;
                queue[end++] = node;
                while (begin < end) {
                    int next = queue[begin++];
                    for (int at = graph.start(next); at < graph.start(next + 1); at++) {
                        int other = graph.neighbour(at);
                        if (first[other] < 0) {
                            first[other] = node;
                            queue[end++] = other;
                        }
                    }
                }
            }
        }
        return first;
    }
}
