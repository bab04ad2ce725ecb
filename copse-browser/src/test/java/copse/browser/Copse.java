package copse.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of this build, as a process of its own.
final class Copse {
    private Copse() {}

    /// @param folder to run in
    /// @param words after `copse`; the command has to succeed
    /// @return what it prints
    static String run(Path folder, List<String> words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "copse.cli.Main"));
        line.addAll(words);
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        assertThat(exit).as("%s: %s", words, Files.readString(errors)).isZero();
        return printed;
    }
}
