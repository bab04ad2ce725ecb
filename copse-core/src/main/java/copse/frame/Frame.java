package copse.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Named columns of equal length. Immutable: every verb returns a new frame that shares what it can.
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
    /// @throws copse.error.InputException `I103` if a name occurs twice, `I104` if lengths differ
    public static Frame of(String name, Column column, Object... more) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(name, column);
        for (int i = 0; i < more.length; i += 2) {
            if (i + 1 == more.length || !(more[i] instanceof String key) || !(more[i + 1] instanceof Column value)) {
                throw new IllegalArgumentException("names and columns in turn are expected, not " + more[i]);
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
                        "column `" + name + "` has " + Problems.count(column.size(), "row") + ", the others have "
                                + rows,
                        "",
                        "give every column " + Problems.count(rows, "row"));
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
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if its numbers are not whole
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
