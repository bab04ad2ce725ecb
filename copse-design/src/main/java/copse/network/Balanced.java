package copse.network;

import copse.math.RandomStream;

/// Clusters of nearly equal size with few edges between them.
///
/// Every size is within the tolerance of the mean size: at least `⌊(1 − t) n / k⌋` and at most `⌈(1 + t) n /
/// k⌉` nodes. Equal sizes give the most clusters that count ([ClusteringReport#effectiveClusters()]), at the
/// price of clusters that need not be connected. Isolated nodes fill them up.
///
/// How: nodes are merged into ever larger pieces by label propagation under a bound on their size, the pieces
/// are dealt out to the clusters by a stream that is repeated until it settles, and clusters are improved by
/// moving single pieces while the merging is undone step by step; at the end nodes move until sizes hold.
///
/// - Text: `balanced(size: 50)`, `balanced(clusters: 20, tolerance: 0.05)`.
/// - Cost: O(nodes + edges) times some twenty rounds per step of merging, of which there are about log₂(size).
///   Memory: that of the graph once more.
///
/// Source: Meyerhenke, Sanders and Schulz (2014), Partitioning complex networks via size-constrained
/// clustering, SEA, doi:10.1007/978-3-319-07959-2_30 (merging, refinement); Nishimura and Ugander (2013),
/// Restreaming graph partitioning, KDD, doi:10.1145/2487575.2487696 (repeated stream).
///
/// @param size mean number of nodes per cluster; 0 if `clusters` is given
/// @param clusters number of clusters; 0 if `size` is given
/// @param tolerance how far sizes may be from their mean, as a share of it, in `[0, 1]`
public record Balanced(int size, int clusters, double tolerance) implements ClusteringMethod.OfGraph {
    private static final double TOLERANCE = 0.1;

    /// @throws IllegalArgumentException if not exactly one of size and clusters is given, or the tolerance is
    ///     out of range
    public Balanced {
        if (size < 0 || clusters < 0 || (size == 0) == (clusters == 0) || !(tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("size " + size + ", clusters " + clusters + ", tolerance " + tolerance);
        }
    }

    /// @param size mean number of nodes per cluster, at least 1
    /// @return clusters of that size, give or take a tenth
    public static Balanced ofSize(int size) {
        return new Balanced(size, 0, TOLERANCE);
    }

    /// @param clusters their number, at least 2
    /// @return so many clusters of equal size, give or take a tenth
    public static Balanced into(int clusters) {
        return new Balanced(0, clusters, TOLERANCE);
    }

    static Balanced of(Call call) {
        call.knowing("size", "clusters", "tolerance").keysOnly();
        int size = call.whole("size", 0, 1);
        int clusters = call.whole("clusters", 0, 2);
        if ((size == 0) == (clusters == 0)) {
            throw call.wrong(
                    size == 0 ? "`balanced` wants a size or a number of clusters" : "both `size:` and `clusters:`",
                    "write `balanced(size: 50)` or `balanced(clusters: 20)`");
        }
        return new Balanced(size, clusters, call.number("tolerance", TOLERANCE, 0, 1));
    }

    @Override
    public String text() {
        return "balanced("
                + (size > 0 ? "size: " + size : "clusters: " + clusters)
                + (tolerance == TOLERANCE ? "" : ", tolerance: " + Call.print(tolerance))
                + ")";
    }

    /// @throws copse.error.DesignException `G124` if that makes fewer than two clusters, or more than nodes
    @Override
    public Clustering cluster(Graph graph, RandomStream stream, int threads) {
        int n = graph.nodes();
        int k = size > 0 ? (int) Math.round((double) n / size) : clusters;
        if (k < 2 || k > n) {
            throw ClusteringCode.BAD_SIZE.error(
                    "`" + text() + "` makes " + k + (k == 1 ? " cluster" : " clusters") + " of " + n + " nodes",
                    k < 2 ? "one cluster has one arm, and nothing to compare it with" : "no cluster may be empty",
                    n < 2
                            ? "a network of one node cannot be divided"
                            : "choose a size from 1 to " + (n / 2) + ", such as `balanced(size: "
                                    + Math.max(1, Math.min(n / 2, (int) Math.round(Math.sqrt(n)))) + ")`");
        }
        double mean = (double) n / k;
        // no less than 1 and never so narrow that whole numbers do not fit
        int smallest = Math.max(1, (int) Math.floor((1 - tolerance) * mean));
        int largest = (int) Math.ceil((1 + tolerance) * mean);
        return Clustering.of(new Partition(graph, k, smallest, largest, stream).label());
    }
}
