package copse.network;

import java.util.Arrays;

/// A proper colouring with few colours, and whether it is proven that fewer do not suffice.
///
/// - Greedy in the order of smallest degree last: at most one colour more than the degeneracy of the graph.
///   Cost: O(nodes + edges).
/// - Up to [#EXACT_NODES] nodes, branch and bound from the colours of a clique: next is the node whose
///   neighbours have the most colours, of these the one of the most neighbours. Finding the fewest colours is
///   NP-hard; the search gives up after [#STEPS] steps.
///
/// Source: Matula and Beck (1983), J. ACM 30(3), 417-427, doi:10.1145/2402.322385 (smallest last); Brélaz
/// (1979), New methods to color the vertices of a graph, Commun. ACM 22(4), 251-256, doi:10.1145/359094.359101
/// (choice of the next node).
///
/// @param colours the colours as clusters
/// @param least colours that any proper colouring has: a clique of that size was found, or the search was
///     completed
public record Chromatic(Clustering colours, int least) {
    /// Larger graphs are coloured greedily only.
    public static final int EXACT_NODES = 1_000;

    /// Nodes coloured by the search, at most; some seconds.
    public static final long STEPS = 5_000_000;

    /// @param graph the edges
    /// @return a colouring
    public static Chromatic of(Graph graph) {
        int[] greedy = smallestLast(graph);
        int used = Arrays.stream(greedy).max().orElse(-1) + 1;
        int[] clique = clique(graph);
        if (graph.nodes() > EXACT_NODES || clique.length == used) {
            return new Chromatic(Clustering.of(greedy), clique.length);
        }
        ColourSearch search = new ColourSearch(graph, greedy, used, STEPS);
        boolean completed = search.run(clique);
        return new Chromatic(Clustering.of(search.best()), completed ? search.used() : clique.length);
    }

    /// @return number of colours of this colouring
    public int number() {
        return colours.clusters();
    }

    /// @return whether no colouring has fewer
    public boolean proven() {
        return least == number();
    }

    /// @return the smallest number of colours
    /// @throws copse.error.DesignException `G126` if it is not proven
    public int exact() {
        if (!proven()) {
            throw ClusteringCode.TOO_LARGE.error(
                    "the chromatic number is between " + least + " and " + number() + ", and which is not known",
                    "an exact answer was sought for at most " + EXACT_NODES + " nodes and " + STEPS + " steps",
                    "take " + number() + " colours, which suffice");
        }
        return least;
    }

    private static int[] smallestLast(Graph graph) {
        int[] order = peeled(graph);
        int n = order.length;
        int[] colour = new int[n];
        Arrays.fill(colour, -1);
        int[] taken = new int[n + 1];
        for (int i = n - 1; i >= 0; i--) {
            int node = order[i];
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = colour[graph.neighbour(at)];
                if (other >= 0) {
                    taken[other] = n - i;
                }
            }
            int free = 0;
            while (taken[free] == n - i) {
                free++;
            }
            colour[node] = free;
        }
        return colour;
    }

    /// Nodes in the order in which each had the fewest remaining neighbours; buckets by remaining degree.
    private static int[] peeled(Graph graph) {
        int n = graph.nodes();
        int[] degree = new int[n];
        int largest = 0;
        for (int node = 0; node < n; node++) {
            degree[node] = graph.degree(node);
            largest = Math.max(largest, degree[node]);
        }
        int[] begin = new int[largest + 2];
        for (int d : degree) {
            begin[d + 1]++;
        }
        for (int d = 0; d <= largest; d++) {
            begin[d + 1] += begin[d];
        }
        int[] order = new int[n];
        int[] place = new int[n];
        int[] next = begin.clone();
        for (int node = 0; node < n; node++) {
            place[node] = next[degree[node]]++;
            order[place[node]] = node;
        }
        for (int i = 0; i < n; i++) {
            int node = order[i];
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                if (degree[other] > degree[node]) {
                    // to the front of its bucket, which then begins one later: it is in the bucket below
                    int front = begin[degree[other]]++;
                    int moved = order[front];
                    order[place[other]] = moved;
                    place[moved] = place[other];
                    order[front] = other;
                    place[other] = front;
                    degree[other]--;
                }
            }
        }
        return order;
    }

    /// A clique: from the node of the most neighbours on, the neighbour of all so far that has the most
    /// neighbours.
    private static int[] clique(Graph graph) {
        int n = graph.nodes();
        int first = 0;
        for (int node = 1; node < n; node++) {
            first = graph.degree(node) > graph.degree(first) ? node : first;
        }
        if (n == 0) {
            return new int[0];
        }
        int[] met = new int[n];
        int[] clique = new int[n];
        int size = 0;
        int next = first;
        while (next >= 0) {
            clique[size++] = next;
            int last = next;
            next = -1;
            for (int at = graph.start(last); at < graph.start(last + 1); at++) {
                int other = graph.neighbour(at);
                if (++met[other] == size && (next < 0 || graph.degree(other) > graph.degree(next))) {
                    next = other;
                }
            }
        }
        return Arrays.copyOf(clique, size);
    }
}
