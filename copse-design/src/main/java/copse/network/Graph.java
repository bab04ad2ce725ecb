package copse.network;

import copse.frame.Mask;
import java.util.Arrays;
import java.util.Objects;
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

    /// The graph of these edges. Loops are left out; an edge that comes twice, in the same or the other
    /// direction, is one edge.
    ///
    /// Cost: O(nodes + edges), two passes of counting sort. Memory: 24 bytes per edge beside the arguments.
    ///
    /// @param nodes number of nodes, at least 0
    /// @param from one end of each edge, in `[0, nodes)`; not modified
    /// @param to the other end; as long; not modified
    /// @return the graph, the same for any order of the edges
    /// @throws copse.error.InputException `G108` if there are more than 2^30 - 1 edges
    /// @throws IndexOutOfBoundsException if an end is no node
    public static Graph of(int nodes, int[] from, int[] to) {
        return EdgeSort.of(nodes, from, to, null).graph();
    }

    /// Like [#of(int, int[], int[])], with weights, which add up where an edge comes more than once.
    ///
    /// @param nodes number of nodes, at least 0
    /// @param from one end of each edge, in `[0, nodes)`; not modified
    /// @param to the other end; as long; not modified
    /// @param weight of each edge, above 0 and finite; as long; not modified
    /// @return the graph, the same for any order of the edges, to the last bit
    /// @throws copse.error.InputException `G106` if a weight, or a sum of them, is not above 0 and finite,
    ///     `G108` if there are more than 2^30 - 1 edges
    /// @throws IndexOutOfBoundsException if an end is no node
    public static Graph of(int nodes, int[] from, int[] to, double[] weight) {
        return EdgeSort.of(nodes, from, to, weight).graph();
    }

    /// @return the array of positions itself; not to be modified
    int[] starts() {
        return start;
    }

    /// @return the array of neighbours itself; not to be modified
    int[] neighbours() {
        return neighbour;
    }

    /// @return the array of weights itself, null if edges have none; not to be modified
    double @Nullable [] weights() {
        return weight;
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

    /// @return twice the sum of the weights of the edges: the sum of the strengths of the nodes
    public double totalStrength() {
        if (weight == null) {
            return neighbour.length;
        }
        double sum = 0;
        for (int node = 0; node < nodes(); node++) {
            sum += strength(node);
        }
        return sum;
    }

    /// Cost: O(log degree).
    ///
    /// @param node in `[0, nodes)`
    /// @param other in `[0, nodes)`
    /// @return position of `other` among the neighbours of `node`; negative if they are not neighbours
    public int find(int node, int other) {
        return Arrays.binarySearch(neighbour, start[node], start[node + 1], other);
    }

    /// The edges among some of the nodes.
    ///
    /// @param kept which nodes
    /// @return the graph of these nodes, numbered anew in the same order
    public Graph subgraph(Mask kept) {
        Objects.checkFromIndexSize(0, kept.size(), nodes());
        int[] nodes = kept.rows();
        int[] number = new int[nodes()];
        Arrays.fill(number, -1);
        for (int i = 0; i < nodes.length; i++) {
            number[nodes[i]] = i;
        }
        int[] starts = new int[nodes.length + 1];
        for (int i = 0; i < nodes.length; i++) {
            int count = 0;
            for (int at = start[nodes[i]]; at < start[nodes[i] + 1]; at++) {
                count += number[neighbour[at]] >= 0 ? 1 : 0;
            }
            starts[i + 1] = starts[i] + count;
        }
        int[] neighbours = new int[starts[nodes.length]];
        double[] weights = weight == null ? null : new double[neighbours.length];
        int next = 0;
        for (int node : nodes) {
            for (int at = start[node]; at < start[node + 1]; at++) {
                if (number[neighbour[at]] >= 0) {
                    if (weights != null) {
                        weights[next] = weight(at);
                    }
                    neighbours[next++] = number[neighbour[at]];
                }
            }
        }
        return new Graph(starts, neighbours, weights);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph that
                && Arrays.equals(start, that.start)
                && Arrays.equals(neighbour, that.neighbour)
                && Arrays.equals(weight, that.weight);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(start) + Arrays.hashCode(neighbour)) + Arrays.hashCode(weight);
    }

    @Override
    public String toString() {
        return nodes() + " nodes, " + edges() + " edges";
    }
}
