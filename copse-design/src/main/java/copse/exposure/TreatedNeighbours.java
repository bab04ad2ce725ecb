package copse.exposure;

import copse.network.Graph;
import java.util.OptionalDouble;

/// How much of each node's neighbourhood is treated under given arms.
public final class TreatedNeighbours {
    private final Graph graph;
    private final int[] count;
    private final double[] share;
    private final long crossing;

    private TreatedNeighbours(Graph graph, int[] count, double[] share, long crossing) {
        this.graph = graph;
        this.count = count;
        this.share = share;
        this.crossing = crossing;
    }

    static TreatedNeighbours of(Graph graph, byte[] arm, Sides sides) {
        int nodes = graph.nodes();
        boolean[] treated = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            treated[node] = sides.treated(arm[node]);
        }
        int[] count = new int[nodes];
        double[] share = new double[nodes];
        long crossing = 0;
        for (int node = 0; node < nodes; node++) {
            double sum = 0;
            double all = 0;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                double weight = graph.weight(at);
                all += weight;
                if (treated[other]) {
                    count[node]++;
                    sum += weight;
                }
                crossing += other > node && arm[other] != arm[node] ? 1 : 0;
            }
            share[node] = all > 0 ? sum / all : 0;
        }
        return new TreatedNeighbours(graph, count, share, crossing);
    }

    /// @return number of nodes
    public int nodes() {
        return count.length;
    }

    /// @param node in `[0, nodes)`
    /// @return number of its treated neighbours
    public int count(int node) {
        return count[node];
    }

    /// @param node in `[0, nodes)`
    /// @return share of its neighbours that is treated, by weight of the edges where they have weights; empty
    ///     for a node without neighbours, which is another thing than 0
    public OptionalDouble share(int node) {
        return graph.degree(node) == 0 ? OptionalDouble.empty() : OptionalDouble.of(share[node]);
    }

    /// @return number of edges between nodes of different arms
    public long crossArmEdges() {
        return crossing;
    }
}
