package copse.cli;

import copse.frame.Frame;
import copse.io.DataSource;
import copse.io.ReadOptions;
import copse.plan.Reading;
import copse.plan.TableSource;
import copse.record.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables that a plan names. Names of files are relative to the folder of the plan, in queries too.
///
/// @param command whose notes are printed
/// @param base folder of the plan
record PlanTables(Command command, Path base) {
    /// A file in a query: in quotes, with an ending that data have.
    private static final Pattern QUOTED_FILE =
            Pattern.compile("'([^'*?]+\\.(?:csv|tsv|tab|txt|parquet|pq|json|jsonl|ndjson)(?:\\.gz)?)'");

    /// @param table as the plan names it
    /// @return what to read
    DataSource source(TableSource table) {
        return switch (table.kind()) {
            case FILE -> DataSource.file(base.resolve(table.text()).toString());
            case SQL -> DataSource.sql(query(table.text()));
        };
    }

    private String query(String sql) {
        return QUOTED_FILE
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement("'" + base.resolve(found.group(1)) + "'"));
    }

    /// @param table as the plan names it
    /// @return a file that it needs and that is not there; empty if nothing is missing
    Optional<Path> missing(TableSource table) {
        return switch (table.kind()) {
            case FILE -> Optional.of(base.resolve(table.text())).filter(file -> !Files.exists(file));
            case SQL ->
                QUOTED_FILE
                        .matcher(table.text())
                        .results()
                        .map(found -> base.resolve(found.group(1)))
                        .filter(file -> !Files.exists(file))
                        .findFirst();
        };
    }

    /// @param table as the plan names it
    /// @return SHA-256 of the bytes, for a query of the query and of the files that it names
    String fingerprint(TableSource table) throws IOException {
        if (table.kind() == TableSource.Kind.FILE) {
            return Digest.sha256(base.resolve(table.text()));
        }
        StringBuilder all = new StringBuilder(table.text());
        for (Path file : QUOTED_FILE
                .matcher(table.text())
                .results()
                .map(found -> base.resolve(found.group(1)))
                .filter(Files::exists)
                .toList()) {
            all.append('\n').append(Digest.sha256(file));
        }
        return Digest.sha256(all.toString());
    }

    /// @param reading how the plan says that a table is read
    /// @return the same for the reader
    static ReadOptions options(Reading reading) {
        ReadOptions options = ReadOptions.defaults()
                .withFactors(reading.factors().toArray(String[]::new))
                .withNumerics(reading.numerics().toArray(String[]::new))
                .withWhere(reading.where().orElse(null))
                .withMissing(reading.missing().toArray(String[]::new));
        for (String levels : reading.levels()) {
            options = options.withLevels(levels);
        }
        return options;
    }

    /// @param table as the plan names it
    /// @return what changes its rows and values, as [DataOptions#of(Map)] reads it
    static Map<String, String> recorded(TableSource table) {
        Map<String, String> recorded = new LinkedHashMap<>();
        if (table.kind() == TableSource.Kind.SQL) {
            recorded.put("sql", "true");
        }
        Reading reading = table.reading();
        reading.where().ifPresent(where -> recorded.put("where", where));
        DataOptions.keep(recorded, "factor", reading.factors());
        DataOptions.keep(recorded, "numeric", reading.numerics());
        DataOptions.keep(recorded, "levels", reading.levels());
        DataOptions.keep(recorded, "na", reading.missing());
        return recorded;
    }

    /// @param table of units
    /// @param id column that names them
    /// @return the units, with ids as they stand in the file
    Frame units(TableSource table, String id) {
        DataSource source = source(table);
        ReadOptions options = UnitIds.options(options(table.reading()), source, id);
        return UnitIds.plain(DataOptions.load(command, source, options).frame(), id);
    }
}
