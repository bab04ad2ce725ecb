package copse.cli;

import copse.design.Design;
import copse.error.InputException;
import copse.error.Problem;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import copse.network.Network;
import copse.record.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// A network, clusters of its nodes and a design over them: what arms are handed out by, and what exposures
/// have their probabilities from.
final class NetworkUnits {
    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private ClusterOption clusters = new ClusterOption();

    @Mixin
    private DesignOption design = new DesignOption();

    @Mixin
    private DataOptions reading = new DataOptions();

    /// Nodes that can be randomised.
    ///
    /// @param read edges and nodes
    /// @param clusters that were made of the nodes, if any
    /// @param method by which they were made
    /// @param design over the nodes
    /// @param units the nodes with all columns that the design reads
    record Made(
            NetworkOptions.Read read,
            Optional<Clustering> clusters,
            ClusteringMethod method,
            Design design,
            Frame units) {
        Network network() {
            return read.network();
        }
    }

    /// Finds what is wrong with method and design before anything is read.
    void check() {
        design();
        ClusterOption.requireNodes(clusters.method(), network);
    }

    /// @return the columns of the edges, as far as they are told
    EdgeOptions edges() {
        return network.edges();
    }

    /// @return whether nodes, clusters or a design were asked for
    boolean isGiven() {
        return network.nodes().isPresent() || clusters.isGiven() || design.isGiven();
    }

    /// @return threads to work with
    int threads() {
        return clusters.threads();
    }

    private Design design() {
        return design.clustered(NodeTable.CLUSTER);
    }

    /// @param edges the argument, if given
    /// @return what edges are read from
    DataSource source(@Nullable String edges) {
        return source(edges, "EDGES");
    }

    /// @param edges the argument, if given
    /// @param name what is missing without it
    /// @return what edges are read from
    DataSource source(@Nullable String edges, String name) {
        return reading.source(edges, name);
    }

    /// @param edges what edges are read from
    /// @return everything that is read
    List<DataSource> sources(DataSource edges) {
        List<DataSource> all = new ArrayList<>(List.of(edges));
        network.nodes().map(path -> DataSource.file(path.toString())).ifPresent(all::add);
        return all;
    }

    /// @param command whose progress is shown
    /// @param edges what edges are read from
    /// @param seed from which clusters are drawn
    /// @return the nodes, ready for the design
    Made make(Command command, DataSource edges, long seed) {
        Design chosen = design();
        ClusteringMethod method = clusters.method();
        NetworkOptions.Read read = network.read(command, edges, reading);
        Optional<Clustering> made = needsClusters(chosen, read.network())
                ? Optional.of(whole(clusters.clusters(command, method, read.network(), seed), method, edges))
                : Optional.empty();
        return new Made(read, made, method, chosen, NodeTable.of(read.network(), made, chosen));
    }

    /// Arms are handed out to all nodes: who has none would be a neighbour that exposures do not know.
    private static Clustering whole(Clustering made, ClusteringMethod method, DataSource edges) {
        if (made.outside().isEmpty()) {
            return made;
        }
        int outside = made.sizes()[made.outside().getAsInt()];
        throw new InputException(
                new Problem(
                        CliCode.BAD_VALUE.code(),
                        "`" + method.text() + "` leaves " + outside + " of " + made.nodes()
                                + " nodes outside of all clusters",
                        "arms are handed out to every node, since each is somebody's neighbour",
                        "take clusters that hold all nodes, such as --method 'leiden()'; for egos alone: copse network cluster "
                                + DataOptions.name(edges) + " --method '" + method.text()
                                + "' --out nodes.csv, then copse assign nodes.csv --where 'cluster IS NOT NULL' --cluster cluster"));
    }

    /// Clusters are made if the design reads them and nobody has made them before, or if a method was asked
    /// for.
    private boolean needsClusters(Design chosen, Network read) {
        boolean reads = chosen.columns().contains(NodeTable.CLUSTER);
        if (!clusters.isGiven()) {
            return reads && !read.nodes().names().contains(NodeTable.CLUSTER);
        }
        if (!reads) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--method makes clusters, and the design does not read them",
                    "they are the column `" + NodeTable.CLUSTER + "` of the nodes; the design reads "
                            + (chosen.columns().isEmpty() ? "no column" : String.join(", ", chosen.columns())),
                    "leave --method out, or name the column in the design: --design 'clustered(by: " + NodeTable.CLUSTER
                            + ", complete())'");
        }
        return true;
    }

    /// How edges were read and clusters made, for a record.
    ///
    /// @param made the nodes
    /// @param files beside which paths are told, if there are any
    /// @return options by name
    Map<String, String> recorded(Made made, Optional<AssignmentFiles> files) throws IOException {
        Map<String, String> how = new LinkedHashMap<>();
        DataSource edges = made.read().edges();
        how.put("edges", files.map(targets -> targets.dataName(edges)).orElseGet(() -> DataOptions.name(edges)));
        if (edges instanceof DataSource.DataFile(Path path)) {
            how.put("edges-sha256", Digest.sha256(path));
        }
        reading.recorded().forEach((name, value) -> how.put("edges-" + name, value));
        how.putAll(made.read().how());
        if (made.clusters().isPresent()) {
            how.put("method", made.method().text());
        }
        return how;
    }
}
