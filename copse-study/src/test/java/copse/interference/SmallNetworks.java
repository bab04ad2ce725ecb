package copse.interference;

import copse.design.Design;
import copse.design.Randomisation;
import copse.design.Units;
import copse.exposure.Exposure;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.network.Clustering;
import copse.network.Graph;
import copse.network.Network;

/// Networks small enough to look at every assignment.
final class SmallNetworks {
    /// Two triangles joined by an edge, a node that hangs on, and one alone.
    static final Graph EIGHT = Graph.of(8, new int[] {0, 0, 1, 2, 3, 3, 4, 5}, new int[] {1, 2, 2, 3, 4, 5, 5, 6});

    /// Its communities, the last two nodes by themselves.
    static final int[] COMMUNITIES = {0, 0, 0, 1, 1, 1, 2, 3};

    private SmallNetworks() {}

    /// @param label of the cluster of each node, in a column `cluster`
    static Network network(Graph graph, int[] label) {
        Network bare = Network.of(graph);
        FactorColumn cluster = Clustering.of(label).column();
        return new Network(graph, Frame.of(Network.NODE, bare.ids(), "cluster", cluster), Network.NODE);
    }

    /// @return with a `region` of two clusters each, and a `rank` by which clusters can be paired
    static Frame described(Frame nodes) {
        int[] region = new int[nodes.rows()];
        double[] size = new double[nodes.rows()];
        FactorColumn cluster = nodes.factor("cluster");
        for (int node = 0; node < region.length; node++) {
            region[node] = cluster.code(node) / 2;
            size[node] = cluster.code(node) * cluster.code(node);
        }
        return nodes.with("region", Clustering.of(region).column())
                .with("rank", NumericColumn.wrap(size, Mask.none(size.length)));
    }

    static Randomisation randomisation(Network network, String design) {
        return Design.parse(design).over(Units.of(network.nodes(), network.id()));
    }

    static NetworkSetting setting(Network network, String design, Estimand estimand, Exposure exposure) {
        return new NetworkSetting(
                network,
                randomisation(network, design),
                NetworkQuestion.of("y", estimand, exposure, "treatment", "control"));
    }

    static NetworkSetting setting(String design, Estimand estimand, String exposure) {
        return setting(network(EIGHT, COMMUNITIES), design, estimand, Exposure.parse(exposure));
    }
}
