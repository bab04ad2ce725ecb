package copse.cli;

import copse.assign.AssignmentRecord;
import copse.design.Assignment;
import copse.error.InputException;
import copse.error.Problem;
import copse.frame.Frame;
import copse.io.DataSource;
import copse.network.Network;
import copse.record.Digest;
import copse.record.RunRecord;
import copse.study.RecordedArms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The graph of an assignment, read again: from where its record says, or from where the user says it is now.
///
/// @param command whose notes are printed
/// @param file the record
/// @param record its content
record RecordedNetwork(Command command, Path file, AssignmentRecord record) {
    /// The option of a record that names the list of edges.
    static final String EDGES = "edges";

    /// In front of the options with which edges were read, so that nobody takes them for those of the nodes.
    private static final String PREFIX = "edges-";

    /// @param edges where they are now, if not where the record says
    /// @param options columns, as far as they are told
    /// @param units the nodes that got arms
    /// @return nodes and edges
    Network read(@Nullable String edges, EdgeOptions options, Frame units) throws IOException {
        DataSource source = edges == null ? recorded() : named(edges);
        Map<String, String> how = new LinkedHashMap<>(record.options());
        Map<String, String> reading = new LinkedHashMap<>();
        how.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                reading.put(name.substring(PREFIX.length()), value);
            }
        });
        EdgeOptions.Edges read =
                options.or(how).read(command, source, DataOptions.of(reading).options());
        try (Progress ignored = command.progress("building the graph")) {
            return read.network(units, record.id());
        }
    }

    /// The arms, drawn anew over all nodes: probabilities of exposures follow from the design over them, so
    /// that the table of nodes is needed.
    ///
    /// @return the assignment
    Assignment assignment() {
        RecordFiles files = new RecordFiles(command, file, record);
        RecordedArms arms =
                RecordedArms.of(record, files.arms().orElse(null), files.units().orElse(null));
        return arms.assignment().orElseThrow(() -> {
            RunRecord.Source nodes = record.data();
            return new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "the nodes of the assignment are not at hand as they were",
                    "exposures have their probabilities from the design over all nodes",
                    nodes == null
                            ? "hand out arms from a file: copse network assign EDGES --out arms.csv"
                            : "put `" + nodes.name() + "` back beside `" + file + "`");
        });
    }

    /// Edges that the user names are meant, but that they are others than at the assignment is told.
    private DataSource named(String edges) throws IOException {
        DataSource source = DataSource.file(edges);
        String then = record.options().get(PREFIX + "sha256");
        if (then != null
                && source instanceof DataSource.DataFile(Path path)
                && Files.exists(path)
                && !then.equals(Digest.sha256(path))) {
            command.note("the edges in " + edges + " are not those that arms were handed out over: exposures and their"
                    + " probabilities are those of these edges");
        }
        return source;
    }

    private DataSource recorded() throws IOException {
        String name = record.options().get(EDGES);
        if (name == null) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --edges",
                    "the record does not name the edges, as arms were not handed out by copse network assign",
                    "--edges edges.csv");
        }
        if (record.options().containsKey(PREFIX + "sql")) {
            return DataSource.sql(name);
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        Path path = folder.resolve(name).normalize();
        if (!Files.exists(path)) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "no edges at `" + path + "`, where the record says",
                    "exposures follow from the edges",
                    "say where they are now: --edges FILE");
        }
        String then = record.options().get(PREFIX + "sha256");
        if (then != null && !then.equals(Digest.sha256(path))) {
            throw new InputException(new Problem(
                    CliCode.OTHER_EDGES.code(),
                    "the edges in `" + path + "` are not those that arms were handed out over",
                    "the file has changed since then, and with it who is exposed to what",
                    "put the former file back, or say that these edges are meant: --edges '" + path + "'"));
        }
        return DataSource.file(path.toString());
    }
}
