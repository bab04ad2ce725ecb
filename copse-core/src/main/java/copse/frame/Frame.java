package copse.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Named columns of equal length. Immutable: every verb returns a new frame that shares what it can.
///
/// ```java
/// Frame means = calls
///     .where(Condition.is("reason", "property").and(Condition.isPresent("call_CSAT")))
///     .join(centres, "center_ID")
///     .groupBy("region", "center_ID")
///     .summarise("n", Aggregate.count(), "mean", Aggregate.mean("call_CSAT"));
/// ```
///
/// - Columns: [#select(String...)], [#drop(String...)], [#toFront(String...)] and [#rename(String, String)]
///   copy no values. `with`, [#cut(String, String, Bins)], [#asFactor(String)], [#asNumeric(String)],
///   [#recode(String, Map)] and [#relevel(String, String)] make one column.
/// - Rows: [#where(Condition)], [#sortBy(Sort...)], [#distinct(String...)], [#slice(int, int)] and
///   [#rows(int[])] copy the rows kept.
/// - Tables: [#join(Frame, String...)], [#match(Frame, String...)], [#append(Frame...)], [#groupBy(String...)].
///
/// Cost: O(rows) for all of these, O(rows · log rows) for sorting numbers. Rows are counted from 0 by methods
/// and from 1 in messages.
public final class Frame implements RowSource {
    private final Map<String, Column> columns;
    private final int rows;

    private Frame(Map<String, Column> columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /// @param columns by name, in order; equally long
    /// @return the frame
    /// @throws copse.error.InputException `I104` if lengths differ
    public static Frame of(Map<String, ? extends Column> columns) {
        int rows = columns.isEmpty() ? 0 : columns.values().iterator().next().size();
        return of(new LinkedHashMap<>(columns), rows);
    }

    /// @param name a column's name
    /// @param column its values
    /// @param more further names and columns in turn
    /// @return the frame
    /// @throws copse.error.InputException `I103` if a name occurs twice, `I104` if lengths differ, `I115` if
    ///     names and columns are not in turn
    public static Frame of(String name, Column column, Object... more) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(name, column);
        for (int i = 0; i < more.length; i += 2) {
            if (i + 1 == more.length || !(more[i] instanceof String key) || !(more[i + 1] instanceof Column value)) {
                throw Problems.notInTurn(more[i], "columns");
            }
            if (columns.put(key, value) != null) {
                throw Problems.duplicateColumn(key);
            }
        }
        return of(columns);
    }

    private static Frame of(Map<String, Column> columns, int rows) {
        columns.forEach((name, column) -> {
            if (column.size() != rows) {
                throw FrameCode.UNEQUAL_LENGTHS.error(
                        "column `" + name + "` has " + Words.count(column.size(), "row") + ", the others have " + rows,
                        "",
                        "give every column " + Words.count(rows, "row"));
            }
        });
        return new Frame(columns, rows);
    }

    /// @return number of rows
    public int rows() {
        return rows;
    }

    /// @return column names in order
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /// @param name a column
    /// @return the column, if there is one of that name
    public Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /// @param name a column
    /// @return the column
    /// @throws copse.error.InputException `I101` with the columns there are and a suggestion
    public Column column(String name) {
        return find(name).orElseThrow(() -> Problems.noColumn(name, names()));
    }

    /// @param name a numeric column
    /// @return the column
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if it is not numeric
    public NumericColumn numeric(String name) {
        Column column = column(name);
        if (column instanceof NumericColumn numeric) {
            return numeric;
        }
        throw Problems.wrongType(
                name,
                column,
                "numeric",
                "convert it: `frame.asNumeric(\"" + name + "\")`, or `--numeric " + name + "` on the command line");
    }

    /// @param name a factor
    /// @return the column
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if it is not a factor
    public FactorColumn factor(String name) {
        Column column = column(name);
        if (column instanceof FactorColumn factor) {
            return factor;
        }
        throw Problems.wrongType(
                name,
                column,
                "a factor",
                "convert it: `frame.asFactor(\"" + name + "\")`, or `--factor " + name + "` on the command line");
    }

