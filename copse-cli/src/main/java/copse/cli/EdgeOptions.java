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

/// How a list of edges is read.
final class EdgeOptions {
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

    /// A list of edges as it was read.
    ///
    /// @param source what was read
    /// @param rows one row per edge
    /// @param from column with one end
    /// @param to column with the other end
    /// @param weight column with the weight, null if every edge weighs the same
    record Edges(
            DataSource source,
            Frame rows,
            String from,
            String to,
            @Nullable String weight) {
        /// @return nodes and edges, the nodes being those that have an edge
        Network network() {
            return weight == null ? Network.of(rows, from, to) : Network.of(rows, from, to, weight);
        }

        /// @param nodes one row per node
        /// @param id column that the ends of edges refer to
        /// @return nodes and edges
        Network network(Frame nodes, String id) {
            return weight == null
                    ? Network.of(rows, from, to, nodes, id)
                    : Network.of(rows, from, to, weight, nodes, id);
        }

        /// @return the columns by role, for a record
        Map<String, String> how() {
            Map<String, String> how = new LinkedHashMap<>();
            how.put("from", from);
            how.put("to", to);
            if (weight != null) {
                how.put("weight", weight);
            }
            return how;
        }
    }

    /// @param how as [Edges#how()] gave it
    /// @return these options, with what is not given taken from there
    EdgeOptions or(Map<String, String> how) {
        EdgeOptions both = new EdgeOptions();
        both.from = from == null ? how.get("from") : from;
        both.to = to == null ? how.get("to") : to;
        both.weight = weight == null ? how.get("weight") : weight;
        return both;
    }

    /// Reads edges, says what is odd on standard error.
    ///
    /// @param command whose standard error
    /// @param source a file or a query with one row per edge
    /// @param reading how its columns are read
    /// @return the edges
    Edges read(Command command, DataSource source, ReadOptions reading) {
        List<String> columns = Data.columns(source);
        requireHeader(source, columns);
        String one = from == null ? columns.getFirst() : from;
        String other = to == null ? columns.get(1) : to;
        hint(command, columns, one, other);
        ReadOptions options = UnitIds.ofEdges(reading, source, one, other);
        Frame rows = DataOptions.load(command, source, narrowed(options, columns, one, other))
                .frame();
        return new Edges(source, UnitIds.plain(UnitIds.plain(rows, one), other), one, other, weight);
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
}
