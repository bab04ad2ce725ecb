package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;

/// Ego clusters: chosen users, each together with its neighbours, none of them shared.
///
/// Users come up in a random order. One that is not yet in a cluster, has at least `least` neighbours, and at
/// least a `share` of these not in a cluster, becomes an ego, and its free neighbours, its alters, become its
/// cluster. Nodes in no cluster at the end are outside of the experiment ([Clustering#outside()]): their
/// cluster is missing in the column, and designs want them left out, `--where 'cluster IS NOT NULL'`.
///
/// Randomising egos' clusters and comparing outcomes of **egos** (not alters) shows what treating all
/// neighbours does to a user. With share 1 an ego's whole neighbourhood has one arm; a lower share gives more
/// egos whose exposure is partial.
///
/// - Text: `egos()`, `egos(share: 0.8, least: 3)`.
/// - Cost: O(nodes + edges).
///
/// Source: Saint-Jacques, Varshney, Simpson and Xu (2019), Using ego-clusters to measure network effects at
/// LinkedIn, arXiv:1903.08755.
///
/// @param share of the neighbours that must be free, above 0 and at most 1
/// @param least number of neighbours of an ego, at least 1
public record Egos(double share, int least) implements ClusteringMethod.OfGraph {
    /// Egos with at least one neighbour, none of them shared.
    public Egos() {
        this(1, 1);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Egos {
        if (!(share > 0 && share <= 1) || least < 1) {
            throw new IllegalArgumentException("share " + share + ", least " + least);
        }
    }

    static Egos of(Call call) {
        call.knowing("share", "least").keysOnly();
        double share = call.positive("share", 1);
        call.number("share", 1, 0, 1);
        return new Egos(share, call.whole("least", 1, 1));
    }

    @Override
    public String text() {
        if (share == 1 && least == 1) {
            return "egos()";
        }
        return "egos(share: " + Call.print(share) + ", least: " + least + ")";
    }

    /// Egos and their clusters.
    ///
    /// @param clustering a cluster per ego, and the nodes outside
    /// @param egos the egos, ascending
    public record Found(Clustering clustering, int[] egos) {
        /// @param node of the graph
        /// @return `ego`, `alter` or `outside`
        public String role(int node) {
            if (Arrays.binarySearch(egos, node) >= 0) {
                return "ego";
            }
            return clustering.inside(node) ? "alter" : "outside";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Found that && clustering.equals(that.clustering) && Arrays.equals(egos, that.egos);
        }

        @Override
        public int hashCode() {
            return 31 * clustering.hashCode() + Arrays.hashCode(egos);
        }

        @Override
        public String toString() {
            return egos.length + " egos, " + clustering;
        }
    }

    @Override
    public Clustering cluster(Graph graph, RandomStream stream, int threads) {
        return find(graph, stream).clustering();
    }

    /// @param graph the edges
    /// @param stream chance; moved on
    /// @return egos and their clusters
    public Found find(Graph graph, RandomStream stream) {
        int n = graph.nodes();
        int[] label = new int[n];
        Arrays.fill(label, Clustering.OUTSIDE);
        int[] egos = new int[n];
        int found = 0;
        for (int node : stream.permutation(n)) {
            if (label[node] == Clustering.OUTSIDE && graph.degree(node) >= least && free(graph, node, label)) {
                egos[found++] = node;
                label[node] = node;
                for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                    int alter = graph.neighbour(at);
                    if (label[alter] == Clustering.OUTSIDE) {
                        label[alter] = node;
                    }
                }
            }
        }
        int[] sorted = Arrays.copyOf(egos, found);
        Arrays.sort(sorted);
        return new Found(Clustering.of(label), sorted);
    }

    private boolean free(Graph graph, int node, int[] label) {
        int free = 0;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            free += label[graph.neighbour(at)] == Clustering.OUTSIDE ? 1 : 0;
        }
        // at least one of them, else there is no cluster; the slack keeps 0.8 of 5 at 4
        return free >= 1 && free >= share * graph.degree(node) - SLACK;
    }

    /// A share times a degree is rounded; no two degrees below 2³⁰ lie this near each other.
    private static final double SLACK = 1e-9;
}
