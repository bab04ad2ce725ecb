package copse.network;

import org.jspecify.annotations.Nullable;

/// An undirected graph without loops or parallel edges, in compressed rows: the neighbours of each node one
/// after the other, ascending. Immutable.
///
/// Node i's neighbours are at positions `start(i) … start(i + 1) - 1`; each edge stands there twice, once from
/// either end.
///
/// Memory: 4 bytes per node and 8 per edge; 16 more per edge if edges have weights.
public final class Graph {
    private final int[] start;
    private final int[] neighbour;
    private final double @Nullable [] weight;

    /// @param start where the neighbours of each node begin, and their number at the end; kept
    /// @param neighbour of each node in turn, ascending; kept
    /// @param weight of the edge at each position, null if all weigh 1; kept
    Graph(int[] start, int[] neighbour, double @Nullable [] weight) {
        this.start = start;
        this.neighbour = neighbour;
        this.weight = weight;
    }

    /// @return number of nodes
    public int nodes() {
        return start.length - 1;
    }

    /// @return number of edges, each counted once
    public int edges() {
        return neighbour.length / 2;
    }

    /// @param node in `[0, nodes]`
    /// @return position of its first neighbour; that of the node after it is one past its last
    public int start(int node) {
        return start[node];
    }

    /// @param at position, `start(i) … start(i + 1) - 1` for node i
    /// @return the neighbour there
    public int neighbour(int at) {
        return neighbour[at];
    }

    /// @param at position
    /// @return weight of the edge there; 1 if edges have no weights
    public double weight(int at) {
        return weight == null ? 1 : weight[at];
    }

    /// @return whether edges have weights
    public boolean weighted() {
        return weight != null;
    }

    /// @param node in `[0, nodes)`
    /// @return number of its neighbours
    public int degree(int node) {
        return start[node + 1] - start[node];
    }

    /// @param node in `[0, nodes)`
    /// @return sum of the weights of its edges
    public double strength(int node) {
        if (weight == null) {
            return degree(node);
        }
        double sum = 0;
        for (int at = start[node]; at < start[node + 1]; at++) {
            sum += weight[at];
        }
        return sum;
    }
}
