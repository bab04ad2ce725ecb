package copse.network;

import copse.math.RandomStream;
import java.util.Arrays;
import java.util.BitSet;

/// A small world: a ring on which each node is tied to its nearest, with some of the ties rewired.
///
/// Text: `watts_strogatz(nodes: 500, neighbours: 10, rewire: 0.1)`.
///
/// Of each edge of the ring, first of all those to the next node, then of those to the one after it and so on,
/// the far end is moved with the probability of rewiring, to a node drawn at random from those that are no
/// neighbours yet.
///
/// Source: Watts and Strogatz (1998), Collective dynamics of small-world networks, Nature 393, 440-442.
/// doi:10.1038/30918
///
/// @param nodes at least 1
/// @param neighbours of each node on the ring: even, below the number of nodes
/// @param rewire probability that an edge is rewired
public record WattsStrogatz(int nodes, int neighbours, double rewire) implements GraphModel {
    /// @throws copse.error.InputException `G110` if there is no such graph
    public WattsStrogatz {
        GraphModel.requireNodes(nodes);
        GraphModel.require(
                neighbours >= 0 && neighbours % 2 == 0 && neighbours < nodes,
                "`neighbours: " + neighbours + "` on a ring of " + nodes + " nodes",
                "give an even number below the number of nodes: half of the neighbours are on either side");
        GraphModel.requireProbability(rewire, "rewire");
    }

    static WattsStrogatz of(Call call) {
        GraphModel.requireKeys(call, "nodes", "neighbours", "rewire");
        return new WattsStrogatz(
                call.whole("nodes", 0, 1), call.whole("neighbours", 0, 0), call.number("rewire", 0, 0, 1));
    }

    @Override
    public String text() {
        return "watts_strogatz(nodes: " + nodes + ", neighbours: " + neighbours + ", rewire: " + Call.print(rewire)
                + ")";
    }

    @Override
    public Graph draw(RandomStream stream) {
        EdgeSort.requireFit((long) nodes * (neighbours / 2));
        Ring ring = new Ring(stream.split(0));
        for (int step = 1; step <= neighbours / 2; step++) {
            for (int node = 0; node < nodes; node++) {
                ring.visit(node, step);
            }
        }
        return ring.graph();
    }

    /// The ring while it is rewired.
    private final class Ring {
        private final RandomStream stream;
        private final BitSet gone = new BitSet(nodes * (neighbours / 2));
        private final PairSet moved = new PairSet((int) (rewire * nodes * (neighbours / 2)));
        private final int[] degree = new int[nodes];

        Ring(RandomStream stream) {
            this.stream = stream;
            Arrays.fill(degree, neighbours);
        }

        void visit(int node, int step) {
            if (!stream.nextBoolean(rewire) || degree[node] == nodes - 1) {
                return;
            }
            int other = stream.nextInt(nodes);
            while (other == node || joined(node, other)) {
                other = stream.nextInt(nodes);
            }
            gone.set(place(node, step));
            moved.add(node, other);
            degree[(node + step) % nodes]--;
            degree[other]++;
        }

        private int place(int node, int step) {
            return (step - 1) * nodes + node;
        }

        private boolean joined(int a, int b) {
            int onward = Math.floorMod(b - a, nodes);
            int back = nodes - onward;
            return onward <= neighbours / 2 && !gone.get(place(a, onward))
                    || back <= neighbours / 2 && !gone.get(place(b, back))
                    || moved.contains(a, b);
        }

        Graph graph() {
            EdgeBuffer edges = new EdgeBuffer((double) nodes * (neighbours / 2));
            for (int step = 1; step <= neighbours / 2; step++) {
                for (int node = 0; node < nodes; node++) {
                    if (!gone.get(place(node, step))) {
                        edges.add(node, (node + step) % nodes);
                    }
                }
            }
            moved.forEach(edges::add);
            return edges.graph(nodes);
        }
    }
}
