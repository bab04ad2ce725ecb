package copse.reference;

import copse.network.Clustering;
import copse.network.Graph;
import copse.network.GraphSummary;
import copse.network.PartitionQuality;
import java.util.List;

/// Descriptions of graphs, and how well partitions follow their edges.
final class GraphCases {
    private GraphCases() {}

    static void check(String function, DesignCase asked) {
        switch (function) {
            case "graph.describe" -> describe(asked);
            case "graph.partitionQuality" -> quality(asked);
            case "graph.chromaticNumber" -> ClusteringCases.chromaticNumber(asked);
            default -> throw new AssertionError("no such function: " + function);
        }
    }

    private static void describe(DesignCase asked) {
        GraphSummary got = GraphSummary.of(NetworkInputs.graph(asked));
        asked.number("nodes", got.nodes());
        asked.number("edges", got.edges());
        asked.number("isolated", got.isolated());
        asked.number("components", got.components());
        asked.number("largest_component", got.largestComponent());
        asked.number("mean_degree", got.meanDegree());
        asked.number("max_degree", got.maxDegree());
        asked.number("transitivity", got.transitivity());
        asked.number("average_clustering", got.averageClustering());
        asked.number("triangles", got.triangles());
    }

    private static void quality(DesignCase asked) {
        Graph graph = NetworkInputs.graph(asked);
        Clustering clustering = NetworkInputs.clustering(asked);
        PartitionQuality got = PartitionQuality.of(
                graph, clustering, asked.inputs().at("resolution").number());
        asked.number("clusters", got.clusters());
        asked.number("total_weight", got.totalWeight());
        asked.number("modularity", got.modularity());
        asked.number("internal_weight_share", got.internalShare());
        asked.number("cut_weight_share", got.cutShare());
        asked.number("cpm_quality", got.cpmQuality());
        asked.number("mean_own_cluster_neighbour_share", got.meanOwnShare());
        asked.checks()
                .checkSame(
                        "all_clusters_connected",
                        "",
                        got.disconnected() == 0,
                        asked.expected().at("all_clusters_connected").truth());
        DesignCase conductance = asked.at("conductance");
        List<String> labels = asked.words("cluster");
        asked.checks()
                .checkSame(
                        "conductance",
                        "clusters",
                        got.clusters(),
                        conductance.expected().entries().size());
        for (int node = 0; node < labels.size(); node++) {
            // the first node of each cluster has its label
            if (labels.indexOf(labels.get(node)) == node) {
                conductance.number(labels.get(node), got.conductance().get(clustering.of(node)));
            }
        }
    }
}
