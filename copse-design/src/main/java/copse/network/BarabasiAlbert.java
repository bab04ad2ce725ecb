package copse.network;

import copse.math.RandomStream;

/// Growth with preference for nodes that have many neighbours already: degrees follow a power law.
///
/// Text: `barabasi_albert(nodes: 500, edges: 5)`.
///
/// The first m + 1 nodes are a star about the first one; each further node is joined to m nodes that differ,
/// drawn one after the other with probabilities in proportion to their numbers of neighbours.
///
/// Source: Barabási and Albert (1999), Emergence of scaling in random networks, Science 286, 509-512.
/// doi:10.1126/science.286.5439.509; Batagelj and Brandes (2005), Phys. Rev. E 71, 036113 (the list of ends).
/// doi:10.1103/PhysRevE.71.036113
///
/// @param nodes more than `edges`
/// @param edges m, which each new node brings; at least 1
public record BarabasiAlbert(int nodes, int edges) implements GraphModel {
    /// @throws copse.error.InputException `G110` if there is no such graph
    public BarabasiAlbert {
        GraphModel.requireNodes(nodes);
        GraphModel.require(
                edges >= 1 && edges < nodes,
                edges + " edges of each new node in a graph of " + nodes + " nodes",
                "give at least one edge, and fewer than there are nodes");
    }

    static BarabasiAlbert of(Call call) {
        GraphModel.requireKeys(call, "nodes", "edges");
        return new BarabasiAlbert(call.whole("nodes", 0, 1), call.whole("edges", 0, 1));
    }

    @Override
    public String text() {
        return "barabasi_albert(nodes: " + nodes + ", edges: " + edges + ")";
    }

    @Override
    public Graph draw(RandomStream stream) {
        EdgeBuffer drawn = new EdgeBuffer((double) edges * (nodes - edges));
        for (int node = 1; node <= edges; node++) {
            drawn.add(0, node);
        }
        RandomStream draws = stream.split(0);
        int[] partner = new int[edges];
        int[] lastJoined = new int[nodes];
        for (int node = edges + 1; node < nodes; node++) {
            int places = 2 * drawn.size();
            for (int i = 0; i < edges; i++) {
                int other;
                do {
                    // each node stands among the ends of all edges as often as it has neighbours
                    int place = draws.nextInt(places);
                    other = place % 2 == 0 ? drawn.from(place / 2) : drawn.to(place / 2);
                } while (lastJoined[other] == node);
                lastJoined[other] = node;
                partner[i] = other;
            }
            for (int other : partner) {
                drawn.add(node, other);
            }
        }
        return drawn.graph(nodes);
    }
}
