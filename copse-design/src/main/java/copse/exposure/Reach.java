package copse.exposure;

import copse.network.Graph;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The clusters within some hops of each node, its own among them, in compressed rows.
final class Reach {
    /// More entries than this many times those of the graph are not kept.
    private static final long ROOM = 8;

    private static final long LEAST_ROOM = 1L << 22;

    /// For exposures that ask no further than the neighbours.
    static final Reach NONE = new Reach(new int[0], new int[0]);

    private final int[] start;
    private final int[] cluster;

    private Reach(int[] start, int[] cluster) {
        this.start = start;
        this.cluster = cluster;
    }

    /// Cost: per hop, the clusters within one hop less of each node, once per neighbour.
    ///
    /// @param graph the nodes
    /// @param law clusters of the nodes
    /// @param hops how far, at least 0
    /// @return the clusters; empty if they would take much more memory than the graph
    static Optional<Reach> of(Graph graph, SideLaw law, int hops) {
        int nodes = graph.nodes();
        int[] start = new int[nodes + 1];
        int[] cluster = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            start[node + 1] = node + 1;
            cluster[node] = law.cluster(node);
        }
        @Nullable Reach reach = new Reach(start, cluster);
        long most = Math.min(Integer.MAX_VALUE - 8L, ROOM * (nodes + 2L * graph.edges()) + LEAST_ROOM);
        for (int hop = 0; hop < hops && reach != null; hop++) {
            reach = reach.further(graph, law.clusters(), most);
        }
        return Optional.ofNullable(reach);
    }

    private @Nullable Reach further(Graph graph, int clusters, long most) {
        int nodes = graph.nodes();
        int[] from = new int[nodes + 1];
        int[] next = new int[Math.max(16, cluster.length)];
        int[] seen = new int[clusters];
        Arrays.fill(seen, -1);
        int used = 0;
        for (int node = 0; node < nodes; node++) {
            for (int at = graph.start(node) - 1; at < graph.start(node + 1); at++) {
                int other = at < graph.start(node) ? node : graph.neighbour(at);
                for (int i = start[other]; i < start[other + 1]; i++) {
                    if (seen[cluster[i]] != node) {
                        seen[cluster[i]] = node;
                        if (used == most) {
                            return null;
                        }
                        if (used == next.length) {
                            next = Arrays.copyOf(next, (int) Math.min(most, 2L * used));
                        }
                        next[used++] = cluster[i];
                    }
                }
            }
            from[node + 1] = used;
        }
        return new Reach(from, next);
    }

    /// @param graph the nodes
    /// @return number of clusters looked at when each node goes through those of its neighbours
    double work(Graph graph) {
        double work = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            work += (double) graph.degree(node) * (start[node + 1] - start[node]);
        }
        return work;
    }

    /// @param node in `[0, nodes]`
    /// @return where its clusters begin
    int start(int node) {
        return start[node];
    }

    /// @param at position, `start(i) … start(i + 1) - 1` for node i
    /// @return the cluster there
    int cluster(int at) {
        return cluster[at];
    }
}
