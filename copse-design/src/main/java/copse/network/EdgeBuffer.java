package copse.network;

import java.util.Arrays;

/// Edges one after the other, as models make them.
final class EdgeBuffer {
    private int[] from;
    private int[] to;
    private int size;

    /// @param expected number of edges; more are no error
    EdgeBuffer(double expected) {
        EdgeSort.requireFit((long) expected);
        // a little more than expected, so that most draws do not need to grow
        int capacity = (int) Math.min(EdgeSort.MOST_EDGES, 16 + expected + 4 * Math.sqrt(expected));
        from = new int[capacity];
        to = new int[capacity];
    }

    void add(int a, int b) {
        if (size == from.length) {
            EdgeSort.requireFit(size + 1L);
            int capacity = (int) Math.min(EdgeSort.MOST_EDGES, size + (size >> 1) + 16L);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
        }
        from[size] = a;
        to[size++] = b;
    }

    int size() {
        return size;
    }

    int from(int edge) {
        return from[edge];
    }

    int to(int edge) {
        return to[edge];
    }

    /// @param nodes number of nodes
    /// @return the graph of these edges
    Graph graph(int nodes) {
        return Graph.of(nodes, Arrays.copyOf(from, size), Arrays.copyOf(to, size));
    }
}
