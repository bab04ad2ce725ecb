package copse.cli;

import copse.error.Diagnostic;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.Loaded;
import copse.io.ReadOptions;
import copse.report.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How data is read: the options that every command with DATA has.
final class DataOptions {
    @Option(names = "--sql", paramLabel = "SELECT", description = "Rows of a query in DuckDB's SQL instead of DATA.")
    private @Nullable String sql;

    @Option(
            names = "--factor",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Columns to take as categories though they look like numbers.")
    private List<String> factors = new ArrayList<>();

    @Option(
            names = "--numeric",
            paramLabel = "COL,…",
            split = ",",
            hideParamSyntax = true,
            description = "Columns that must be numbers; text in them is an error.")
    private List<String> numerics = new ArrayList<>();

    @Option(
            names = "--levels",
            paramLabel = "COL=a|b|c",
            description = "Order of a column's levels; the first is the reference. May be repeated.")
    private List<String> levels = new ArrayList<>();

    @Option(names = "--where", paramLabel = "CONDITION", description = "Rows to use, as a condition in SQL.")
    private @Nullable String where;

    @Option(
            names = "--na",
            paramLabel = "TEXT",
            description = "A text that means missing, besides the empty cell. May be repeated.")
    private List<String> missing = new ArrayList<>();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Most memory that DuckDB may take outside of Java's heap, such as 512m or 2g (default 1g).")
    private @Nullable String memory;

    /// @param data the positional DATA, if given
    /// @return what to read
    /// @throws UsageException if both or neither of DATA and `--sql` are there
    DataSource source(@Nullable String data) {
        return source(data, "DATA");
    }

    /// @param data the positional argument, if given
    /// @param name what the argument is called
    /// @return what to read
    /// @throws UsageException if both or neither of the argument and `--sql` are there
    DataSource source(@Nullable String data, String name) {
        if (data != null && sql != null) {
            throw new UsageException(
                    CliCode.CONFLICT,
                    "both " + name + " (" + data + ") and --sql were given",
                    "they are two ways to say what to read",
                    "name the file inside the query: --sql \"SELECT * FROM '" + data + "'\"");
        }
        if (data != null) {
            return DataSource.file(data);
        }
        if (sql != null) {
            return DataSource.sql(sql);
        }
        throw new UsageException(
                CliCode.MISSING_ARGUMENT,
                "missing " + name,
                "the command reads a file or a query, and neither was given",
                "name a file, or give --sql \"SELECT …\"");
    }

    /// @return the options as the reader wants them
    ReadOptions options() {
        ReadOptions options = ReadOptions.defaults()
                .withFactors(factors.toArray(String[]::new))
                .withNumerics(numerics.toArray(String[]::new))
                .withWhere(where)
                .withMissing(missing.toArray(String[]::new));
        for (String text : levels) {
            options = options.withLevels(text);
        }
        return memory == null ? options : options.withMemory(bytes("--memory", memory));
    }

    /// What of these options changes which rows and values there are, to be kept in a record.
    ///
    /// @return names of options with their values; several values are on lines of their own
    Map<String, String> recorded() {
        Map<String, String> recorded = new LinkedHashMap<>();
        if (sql != null) {
            recorded.put("sql", "true");
        }
        if (where != null) {
            recorded.put("where", where);
        }
        keep(recorded, "factor", factors);
        keep(recorded, "numeric", numerics);
        keep(recorded, "levels", levels);
        keep(recorded, "na", missing);
        return recorded;
    }

    static void keep(Map<String, String> recorded, String name, List<String> values) {
        if (!values.isEmpty()) {
            recorded.put(name, String.join("\n", values));
        }
    }

    /// @param recorded as [#recorded()] gives it
    /// @return the same options again
    static DataOptions of(Map<String, String> recorded) {
        DataOptions options = new DataOptions();
        options.where = recorded.get("where");
        options.factors = kept(recorded, "factor");
        options.numerics = kept(recorded, "numeric");
        options.levels = kept(recorded, "levels");
        options.missing = kept(recorded, "na");
        return options;
    }

    private static List<String> kept(Map<String, String> recorded, String name) {
        String values = recorded.get(name);
        return values == null ? List.of() : List.of(values.split("\n"));
    }

    /// Reads everything into memory, says what is odd on standard error.
    ///
    /// @param command whose standard error
    /// @param source what to read
    /// @param options how
    static Loaded load(Command command, DataSource source, ReadOptions options) {
        try (Progress ignored = command.progress("reading " + source.label())) {
            Loaded loaded = Data.load(source, options);
            notes(command, loaded.notes());
            return loaded;
        } catch (OutOfMemoryError e) {
            throw tooSmall(source, e);
        }
    }

    private static FailedException tooSmall(DataSource source, OutOfMemoryError e) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        long needed = Math.max(2 * heap, (3 * size(source) >> 20) + 64);
        return new FailedException(
                CliCode.HEAP,
                "the heap of " + Numbers.count(heap) + " MB is too small to hold " + source.label() + " in memory",
                "about " + Numbers.count(needed) + " MB are needed; copse fit can do with less (--stream)",
                "COPSE_JAVA_OPTS=-Xmx" + needed + "m copse …",
                e);
    }

    static void notes(Command command, List<Diagnostic> notes) {
        notes.forEach(
                note -> command.note(note.meaning() + (note.advice().isEmpty() ? "" : " (" + note.advice() + ")")));
    }

    /// @param source what is read
    /// @return the path as given, or the query
    static String name(DataSource source) {
        return switch (source) {
            case DataSource.DataFile(Path path) -> path.toString();
            case DataSource.DataQuery(String sql) -> sql;
        };
    }

    /// @param source what is read
    /// @return its size on disk, 0 for a query or where the size is unknown
    static long size(DataSource source) {
        try {
            return source instanceof DataSource.DataFile(Path path) ? Files.size(path) : 0;
        } catch (IOException unknown) {
            // the reader will say what is wrong with the file
            return 0;
        }
    }

    /// @param option the option's name, for the message
    /// @param text such as `512m`, `2g`, `1GB`
    /// @return number of bytes
    static long bytes(String option, String text) {
        String size = text.toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
        if (!size.matches("\\d{1,6}[kmgt]")) {
            throw new UsageException(
                    CliCode.BAD_VALUE,
                    option + " cannot be `" + text + "`",
                    "it is a whole number with a unit: k, m, g or t",
                    option + " 1g");
        }
        int unit = "kmgt".indexOf(size.charAt(size.length() - 1)) + 1;
        return Long.parseLong(size.substring(0, size.length() - 1)) << (10 * unit);
    }
}
