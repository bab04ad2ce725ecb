package copse.io;

import copse.frame.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duckdb.DuckDBFunctions;

/// A condition in SQL on rows that were not read by DuckDB: it sees them as a table and names those that pass.
///
/// So a condition means the same on CSV as on Parquet, and types, missing values and errors of CSV stay those
/// of the reader of CSV. Not thread-safe.
final class SqlCondition implements AutoCloseable {
    private final DuckSession session;
    private final FrameTable table;
    private final String condition;
    private final List<String> names;

    private SqlCondition(DuckSession session, FrameTable table, String condition, List<String> names) {
        this.session = session;
        this.table = table;
        this.condition = condition;
        this.names = names;
    }

    /// @param condition in SQL
    /// @param options threads and memory
    /// @param names of all columns of the data, for messages
    /// @return the condition, ready to be asked
    static SqlCondition open(String condition, ReadOptions options, List<String> names) {
        DuckSession session = DuckSession.open(options);
        try {
            return new SqlCondition(session, FrameTable.register(session), condition, names);
        } catch (SQLException e) {
            session.close();
            throw DuckErrors.where(condition, names, e);
        }
    }

    /// Reads a CSV file and keeps the rows that satisfy the condition.
    static Loaded load(Path path, boolean tabs, ReadOptions options, String condition) {
        List<String> names = names(path, tabs);
        Loaded all = CsvReader.read(path, tabs, withColumnsOf(condition, names, options));
        try (SqlCondition asked = open(condition, options, names)) {
            Frame some = asked.filter(all.frame());
            if (some.rows() == 0) {
                throw Notes.noRowsLeft(condition);
            }
            return new Loaded(onlyUsedLevels(wanted(some, options), options), all.notes());
        }
    }

    static List<String> names(Path path, boolean tabs) {
        try {
            return CsvFile.open(path, tabs).names();
        } catch (IOException e) {
            throw DataFiles.failure(path, e);
        }
    }

    /// The options without the condition, with the columns that it may speak of besides those wanted.
    static ReadOptions withColumnsOf(String condition, List<String> names, ReadOptions options) {
        if (options.columns().isEmpty()) {
            return options.withWhere(null);
        }
        Set<String> columns = new LinkedHashSet<>(options.columns());
        String text = condition.toLowerCase(Locale.ROOT);
        names.stream()
                .filter(name -> text.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(columns::add);
        return options.withColumns(new ArrayList<>(columns)).withWhere(null);
    }

    /// @param frame with columns that only the condition needed
    /// @param options what is wanted
    /// @return the columns wanted
    static Frame wanted(Frame frame, ReadOptions options) {
        return options.columns().isEmpty()
                ? frame
                : frame.select(options.columns().toArray(String[]::new));
    }

    /// @param frame rows
    /// @return those that satisfy the condition, in order
    Frame filter(Frame frame) {
        table.show(frame);
        int[] rows = new int[frame.rows()];
        int[] count = new int[1];
        String sql = "SELECT " + FrameTable.ROW + "::INTEGER FROM " + FrameTable.select(frame.schema(), Set.of())
                + " WHERE (" + condition + "\n)";
        try {
            session.query(sql, chunk -> {
                var vector = chunk.vector(0);
                for (int i = 0; i < chunk.rowCount(); i++) {
                    rows[count[0]++] = vector.getInt(i);
                }
                return true;
            });
        } catch (SQLException | DuckDBFunctions.FunctionException e) {
            throw DuckErrors.where(condition, names, e);
        }
        return count[0] == frame.rows() ? frame : frame.rows(Arrays.copyOf(rows, count[0]));
    }

    /// Levels that no row has any more go, as if the other rows had never been in the file; levels given stay.
    private static Frame onlyUsedLevels(Frame frame, ReadOptions options) {
        Frame used = frame.dropUnusedLevels();
        for (String name : options.levels().keySet()) {
            if (frame.find(name).isPresent()) {
                used = used.with(name, frame.column(name));
            }
        }
        return used;
    }

    @Override
    public void close() {
        table.close();
        session.close();
    }
}
