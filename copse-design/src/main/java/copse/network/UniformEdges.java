package copse.network;

import copse.math.RandomStream;

/// A graph with a given number of edges, each set of so many edges equally likely.
///
/// Text: `erdos_renyi(nodes: 500, edges: 12000)`.
///
/// Pairs are drawn until there are enough that differ; of more than half of all pairs, those are drawn that are
/// no edges.
///
/// Source: Erdős and Rényi (1959), On random graphs I, Publ. Math. Debrecen 6, 290-297.
///
/// @param nodes at least 1
/// @param edges at most the number of pairs
public record UniformEdges(int nodes, int edges) implements GraphModel {
    /// @throws copse.error.InputException `G110` if there is no such graph
    public UniformEdges {
        GraphModel.requireNodes(nodes);
        GraphModel.require(
                edges >= 0 && edges <= GraphModel.pairs(nodes),
                edges + " edges between " + nodes + " nodes",
                "give between 0 and " + GraphModel.pairs(nodes) + " edges");
    }

    static UniformEdges of(Call call) {
        GraphModel.requireKeys(call, "nodes", "edges");
        return new UniformEdges(call.whole("nodes", 0, 1), call.whole("edges", 0, 0));
    }

    @Override
    public String text() {
        return "erdos_renyi(nodes: " + nodes + ", edges: " + edges + ")";
    }

    @Override
    public Graph draw(RandomStream stream) {
        long pairs = GraphModel.pairs(nodes);
        boolean most = edges > pairs / 2;
        PairSet drawn = drawn(stream.split(0), most ? (int) (pairs - edges) : edges);
        EdgeBuffer buffer = new EdgeBuffer(edges);
        if (most) {
            // all pairs are no more than twice the edges
            for (int a = 0; a < nodes; a++) {
                for (int b = a + 1; b < nodes; b++) {
                    if (!drawn.contains(a, b)) {
                        buffer.add(a, b);
                    }
                }
            }
        } else {
            drawn.forEach(buffer::add);
        }
        return buffer.graph(nodes);
    }

    private PairSet drawn(RandomStream stream, int count) {
        PairSet drawn = new PairSet(count);
        while (drawn.size() < count) {
            int a = stream.nextInt(nodes);
            int b = stream.nextInt(nodes);
            if (a != b) {
                drawn.add(a, b);
            }
        }
        return drawn;
    }
}
