package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user reads who gives `fit` something wrong: the message names the thing and a way out, the exit code is 3,
/// there is no stack trace, and no file is left behind.
class BadInputTest {
    private static final String MODEL = "y ~ x + (1 | g)";

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void setUp() {
        out = folder.resolve("fit.json");
    }

    private Path data(String... lines) throws IOException {
        return Files.write(folder.resolve("data.csv"), List.of(lines));
    }

    /// Thirty rows in six groups, of which single cells can be spoiled.
    private static String[] rows(String header, String... spoiled) {
        String[] lines = new String[31];
        lines[0] = header;
        for (int i = 1; i <= 30; i++) {
            lines[i] = ((i * 37) % 11) + 0.5 * (i % 6) + "," + (i * 17) % 13 + ",g" + i % 6;
        }
        for (int i = 0; i < spoiled.length; i++) {
            lines[3 + i] = spoiled[i];
        }
        return lines;
    }

    private void refused(Run run, String code, String... says) throws IOException {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DATA);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[" + code + "]: ").contains(says).doesNotContain("\tat ");
        assertThat(run.err().lines().filter(line -> line.startsWith("error["))).hasSize(1);
        assertThat(run.err()).contains("fix: ");
        assertThat(out).doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("data.csv")))
                    .isEmpty();
        }
    }

    private Run fit(String formula, Path data, Object... more) {
        Object[] words = new Object[6 + more.length];
        words[0] = "fit";
        words[1] = formula;
        words[2] = data;
        words[3] = "--out";
        words[4] = out;
        words[5] = "--quiet"; // a slow machine would report its progress
        System.arraycopy(more, 0, words, 6, more.length);
        return copse(words);
    }

    @Test
    void missingFileSuggestsTheNearest() throws IOException {
        data(rows("y,x,g"));
        refused(
                fit(MODEL, folder.resolve("dat.csv")),
                "I201",
                "no file `" + folder.resolve("dat.csv") + "`",
                "did you mean `" + folder.resolve("data.csv") + "`?");
    }

    @Test
    void folderInsteadOfAFile() throws IOException {
        data(rows("y,x,g"));
        refused(fit(MODEL, folder), "I202", "is a folder", "data.csv");
    }

    @Test
    void emptyFile() throws IOException {
        refused(fit(MODEL, data()), "I204", "data.csv` is empty");
    }

    @Test
    void headerOnly() throws IOException {
        refused(fit(MODEL, data("y,x,g")), "I205", "no rows");
    }

    @Test
    void raggedRowIsNamedByLine() throws IOException {
        refused(fit(MODEL, data(rows("y,x,g", "1,2"))), "I206", "data.csv:4", "2 cells", "3");
    }

    @Test
    void textInANumericColumnIsNamedByLineAndValue() throws IOException {
        refused(fit(MODEL, data(rows("y,x,g", "1,two,g1")), "--numeric", "x"), "I208", "data.csv:4", "two", "`x`");
    }

    @Test
    void duplicatedColumn() throws IOException {
        refused(fit("y ~ x", data(rows("y,x,x"))), "I207", "`x`");
    }

    @Test
    void unknownColumnHasACaretAndASuggestion() throws IOException {
        refused(
                fit("y ~ tretment + (1 | g)", data(rows("y,treatment,g"))),
                "F103",
                "no column `tretment`",
                "^^^^^^^^",
                "did you mean `treatment`?");
    }

    @Test
    void unbalancedParenthesisHasACaret() throws IOException {
        refused(
                fit("y ~ x + (1 | g", data(rows("y,x,g"))),
                "F101",
                "  formula: y ~ x + (1 | g\n                   ^\n");
    }

    @Test
    void responseThatDoesNotVary() throws IOException {
        String[] lines = rows("y,x,g");
        for (int i = 1; i < lines.length; i++) {
            lines[i] = "7" + lines[i].substring(lines[i].indexOf(','));
        }
        refused(fit(MODEL, data(lines)), "N203", "`y`", "all 30 rows");
    }

    @Test
    void allRowsMissing() throws IOException {
        String[] lines = rows("y,x,g");
        for (int i = 1; i < lines.length; i++) {
            lines[i] = i % 2 == 0 ? lines[i].replaceFirst("^[^,]*", "") : lines[i].replaceFirst(",[^,]*,", ",,");
        }
        refused(fit(MODEL, data(lines)), "N202", "y", "x", "15");
    }

    @Test
    void groupWithOneLevel() throws IOException {
        String[] lines = rows("y,x,g");
        for (int i = 1; i < lines.length; i++) {
            lines[i] = lines[i].replaceFirst("g\\d$", "north");
        }
        refused(fit(MODEL, data(lines)), "N205", "`g`", "north");
    }

    @Test
    void groupWithARowPerLevel() throws IOException {
        String[] lines = rows("y,x,g");
        for (int i = 1; i < lines.length; i++) {
            lines[i] = lines[i].replaceFirst("g\\d$", "s" + i);
        }
        refused(fit(MODEL, data(lines)), "N206", "`g`");
    }

    @Test
    void negativeWeights() throws IOException {
        refused(fit("y ~ 1", data(rows("y,x,g", "1,-2,g1")), "--weights", "x"), "F118", "weight", "-2");
    }

    @Test
    void nothingThatTheConditionHolds() throws IOException {
        refused(fit(MODEL, data(rows("y,x,g")), "--where", "x > 1000"), "I224", "x > 1000");
    }

    @Test
    void outIntoAFolderThatIsNotThereIsToldBeforeAnythingIsRead() {
        Run run = copse("fit", MODEL, folder.resolve("none.csv"), "--out", folder.resolve("no/fit.json"));
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("error[U108]: cannot write").contains("mkdir -p");
    }
}
