package copse.reference;

import copse.frame.FactorColumn;
import copse.network.Clustering;
import copse.network.Graph;

/// Graphs and clusters as the cases of networks give them.
final class NetworkInputs {
    private NetworkInputs() {}

    /// @param asked with inputs `n`, `edges` and perhaps `weights`
    /// @return the graph
    static Graph graph(DesignCase asked) {
        int nodes = (int) asked.inputs().at("n").number();
        double[][] edges = asked.inputs().at("edges").matrix();
        int[] from = new int[edges.length];
        int[] to = new int[edges.length];
        for (int e = 0; e < edges.length; e++) {
            from[e] = (int) edges[e][0];
            to[e] = (int) edges[e][1];
        }
        boolean weighted =
                asked.inputs().has("weights") && !asked.inputs().at("weights").isNull();
        return weighted ? Graph.of(nodes, from, to, asked.values("weights")) : Graph.of(nodes, from, to);
    }

    /// @param asked with an input `cluster`: a label for each node
    /// @return the clusters
    static Clustering clustering(DesignCase asked) {
        return Clustering.of(FactorColumn.of(asked.words("cluster").toArray(String[]::new)));
    }
}
