package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Outputs kept under src/test/golden (and pages under docs/). A change shows as a difference; if it is meant, write
/// the files anew and look at the difference in git:
///
/// ```
/// COPSE_GOLDEN=write mvn -q -Dfast -pl copse-cli -am test -Dtest='*Golden*' -Dsurefire.failIfNoSpecifiedTests=false
/// ```
final class Golden {
    private static final boolean WRITE = "write".equals(System.getenv("COPSE_GOLDEN"));

    private Golden() {}

    /// @param name a file under src/test/golden
    /// @param text what it must hold
    static void check(String name, String text) {
        check(Path.of("src/test/golden").resolve(name), text);
    }

    /// @param file a file of the project, relative to the module
    /// @param text what it must hold
    static void check(Path file, String text) {
        try {
            if (WRITE) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s (COPSE_GOLDEN=write writes it anew)", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
