package copse.network;

import java.util.Arrays;

/// Branch and bound for a colouring with fewer colours than one that is known.
final class ColourSearch {
    private final Graph graph;
    private final int n;
    private final int[] colour;
    /// Neighbours of node i with colour c, at `i * used + c` for the number of colours that were known at
    /// first.
    private final int[] met;
    private final int width;
    private final int[] saturation;
    private int[] best;
    private int used;
    private int least;
    private long steps;

    ColourSearch(Graph graph, int[] known, int used, long steps) {
        this.graph = graph;
        this.n = graph.nodes();
        this.best = known;
        this.used = used;
        this.width = used;
        this.steps = steps;
        this.colour = new int[n];
        this.met = new int[n * used];
        this.saturation = new int[n];
        Arrays.fill(colour, -1);
    }

    /// @param clique nodes that all touch each other: they get the first colours
    /// @return whether the search was completed, so that fewer than [#used()] colours do not suffice
    boolean run(int[] clique) {
        least = clique.length;
        for (int c = 0; c < clique.length; c++) {
            put(clique[c], c);
        }
        search(clique.length, clique.length);
        return steps > 0;
    }

    int[] best() {
        return best;
    }

    int used() {
        return used;
    }

    private void search(int coloured, int colours) {
        if (colours >= used) {
            return;
        }
        if (coloured == n) {
            best = colour.clone();
            used = colours;
            return;
        }
        int node = next();
        // one colour that is new is enough: new ones are alike
        for (int c = 0; c <= Math.min(colours, used - 2) && used > least && steps > 0; c++) {
            if (met[node * width + c] == 0) {
                steps--;
                put(node, c);
                search(coloured + 1, Math.max(colours, c + 1));
                take(node, c);
            }
        }
    }

    private int next() {
        int next = -1;
        for (int node = 0; node < n; node++) {
            if (colour[node] < 0
                    && (next < 0
                            || saturation[node] > saturation[next]
                            || (saturation[node] == saturation[next] && graph.degree(node) > graph.degree(next)))) {
                next = node;
            }
        }
        return next;
    }

    private void put(int node, int c) {
        colour[node] = c;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            int other = graph.neighbour(at);
            if (met[other * width + c]++ == 0) {
                saturation[other]++;
            }
        }
    }

    private void take(int node, int c) {
        colour[node] = -1;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            int other = graph.neighbour(at);
            if (--met[other * width + c] == 0) {
                saturation[other]--;
            }
        }
    }
}
