package copse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Outputs kept under src/test/golden (and pages under docs/). A change shows as a difference; if it is meant,
/// write the files anew and look at the difference in git:
///
/// ```
/// COPSE_GOLDEN=write mvn -q -Dfast -pl copse-report -am test -Dtest='*Golden*'
/// -Dsurefire.failIfNoSpecifiedTests=false
/// ```
public final class Golden {
    private static final boolean WRITE = "write".equals(System.getenv("COPSE_GOLDEN"));

    private Golden() {}

    /// Digits that are kept: the last few of a sum may differ between versions of a kernel that are equally
    /// right.
    private static final java.math.MathContext DIGITS = new java.math.MathContext(9);

    /// Like [#check(String, String)], long numbers rounded to nine digits.
    ///
    /// @param name a file under src/test/golden
    /// @param text what it must hold
    public static void checkRounded(String name, String text) {
        check(
                name,
                LONG_NUMBER
                        .matcher(text)
                        .replaceAll(number -> new java.math.BigDecimal(number.group())
                                .round(DIGITS)
                                .toString()));
    }

    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{8,}(E-?\\d+)?");

    /// @param name a file under src/test/golden
    /// @param text what it must hold
    public static void check(String name, String text) {
        check(Path.of("src/test/golden").resolve(name), text);
    }

    /// @param file a file of the project, relative to the module
    /// @param text what it must hold
    public static void check(Path file, String text) {
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
