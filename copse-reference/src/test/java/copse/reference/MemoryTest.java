package copse.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.scenario.ReferenceData;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How little memory the command line needs: each test starts it in a Java of its own with a small heap.
@Tag("slow")
class MemoryTest {
    private static final String NESTED = "call_CSAT ~ reason + age + (1 | center_ID/rep_ID)";

    @TempDir
    private Path folder;

    private record Ended(int exit, String out, String err) {
        JsonNode json() {
            assertThat(exit).as(err).isZero();
            return JsonMapper.builder().build().readTree(out);
        }
    }

    private Ended copse(String heap, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "copse.cli.Main"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path calls() throws IOException {
        Path file = folder.resolve("calls.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ReferenceData.of("call-center").writeCsv(out);
        }
        return file;
    }

    @Test
    void callsAreFittedFromCsvIn256Megabytes() throws IOException, InterruptedException {
        JsonNode fit =
                copse("-Xmx256m", "fit", NESTED, calls().toString(), "--json").json();
        assertThat(fit.path("n").asInt()).isEqualTo(695_205);
        // lmm/call_center_full_nested; the tolerance is that of the case
        assertThat(fit.path("criterion").asDouble()).isCloseTo(1321492.09740459, within(1.3e-3));
    }

    /// Six million rows of five columns need 190 MB as columns; the answer is known from how they are made.
    @Test
    void rowsBeyondHeapAreStreamedFromParquet() throws IOException, InterruptedException, SQLException {
        Path file = folder.resolve("rows.parquet");
        // y = 2 + 3 x + effect of g + a residual of variance 1/3, uniform; x and residual are hashes of the row's
        // number
        String rows = "SELECT g, h, x, w, 2 + 3 * x + g % 7 + 2 * r AS y FROM (SELECT i % 100 AS g, i % 1000 AS h,"
                + " hash(i) / 18446744073709551616.0 AS x, i % 5 AS w, hash(i + 10000000000) / 18446744073709551616.0 - 0.5"
                + " AS r FROM range(6000000) AS t(i))";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet)");
        }
        JsonNode fit = copse("-Xmx128m", "fit", "y ~ x + w + (1 | g/h)", file.toString(), "--json")
                .json();
        assertThat(fit.path("n").asLong()).isEqualTo(6_000_000);
        assertThat(fit.path("sigma").asDouble()).isCloseTo(2 / Math.sqrt(12), within(1e-3));
        assertThat(fit.path("fixed").get(1).path("estimate").asDouble()).isCloseTo(3, within(5e-3));
    }

    @Test
    void heapThatIsTooSmallIsExplained() throws IOException, InterruptedException {
        Ended ended = copse("-Xmx24m", "describe", calls().toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("heap of").contains("too small").contains("-Xmx");
    }
}
