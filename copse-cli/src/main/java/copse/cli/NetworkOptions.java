package copse.cli;

import copse.frame.Frame;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.network.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How edges and nodes are read: the options of every step of `copse network`.
final class NetworkOptions {
    /// The argument, for all steps.
    static final String EDGES = "One row per edge: a CSV, TSV, Parquet or JSON file, gzip too.";

    /// What no one calls a column, but every edge between numbered nodes looks like.
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    @Option(names = "--from", paramLabel = "COL", description = "One end of each edge (default: the first column).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "COL", description = "The other end (default: the second column).")
    private @Nullable String to;

    @Option(
            names = "--weight",
            paramLabel = "COL",
            description = "Weights of edges, above 0 (default: every edge weighs the same).")
    private @Nullable String weight;

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
    /// @param how the options that say which edges and nodes there are, by name, for a record
    record Read(Network network, DataSource edges, Map<String, String> how) {}

    /// Reads edges and nodes, says what is odd on standard error.
    ///
    /// @param command whose standard error
    /// @param edges a file or a query with one row per edge
    /// @param reading how edges are read
    /// @return the network
    Read read(Command command, DataSource edges, DataOptions reading) {
        List<String> columns = Data.columns(edges);
        requireHeader(edges, columns);
        String one = from == null ? columns.getFirst() : from;
        String other = to == null ? columns.get(1) : to;
        hint(command, columns, one, other);
        ReadOptions options = UnitIds.ofEdges(reading.options(), edges, one, other);
        Frame rows = DataOptions.load(command, edges, narrowed(options, columns, one, other))
                .frame();
        rows = UnitIds.plain(UnitIds.plain(rows, one), other);
        Map<String, String> how = new LinkedHashMap<>();
        how.put("from", one);
        how.put("to", other);
        if (weight != null) {
            how.put("weight", weight);
        }
        if (nodes == null) {
            try (Progress ignored = command.progress("building the graph")) {
                Network network = weight == null ? Network.of(rows, one, other) : Network.of(rows, one, other, weight);
                return new Read(network, edges, how);
            }
        }
        DataSource table = DataSource.file(nodes);
        String key = id == null ? Data.columns(table).getFirst() : id;
        Frame people = UnitIds.plain(
                DataOptions.load(command, table, UnitIds.options(ReadOptions.defaults(), table, key))
                        .frame(),
                key);
        try (Progress ignored = command.progress("building the graph")) {
            Network network = weight == null
                    ? Network.of(rows, one, other, people, key)
                    : Network.of(rows, one, other, weight, people, key);
            return new Read(network, edges, how);
        }
    }

    /// Only the columns that are needed, if they are there; else all, so that a message can say what was meant.
    private ReadOptions narrowed(ReadOptions options, List<String> columns, String one, String other) {
        Set<String> needed = new LinkedHashSet<>(List.of(one, other));
        Optional.ofNullable(weight).ifPresent(needed::add);
        return columns.containsAll(needed) ? options.withColumns(List.copyOf(needed)) : options;
    }

    /// Edge lists of many collections have no line of names: the first edge would be lost without a word.
    private void requireHeader(DataSource edges, List<String> columns) {
        if (columns.size() < 2) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    edges.label() + " has one column: " + columns.getFirst(),
                    "an edge list has a row per edge and a column for each of its ends",
                    "name a file of two columns; one that is divided by blanks is read by"
                            + fromQuery(edges, ", delim=' '"));
        }
        boolean edge = NUMBER.matcher(columns.get(0)).matches()
                && NUMBER.matcher(columns.get(1)).matches();
        if (edge && from == null && to == null) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    edges.label() + " has no line of names: it begins with " + columns.get(0) + " and "
                            + columns.get(1),
                    "the first line would be taken for the names of the columns, and an edge be lost",
                    "give the columns names:" + fromQuery(edges, ""));
        }
    }

    private static String fromQuery(DataSource edges, String how) {
        String file = edges instanceof DataSource.DataFile(Path path) ? path.toString() : "edges.csv";
        return " --sql \"SELECT * FROM read_csv('" + file + "', header=false" + how + ", comment='#')\"";
    }

    /// A column of weights that is left aside should be left aside knowingly.
    private void hint(Command command, List<String> columns, String one, String other) {
        List<String> weights = columns.stream()
                .filter(name -> name.equalsIgnoreCase("weight") && !name.equals(one) && !name.equals(other))
                .toList();
        if (weight == null && !weights.isEmpty()) {
            command.note("every edge weighs the same; --weight " + weights.getFirst() + " takes the weights of that"
                    + " column");
        }
    }

    /// @return the node table, if there is one
    Optional<Path> nodes() {
        return Optional.ofNullable(nodes).map(Path::of);
    }
}
