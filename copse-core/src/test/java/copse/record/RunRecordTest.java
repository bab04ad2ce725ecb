package copse.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {
    @TempDir
    Path folder;

    /// The digest of `abc` is printed in FIPS 180-4's examples.
    @Test
    void digestIsThatOfTheStandard() throws IOException {
        Path file = Files.write(folder.resolve("abc"), "abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(Digest.sha256(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void versionsAreFilledIn() {
        assertThat(Version.copse()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Version.jdk()).startsWith(String.valueOf(Runtime.version().feature()));
    }

    @Test
    void growsWithoutChangingTheOriginal() {
        RunRecord plain = RunRecord.of(List.of("fit", "y ~ x", "d.csv"));
        RunRecord full = plain.withSeed(7).withData("d.csv", "00").withOption("df", "kr");
        assertThat(plain.seed()).isNull();
        assertThat(plain.data()).isEmpty();
        assertThat(full.seed()).isEqualTo(7);
        assertThat(full.data()).containsExactly(new RunRecord.Source("d.csv", "00"));
        assertThat(full.options()).containsEntry("df", "kr");
        assertThat(full.command()).isEqualTo(plain.command());
    }
}
