package copse.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The kernel as Jupyter uses it: found by its kernel.json, started as a process, spoken to by Jupyter's own
/// client.
class JupyterTest {
    @Test
    void cellsOfANotebookShowResults(@TempDir Path folder) throws Exception {
        Optional<String> python = python();
        assumeTrue(python.isPresent(), "no python3 with jupyter_client (Debian: python3-jupyter-client)");
        Path data = Dyestuff.file(folder);
        new KernelSpec(launcher(folder)).write(folder.resolve("kernels"));

        JsonNode told = run(
                python.get(),
                folder,
                "var data = Data.read(Path.of(\"%s\"));".formatted(data),
                "System.out.println(data.rows() + \" rows\");\nLmm.of(\"Yield ~ 1 + (1 | Batch)\").fit(data)",
                "Lmm.of(\"Yield ~ 1 + (1 | Bach)\").fit(data)",
                "1 + 1");

        assertThat(told.at("/0/status").asString()).isEqualTo("ok");
        assertThat(told.at("/0/text").isNull())
                .as("a declaration shows nothing")
                .isTrue();
        assertThat(told.at("/1/stream").asString()).isEqualTo("30 rows\n");
        assertThat(told.at("/1/text").asString()).contains("REML, converged", "1764");
        assertThat(told.at("/1/html").asString()).contains("<table>", "1764");
        assertThat(told.at("/2/status").asString()).isEqualTo("error");
        assertThat(told.at("/2/error").asString()).contains("did you mean `Batch`?");
        assertThat(told.at("/3/text").asString()).isEqualTo("2");
    }

    /// What `./copse kernel run CONNECTION` comes to, with the classes under test.
    private static Path launcher(Path folder) throws IOException {
        Path launcher = Files.createFile(
                folder.resolve("copse"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(launcher, """
                #!/bin/sh
                exec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' copse.notebook.Main "$@"
                """.formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path")));
    }

    private static JsonNode run(String python, Path folder, String... cells) throws Exception {
        Path script = folder.resolve("client.py");
        try (InputStream in = JupyterTest.class.getResourceAsStream("client.py")) {
            Files.copy(in, script);
        }
        Process client = new ProcessBuilder(
                        python, script.toString(), folder.resolve("kernels").toString())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        ArrayNode list = JsonMapper.shared().createArrayNode();
        Stream.of(cells).forEach(list::add);
        try (OutputStream out = client.getOutputStream()) {
            out.write(list.toString().getBytes(StandardCharsets.UTF_8));
        }
        String told = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor())
                .as(Files.readString(folder.resolve("errors.txt")))
                .isZero();
        return JsonMapper.shared().readTree(told);
    }

    private static Optional<String> python() {
        return Stream.of("python3", "/usr/bin/python3")
                .filter(JupyterTest::knowsJupyter)
                .findFirst();
    }

    private static boolean knowsJupyter(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import jupyter_client")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
