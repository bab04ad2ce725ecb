package copse.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/// A DuckDB in memory, in this process, with its own bounded memory; gone when closed.
///
/// It loads no extension from anywhere and asks no network. What outgrows its memory spills into a folder of
/// its own under the system's folder for temporary files, which is deleted on closing.
final class DuckSession implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Path spill;

    private DuckSession(DuckDBConnection connection, Path spill) {
        this.connection = connection;
        this.spill = spill;
    }

    /// @param options threads and memory
    /// @return a session
    /// @throws copse.error.InputException `I226` if the native library does not start
    static DuckSession open(ReadOptions options) {
        return open(options.threads(), options.memory());
    }

    /// @param threads number of threads
    /// @param memory bytes
    /// @return a session
    /// @throws copse.error.InputException `I226` if the native library does not start
    static DuckSession open(int threads, long memory) {
        Path spill = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("copse-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()));
        Properties settings = new Properties();
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("memory_limit", memory + "B");
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        try {
            return new DuckSession(DuckDBConnection.newConnection("jdbc:duckdb:", false, settings), spill);
        } catch (LinkageError | Exception notStarted) {
            // the driver declares Exception; whatever it is, there is no DuckDB
            throw IoCode.NO_LIBRARY.exception(
                    "DuckDB's native library does not start on this machine",
                    String.valueOf(notStarted.getMessage()),
                    "CSV and TSV files are read without it; convert the data to CSV");
        }
    }

    /// @return another connection to the same database, to be closed
    /// @throws SQLException if there is none
    DuckDBConnection connect() throws SQLException {
        return connection.duplicate();
    }

    /// @return the session's own connection
    DuckDBConnection connection() {
        return connection;
    }

    /// Runs a statement that has no rows to give.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Receives chunks of a result.
    interface ChunkVisitor {
        /// @param chunk valid during the call
        /// @return whether to go on
        /// @throws SQLException if it cannot be read
        boolean visit(DuckDBDataChunkReader chunk) throws SQLException;
    }

    /// Runs a query and hands out its chunks.
    void query(String sql, ChunkVisitor visitor) throws SQLException {
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                if (result.chunk().rowCount() > 0 && !visitor.visit(result.chunk())) {
                    return;
                }
            }
        }
    }

    /// The first row of a query whose columns are BIGINT or VARCHAR, as texts; null cells are the empty text.
    List<String> row(String sql) throws SQLException {
        List<List<String>> rows = rows(sql);
        return rows.isEmpty() ? List.of() : rows.getFirst();
    }

    /// All rows of a small query whose columns are VARCHAR, as texts; null cells are the empty text.
    List<List<String>> rows(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        query(sql, chunk -> {
            for (int row = 0; row < chunk.rowCount(); row++) {
                List<String> cells = new ArrayList<>();
                for (int column = 0; column < chunk.columnCount(); column++) {
                    var vector = chunk.vector(column);
                    cells.add(vector.isNull(row) ? "" : vector.getString(row));
                }
                rows.add(cells);
            }
            return true;
        });
        return rows;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException closing) {
            // an in-memory database has nothing to lose on closing, and the result is already read
            return;
        } finally {
            deleteSpill();
        }
    }

    private void deleteSpill() {
        if (!Files.isDirectory(spill)) {
            return;
        }
        try (var files = Files.list(spill)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(spill);
        } catch (IOException left) {
            // temporary files of the system's temporary folder: the system clears them
            spill.toFile().deleteOnExit();
        }
    }
}
