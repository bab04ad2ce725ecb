package copse.io;

import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.Schema;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// Rows of ours as a table of DuckDB: handed over vector by vector while a query runs, only the columns it uses.
///
/// Column `i` is called `c<i>` and has a plain type; [#select] gives the columns their names and types back.
/// One query at a time.
final class FrameTable implements DuckDBTableFunction<FrameTable.Cursor, int[], Object>, AutoCloseable {
    private static final String FUNCTION = "copse_rows";
    /// Number of the row, from 0, beside the columns of the data.
    static final String ROW = "copse_row";

    private @Nullable RowSource rows;
    private @Nullable Cursor open;
    private @Nullable RuntimeException failure;

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

    /// @param next the rows that the following query sees
    void show(RowSource next) {
        rows = next;
    }

    /// The rows with the names and SQL types of the columns.
    ///
    /// @param schema of the rows
    /// @param whole numeric columns that hold whole numbers alone, which SQL then sees as integers
    /// @return what stands behind FROM
    static String select(Schema schema, Set<String> whole) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < schema.columns().size(); i++) {
            ColumnSchema column = schema.columns().get(i);
            String item = switch (column.type()) {
                case NUMERIC -> whole.contains(column.name()) ? "c" + i + "::BIGINT" : "c" + i;
                case FACTOR, TEXT, LOGICAL -> "c" + i;
                case DATE -> "(DATE '1970-01-01' + c" + i + "::INTEGER)";
                case TIMESTAMP -> "make_timestamp(c" + i + ")";
            };
            items.append(item).append(" AS ").append(Sql.name(column.name())).append(", ");
        }
        return "(SELECT " + items + ROW + " FROM " + FUNCTION + "())";
    }

    @Override
    public Cursor bind(DuckDBTableFunctionBindInfo info) {
        RowSource source = Objects.requireNonNull(rows);
        List<ColumnSchema> columns = source.schema().columns();
        for (int i = 0; i < columns.size(); i++) {
            info.addResultColumn(
                    "c" + i,
                    switch (columns.get(i).type()) {
                        case NUMERIC -> DuckDBColumnType.DOUBLE;
                        case FACTOR, TEXT -> DuckDBColumnType.VARCHAR;
                        case LOGICAL -> DuckDBColumnType.BOOLEAN;
                        case DATE, TIMESTAMP -> DuckDBColumnType.BIGINT;
                    });
        }
        info.addResultColumn(ROW, DuckDBColumnType.BIGINT);
        open = new Cursor(source);
        return open;
    }

    @Override
    public int[] init(DuckDBTableFunctionInitInfo info) {
        // rows leave in order only if one thread asks for them
        info.setMaxThreads(1);
        int[] columns = new int[(int) info.getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (int) info.getColumnIndex(i);
        }
        return columns;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
        Cursor cursor = info.getBindData();
        int[] columns = info.getInitData();
        Frame chunk;
        try {
            chunk = cursor.chunk();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
        if (chunk == null) {
            return 0;
        }
        int count = (int) Math.min(out.capacity(), chunk.rows() - cursor.row);
        for (int i = 0; i < columns.length; i++) {
            DuckDBWritableVector vector = out.vector(i);
            if (columns[i] == cursor.names.size()) {
                for (int k = 0; k < count; k++) {
                    vector.setLong(k, cursor.before + cursor.row + k);
                }
            } else {
                fill(chunk.column(cursor.names.get(columns[i])), cursor.row, count, vector);
            }
        }
        cursor.row += count;
        return count;
    }

    private static void fill(Column column, int from, int count, DuckDBWritableVector vector) {
        switch (column) {
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
                    vector.setLong(i, times.isMissing(from + i) ? 0 : times.value(from + i));
                }
            }
            case FactorColumn factor -> labels(factor, from, count, vector);
            case TextColumn text -> {
                for (int i = 0; i < count; i++) {
                    vector.setString(i, text.text(from + i));
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (column.isMissing(from + i)) {
                vector.setNull(i);
            }
        }
    }

    private static void labels(FactorColumn factor, int from, int count, DuckDBWritableVector vector) {
        byte[][] bytes = new byte[factor.levels().size()][];
        byte[][] labels = new byte[count][];
        for (int i = 0; i < count; i++) {
            int code = factor.code(from + i);
            if (code >= 0 && bytes[code] == null) {
                bytes[code] = factor.levels().label(code).getBytes(StandardCharsets.UTF_8);
            }
            labels[i] = code < 0 ? new byte[0] : bytes[code];
        }
        vector.setStringUtf8Batch(0, labels);
    }

    /// Throws what the rows threw when they were asked for, if they did.
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.chunks.close();
        }
    }

    /// Where a query is in the rows. Mutable.
    static final class Cursor {
        private final List<String> names;
        private final RowSource.Chunks chunks;
        private @Nullable Frame chunk;
        private long before;
        private int row;

        private Cursor(RowSource source) {
            this.names = source.schema().names();
            this.chunks = source.open();
        }

        /// The chunk that the next row is in, or null after the last.
        private @Nullable Frame chunk() {
            if (chunk == null || row == chunk.rows()) {
                before += row;
                row = 0;
                chunk = chunks.next();
            }
            return chunk;
        }
    }
}
