package copse.network;

import java.util.Arrays;
import java.util.OptionalDouble;

/// What a graph is like.
///
/// - Transitivity: of all paths over two edges, the share whose ends are neighbours.
/// - Clustering of a node: of all pairs of its neighbours, the share that are neighbours; 0 with fewer than
///   two.
///
/// Cost: O(edges^1.5) at worst, for the triangles; 10^7 edges with degrees up to 10^4 in a few seconds. Memory:
/// 4 bytes per edge and 36 per node.
///
/// Source: Watts and Strogatz (1998), Nature 393, 440-442. doi:10.1038/30918 (clustering)
///
/// @param nodes number of nodes
/// @param edges number of edges
/// @param isolated number of nodes without neighbours
/// @param components number of connected components, isolated nodes included
/// @param largestComponent number of nodes of the largest of them
/// @param meanDegree mean number of neighbours, over all nodes
/// @param degrees their distribution
/// @param triangles number of them
/// @param transitivity empty if no node has two neighbours
/// @param averageClustering mean over all nodes
public record GraphSummary(
        int nodes,
        int edges,
        int isolated,
        int components,
        int largestComponent,
        double meanDegree,
        Degrees degrees,
        long triangles,
        OptionalDouble transitivity,
        double averageClustering) {
    /// Numbers of neighbours: the smallest number that at least such a share of the nodes does not pass.
    ///
    /// @param least of all
    /// @param quarter that a quarter of nodes does not pass
    /// @param median that half of them do not pass
    /// @param threeQuarters that three quarters do not pass
    /// @param ninety that 90% do not pass
    /// @param ninetyNine that 99% do not pass
    /// @param most of all
    public record Degrees(int least, int quarter, int median, int threeQuarters, int ninety, int ninetyNine, int most) {
        static Degrees of(Graph graph) {
            int[] count = new int[graph.nodes() + 1];
            for (int node = 0; node < graph.nodes(); node++) {
                count[graph.degree(node)]++;
            }
            return new Degrees(
                    quantile(count, 0, graph.nodes()),
                    quantile(count, 0.25, graph.nodes()),
                    quantile(count, 0.5, graph.nodes()),
                    quantile(count, 0.75, graph.nodes()),
                    quantile(count, 0.9, graph.nodes()),
                    quantile(count, 0.99, graph.nodes()),
                    quantile(count, 1, graph.nodes()));
        }

        private static int quantile(int[] count, double share, int nodes) {
            // a count of nodes of at least one, so that the share 0 is the least degree that occurs
            long wanted = Math.max(1, (long) Math.ceil(share * nodes));
            long passed = 0;
            for (int degree = 0; degree < count.length; degree++) {
                passed += count[degree];
                if (passed >= wanted) {
                    return degree;
                }
            }
            return 0;
        }
    }

    /// @param graph any
    /// @return its description
    public static GraphSummary of(Graph graph) {
        return of(graph, 1);
    }

    /// @param graph any
    /// @param threads at least 1; no influence on the result
    /// @return its description
    public static GraphSummary of(Graph graph, int threads) {
        int nodes = graph.nodes();
        Clustering components = Components.of(graph);
        long[] triangles = Triangles.of(graph, threads);
        int isolated = 0;
        double paths = 0;
        double clustering = 0;
        for (int node = 0; node < nodes; node++) {
            int degree = graph.degree(node);
            isolated += degree == 0 ? 1 : 0;
            double pairs = 0.5 * degree * (degree - 1.0);
            paths += pairs;
            clustering += degree < 2 ? 0 : triangles[node] / pairs;
        }
        long corners = Arrays.stream(triangles).sum();
        return new GraphSummary(
                nodes,
                graph.edges(),
                isolated,
                components.clusters(),
                Arrays.stream(components.sizes()).max().orElse(0),
                nodes == 0 ? 0 : 2.0 * graph.edges() / nodes,
                Degrees.of(graph),
                corners / 3,
                paths == 0 ? OptionalDouble.empty() : OptionalDouble.of(corners / paths),
                nodes == 0 ? 0 : clustering / nodes);
    }

    /// @return largest number of neighbours
    public int maxDegree() {
        return degrees.most();
    }
}