    /// @param name a column's name, new or there already
    /// @param column its values
    /// @return this frame with the column added at the end, or replaced in its place
    /// @throws copse.error.InputException `I104` if it has another number of rows
    public Frame with(String name, Column column) {
        Map<String, Column> next = new LinkedHashMap<>(columns);
        next.put(name, column);
        return of(next, columns.isEmpty() ? column.size() : rows);
    }

    /// The column as a factor whose levels are the values seen.
    ///
    /// Order of levels: numbers and times ascending; labels by number if all are integers, else by code point.
    /// A factor stays as it is.
    ///
    /// @param name a text, logical, date or time column, or a numeric one that holds whole numbers
    /// @return this frame with the column converted
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if its numbers are not
    ///     whole
    public Frame asFactor(String name) {
        return with(name, Conversions.factor(name, column(name)));
    }

    /// The column as a factor with the levels given, matched by label.
    ///
    /// @param name a column of any type
    /// @param levels in the order wanted, used or not
    /// @return this frame with the column converted
    /// @throws copse.error.InputException `I101` if there is no such column, `I106` if a value is no level
    public Frame asFactor(String name, Levels levels) {
        return with(name, Conversions.factor(name, column(name), levels));
    }

    /// The column as numbers: labels and texts are read as decimal numbers, true is 1, a date is its days since
    /// 1970-01-01 and a time its seconds since then.
    ///
    /// @param name a column of any type
    /// @return this frame with the column converted
    /// @throws copse.error.InputException `I101` if there is no such column, `I108` if a value is not a number
    public Frame asNumeric(String name) {
        return with(name, Conversions.numeric(name, column(name)));
    }

    /// @param from first row, from 0
    /// @param to one past the last row
    /// @return the rows of the range
    /// @throws copse.error.InputException `I109` if the range is not within the frame
    public Frame slice(int from, int to) {
        if (from < 0 || to > rows || from > to) {
            throw Problems.noRow(from < 0 || from > rows ? from : to, rows);
        }
        return from == 0 && to == rows ? this : map(column -> column.slice(from, to), to - from);
    }

    /// @param n number of rows wanted
    /// @return the first rows, all if there are fewer
    public Frame head(int n) {
        return slice(0, Math.min(Math.max(n, 0), rows));
    }

    /// @param n number of rows wanted
    /// @return the last rows, all if there are fewer
    public Frame tail(int n) {
        return slice(rows - Math.min(Math.max(n, 0), rows), rows);
    }

    /// @param rows rows to take, from 0, in that order; may repeat
    /// @return the rows taken
    /// @throws copse.error.InputException `I109` if a row is not within the frame
    public Frame rows(int[] rows) {
        for (int row : rows) {
            if (row < 0 || row >= this.rows) {
                throw Problems.noRow(row, this.rows);
            }
        }
        return taken(rows);
    }

    /// @param rows rows to take; a negative one gives a row of missing values
    Frame taken(int[] rows) {
        return map(column -> column.select(rows), rows.length);
    }

    /// A column computed from another, row by row; missing where the other is.
    ///
    /// @param name the new column, or one there already
    /// @param from a numeric column
    /// @param function of its value, such as `Math::log`
    /// @return this frame with the column
    /// @throws copse.error.InputException `I101` or `I102` if `from` is not there or not numeric, `I105` if a
    ///     result is NaN or infinite
    public Frame with(String name, String from, DoubleUnaryOperator function) {
        return with(name, numeric(from).map("column `" + name + "`", function));
    }

    /// A column computed from two others, row by row; missing where either is.
    ///
    /// @param name the new column, or one there already
    /// @param first a numeric column
    /// @param second a numeric column
    /// @param function of both values, such as `Double::sum`
    /// @return this frame with the column
    /// @throws copse.error.InputException `I101` or `I102` if a column is not there or not numeric, `I105` if a
    ///     result is NaN or infinite
    public Frame with(String name, String first, String second, DoubleBinaryOperator function) {
        return with(name, numeric(first).combine(numeric(second), "column `" + name + "`", function));
    }

    /// A logical column of a condition's verdicts.
    ///
    /// @param name the new column, or one there already
    /// @param condition tested on each row
    /// @return this frame with the column
    public Frame with(String name, Condition condition) {
        return with(name, condition.test(this));
    }

