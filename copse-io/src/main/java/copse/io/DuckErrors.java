package copse.io;

import copse.error.InputException;
import copse.error.Suggestion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DuckDB's errors in the words of this catalogue: its first lines, without the SQL that was wrapped around the
/// user's.
final class DuckErrors {
    private static final Pattern NO_COLUMN = Pattern.compile("Referenced column \"(.+?)\" not found");
    private static final Pattern NO_TABLE = Pattern.compile("Table with name (\\S+) does not exist");
    private static final Pattern LIMIT = Pattern.compile("/([0-9.]+ [KMGT]iB) used");

    private DuckErrors() {}

    /// @param source what was read
    /// @param options how
    /// @param cause DuckDB's error, from a statement or from a chunk
    /// @return the error to throw
    static InputException of(DataSource source, ReadOptions options, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith("Out of Memory Error")) {
            return memory(source, options, message);
        }
        String said = said(message);
        if (message.startsWith("Missing Extension Error")) {
            return IoCode.BAD_SQL.exception(
                    source.label() + " needs an extension of DuckDB that is not built in",
                    said,
                    "fetch the file first; nothing is downloaded from here");
        }
        return switch (source) {
            case DataSource.DataFile(var path) ->
                IoCode.UNREADABLE.exception(
                        "`" + FileFormat.fileName(path) + "` cannot be read as "
                                + FileFormat.of(path).words(),
                        said,
                        "write or download it again, or give it the extension of what it is");
            case DataSource.DataQuery _ -> query(message, said);
        };
    }

    private static InputException query(String message, String said) {
        Matcher table = NO_TABLE.matcher(message);
        if (table.find()) {
            return IoCode.BAD_SQL.exception(
                    "there is no table `" + table.group(1) + "` that the query could read",
                    "the database is empty: queries read files, whose names stand in single quotes",
                    "FROM '" + table.group(1) + ".csv'");
        }
        return IoCode.BAD_SQL.exception("the query failed", said, "correct the SQL");
    }

    /// @param condition of the user
    /// @param names of the columns of the data
    /// @param cause DuckDB's error
    /// @return the error to throw
    static InputException where(String condition, List<String> names, Exception cause) {
        Matcher unknown = NO_COLUMN.matcher(String.valueOf(cause.getMessage()));
        if (unknown.find()) {
            return IoCode.BAD_WHERE.exception(
                    "no column `" + unknown.group(1) + "` in the data, which the condition `" + condition + "` names",
                    "columns: " + String.join(", ", names),
                    Suggestion.didYouMean(
                            unknown.group(1), names, "text stands in single quotes, names in none or double quotes"));
        }
        return IoCode.BAD_WHERE.exception(
                "the condition `" + condition + "` failed",
                said(cause),
                "text stands in single quotes, names with blanks in double quotes: --where \"reason = 'other'\"");
    }

    private static InputException memory(DataSource source, ReadOptions options, String message) {
        Matcher limit = LIMIT.matcher(message);
        String used = limit.find() ? limit.group(1) : (options.memory() >> 20) + " MiB";
        long more = Math.max(1, (2 * options.memory() + (1L << 29)) >> 30);
        return IoCode.MEMORY.exception(
                "reading " + source.label() + " needs more than the " + used + " that DuckDB may use",
                "this memory is outside of Java's heap and has a limit of its own",
                "raise it: --memory " + more + "g; fewer columns need less as well");
    }

    /// The lines up to the first empty one, without the kind of error, on one line.
    static String said(Exception cause) {
        return said(String.valueOf(cause.getMessage()));
    }

    private static String said(String message) {
        String head = message.split("\\R\\s*\\R", 2)[0].replaceAll("\\R", "; ").strip();
        return head.replaceFirst("^[A-Z][A-Za-z ]* Error: ", "").replaceFirst("FROM clause!", "the data");
    }
}
