package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;

/// Small graphs for tests.
final class Graphs {
    /// Zachary's karate club: 34 members, 78 friendships. Zachary (1977), J. Anthropol. Res. 33, 452-473.
    private static final String KARATE =
            "0 1 0 2 0 3 0 4 0 5 0 6 0 7 0 8 0 10 0 11 0 12 0 13 0 17 0 19 0 21 0 31 1 2 1 3 "
                    + "1 7 1 13 1 17 1 19 1 21 1 30 2 3 2 7 2 8 2 9 2 13 2 27 2 28 2 32 3 7 3 12 3 13 4 6 4 10 5 6 5 10 5 16 6 16 "
                    + "8 30 8 32 8 33 9 33 13 33 14 32 14 33 15 32 15 33 18 32 18 33 19 33 20 32 20 33 22 32 22 33 23 25 23 27 "
                    + "23 29 23 32 23 33 24 25 24 27 24 31 25 31 26 29 26 33 27 33 28 31 28 33 29 32 29 33 30 32 30 33 31 32 31 33 "
                    + "32 33";

    private Graphs() {}

    static Graph karate() {
        return of(34, ends(KARATE));
    }

    /// Two triangles and what joins them: 7 nodes in one piece, the eighth alone.
    static Graph t8() {
        return of(8, ends("0 1 0 2 1 2 2 3 3 4 3 5 4 5 5 6"));
    }

    static Graph path(int n) {
        int[] ends = new int[2 * (n - 1)];
        for (int i = 0; i + 1 < n; i++) {
            ends[2 * i] = i;
            ends[2 * i + 1] = i + 1;
        }
        return of(n, ends);
    }

    static Graph cycle(int n) {
        int[] ends = new int[2 * n];
        for (int i = 0; i < n; i++) {
            ends[2 * i] = i;
            ends[2 * i + 1] = (i + 1) % n;
        }
        return of(n, ends);
    }

    static Graph complete(int n) {
        return random(n, 1.1, null);
    }

    /// Each pair with probability p.
    static Graph random(int n, double p, RandomStream stream) {
        int[] ends = new int[n * (n - 1)];
        int used = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (p > 1 || stream.nextDouble() < p) {
                    ends[used++] = i;
                    ends[used++] = j;
                }
            }
        }
        return of(n, Arrays.copyOf(ends, used));
    }

    /// Blocks of equal size, denser within than between.
    static Graph blocks(int blocks, int size, double within, double between, RandomStream stream) {
        int n = blocks * size;
        int[] ends = new int[n * (n - 1)];
        int used = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (stream.nextDouble() < (i / size == j / size ? within : between)) {
                    ends[used++] = i;
                    ends[used++] = j;
                }
            }
        }
        return of(n, Arrays.copyOf(ends, used));
    }

    static Graph of(int n, int... ends) {
        int[] from = new int[ends.length / 2];
        int[] to = new int[from.length];
        for (int e = 0; e < from.length; e++) {
            from[e] = ends[2 * e];
            to[e] = ends[2 * e + 1];
        }
        return Graph.of(n, from, to);
    }

    private static int[] ends(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    /// Whether every cluster is connected.
    static boolean connected(Graph graph, Clustering clustering) {
        int[] seen = new int[clustering.clusters()];
        boolean[] reached = new boolean[graph.nodes()];
        int[] queue = new int[graph.nodes()];
        for (int node = 0; node < graph.nodes(); node++) {
            if (!reached[node]) {
                if (seen[clustering.of(node)]++ > 0) {
                    return false;
                }
                int end = 0;
                reached[node] = true;
                queue[end++] = node;
                for (int begin = 0; begin < end; begin++) {
                    for (int at = graph.start(queue[begin]); at < graph.start(queue[begin] + 1); at++) {
                        int other = graph.neighbour(at);
                        if (!reached[other] && clustering.of(other) == clustering.of(node)) {
                            reached[other] = true;
                            queue[end++] = other;
                        }
                    }
                }
            }
        }
        return true;
    }
}
