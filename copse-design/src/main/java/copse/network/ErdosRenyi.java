package copse.network;

import copse.math.RandomStream;

/// The graph in which each pair of nodes is an edge with the same probability, independently: no communities at
/// all.
///
/// Text: `erdos_renyi(nodes: 500, p: 0.1)`.
///
/// Source: Gilbert (1959), Random graphs, Ann. Math. Statist. 30(4). doi:10.1214/aoms/1177706098
///
/// @param nodes at least 1
/// @param p probability of each edge
public record ErdosRenyi(int nodes, double p) implements GraphModel {
    /// @throws copse.error.InputException `G110` if there is no such graph
    public ErdosRenyi {
        GraphModel.requireNodes(nodes);
        GraphModel.requireProbability(p, "p");
    }

    static ErdosRenyi of(Call call) {
        GraphModel.requireKeys(call, "nodes", "p");
        return new ErdosRenyi(call.whole("nodes", 0, 1), call.number("p", 0, 0, 1));
    }

    @Override
    public String text() {
        return "erdos_renyi(nodes: " + nodes + ", p: " + Call.print(p) + ")";
    }

    @Override
    public Graph draw(RandomStream stream) {
        EdgeBuffer edges = new EdgeBuffer(p * GraphModel.pairs(nodes));
        Pairs.among(nodes, p, stream.split(0), edges::add);
        return edges.graph(nodes);
    }
}
