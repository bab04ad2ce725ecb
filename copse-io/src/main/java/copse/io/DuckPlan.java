package copse.io;

import copse.error.Diagnostic;
import copse.frame.ColumnType;
import copse.frame.Levels;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out how each column of a DuckDB relation is fetched: its type in the frame and all levels of its
/// factors.
///
/// What it asks of the data is little: counts and extremes of integers, which Parquet answers from its
/// statistics, and the distinct values of columns that become factors.
final class DuckPlan {
    /// Integers within this range are coded by a table.
    private static final long WIDEST_TABLE = 1 << 22;
    /// Rows after which the search for a gap in a range of integers is given up.
    private static final long EARLY_ROWS = 2_000_000;
    /// Rows that may tell that a column of text has few labels.
    private static final int FIRST_ROWS = 100_000;
    /// Whole numbers beyond ±2^53 are not all doubles.
    private static final long EXACT = 1L << 53;
    /// `approx_count_distinct` errs by a few per cent: up to here columns are worth an exact count.
    private static final double SLACK = 1.2;

    private final DuckSession session;
    private final DataSource source;
    private final DuckRelation relation;
    private final ReadOptions options;
    private final List<Diagnostic> notes = new ArrayList<>();
    private int enums;

    private DuckPlan(DuckSession session, DataSource source, DuckRelation relation, ReadOptions options) {
        this.session = session;
        this.source = source;
        this.relation = relation;
        this.options = options;
    }

    /// What was found.
    ///
    /// @param columns to fetch, in order
    /// @param rows number of rows
    /// @param notes for readers of results
    record Made(List<DuckColumn> columns, long rows, List<Diagnostic> notes) {}

    /// @param session where
    /// @param source what the user named
    /// @param relation what it is there
    /// @param options how
    /// @return the plan
    /// @throws SQLException if DuckDB fails
    static Made make(DuckSession session, DataSource source, DuckRelation relation, ReadOptions options)
            throws SQLException {
        return new DuckPlan(session, source, relation, options).make();
    }

    private Made make() throws SQLException {
        List<String> names =
                relation.fields().stream().map(DuckRelation.Field::name).toList();
        Wanted wanted = Wanted.of(names, options);
        long rows = number(
                session.row("SELECT count(*)::VARCHAR FROM " + relation.from()).getFirst());
        List<DuckColumn> columns = new ArrayList<>();
        for (int position : wanted.positions()) {
            DuckRelation.Field field = relation.fields().get(position);
            DuckColumn column = column(field);
            if (column != null) {
                columns.add(column);
            }
        }
        return new Made(columns, rows, notes);
    }

