package copse.cli;

import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.network.Network;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How edges and nodes are read: the options of every step of `copse network` that begins with a graph.
final class NetworkOptions {
    /// The argument, for all steps.
    static final String EDGES = "One row per edge: a CSV, TSV, Parquet or JSON file, gzip too.";

    @Mixin
    private EdgeOptions edges = new EdgeOptions();

    @Option(
            names = "--nodes",
            paramLabel = "FILE",
            description = "One row per node: those without an edge, and columns such as a region or what was measured"
                    + " before (default: the nodes are those that have an edge).")
    private @Nullable String nodes;

    @Option(
            names = "--id",
            paramLabel = "COL",
            description = "The column of --nodes that the ends of edges refer to (default: the first).")
    private @Nullable String id;

    /// Edges and nodes as they were read.
    ///
    /// @param network the graph
    /// @param edges what the edges were read from
    /// @param how the columns of the edges by role, for a record
    record Read(Network network, DataSource edges, Map<String, String> how) {}

    /// Reads edges and nodes, says what is odd on standard error.
    ///
    /// @param command whose standard error
    /// @param source a file or a query with one row per edge
    /// @param reading how edges are read
    /// @return the network
    Read read(Command command, DataSource source, DataOptions reading) {
        if (nodes == null && id != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "--id goes with --nodes only",
                    "it is a column of the table of nodes, and none was given",
                    "leave --id out, or give --nodes FILE; the ends of edges are chosen by --from and --to");
        }
        EdgeOptions.Edges rows = edges.read(command, source, reading.options());
        if (nodes == null) {
            try (Progress ignored = command.progress("building the graph")) {
                return new Read(rows.network(), source, rows.how());
            }
        }
        DataSource table = DataSource.file(nodes);
        String key = id == null ? Data.columns(table).getFirst() : id;
        ReadOptions options = UnitIds.options(ReadOptions.defaults(), table, key);
        Frame people = UnitIds.plain(DataOptions.load(command, table, options).frame(), key);
        try (Progress ignored = command.progress("building the graph")) {
            return new Read(rows.network(people, key), source, rows.how());
        }
    }

    /// @return how the list of edges is read
    EdgeOptions edges() {
        return edges;
    }

    /// @return the node table, if there is one
    Optional<Path> nodes() {
        return Optional.ofNullable(nodes).map(Path::of);
    }
}
