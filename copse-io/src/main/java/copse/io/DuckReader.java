package copse.io;

import copse.error.Diagnostic;
import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.RowSource;
import copse.frame.Schema;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Reads Parquet, JSON and queries through DuckDB: the columns wanted, as simple types, in the order of the
/// source.
///
/// Vectors of 2,048 rows are copied into arrays as they come; nothing passes through objects but free text.
final class DuckReader implements AutoCloseable {
    private static final int VECTOR = 2048;
    /// Rows of a chunk: 16 vectors, 256 kB per column of doubles.
    private static final int CHUNK = 16 * VECTOR;
    /// What DuckDB decodes ahead: little enough to be copied out of the second-level cache.
    private static final String BUFFER = "1MB";

    private final DuckSession session;
    private final DataSource source;
    private final ReadOptions options;
    private final DuckPlan.Made plan;
    private final String query;

    private DuckReader(
            DuckSession session, DataSource source, ReadOptions options, DuckRelation relation, DuckPlan.Made plan) {
        this.session = session;
        this.source = source;
        this.options = options;
        this.plan = plan;
        this.query =
                plan.columns().stream().map(DuckColumn::item).collect(Collectors.joining(", ", "SELECT ", " FROM "))
                        + relation.from();
    }

    /// @param source a Parquet or JSON file or a query
    /// @param options how
    /// @return the reader, whose columns and levels are known
    static DuckReader open(DataSource source, ReadOptions options) {
        DuckSession session = DuckSession.open(options);
        try {
            DuckRelation relation = DuckRelation.of(session, source, options.where());
            DuckPlan.Made plan = DuckPlan.make(session, source, relation, options);
            refuseEmpty(source, options, relation, plan);
            // rows are decoded by whoever fetches them: a second thread of DuckDB works in turns with it, not beside it
            session.execute("SET threads = 1");
            return new DuckReader(session, source, options, relation, plan);
        } catch (SQLException | DuckDBFunctions.FunctionException e) {
            session.close();
            throw DuckErrors.of(source, options, e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /// @param source a Parquet or JSON file or a query
    /// @return names of its columns
    static List<String> names(DataSource source) {
        ReadOptions options = ReadOptions.defaults();
        try (DuckSession session = DuckSession.open(options)) {
            return DuckRelation.names(session, source);
        } catch (SQLException | DuckDBFunctions.FunctionException e) {
            throw DuckErrors.of(source, options, e);
        }
    }

    private static void refuseEmpty(DataSource source, ReadOptions options, DuckRelation relation, DuckPlan.Made plan) {
        String columns = "columns: "
                + relation.fields().stream().map(DuckRelation.Field::name).collect(Collectors.joining(", "));
        if (plan.columns().isEmpty()) {
            throw IoCode.UNSUPPORTED_TYPE.exception(
                    source.label() + " has no column of single values",
                    columns,
                    "take the columns apart in SQL: --sql \"SELECT …\"");
        }
        if (plan.rows() == 0) {
            throw options.where() == null
                    ? IoCode.NO_ROWS.exception(
                            source.label() + " has columns but no rows",
                            columns,
                            "loosen the query, or write the file again")
                    : Notes.noRowsLeft(options.where());
        }
    }

    /// @return the columns
    Schema schema() {
        return new Schema(plan.columns().stream().map(DuckColumn::schema).toList());
    }

    /// @return what readers of results should know
    List<Diagnostic> notes() {
        return plan.notes();
    }

    /// @return all rows
    Loaded load() {
        if (plan.rows() > Integer.MAX_VALUE - 8) {
            throw Notes.tooManyRows(source.label(), plan.rows());
        }
        try (Rows rows = new Rows((int) plan.rows(), true)) {
            Frame all = rows.next();
            return new Loaded(java.util.Objects.requireNonNull(all), plan.notes());
        }
    }

    /// @return the rows in chunks, on a connection of its own
    RowSource.Chunks chunks() {
        return new Ahead(new Rows(CHUNK, false));
    }

    @Override
    public void close() {
        session.close();
    }

    private final class Rows implements RowSource.Chunks {
        private final int capacity;
        private final boolean whole;
        private final DuckDBConnection connection;
        private final DuckDBPreparedStatement statement;
        private final DuckDBChunkedResult result;
        private long before;

        /// @param capacity most rows of a chunk
        /// @param whole whether one chunk takes all rows
        private Rows(int capacity, boolean whole) {
            this.capacity = capacity;
            this.whole = whole;
            DuckDBConnection opened = null;
            DuckDBPreparedStatement prepared = null;
            try {
                opened = session.connect();
                try (var setting = opened.createStatement()) {
                    setting.execute("SET streaming_buffer_size = '" + BUFFER + "'");
                }
                prepared = opened.prepare(query);
                result = prepared.query();
            } catch (SQLException | DuckDBFunctions.FunctionException e) {
                release(prepared, opened);
                throw DuckErrors.of(source, options, e);
            }
            connection = opened;
            statement = prepared;
        }

        @Override
        public @Nullable Frame next() {
            Fetched fetched = fetch();
            return fetched == null ? null : fetched.frame();
        }

        /// Copies the next rows out of DuckDB's memory.
        private @Nullable Fetched fetch() {
            try {
                DuckDecoder.Sink[] sinks = new DuckDecoder.Sink[plan.columns().size()];
                int rows = 0;
                while ((whole || rows + VECTOR <= capacity) && result.nextChunk()) {
                    DuckDBDataChunkReader chunk = result.chunk();
                    int count = (int) chunk.rowCount();
                    if (rows + count > capacity) {
                        throw Notes.changed(source.label());
                    }
                    for (int column = 0; column < sinks.length; column++) {
                        if (rows == 0) {
                            sinks[column] = plan.columns().get(column).decoder().sink(capacity);
                        }
                        sinks[column].put(chunk.vector(column), rows, count, before + rows);
                    }
                    rows += count;
                }
                before += rows;
                return rows == 0 ? null : new Fetched(sinks, rows);
            } catch (DuckDBFunctions.FunctionException e) {
                throw DuckErrors.of(source, options, e);
            }
        }

        @Override
        public void close() {
            try {
                result.close();
            } catch (SQLException closing) {
                throw DuckErrors.of(source, options, closing);
            } finally {
                release(statement, connection);
            }
        }

        private void release(@Nullable DuckDBPreparedStatement prepared, @Nullable DuckDBConnection opened) {
            try {
                if (prepared != null) {
                    prepared.close();
                }
                if (opened != null) {
                    opened.close();
                }
            } catch (SQLException closing) {
                throw DuckErrors.of(source, options, closing);
            }
        }
    }

    /// Rows out of DuckDB's memory that are no columns yet.
    private final class Fetched {
        private final DuckDecoder.Sink[] sinks;
        private final int rows;

        private Fetched(DuckDecoder.Sink[] sinks, int rows) {
            this.sinks = sinks;
            this.rows = rows;
        }

        private Frame frame() {
            Map<String, Column> made = new LinkedHashMap<>();
            for (int column = 0; column < sinks.length; column++) {
                made.put(plan.columns().get(column).name(), sinks[column].column(rows));
            }
            return Frame.of(made);
        }
    }

    /// Fetches ahead in a thread of its own. DuckDB decodes in the thread that asks, so whoever uses the rows
    /// would else wait for the decoding, and the decoding for the use.
    private final class Ahead implements RowSource.Chunks {
        private static final int CHUNKS = 4;

        private final Rows rows;
        private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(CHUNKS);
        private final Thread thread;
        private boolean ended;

        private Ahead(Rows rows) {
            this.rows = rows;
            this.thread = Thread.ofPlatform().daemon().name("copse-fetch").start(this::fetch);
        }

        private void fetch() {
            try {
                Fetched fetched = rows.fetch();
                while (fetched != null) {
                    steps.put(new Step(fetched, null));
                    fetched = rows.fetch();
                }
                steps.put(new Step(null, null));
            } catch (InterruptedException closed) {
                // nobody waits any more
                return;
            } catch (RuntimeException | Error failure) {
                fail(failure);
            }
        }

        private void fail(Throwable failure) {
            try {
                steps.put(new Step(null, failure));
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public @Nullable Frame next() {
            try {
                Step step = ended ? new Step(null, null) : steps.take();
                ended = step.fetched() == null;
                switch (step.failure()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    case null, default -> {
                        return step.fetched() == null ? null : step.fetched().frame();
                    }
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("reading was interrupted");
            }
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                // the result must not be closed while it is fetched from
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            rows.close();
        }
    }

    /// What the fetching thread hands over: rows, a failure, or neither at the end.
    private record Step(@Nullable Fetched fetched, @Nullable Throwable failure) {}
}