    /// @param names columns to keep, in the order wanted
    /// @return these columns
    /// @throws copse.error.InputException `I101` if one is not there, `I103` if one is named twice
    public Frame select(String... names) {
        Map<String, Column> kept = new LinkedHashMap<>();
        for (String name : names) {
            if (kept.put(name, column(name)) != null) {
                throw Problems.duplicateColumn(name);
            }
        }
        return new Frame(kept, rows);
    }

    /// @param names columns to leave out
    /// @return the other columns
    /// @throws copse.error.InputException `I101` if one is not there
    public Frame drop(String... names) {
        Map<String, Column> kept = new LinkedHashMap<>(columns);
        for (String name : names) {
            column(name);
            kept.remove(name);
        }
        return new Frame(kept, rows);
    }

    /// @param names columns to put first, in the order wanted
    /// @return these columns, then the others in their order
    /// @throws copse.error.InputException `I101` if one is not there, `I103` if one is named twice
    public Frame toFront(String... names) {
        Map<String, Column> ordered = new LinkedHashMap<>(select(names).columns);
        columns.forEach(ordered::putIfAbsent);
        return new Frame(ordered, rows);
    }

    /// @param from a column's name
    /// @param to its new name
    /// @return this frame with the column renamed in its place
    /// @throws copse.error.InputException `I101` if it is not there, `I103` if another column has the new name
    public Frame rename(String from, String to) {
        return rename(Map.of(from, to));
    }

