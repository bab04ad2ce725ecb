package copse.network;

import copse.frame.FactorColumn;
import copse.frame.Levels;
import java.util.Arrays;
import java.util.OptionalInt;

/// A partition of the nodes of a graph. Immutable.
///
/// Clusters are numbered in the order of their first nodes, so that two partitions into the same groups are
/// equal whatever an algorithm called them.
///
/// Nodes may be outside of the experiment, as those are that belong to no ego ([Egos]). They are kept together
/// as the last cluster, so that every node has a number; [#outside()] tells which it is, and the column has
/// them missing.
public final class Clustering {
    /// The label of nodes outside of all clusters.
    public static final int OUTSIDE = -1;

    private final int[] cluster;
    private final int clusters;
    private final boolean outsiders;

    private Clustering(int[] cluster, int clusters, boolean outsiders) {
        this.cluster = cluster;
        this.clusters = clusters;
        this.outsiders = outsiders;
    }

    /// @param label of each node, any numbers of at least 0, or [#OUTSIDE]; not kept
    /// @return the nodes of equal label together
    public static Clustering of(int[] label) {
        int[] number = new int[Arrays.stream(label).max().orElse(-1) + 1];
        Arrays.fill(number, -1);
        int[] cluster = new int[label.length];
        int clusters = 0;
        boolean outsiders = false;
        for (int node = 0; node < label.length; node++) {
            if (label[node] == OUTSIDE) {
                cluster[node] = OUTSIDE;
                outsiders = true;
            } else {
                if (number[label[node]] < 0) {
                    number[label[node]] = clusters++;
                }
                cluster[node] = number[label[node]];
            }
        }
        if (outsiders) {
            for (int node = 0; node < cluster.length; node++) {
                cluster[node] = cluster[node] == OUTSIDE ? clusters : cluster[node];
            }
            clusters++;
        }
        return new Clustering(cluster, clusters, outsiders);
    }

    /// @param groups a value for each node; those without are outside
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

    /// @return number of clusters, the nodes outside among them if there are any
    public int clusters() {
        return clusters;
    }

    /// @return the number of the nodes outside of the experiment, the last one, if there are any
    public OptionalInt outside() {
        return outsiders ? OptionalInt.of(clusters - 1) : OptionalInt.empty();
    }

    /// @param node in `[0, nodes)`
    /// @return whether it is in a cluster to be randomised
    public boolean inside(int node) {
        return !outsiders || cluster[node] < clusters - 1;
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

    /// @return the cluster of each node as a column, the labels being `1 … clusters`; missing for nodes outside
    public FactorColumn column() {
        String[] labels = new String[outsiders ? clusters - 1 : clusters];
        for (int c = 0; c < labels.length; c++) {
            labels[c] = Integer.toString(c + 1);
        }
        int[] codes = new int[cluster.length];
        for (int node = 0; node < codes.length; node++) {
            codes[node] = inside(node) ? cluster[node] : FactorColumn.MISSING;
        }
        return FactorColumn.wrap(codes, Levels.of(labels));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clustering that && outsiders == that.outsiders && Arrays.equals(cluster, that.cluster);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cluster);
    }

    @Override
    public String toString() {
        return outsiders
                ? (clusters - 1) + " clusters and nodes outside, " + cluster.length + " nodes"
                : clusters + " clusters of " + cluster.length + " nodes";
    }
}
