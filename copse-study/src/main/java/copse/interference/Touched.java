package copse.interference;

import copse.network.Clustering;
import copse.network.Graph;
import java.util.Arrays;

/// The clusters that the exposure of each node depends on: its own, and those of its neighbours.
///
/// Cluster and weight of what node i touches are at positions `start[i] … start[i + 1] - 1`, its own cluster
/// first even if no neighbour is there. Memory: 12 bytes per node and cluster, never more than one per node and
/// two per edge.
///
/// @param start where those of each node begin, and their number at the end
/// @param cluster of each
/// @param weight sum over the neighbours in it: their number, or the weight of edges to them
record Touched(int[] start, int[] cluster, double[] weight) {
    /// Cost: nodes and edges.
    ///
    /// @param weighted whether neighbours count for the weights of edges
    static Touched of(Graph graph, Clustering clusters, boolean weighted) {
        int nodes = graph.nodes();
        int[] start = new int[nodes + 1];
        int[] seen = new int[clusters.clusters()];
        Arrays.fill(seen, -1);
        for (int node = 0; node < nodes; node++) {
            int count = 1;
            seen[clusters.of(node)] = node;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = clusters.of(graph.neighbour(at));
                if (seen[other] != node) {
                    seen[other] = node;
                    count++;
                }
            }
            start[node + 1] = start[node] + count;
        }
        int[] cluster = new int[start[nodes]];
        double[] weight = new double[start[nodes]];
        int[] place = new int[clusters.clusters()];
        Arrays.fill(seen, -1);
        for (int node = 0; node < nodes; node++) {
            int next = start[node];
            int own = clusters.of(node);
            seen[own] = node;
            place[own] = next;
            cluster[next++] = own;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = clusters.of(graph.neighbour(at));
                if (seen[other] != node) {
                    seen[other] = node;
                    place[other] = next;
                    cluster[next++] = other;
                }
                weight[place[other]] += weighted ? graph.weight(at) : 1;
            }
        }
        return new Touched(start, cluster, weight);
    }

    /// The clusters within a number of edges, without weights.
    ///
    /// Cost: nodes times the nodes within so many edges of one.
    static Touched within(Graph graph, Clustering clusters, int hops) {
        int nodes = graph.nodes();
        int[] start = new int[nodes + 1];
        int[] cluster = new int[Math.max(16, 4 * nodes)];
        int[] seenNode = new int[nodes];
        int[] seenCluster = new int[clusters.clusters()];
        Arrays.fill(seenNode, -1);
        Arrays.fill(seenCluster, -1);
        int[] queue = new int[nodes];
        int size = 0;
        for (int node = 0; node < nodes; node++) {
            int head = 0;
            int tail = 0;
            queue[tail++] = node;
            seenNode[node] = node;
            for (int hop = 0; hop <= hops; hop++) {
                int end = tail;
                for (; head < end; head++) {
                    int at = queue[head];
                    int of = clusters.of(at);
                    if (seenCluster[of] != node) {
                        seenCluster[of] = node;
                        if (size == cluster.length) {
                            cluster = Arrays.copyOf(cluster, 2 * size);
                        }
                        cluster[size++] = of;
                    }
                    for (int k = graph.start(at); hop < hops && k < graph.start(at + 1); k++) {
                        int neighbour = graph.neighbour(k);
                        if (seenNode[neighbour] != node) {
                            seenNode[neighbour] = node;
                            queue[tail++] = neighbour;
                        }
                    }
                }
            }
            start[node + 1] = size;
        }
        return new Touched(start, Arrays.copyOf(cluster, size), new double[size]);
    }
}
