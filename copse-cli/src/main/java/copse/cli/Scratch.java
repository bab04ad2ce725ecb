package copse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for what is thrown away. It lies in the system's folder for temporary files, and is deleted with
/// all that is in it.
///
/// @param path of the folder
record Scratch(Path path) implements AutoCloseable {
    /// @return a new folder
    static Scratch create() {
        try {
            return new Scratch(Files.createTempDirectory("copse-"));
        } catch (IOException e) {
            throw new FailedException(
                    CliCode.CANNOT_WRITE,
                    "no temporary folder can be made",
                    String.valueOf(e.getMessage()),
                    "make room, or name another place: COPSE_JAVA_OPTS=-Djava.io.tmpdir=/somewhere");
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException inUse) {
            // what is left lies among temporary files, which the system clears
        }
    }
}
