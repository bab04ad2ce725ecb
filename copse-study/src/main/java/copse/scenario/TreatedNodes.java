package copse.scenario;

import copse.network.Graph;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Who in a graph is treated, and which share of each node's neighbours is. Immutable.
///
/// The share of a node without neighbours is 0 here, which says nothing about it: whoever looks at shares has
/// to ask [Graph#degree(int)] first. Edges with weights count by their weight.
///
/// Memory: 9 bytes per node.
public final class TreatedNodes {
    private final Graph graph;
    private final byte[] treated;
    private final double[] share;

    private TreatedNodes(Graph graph, byte[] treated) {
        this.graph = graph;
        this.treated = treated;
        this.share = new double[treated.length];
        for (int node = 0; node < share.length; node++) {
            share[node] = graph.weighted() ? weighted(node) : counted(node);
        }
    }

    /// Cost: one pass over the edges.
    ///
    /// @param graph the nodes
    /// @param treats whether a node is treated
    /// @return those nodes, and the shares that follow
    public static TreatedNodes of(Graph graph, IntPredicate treats) {
        byte[] treated = new byte[graph.nodes()];
        for (int node = 0; node < treated.length; node++) {
            treated[node] = (byte) (treats.test(node) ? 1 : 0);
        }
        return new TreatedNodes(graph, treated);
    }

    /// @param graph the nodes
    /// @return all of them treated
    public static TreatedNodes everyone(Graph graph) {
        byte[] treated = new byte[graph.nodes()];
        Arrays.fill(treated, (byte) 1);
        return new TreatedNodes(graph, treated);
    }

    /// @param graph the nodes
    /// @return none of them treated
    public static TreatedNodes none(Graph graph) {
        return new TreatedNodes(graph, new byte[graph.nodes()]);
    }

    private double counted(int node) {
        int from = graph.start(node);
        int to = graph.start(node + 1);
        int sum = 0;
        for (int at = from; at < to; at++) {
            sum += treated[graph.neighbour(at)];
        }
        return to == from ? 0 : (double) sum / (to - from);
    }

    private double weighted(int node) {
        double sum = 0;
        double all = 0;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            double weight = graph.weight(at);
            all += weight;
            sum += weight * treated[graph.neighbour(at)];
        }
        return all == 0 ? 0 : sum / all;
    }

    /// @return the nodes and their edges
    public Graph graph() {
        return graph;
    }

    /// @return number of nodes
    public int nodes() {
        return treated.length;
    }

    /// @param node in `[0, nodes)`
    /// @return whether it is treated
    public boolean treated(int node) {
        return treated[node] != 0;
    }

    /// @param node in `[0, nodes)`
    /// @return share of its neighbours that is treated; 0 if it has none
    public double share(int node) {
        return share[node];
    }

    /// By how much the neighbours of the treated are treated more than those of the others: 1 if no edge joins
    /// the two, 0 if they are mixed at random.
    ///
    /// Where each outcome has a part in proportion to the share, a difference in means falls short of the total
    /// effect by that part times one less this gap.
    ///
    /// @return mean share over treated nodes less mean share over the others, nodes without neighbours left
    ///     out; 0 if a side has no node
    public double gap() {
        double[] sum = new double[2];
        int[] count = new int[2];
        for (int node = 0; node < share.length; node++) {
            if (graph.degree(node) > 0) {
                sum[treated[node]] += share[node];
                count[treated[node]]++;
            }
        }
        return count[0] == 0 || count[1] == 0 ? 0 : sum[1] / count[1] - sum[0] / count[0];
    }
}