    /// @param names new names by old ones; all change at once, so that two columns may swap names
    /// @return this frame with the columns renamed in their places
    /// @throws copse.error.InputException `I101` if one is not there, `I103` if two columns would have one name
    public Frame rename(Map<String, String> names) {
        names.keySet().forEach(this::column);
        Map<String, Column> renamed = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            String next = names.getOrDefault(name, name);
            if (renamed.put(next, column) != null) {
                throw Problems.duplicateColumn(next);
            }
        });
        return new Frame(renamed, rows);
    }

    /// The factor with some labels replaced. A new label that occurs already, or twice, merges levels, in the
    /// place of the first of them.
    ///
    /// @param name a factor
    /// @param labels new labels by old ones; others stay
    /// @return this frame with the factor recoded
    /// @throws copse.error.InputException `I101`, `I102`, or `I106` if an old label is none of the levels
    public Frame recode(String name, Map<String, String> labels) {
        return with(name, Factors.recode(name, factor(name), labels));
    }

    /// @param name a factor
    /// @param reference the level to put first, where treatment contrasts take their reference
    /// @return this frame with the levels reordered
    /// @throws copse.error.InputException `I101`, `I102`, or `I106` if the label is none of the levels
    public Frame relevel(String name, String reference) {
        return with(name, Factors.relevel(name, factor(name), reference));
    }

    /// @return this frame, each factor with the levels that occur only
    public Frame dropUnusedLevels() {
        return map(column -> column instanceof FactorColumn factor ? Factors.dropUnused(factor) : column, rows);
    }

    /// A factor of the intervals that numbers fall into.
    ///
    /// @param name the new column, or one there already
    /// @param from a numeric column
    /// @param bins the intervals
    /// @return this frame with the factor
    /// @throws copse.error.InputException `I101`, `I102`, or `I114` if a value is outside of limited bins
    public Frame cut(String name, String from, Bins bins) {
        return with(name, bins.cut(from, numeric(from)));
    }

    /// @param rows rows to keep
    /// @return these rows in their order
    public Frame where(Mask rows) {
        if (rows.size() != this.rows) {
            throw FrameCode.UNEQUAL_LENGTHS.error(
                    "a filter of " + Words.count(rows.size(), "row") + " for a table of " + this.rows,
                    "",
                    "make the filter from this table");
        }
        return rows.count() == this.rows ? this : taken(rows.rows());
    }

    /// @param condition tested on each row; where it is missing, the row goes
    /// @return the rows where it is true, in their order
    /// @throws copse.error.InputException `I101`, `I102` or `I106` if the condition asks for what is not there
    public Frame where(Condition condition) {
        return where(condition.test(this).trueRows());
    }

    /// @param columns to sort by, the most important first, all ascending
    /// @return the rows sorted; ties keep their order, missing values come last
    /// @throws copse.error.InputException `I101` if a column is not there
    public Frame sortBy(String... columns) {
        return sortBy(Arrays.stream(columns).map(Sort::ascending).toArray(Sort[]::new));
    }

    /// @param keys columns to sort by and which way, the most important first
    /// @return the rows sorted; ties keep their order, missing values come last either way
    /// @throws copse.error.InputException `I101` if a column is not there
    public Frame sortBy(Sort... keys) {
        int[] order = IntStream.range(0, rows).toArray();
        for (int i = keys.length - 1; i >= 0; i--) {
            order = Sort.stable(order, Codes.of(column(keys[i].column())), keys[i].isDescending());
        }
        return taken(order);
    }

    /// @param columns that together make rows distinct; all columns if none is named
    /// @return the first row of each combination, in the order of rows; missing values are equal to each other
    ///     here
    /// @throws copse.error.InputException `I101` if a column is not there
    public Frame distinct(String... columns) {
        Grouped grouped = columns.length == 0 ? groupBy(names()) : groupBy(columns);
        return taken(grouped.firstRows());
    }

    /// @param keys columns whose combinations are the groups; without any all rows are one group
    /// @return the rows in groups, to be summarised
    /// @throws copse.error.InputException `I101` if a column is not there
    public Grouped groupBy(String... keys) {
        return groupBy(List.of(keys));
    }

    Grouped groupBy(List<String> keys) {
        return new Grouped(this, keys);
    }

    /// For each row the row of another frame with the same key. Keys are compared by value, factors and text by
    /// label; a missing key has no partner.
    ///
    /// @param other one row per key
    /// @param keys columns that both have
    /// @return the partners, from which all kinds of join follow
    /// @throws copse.error.InputException `I101` if a key is not there, `I110` if it is not unique in the other
    ///     frame, `I111` if its types differ
    public Match match(Frame other, String... keys) {
        return new Match(this, other, List.of(keys));
    }

    /// Adds the columns of another frame by key, keeping every row of this one in its order; where there is no
    /// partner the new columns are missing. [#match(Frame, String...)] tells how many these are.
    ///
    /// @param other one row per key
    /// @param keys columns that both have
    /// @return this frame with the other's columns
    /// @throws copse.error.InputException as [#match(Frame, String...)], and `I103` if both have another column
    ///     of one name
    public Frame join(Frame other, String... keys) {
        return match(other, keys).left();
    }

    /// Adds the columns of another frame by key, keeping the rows that have a partner.
    ///
    /// @param other one row per key
    /// @param keys columns that both have
    /// @return the rows with a partner, with the other's columns
    /// @throws copse.error.InputException as [#join(Frame, String...)]
    public Frame innerJoin(Frame other, String... keys) {
        return match(other, keys).inner();
    }

    /// @param others frames with the same columns, in any order, of the same types
    /// @return the rows of this frame, then those of the others; factors have the levels of all
    /// @throws copse.error.InputException `I112` if columns or types differ
    public Frame append(Frame... others) {
        List<Frame> frames = new ArrayList<>(List.of(this));
        frames.addAll(List.of(others));
        return Appending.of(frames);
    }

    /// @return a summary of each column, in order
    public List<ColumnSummary> describe() {
        return columns.entrySet().stream()
                .map(entry -> ColumnSummary.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Frame map(UnaryOperator<Column> change, int length) {
        Map<String, Column> next = LinkedHashMap.newLinkedHashMap(columns.size());
        columns.forEach((name, column) -> next.put(name, change.apply(column)));
        return new Frame(next, length);
    }

    @Override
    public Schema schema() {
        List<ColumnSchema> schema = new ArrayList<>();
        columns.forEach((name, column) -> schema.add(
                new ColumnSchema(name, column.type(), column instanceof FactorColumn factor ? factor.levels() : null)));
        return new Schema(schema);
    }

    /// The whole frame as one chunk.
    @Override
    public Chunks open() {
        return new Chunks() {
            private @Nullable Frame left = rows > 0 ? Frame.this : null;

            @Override
            public @Nullable Frame next() {
                Frame chunk = left;
                left = null;
                return chunk;
            }

            @Override
            public void close() {}
        };
    }

    /// @return the names and the first rows, in aligned columns
    @Override
    public String toString() {
        return Printing.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame
                && frame.rows == rows
                && frame.columns.equals(columns)
                && frame.names().equals(names());
    }

    @Override
    public int hashCode() {
        return 31 * rows + columns.hashCode();
    }
}
