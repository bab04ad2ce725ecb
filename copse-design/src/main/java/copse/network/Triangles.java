package copse.network;

import copse.math.Tasks;
import java.util.concurrent.atomic.AtomicLongArray;

/// Triangles, each found once: from its node of fewest neighbours.
///
/// Nodes are ranked by their numbers of neighbours and each edge is kept at its lower end, where no more than
/// `√(2m)` of them meet.
///
/// Cost: O(m^1.5). Source: Latapy (2008), Main-memory triangle computations for very large (sparse (power-law))
/// graphs, Theor. Comput. Sci. 407, section 3.2 (*forward*). doi:10.1016/j.tcs.2008.07.017
final class Triangles {
    /// Each task has marks of its own, and takes each so many-th node, so that all have about the same work.
    private static final int TASKS_PER_THREAD = 4;

    private Triangles() {}

    /// @param graph any
    /// @param threads at least 1; no influence on the result
    /// @return for each node the triangles that it is a corner of
    static long[] of(Graph graph, int threads) {
        int nodes = graph.nodes();
        int[] order = byDegree(graph);
        int[] rank = new int[nodes];
        for (int r = 0; r < nodes; r++) {
            rank[order[r]] = r;
        }
        int[] start = new int[nodes + 1];
        int[] upper = new int[graph.edges()];
        int next = 0;
        for (int r = 0; r < nodes; r++) {
            start[r] = next;
            int end = graph.start(order[r] + 1);
            for (int at = graph.start(order[r]); at < end; at++) {
                int other = rank[graph.neighbour(at)];
                if (other > r) {
                    upper[next++] = other;
                }
            }
        }
        start[nodes] = next;
        AtomicLongArray byRank = new AtomicLongArray(nodes);
        int tasks = threads == 1 ? 1 : TASKS_PER_THREAD * threads;
        Tasks.run(tasks, threads, task -> count(start, upper, task, tasks, byRank));
        long[] triangles = new long[nodes];
        for (int r = 0; r < nodes; r++) {
            triangles[order[r]] = byRank.get(r);
        }
        return triangles;
    }

    private static void count(int[] start, int[] upper, int first, int step, AtomicLongArray triangles) {
        int nodes = start.length - 1;
        int[] mark = new int[nodes];
        for (int a = first; a < nodes; a += step) {
            for (int i = start[a]; i < start[a + 1]; i++) {
                mark[upper[i]] = a + 1;
            }
            int all = 0;
            for (int i = start[a]; i < start[a + 1]; i++) {
                int b = upper[i];
                int found = 0;
                for (int j = start[b]; j < start[b + 1]; j++) {
                    int c = upper[j];
                    if (mark[c] == a + 1) {
                        triangles.getAndIncrement(c);
                        found++;
                    }
                }
                if (found > 0) {
                    triangles.getAndAdd(b, found);
                    all += found;
                }
            }
            if (all > 0) {
                triangles.getAndAdd(a, all);
            }
        }
    }

    /// @return nodes in the order of their numbers of neighbours, those of equal number in their own order
    private static int[] byDegree(Graph graph) {
        int nodes = graph.nodes();
        int[] at = new int[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            at[graph.degree(node) + 1]++;
        }
        for (int degree = 0; degree < nodes; degree++) {
            at[degree + 1] += at[degree];
        }
        int[] order = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            order[at[graph.degree(node)]++] = node;
        }
        return order;
    }
}
