package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.error.InputException;
import copse.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    Path folder;

    @Test
    void appearsWholeAndReplacesWhatWasThere() throws IOException {
        Path target = Files.writeString(folder.resolve("out.csv"), "old");
        Output.stream(target, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            assertThat(target).hasContent("old");
        });
        assertThat(target).hasContent("new");
        assertThat(folder).isDirectoryContaining("glob:**out.csv");
        assertThat(folder.toFile().list()).containsExactly("out.csv");
    }

    @Test
    void failureLeavesWhatWasThereAndNothingElse() throws IOException {
        Path target = Files.writeString(folder.resolve("out.csv"), "old");
        assertThatThrownBy(() -> Output.stream(target, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("cannot write");
        assertThat(target).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("out.csv");
    }

    @Test
    void aFullDiskIsToldInTheNameOfTheFileAndNotOfItsDraft() {
        Path target = folder.resolve("out.parquet");
        assertThatThrownBy(() -> Output.file(target, draft -> {
                    throw new InputException(new Problem(
                            "I223",
                            "`" + draft.getFileName() + "` cannot be read or written",
                            "Could not write file \"tmp_" + draft + "\": No space left on device",
                            "check the disk"));
                }))
                .isInstanceOfSatisfying(
                        FailedException.class,
                        e -> assertThat(e.problem().text())
                                .isEqualTo("error[U108]: cannot write " + target + "\n"
                                        + "  why: No space left on device\n"
                                        + "  fix: make room on that disk, or give a path on another one after --out"));
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void interruptDiscardsWhatIsUnfinished() throws IOException {
        Path target = folder.resolve("out.csv");
        assertThatThrownBy(() -> Output.stream(target, out -> {
                    Output.discardUnfinished();
                    throw new IOException("interrupted");
                }))
                .isInstanceOf(FailedException.class);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void folderThatIsNotThereIsNamedWithTheCommandThatMakesIt() {
        assertThatThrownBy(() -> Output.check(folder.resolve("no/out.csv")))
                .isInstanceOfSatisfying(
                        FailedException.class,
                        e -> assertThat(e.problem().text())
                                .contains(
                                        "error[U108]: cannot write",
                                        "there is no folder",
                                        "mkdir -p '" + folder + "/no'"));
    }
}
