package copse.network;

import copse.frame.NumericColumn;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sorts edges into the rows of a [Graph]: a counting sort by one end and then by the other, so that the
/// neighbours of each node come out ascending; edges that come more than once are then merged in place.
///
/// @param graph the edges without loops and repetitions
/// @param loops edges from a node to itself, left out
/// @param repeated edges merged with one of the same direction
/// @param reversed edges merged with one of the other direction
record EdgeSort(Graph graph, int loops, int repeated, int reversed) {
    /// Each edge takes two places in an array.
    static final int MOST_EDGES = (1 << 30) - 1;

    /// @param nodes number of nodes
    /// @param from one end of each edge
    /// @param to the other end
    /// @param weight of each edge, null if all weigh 1
    static EdgeSort of(int nodes, int[] from, int[] to, double @Nullable [] weight) {
        Objects.checkIndex(to.length, from.length + 1);
        int loops = 0;
        int[] start = new int[nodes + 1];
        for (int e = 0; e < from.length; e++) {
            int a = Objects.checkIndex(from[e], nodes);
            int b = Objects.checkIndex(to[e], nodes);
            if (a == b) {
                loops++;
            } else {
                start[a]++;
                start[b]++;
            }
        }
        requireFit(from.length - loops);
        int sum = 0;
        for (int node = 0; node <= nodes; node++) {
            int degree = start[node];
            start[node] = sum;
            sum += degree;
        }
        Sorted once = byTail(start, from, to, weight, sum);
        Sorted sorted = byHead(start, once);
        return merged(start, sorted, loops);
    }

    /// @param edges without loops
    static void requireFit(long edges) {
        if (edges > MOST_EDGES) {
            throw NetworkCode.TOO_MANY_EDGES.error(
                    edges + " edges are more than the " + MOST_EDGES + " that fit",
                    "each edge is kept from both its ends, in one array",
                    "split the graph by region or component, or drop the weakest edges");
        }
    }

    /// Neighbours of each node in turn. The ends of edges that were given as larger number first are marked.
    ///
    /// @param neighbour the other end, its complement if the edge came from there
    /// @param weight null if all weigh 1
    private record Sorted(int[] neighbour, double @Nullable [] weight) {}

    private static Sorted byTail(int[] start, int[] from, int[] to, double @Nullable [] weight, int places) {
        int[] next = start.clone();
        int[] neighbour = new int[places];
        double[] weights = weight == null ? null : new double[places];
        for (int e = 0; e < from.length; e++) {
            int a = from[e];
            int b = to[e];
            if (a == b) {
                continue;
            }
            int atA = next[a]++;
            int atB = next[b]++;
            neighbour[atA] = b;
            neighbour[atB] = ~a;
            if (weights != null && weight != null) {
                requirePositive(weight[e]);
                weights[atA] = weight[e];
                weights[atB] = weight[e];
            }
        }
        return new Sorted(neighbour, weights);
    }

    // The rows are symmetric, so that turning them round leaves their lengths as they are, and visiting nodes in order
    // fills each row in order.
    private static Sorted byHead(int[] start, Sorted rows) {
        int[] next = start.clone();
        int[] from = rows.neighbour;
        int[] neighbour = new int[from.length];
        double[] weight = rows.weight;
        double[] weights = weight == null ? null : new double[weight.length];
        for (int node = 0; node + 1 < start.length; node++) {
            for (int at = start[node]; at < start[node + 1]; at++) {
                int other = from[at];
                boolean came = other < 0;
                int into = next[came ? ~other : other]++;
                neighbour[into] = came ? node : ~node;
                if (weights != null && weight != null) {
                    weights[into] = weight[at];
                }
            }
        }
        return new Sorted(neighbour, weights);
    }

    /// Writes each run of one neighbour as one place.
    private static EdgeSort merged(int[] start, Sorted sorted, int loops) {
        int[] neighbour = sorted.neighbour;
        double[] weight = sorted.weight;
        int nodes = start.length - 1;
        int[] starts = new int[start.length];
        int repeated = 0;
        int reversed = 0;
        int into = 0;
        for (int node = 0; node < nodes; node++) {
            starts[node] = into;
            int at = start[node];
            while (at < start[node + 1]) {
                int other = plain(neighbour[at]);
                int end = at;
                int outward = 0;
                while (end < start[node + 1] && plain(neighbour[end]) == other) {
                    outward += neighbour[end++] >= 0 ? 1 : 0;
                }
                int count = end - at;
                if (count > 1 && node < other) {
                    int pairs = Math.min(outward, count - outward);
                    reversed += pairs;
                    repeated += count - 1 - pairs;
                }
                if (weight != null) {
                    weight[into] = count == 1 ? weight[at] : sum(weight, at, end);
                }
                neighbour[into++] = other;
                at = end;
            }
        }
        starts[nodes] = into;
        boolean asTheyAre = into == neighbour.length;
        Graph graph = new Graph(
                starts,
                asTheyAre ? neighbour : Arrays.copyOf(neighbour, into),
                weight == null || asTheyAre ? weight : Arrays.copyOf(weight, into));
        return new EdgeSort(graph, loops, repeated, reversed);
    }

    private static int plain(int neighbour) {
        return neighbour < 0 ? ~neighbour : neighbour;
    }

    // In ascending order, so that the order of the edges has no influence.
    private static double sum(double[] weight, int from, int to) {
        Arrays.sort(weight, from, to);
        double sum = 0;
        for (int at = from; at < to; at++) {
            sum += weight[at];
        }
        requirePositive(sum);
        return sum;
    }

    private static void requirePositive(double weight) {
        if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
            throw NetworkCode.BAD_WEIGHT.error(
                    "weight " + NumericColumn.format(weight) + " of an edge",
                    "weights are above 0 and finite, also where those of one edge add up",
                    "leave out edges of weight 0, and mend the others");
        }
    }
}
