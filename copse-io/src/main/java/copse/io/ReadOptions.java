package copse.io;

import copse.error.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How data are read.
///
/// @param columns the columns wanted, in this order; empty means all. Columns that are not wanted cost next to
/// nothing
/// @param factors columns to read as factors whatever they hold; whole numbers are ordered by number
/// @param numerics columns that must be numbers; other text in them is an error instead of a change of type
/// @param levels order of levels by column; makes the column a factor, and other values in it an error
/// @param where a condition in DuckDB's SQL on the columns of the data; rows that do not satisfy it are left out
/// @param missing texts that mean missing in every column, besides the empty cell
/// @param threads number of threads, at least 1
/// @param memory limit of DuckDB's own memory in bytes, outside of Java's heap (Parquet, JSON and SQL)
public record ReadOptions(
        List<String> columns,
        Set<String> factors,
        Set<String> numerics,
        Map<String, List<String>> levels,
        @Nullable String where,
        Set<String> missing,
        int threads,
        long memory) {
    /// Default limit of DuckDB's memory: 1 GiB.
    public static final long DEFAULT_MEMORY = 1L << 30;

    /// Copies what it is given.
    public ReadOptions {
        columns = List.copyOf(columns);
        factors = ordered(factors);
        numerics = ordered(numerics);
        Map<String, List<String>> copied = new LinkedHashMap<>();
        levels.forEach((column, labels) -> copied.put(column, List.copyOf(labels)));
        levels = java.util.Collections.unmodifiableMap(copied);
        missing = ordered(missing);
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads);
        }
    }

    private static Set<String> ordered(Set<String> names) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /// All columns and rows, types by content, as many threads as processors, [#DEFAULT_MEMORY].
    ///
    /// @return the options to start from
    public static ReadOptions defaults() {
        return new ReadOptions(
                List.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                Set.of(),
                Runtime.getRuntime().availableProcessors(),
                DEFAULT_MEMORY);
    }

    /// @param names the columns wanted, in this order; none means all
    /// @return the options with these columns instead
    public ReadOptions withColumns(List<String> names) {
        return new ReadOptions(
                List.copyOf(new LinkedHashSet<>(names)), factors, numerics, levels, where, missing, threads, memory);
    }

    /// @param names columns
    /// @return the options with these factors as well
    public ReadOptions withFactors(String... names) {
        return new ReadOptions(columns, union(factors, names), numerics, levels, where, missing, threads, memory);
    }

    /// @param names columns
    /// @return the options with these numeric columns as well
    public ReadOptions withNumerics(String... names) {
        return new ReadOptions(columns, factors, union(numerics, names), levels, where, missing, threads, memory);
    }

    /// @param column a column
    /// @param labels its levels in order; the first is the reference
    /// @return the options with these levels as well
    public ReadOptions withLevels(String column, List<String> labels) {
        Map<String, List<String>> next = new LinkedHashMap<>(levels);
        next.put(column, labels);
        return new ReadOptions(columns, factors, numerics, next, where, missing, threads, memory);
    }

    /// @param text levels as the command line takes them: `COL=a|b|c`
    /// @return the options with these levels as well
    /// @throws InputException `I214` if the text is not of that form
    public ReadOptions withLevels(String text) {
        int equals = text.indexOf('=');
        List<String> labels = equals < 1
                ? List.of()
                : Arrays.asList(text.substring(equals + 1).split("\\|", -1));
        boolean wrong = labels.isEmpty() || labels.contains("") || new LinkedHashSet<>(labels).size() != labels.size();
        if (wrong) {
            throw IoCode.BAD_LEVELS.exception(
                    "levels `" + text + "` are not of the form COL=a|b|c",
                    "a column, `=`, then its distinct levels in order with `|` between them; the first is the reference",
                    "quote it against the shell: --levels 'reason=property|vehicle|other'");
        }
        return withLevels(text.substring(0, equals), labels);
    }

    /// @param condition a condition in DuckDB's SQL, null for all rows
    /// @return the options with this condition instead
    public ReadOptions withWhere(@Nullable String condition) {
        return new ReadOptions(columns, factors, numerics, levels, condition, missing, threads, memory);
    }

    /// @param texts texts that mean missing
    /// @return the options with these texts as well
    public ReadOptions withMissing(String... texts) {
        return new ReadOptions(columns, factors, numerics, levels, where, union(missing, texts), threads, memory);
    }

    /// @param count number of threads, at least 1
    /// @return the options with this number instead
    public ReadOptions withThreads(int count) {
        return new ReadOptions(columns, factors, numerics, levels, where, missing, count, memory);
    }

    /// @param bytes limit of DuckDB's memory
    /// @return the options with this limit instead
    public ReadOptions withMemory(long bytes) {
        return new ReadOptions(columns, factors, numerics, levels, where, missing, threads, bytes);
    }

    /// Names of the columns that options speak about, by the name of the option.
    Map<String, List<String>> mentioned() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        named.put("columns", columns);
        named.put("factor", new ArrayList<>(factors));
        named.put("numeric", new ArrayList<>(numerics));
        named.put("levels", new ArrayList<>(levels.keySet()));
        return named;
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
