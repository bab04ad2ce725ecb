package copse.io;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// A frame as a table of DuckDB: the rows are handed over vector by vector while a query runs, only the columns
/// it uses.
///
/// Column `i` is called `c<i>` and has a plain type; [#select] gives them their names and types back.
final class FrameTable implements DuckDBTableFunction<Frame, FrameTable.Cursor, Object> {
    private static final String FUNCTION = "copse_frame";

    private @Nullable Frame frame;

    /// Registers the function with a session.
    static FrameTable register(DuckSession session) throws SQLException {
        FrameTable table = new FrameTable();
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(FUNCTION)
                    .withProjectionPushdown()
                    .withFunction(table)
                    .register(session.connection());
        }
        return table;
    }

    /// @param next the frame that the following queries see; of the same columns as before, if there was one
    void show(Frame next) {
        frame = next;
    }

    /// A query that gives the columns their names and SQL types.
    ///
    /// @param frame of these columns
    /// @return behind FROM
    static String select(Frame frame) {
        List<String> names = frame.names();
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String item = switch (frame.column(names.get(i))) {
                case NumericColumn _, FactorColumn _, TextColumn _, LogicalColumn _ -> "c" + i;
                case TimeColumn time ->
                    switch (time.type()) {
                        case DATE -> "(DATE '1970-01-01' + c" + i + "::INTEGER)";
                        default -> "make_timestamp(c" + i + ")";
                    };
            };
            items.append(i == 0 ? "" : ", ").append(item).append(" AS ").append(Sql.name(names.get(i)));
        }
        return "(SELECT " + items + ", copse_row FROM " + FUNCTION + "())";
    }

    @Override
    public Frame bind(DuckDBTableFunctionBindInfo info) {
        Frame bound = java.util.Objects.requireNonNull(frame);
        List<String> names = bound.names();
        for (int i = 0; i < names.size(); i++) {
            info.addResultColumn(
                    "c" + i,
                    switch (bound.column(names.get(i))) {
                        case NumericColumn _ -> DuckDBColumnType.DOUBLE;
                        case FactorColumn _, TextColumn _ -> DuckDBColumnType.VARCHAR;
                        case LogicalColumn _ -> DuckDBColumnType.BOOLEAN;
                        case TimeColumn _ -> DuckDBColumnType.BIGINT;
                    });
        }
        info.addResultColumn("copse_row", DuckDBColumnType.INTEGER);
        info.setCardinality(bound.rows(), true);
        return bound;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
        // rows leave in order only if one thread asks for them
        info.setMaxThreads(1);
        int[] columns = new int[(int) info.getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (int) info.getColumnIndex(i);
        }
        return new Cursor(columns);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
        Frame bound = info.getBindData();
        Cursor cursor = info.getInitData();
        int count = (int) Math.min(out.capacity(), bound.rows() - cursor.row);
        for (int i = 0; i < cursor.columns.length; i++) {
            fill(bound, cursor.columns[i], cursor.row, count, out.vector(i));
        }
        cursor.row += count;
        return count;
    }

    private static void fill(Frame frame, int column, int from, int count, DuckDBWritableVector vector) {
        if (column == frame.names().size()) {
            for (int i = 0; i < count; i++) {
                vector.setInt(i, from + i);
            }
            return;
        }
        Column values = frame.column(frame.names().get(column));
        switch (values) {
            case NumericColumn numbers -> {
                for (int i = 0; i < count; i++) {
                    vector.setDouble(i, numbers.value(from + i));
                }
            }
            case LogicalColumn logicals -> {
                for (int i = 0; i < count; i++) {
                    vector.setBoolean(i, logicals.value(from + i));
                }
            }
            case TimeColumn times -> {
                for (int i = 0; i < count; i++) {
                    vector.setLong(i, times.value(from + i));
                }
            }
            case FactorColumn factor -> labels(factor, from, count, vector);
            case TextColumn text -> {
                for (int i = 0; i < count; i++) {
                    vector.setString(i, text.text(from + i));
                }
            }
        }
        if (!values.missing().isEmpty()) {
            for (int i = 0; i < count; i++) {
                if (values.isMissing(from + i)) {
                    vector.setNull(i);
                }
            }
        }
    }

    private static void labels(FactorColumn factor, int from, int count, DuckDBWritableVector vector) {
        byte[][] all = factor.levels().labels().stream()
                .map(label -> label.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        byte[][] labels = new byte[count][];
        for (int i = 0; i < count; i++) {
            int code = factor.code(from + i);
            labels[i] = code < 0 ? new byte[0] : all[code];
        }
        vector.setStringUtf8Batch(0, labels);
    }

    /// Where a query is in the frame. Mutable.
    static final class Cursor {
        private final int[] columns;
        private int row;

        private Cursor(int[] columns) {
            this.columns = columns;
        }
    }
}
