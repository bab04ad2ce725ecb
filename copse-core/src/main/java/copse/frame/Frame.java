package copse.frame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /// @throws IllegalArgumentException if lengths differ
    public static Frame of(Map<String, ? extends Column> columns) {
        int rows = columns.isEmpty() ? 0 : columns.values().iterator().next().size();
        columns.forEach((name, column) -> {
            if (column.size() != rows) {
                throw new IllegalArgumentException(
                        "column " + name + " has " + column.size() + " rows, the first has " + rows);
            }
        });
        return new Frame(new LinkedHashMap<>(columns), rows);
    }

    /// @param name a column's name
    /// @param column its values
    /// @param more further names and columns in turn
    /// @return the frame
    public static Frame of(String name, Column column, Object... more) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(name, column);
        for (int i = 0; i < more.length; i += 2) {
            columns.put((String) more[i], (Column) more[i + 1]);
        }
        return of(columns);
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

    /// @param name a column's name, new or there already
    /// @param column its values
    /// @return this frame with the column added at the end, or replaced in its place
    public Frame with(String name, Column column) {
        Map<String, Column> next = new LinkedHashMap<>(columns);
        next.put(name, column);
        return of(next);
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
                && frame.columns.equals(columns)
                && frame.names().equals(names());
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }
}
