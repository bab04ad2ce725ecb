package copse.bench;

import copse.frame.Frame;
import copse.frame.RowSource;
import copse.io.Data;
import copse.io.DataSource;
import copse.io.DataStream;
import copse.io.ReadOptions;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/// A Parquet file of calls with any number of rows, larger than the heap: made, fitted, or only streamed through the
/// same driver and dropped, which is what the fit is measured against.
final class LargeFile {
    // As many as in the reference file: levels cost memory, rows do not.
    private static final int CENTRES = 10;

    private static final int REPRESENTATIVES = 190;

    private static final List<String> COLUMNS = List.of("call_CSAT", "reason", "age", "center_ID", "rep_ID");

    private LargeFile() {}

    /// @param arguments `make`, `fit` (copse from file to result), `stream` (copse's reader, rows dropped) or `driver`
    /// (DuckDB's own chunks, dropped), and the number of rows
    /// @throws IOException if the folder cannot be made
    /// @throws SQLException if DuckDB cannot write the file
    public static void main(String[] arguments) throws IOException, SQLException {
        long rows = Long.parseLong(arguments[1]);
        Path file = BenchData.folder().resolve("calls-" + rows + ".parquet");
        long started = System.nanoTime();
        switch (arguments[0]) {
            case "make" -> {
                if (!Files.exists(file)) {
                    make(file, rows);
                }
            }
            case "fit" -> {
                try (DataStream stream = open(file)) {
                    LmmFit fit = Lmm.of(BenchData.NESTED).fit(stream);
                    System.out.printf(
                            Locale.ROOT,
                            "%,d rows, criterion %.3f, %s, ",
                            fit.rows(),
                            fit.criterion(),
                            fit.convergence().status());
                }
            }
            case "stream" -> {
                try (DataStream stream = open(file)) {
                    System.out.printf(Locale.ROOT, "%,d rows, ", drop(stream));
                }
            }
            case "driver" -> System.out.printf(Locale.ROOT, "%,d rows, ", drain(file));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.printf(
                Locale.ROOT,
                "%.2f s, most memory of the process %s%n",
                (System.nanoTime() - started) / 1e9,
                mostMemory());
    }

    private static DataStream open(Path file) {
        return Data.open(
                DataSource.file(file),
                ReadOptions.defaults().withColumns(COLUMNS).withFactors("center_ID", "rep_ID"));
    }

    private static long drop(RowSource source) {
        long rows = 0;
        try (RowSource.Chunks chunks = source.open()) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                rows += chunk.rows();
            }
        }
        return rows;
    }

    /// The same columns as the driver's own chunks, of which nothing is taken: less than any reader has to do.
    private static long drain(Path file) throws SQLException {
        long rows = 0;
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                DuckDBPreparedStatement statement =
                        connection.prepare("SELECT " + String.join(", ", COLUMNS) + " FROM " + literal(file));
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                rows += result.chunk().rowCount();
            }
        }
        return rows;
    }

    private static String literal(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    // Uniforms from a hash of row number and purpose, so that the rows do not depend on threads.
    private static String uniform(String of, int purpose) {
        return "((hash(" + of + " * 8 + " + purpose + ") >> 11) / 9007199254740992.0)";
    }

    private static String normal(String of, int purpose) {
        return "sqrt(-2 * ln(1 - " + uniform(of, purpose) + ")) * cos(2 * pi() * " + uniform(of, purpose + 1) + ")";
    }

    private static void make(Path file, long rows) throws IOException, SQLException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        String representative = "(floor(" + uniform("i", 0) + " * " + REPRESENTATIVES + ")::BIGINT)";
        String query = "SELECT 101 + rep // " + REPRESENTATIVES / CENTRES + " AS center_ID, rep + 1 AS rep_ID, age,"
                + " CASE WHEN property THEN 'property' ELSE 'payment' END AS reason,"
                + " round(3.9 + 0.02 * age + 0.2 * property::INTEGER + centre + representative + residual, 6) AS call_CSAT"
                + " FROM (SELECT rep, least(60, greatest(20, round(40 + 10 * " + normal("i", 1)
                + ")))::INTEGER AS age, "
                + uniform("i", 3) + " >= 0.6 AS property, 0.625 * " + normal("i", 4) + " AS residual, 0.88 * "
                + normal("(rep + 1000000007)", 0) + " AS representative, 1.14 * "
                + normal("(rep // " + REPRESENTATIVES / CENTRES + " + 2000000011)", 0) + " AS centre"
                + " FROM (SELECT i, " + representative + " AS rep FROM range(" + rows + ") AS t(i)))";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO " + literal(part) + " (FORMAT parquet)");
        }
        Files.move(part, file);
    }

    private static String mostMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> String.format(Locale.ROOT, "%,d MiB", Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                .findFirst()
                .orElse("unknown");
    }
}