    private @Nullable DuckColumn column(DuckRelation.Field field) throws SQLException {
        String name = field.name();
        String sql = Sql.name(name);
        boolean asked = options.factors().contains(name) || options.levels().containsKey(name);
        boolean numeric = options.numerics().contains(name);
        String type = field.type().replaceFirst("\\(.*", "").toUpperCase(Locale.ROOT);
        if (field.type().endsWith("]")
                || field.type().startsWith("STRUCT")
                || field.type().startsWith("MAP")) {
            return nested(field);
        }
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" ->
                asked ? integers(name, sql) : doubles(name, sql);
            case "UINTEGER", "BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT" -> {
                if (asked) {
                    yield integers(name, sql);
                }
                yield numeric || isExact(sql) ? doubles(name, sql) : labels(name, sql + "::VARCHAR", false);
            }
            case "FLOAT", "DOUBLE", "DECIMAL" -> asked ? fractions(name, sql) : doubles(name, sql);
            case "BOOLEAN" ->
                asked
                        ? labels(name, sql + "::VARCHAR", true)
                        : numeric
                                ? doubles(name, sql)
                                : new DuckColumn(name, ColumnType.LOGICAL, null, sql, new DuckDecoder.Booleans());
            case "DATE" ->
                asked ? labels(name, sql + "::VARCHAR", true) : time(name, "(" + sql + " - DATE '1970-01-01')", true);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                asked ? labels(name, sql + "::VARCHAR", true) : time(name, "epoch_us(" + sql + ")", false);
            case "JSON" -> json(name, "(" + sql + "->>'$')", asked, numeric);
            case "BLOB", "BIT", "UNION", "VARIANT", "GEOMETRY" -> nested(field);
            default -> numeric ? parsed(name, sql + "::VARCHAR") : labels(name, sql + "::VARCHAR", asked);
        };
    }

    /// A column that does not fit a frame: an error if it was asked for, else left out with a note.
    private @Nullable DuckColumn nested(DuckRelation.Field field) {
        if (!options.columns().isEmpty()) {
            throw IoCode.UNSUPPORTED_TYPE.exception(
                    "column `" + field.name() + "` holds " + field.type() + ", not single values",
                    "a cell of a table is a number, a text, a truth value or a time",
                    "take it apart in SQL: " + apart(field.name()));
        }
        notes.add(new Diagnostic(
                IoCode.COLUMN_LEFT_OUT.code(),
                field.name(),
                1,
                0,
                "`" + field.name() + "` holds " + field.type() + ", which is no single value, and is left out",
                IoCode.COLUMN_LEFT_OUT.advice()));
        return null;
    }

    private String apart(String name) {
        String column =
                name.matches("[A-Za-z_][A-Za-z_0-9]*") ? name : Sql.name(name).replace("\"", "\\\"");
        String from = switch (source) {
            case DataSource.DataFile(var path) -> Sql.text(path.toString());
            case DataSource.DataQuery(String sql) -> "(" + sql + ")";
        };
        return "--sql \"SELECT * REPLACE (" + column + "[1] AS " + column + ") FROM " + from + "\"";
    }

    private DuckColumn doubles(String name, String sql) {
        String expression = sql + "::DOUBLE";
        List<String> sentinels = options.missing().stream()
                .filter(text -> text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?"))
                .toList();
        for (String sentinel : sentinels) {
            expression = "nullif(" + expression + ", " + sentinel + ")";
        }
        return new DuckColumn(name, ColumnType.NUMERIC, null, expression, new DuckDecoder.Doubles(name));
    }

    private static DuckColumn time(String name, String expression, boolean days) {
        return new DuckColumn(
                name, days ? ColumnType.DATE : ColumnType.TIMESTAMP, null, expression, new DuckDecoder.Times(days));
    }

    private boolean isExact(String sql) throws SQLException {
        List<String> row = session.row("SELECT (coalesce(min(" + sql + "), 0) >= -" + EXACT + " AND coalesce(max(" + sql
                + "), 0) <= " + EXACT + ")::VARCHAR FROM " + relation.from());
        return row.getFirst().equals("true");
    }

    /// A factor of integers: coded by their distance from the smallest if their range is moderate, through a
    /// table if it has gaps, else as labels.
    private DuckColumn integers(String name, String sql) throws SQLException {
        List<String> row =
                session.row("SELECT min(" + sql + ")::VARCHAR, max(" + sql + ")::VARCHAR FROM " + relation.from());
        boolean moderate = options.levels().get(name) == null
                && options.missing().isEmpty()
                && !row.getFirst().isEmpty()
                && row.getFirst().length() < 10
                && row.get(1).length() < 10
                && number(row.get(1)) - number(row.get(0)) < WIDEST_TABLE;
        if (!moderate) {
            return labels(name, sql + "::VARCHAR", true);
        }
        int first = Math.toIntExact(number(row.get(0)));
        int range = Math.toIntExact(number(row.get(1)) - first) + 1;
        BitSet present = present(sql, first, range);
        int[] code = new int[range];
        List<String> labels = new ArrayList<>(present.cardinality());
        for (int value = present.nextSetBit(0); value >= 0; value = present.nextSetBit(value + 1)) {
            code[value] = labels.size();
            labels.add(Integer.toString(value + first));
        }
        Levels levels = Levels.of(labels);
        String distance = "(" + sql + "::BIGINT - " + first + ")::INTEGER";
        int[] table = labels.size() == range ? null : code;
        return new DuckColumn(name, ColumnType.FACTOR, levels, distance, new DuckDecoder.Codes(levels, table));
    }

    /// Which integers of a range occur. Numbered groups mostly have no gaps: then the first rows tell, and the
    /// rest is not read.
    private BitSet present(String sql, int first, int range) throws SQLException {
        BitSet present = new BitSet(range);
        long[] seen = new long[2];
        session.query("SELECT " + sql + "::INTEGER FROM " + relation.from(), chunk -> {
            var vector = chunk.vector(0);
            for (int i = 0; i < chunk.rowCount(); i++) {
                int value = vector.getInt(i, Integer.MIN_VALUE);
                if (value != Integer.MIN_VALUE) {
                    present.set(value - first);
                }
            }
            seen[0] += chunk.rowCount();
            // counting the bits costs as much as looking at some rows: now and then is enough
            seen[1]++;
            return seen[0] < EARLY_ROWS && ((seen[1] & 15) != 1 || present.cardinality() < range);
        });
        if (present.cardinality() < range) {
            session.query(
                    "SELECT DISTINCT " + sql + "::INTEGER AS v FROM " + relation.from() + " WHERE v IS NOT NULL",
                    chunk -> {
                        var vector = chunk.vector(0);
                        for (int i = 0; i < chunk.rowCount(); i++) {
                            present.set(vector.getInt(i) - first);
                        }
                        return true;
                    });
        }
        return present;
    }

    /// A factor of decimal numbers: whole ones are named without a point, as in `101` for 101.0.
    private DuckColumn fractions(String name, String sql) throws SQLException {
        String whole = session.row("SELECT coalesce(bool_and(isfinite(d) AND d = trunc(d) AND abs(d) <= " + EXACT
                        + "), false)::VARCHAR FROM (SELECT " + sql + "::DOUBLE AS d FROM " + relation.from()
                        + ") WHERE NOT isnan(d)")
                .getFirst();
        String present = "CASE WHEN NOT isnan(" + sql + "::DOUBLE) THEN " + sql + " END";
        return labels(name, "(" + present + ")" + (whole.equals("true") ? "::BIGINT" : "") + "::VARCHAR", true);
    }

    /// A column of JSON whose cells are of several types: numbers if all texts but NA are numbers.
    private DuckColumn json(String name, String text, boolean asked, boolean numeric) throws SQLException {
        if (numeric) {
            return parsed(name, text);
        }
        List<String> counts = session.row("SELECT count(n)::VARCHAR, count(*)::VARCHAR FROM (SELECT "
                + text + " AS t, TRY_CAST(t AS DOUBLE) AS n FROM " + relation.from()
                + ") WHERE t IS NOT NULL AND NOT (" + isMissing("t", true) + ")");
        boolean numbers =
                !asked && !counts.getFirst().equals("0") && counts.getFirst().equals(counts.getLast());
        return numbers ? parsed(name, text) : labels(name, text, asked);
    }

    /// Text that must be numbers.
    private DuckColumn parsed(String name, String text) throws SQLException {
        String number = "TRY_CAST(trim(t) AS DOUBLE)";
        String rows = "(SELECT row_number() OVER () AS r, " + text + " AS t FROM " + relation.from() + ")";
        List<String> odd = session.row("SELECT r::VARCHAR, t FROM " + rows + " WHERE t IS NOT NULL AND NOT ("
                + isMissing("t", true) + ") AND " + number + " IS NULL ORDER BY r LIMIT 1");
        if (!odd.isEmpty()) {
            throw IoCode.NOT_A_NUMBER.exception(
                    "`" + odd.get(1) + "` in row " + odd.get(0) + " is not a number, and column `" + name
                            + "` was asked to be numeric",
                    "numbers look like 12, -0.5 or 1.5e-3",
                    "correct the cell, or if it means missing: --na " + shell(odd.get(1)));
        }
        long na = number(session.row("SELECT count(*)::VARCHAR FROM " + rows + " WHERE t = 'NA' OR lower(t) = 'nan'")
                .getFirst());
        if (na > 0) {
            notes.add(Notes.na(name, na, "numeric"));
        }
        String expression =
                "CASE WHEN " + isMissing(text, true) + " THEN NULL ELSE TRY_CAST(trim(" + text + ") AS DOUBLE) END";
        return new DuckColumn(name, ColumnType.NUMERIC, null, expression, new DuckDecoder.Doubles(name));
    }

    private static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private String isMissing(String text, boolean numeric) {
        Set<String> missing = new LinkedHashSet<>(options.missing());
        missing.add("");
        if (numeric) {
            missing.add("NA");
        }
        String any = text + " IN (" + missing.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")";
        return numeric ? any + " OR lower(" + text + ") = 'nan' OR trim(" + text + ") = ''" : any;
    }

    /// A column of text: a factor if asked for or if labels repeat, else free text.
    private DuckColumn labels(String name, String text, boolean asked) throws SQLException {
        String some = "(SELECT " + text + " AS t FROM " + relation.from() + ") WHERE t IS NOT NULL AND NOT ("
                + isMissing("t", false) + ")";
        String clean = "CASE WHEN " + isMissing(text, false) + " THEN NULL ELSE " + text + " END";
        DuckColumn free = new DuckColumn(name, ColumnType.TEXT, null, clean, new DuckDecoder.Texts());
        boolean few = !asked && startsWithFewLabels(some);
        if (!asked && !few && tooManyLabels(some)) {
            return free;
        }
        Set<String> seen = new HashSet<>();
        // a condition would be tested for each row, and texts that mean missing are soon found among the distinct
        session.rows("SELECT DISTINCT " + text + " FROM " + relation.from()).forEach(row -> seen.add(row.getFirst()));
        seen.remove("");
        seen.removeAll(options.missing());
        boolean factor = asked || few && seen.size() <= CsvLabels.FEW || CsvLabels.repeat(seen.size(), count(some));
        if (!factor) {
            return free;
        }
        List<String> given = options.levels().get(name);
        if (given != null) {
            refuseUnknown(name, text, seen, given);
        }
        Levels levels = given == null ? Levels.sorted(seen) : Levels.of(given);
        if (levels.size() == 0) {
            return new DuckColumn(
                    name, ColumnType.FACTOR, levels, "NULL::INTEGER", new DuckDecoder.Codes(levels, null));
        }
        String type = "copse_levels_" + enums++;
        session.execute("CREATE TYPE " + type + " AS ENUM ("
                + levels.labels().stream().map(Sql::text).collect(Collectors.joining(", ")) + ")");
        String code = "enum_code(TRY_CAST(" + text + " AS " + type + "))::INTEGER";
        return new DuckColumn(name, ColumnType.FACTOR, levels, code, new DuckDecoder.Codes(levels, null));
    }

    /// Whether labels repeat at once and are few: then they need not be counted to know that they are levels,
    /// as long as the rest brings few as well.
    private boolean startsWithFewLabels(String some) throws SQLException {
        List<String> row = session.row("SELECT count(t)::VARCHAR, count(DISTINCT t)::VARCHAR FROM (SELECT t FROM "
                + some + " LIMIT " + FIRST_ROWS + ")");
        return CsvLabels.repeat(number(row.getLast()), number(row.getFirst()))
                && number(row.getLast()) <= CsvLabels.FEW;
    }

    /// Whether there are so many labels that an exact count is not worth its memory.
    private boolean tooManyLabels(String some) throws SQLException {
        List<String> row = session.row("SELECT count(*)::VARCHAR, approx_count_distinct(t)::VARCHAR FROM " + some);
        return number(row.getLast()) > SLACK * Math.max(CsvLabels.FEW, number(row.getFirst()) / 2.0);
    }

    private long count(String some) throws SQLException {
        return number(session.row("SELECT count(*)::VARCHAR FROM " + some).getFirst());
    }

    private void refuseUnknown(String name, String text, Set<String> seen, List<String> given) throws SQLException {
        Set<String> unknown = new HashSet<>(seen);
        unknown.removeAll(Set.copyOf(given));
        if (unknown.isEmpty()) {
            return;
        }
        List<String> first = session.row("SELECT r::VARCHAR, t FROM (SELECT row_number() OVER () AS r, " + text
                + " AS t FROM " + relation.from() + ") WHERE t IN ("
                + unknown.stream().map(Sql::text).collect(Collectors.joining(", ")) + ") ORDER BY r LIMIT 1");
        throw Notes.unknownLevel(name, first.get(1), "row " + first.getFirst(), given, null);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
