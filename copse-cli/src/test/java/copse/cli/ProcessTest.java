package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a process of its own can show: too small a heap, a reader that goes away, an interrupt.
class ProcessTest {
    @TempDir
    Path folder;

    private Process start(String heap, Object... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "copse.cli.Main"));
        Stream.of(words).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8);
    }

    @Test
    void heapTooSmallSaysHowMuchIsNeededAndHowToGiveIt() throws Exception {
        Path data = folder.resolve("wide.csv");
        try (var out = Files.newBufferedWriter(data)) {
            out.write("a,b,c,d\n");
            for (int i = 0; i < 1_000_000; i++) {
                out.write(i + ".5," + i + ".25," + i + "," + -i + "\n");
            }
        }
        Process process = start("-Xmx16m", "describe", data, "--quiet");
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(err()).isEqualTo(ExitCode.FAILED);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(err())
                .contains("is too small", "MB", "COPSE_JAVA_OPTS=-Xmx")
                .doesNotContain("\tat ", "OutOfMemoryError");
    }

    @Test
    void readerThatGoesAwayIsNoError() throws Exception {
        Process process = start("-Xmx256m", "simulate", "call-center", "--seed", "7", "--calls", "200000", "--quiet");
        try (InputStream in = process.getInputStream()) {
            assertThat(in.readNBytes(100)).hasSize(100);
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(err()).isEmpty();
        assertThat(process.exitValue()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void interruptLeavesNothingHalfWritten() throws Exception {
        Path target = folder.resolve("calls.csv");
        Process process = start(
                "-Xmx1g", "simulate", "call-center", "--seed", "7", "--calls", "8000000", "--out", target, "--quiet");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (process.isAlive() && unfinished().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(target).doesNotExist();
        assertThat(unfinished()).isEmpty();
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("err.txt")).toList();
        }
    }
}
