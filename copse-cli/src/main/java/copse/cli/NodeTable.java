package copse.cli;

import copse.design.Design;
import copse.frame.Frame;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.network.Clustering;
import copse.network.Graph;
import copse.network.Network;
import java.nio.file.Path;
import java.util.Optional;

/// The nodes of a network as the table of units that arms are handed out to.
final class NodeTable {
    /// The column with the clusters that were made.
    static final String CLUSTER = "cluster";

    /// The column with the number of neighbours, so that arms are compared in it.
    private static final String DEGREE = "degree";

    /// The column with the ids of the neighbours, for designs that read the graph.
    private static final String NEIGHBOURS = "neighbours";

    private NodeTable() {}

    /// @param network nodes and edges
    /// @param clusters that were made of them, if any
    /// @param design that reads the table
    /// @return the nodes with their number of neighbours, their cluster, and their neighbours if the design
    ///     reads these
    static Frame of(Network network, Optional<Clustering> clusters, Design design) {
        Frame nodes = network.nodes();
        if (design.columns().contains(NEIGHBOURS) && !nodes.names().contains(NEIGHBOURS)) {
            nodes = network.withNeighbours(NEIGHBOURS);
        }
        Frame counted = withDegrees(nodes, network.graph());
        return clusters.map(made -> counted.with(CLUSTER, numbers(made))).orElse(counted);
    }

    /// @param network nodes and edges
    /// @param clusters of them
    /// @return the nodes with their number of neighbours and their cluster, missing for those outside of all
    static Frame of(Network network, Clustering clusters) {
        return withDegrees(network.nodes(), network.graph()).with(CLUSTER, numbers(clusters));
    }

    private static Frame withDegrees(Frame nodes, Graph graph) {
        return nodes.names().contains(DEGREE) ? nodes : nodes.with(DEGREE, degrees(graph));
    }

    private static NumericColumn degrees(Graph graph) {
        double[] degrees = new double[graph.nodes()];
        for (int node = 0; node < degrees.length; node++) {
            degrees[node] = graph.degree(node);
        }
        return NumericColumn.wrap(degrees, Mask.none(degrees.length));
    }

    /// Numbers, as a reader of the file takes them.
    private static NumericColumn numbers(Clustering clusters) {
        double[] numbers = new double[clusters.nodes()];
        for (int node = 0; node < numbers.length; node++) {
            numbers[node] = clusters.of(node) + 1;
        }
        return NumericColumn.wrap(numbers, Mask.of(numbers.length, node -> !clusters.inside(node)));
    }

    /// @param files of the assignment
    /// @return where its table of nodes goes: `arms.nodes.csv` for `arms.csv`
    static Path beside(AssignmentFiles files) {
        String name = String.valueOf(files.arms().getFileName());
        String bare =
                name.toLowerCase(java.util.Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = bare.lastIndexOf('.');
        return files.arms().resolveSibling(name.substring(0, dot) + ".nodes" + name.substring(dot));
    }
}
