package copse.network;

import copse.frame.FactorColumn;
import copse.frame.Levels;
import java.util.Arrays;

/// A partition of the nodes of a graph. Immutable.
///
/// Clusters are numbered in the order of their first nodes, so that two partitions into the same groups are
/// equal whatever an algorithm called them.
public final class Clustering {
    private final int[] cluster;
    private final int clusters;

    private Clustering(int[] cluster, int clusters) {
        this.cluster = cluster;
        this.clusters = clusters;
    }

    /// @param label of each node, any numbers of at least 0; not kept
    /// @return the nodes of equal label together
    public static Clustering of(int[] label) {
        int[] number = new int[Arrays.stream(label).max().orElse(-1) + 1];
        Arrays.fill(number, -1);
        int[] cluster = new int[label.length];
        int clusters = 0;
        for (int node = 0; node < label.length; node++) {
            if (number[label[node]] < 0) {
                number[label[node]] = clusters++;
            }
            cluster[node] = number[label[node]];
        }
        return new Clustering(cluster, clusters);
    }

    /// @param groups a value for each node
    /// @return the nodes of equal value together
    public static Clustering of(FactorColumn groups) {
        int[] label = new int[groups.size()];
        for (int node = 0; node < label.length; node++) {
            label[node] = groups.code(node);
        }
        return of(label);
    }

    /// @return number of nodes
    public int nodes() {
        return cluster.length;
    }

    /// @return number of clusters
    public int clusters() {
        return clusters;
    }

    /// @param node in `[0, nodes)`
    /// @return its cluster, in `[0, clusters)`
    public int of(int node) {
        return cluster[node];
    }

    /// @return number of nodes in each cluster
    public int[] sizes() {
        int[] sizes = new int[clusters];
        for (int own : cluster) {
            sizes[own]++;
        }
        return sizes;
    }

    /// @return the cluster of each node as a column, the labels being `1 … clusters`
    public FactorColumn column() {
        String[] labels = new String[clusters];
        for (int c = 0; c < clusters; c++) {
            labels[c] = Integer.toString(c + 1);
        }
        return FactorColumn.wrap(cluster.clone(), Levels.of(labels));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clustering that && Arrays.equals(cluster, that.cluster);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cluster);
    }

    @Override
    public String toString() {
        return clusters + " clusters of " + cluster.length + " nodes";
    }
}
