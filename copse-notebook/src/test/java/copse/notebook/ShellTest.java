package copse.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// JShell as `./copse jshell` starts it, fed from a pipe.
class ShellTest {
    @Test
    void resultsPrintAsTablesAndDeclarationsAreQuiet(@TempDir Path folder) throws Exception {
        Path data = Dyestuff.file(folder);
        String said = shell("""
                var data = Data.read(Path.of("%s"))
                var fit = Lmm.of("Yield ~ 1 + (1 | Batch)").fit(data)
                fit
                1 + 1
                "a text"
                Lmm.of("Yield ~ 1 + (1 | Bach)").fit(data)
                """.formatted(data));
        assertThat(said)
                .contains("REML, converged", "Variances", "1764")
                .contains("\n2\n", "\"a text\"")
                .contains("did you mean `Batch`?")
                .doesNotContain("copse.lmm.LmmFit@", "cannot find symbol", "Invalid");
        assertThat(said.split("Variances", -1))
                .as("printed once, not when it was declared")
                .hasSize(2);
    }

    private static String shell(String lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            Shell.start(
                    JavaShellToolBuilder.builder()
                            .in(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), null)
                            .out(print)
                            .err(print),
                    List.of());
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
