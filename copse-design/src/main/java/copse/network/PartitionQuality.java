package copse.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/// How well a partition of the nodes follows the edges.
///
/// With edge weights w (1 each if the graph has none), total weight m, in_c the weight of the edges within
/// cluster c, K_c the strengths of its nodes added up, n_c its number of nodes and γ the resolution:
///
/// - modularity: `Q = Σ_c [in_c / m − γ (K_c / 2m)²]`
/// - quality of the constant Potts model: `Σ_c [in_c − γ n_c (n_c − 1) / 2]`
/// - conductance of c: its weight of edges to other clusters, over the smaller of `K_c` and `2m − K_c`; not
///   defined if that is 0, as of a cluster that is everything or has no edges
///
/// Cost: O(nodes + edges).
///
/// Source: Newman and Girvan (2004), Phys. Rev. E 69, 026113. doi:10.1103/PhysRevE.69.026113 (modularity);
/// Reichardt and Bornholdt (2006), Phys. Rev. E 74, 016110. doi:10.1103/PhysRevE.74.016110 (its resolution);
/// Traag, Van Dooren and Nesterov (2011), Phys. Rev. E 84, 016114. doi:10.1103/PhysRevE.84.016114 (constant
/// Potts model).
///
/// @param clusters number of clusters
/// @param resolution γ
/// @param totalWeight m
/// @param modularity Q; 0 if there are no edges
/// @param internalShare share of the weight on edges within clusters; 1 if there are no edges
/// @param cpmQuality of the constant Potts model, in units of weight
/// @param conductance by cluster, empty where not defined
/// @param meanOwnShare mean over the nodes that have neighbours of the share of their neighbours, each counted
///     once, that are in their own cluster; empty if all nodes are isolated
/// @param disconnected number of clusters whose nodes do not all reach one another within the cluster
public record PartitionQuality(
        int clusters,
        double resolution,
        double totalWeight,
        double modularity,
        double internalShare,
        double cpmQuality,
        List<OptionalDouble> conductance,
        OptionalDouble meanOwnShare,
        int disconnected) {
    /// @param graph any
    /// @param clustering of its nodes
    /// @param resolution γ of modularity and of the constant Potts model, at least 0
    /// @return its quality
    public static PartitionQuality of(Graph graph, Clustering clustering, double resolution) {
        Objects.checkFromIndexSize(0, clustering.nodes(), graph.nodes());
        int clusters = clustering.clusters();
        double[] strength = new double[clusters];
        double[] twiceWithin = new double[clusters];
        double ownShares = 0;
        int withNeighbours = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int own = clustering.of(node);
            int ownNeighbours = 0;
            int end = graph.start(node + 1);
            double all = 0;
            double within = 0;
            for (int at = graph.start(node); at < end; at++) {
                double weight = graph.weight(at);
                all += weight;
                if (clustering.of(graph.neighbour(at)) == own) {
                    within += weight;
                    ownNeighbours++;
                }
            }
            strength[own] += all;
            twiceWithin[own] += within;
            if (graph.degree(node) > 0) {
                withNeighbours++;
                ownShares += (double) ownNeighbours / graph.degree(node);
            }
        }
        return of(
                new Sums(strength, twiceWithin, clustering.sizes()),
                resolution,
                withNeighbours == 0 ? OptionalDouble.empty() : OptionalDouble.of(ownShares / withNeighbours),
                disconnected(graph, clustering));
    }

    /// @return share of the weight on edges between clusters
    public double cutShare() {
        return 1 - internalShare;
    }

    /// What the measures are made of, by cluster.
    ///
    /// @param strength of its nodes, added up
    /// @param twiceWithin twice the weight of the edges within
    /// @param size number of nodes
    private record Sums(double[] strength, double[] twiceWithin, int[] size) {}

    private static PartitionQuality of(Sums sums, double resolution, OptionalDouble ownShare, int disconnected) {
        int clusters = sums.size.length;
        double twice = Arrays.stream(sums.strength).sum();
        double twiceInternal = Arrays.stream(sums.twiceWithin).sum();
        double expected = 0;
        double pairs = 0;
        List<OptionalDouble> conductance = new ArrayList<>(clusters);
        for (int c = 0; c < clusters; c++) {
            double share = twice == 0 ? 0 : sums.strength[c] / twice;
            expected += share * share;
            pairs += 0.5 * sums.size[c] * (sums.size[c] - 1.0);
            double smaller = Math.min(sums.strength[c], twice - sums.strength[c]);
            conductance.add(
                    smaller > 0
                            ? OptionalDouble.of((sums.strength[c] - sums.twiceWithin[c]) / smaller)
                            : OptionalDouble.empty());
        }
        double internalShare = twice == 0 ? 1 : twiceInternal / twice;
        return new PartitionQuality(
                clusters,
                resolution,
                twice / 2,
                twice == 0 ? 0 : internalShare - resolution * expected,
                internalShare,
                twiceInternal / 2 - resolution * pairs,
                List.copyOf(conductance),
                ownShare,
                disconnected);
    }

    private static int disconnected(Graph graph, Clustering clustering) {
        Clustering pieces = Components.within(graph, clustering);
        if (pieces.clusters() == clustering.clusters()) {
            return 0;
        }
        int[] first = new int[clustering.clusters()];
        Arrays.fill(first, -1);
        boolean[] torn = new boolean[first.length];
        int count = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            int own = clustering.of(node);
            if (first[own] < 0) {
                first[own] = pieces.of(node);
            } else if (first[own] != pieces.of(node) && !torn[own]) {
                torn[own] = true;
                count++;
            }
        }
        return count;
    }
}
