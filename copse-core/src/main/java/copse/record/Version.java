package copse.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The version of copse that runs, and of the Java below it.
public final class Version {
    private static final String COPSE = read();

    private Version() {}

    /// @return such as `0.1.0` or `0.1.0-SNAPSHOT`
    public static String copse() {
        return COPSE;
    }

    /// @return version and vendor of the Java runtime, such as `25.0.3 (Eclipse Adoptium)`
    public static String jdk() {
        return Runtime.version().version().stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + "." + b)
                        .orElseThrow() + " (" + System.getProperty("java.vendor") + ")";
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
