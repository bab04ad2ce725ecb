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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RerunCommandTest {
    private static final Path SCHOOLS = Path.of("src/test/data/schools.csv");

    @TempDir
    Path folder;

    private Path data;
    private Path run;

    @BeforeEach
    void copy() throws IOException {
        data = Files.copy(SCHOOLS, folder.resolve("schools.csv"));
        run = folder.resolve("run.json");
    }

    private void done(Object... words) {
        Run done = copse(words);
        assertThat(done.exit()).as(done.err()).isEqualTo(ExitCode.DONE);
    }

    private static String words(Run run) {
        return run.out().replaceAll("\\s+", " ");
    }

    private ObjectNode edit(Path file) {
        return (ObjectNode) JsonMapper.shared().readTree(file.toFile());
    }

    @Test
    void aFitIsTheSameAgain() {
        done("fit", "size ~ pre + region", data, "--out", folder.resolve("fit.json"), "--quiet");
        Run again = copse("rerun", run);
        assertThat(again.err()).isEmpty();
        assertThat(words(again))
                .startsWith("The run gave the same again: 1 file, no value is different.")
                .contains("schools.csv: as before");
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        assertThat(copse("rerun", folder).exit()).as("the folder will do").isEqualTo(ExitCode.DONE);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("schools.csv", "fit.json", "run.json");
    }

    /// The command says no seed; the record does.
    @Test
    void anAssignmentWithADrawnSeedIsTheSameAgain() {
        done("assign", data, "--id", "school", "--out", folder.resolve("arms.csv"), "--quiet");
        Run again = copse("rerun", run, "--json");
        JsonNode json = JsonMapper.shared().readTree(again.out());
        assertThat(json.get("same").booleanValue()).isTrue();
        assertThat(json.get("results").get(0).get("file").stringValue()).isEqualTo("arms.csv");
        assertThat(json.get("results").get(1).get("file").stringValue()).isEqualTo("arms.json");
        assertThat(json.get("record").get("seed")).isEqualTo(json.get("before").get("seed"));
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void changedDataAreNamedWithWhatTheyChange() throws IOException {
        done("fit", "size ~ pre", data, "--out", folder.resolve("fit.json"), "--quiet");
        List<String> lines = Files.readAllLines(data);
        Files.write(data, lines.subList(0, lines.size() - 1));
        Run again = copse("rerun", run);
        assertThat(again.exit()).isEqualTo(ExitCode.DATA);
        assertThat(words(again))
                .startsWith("The run did not give the same again:")
                .contains("changed (SHA-256", "What else is not as it was: the bytes of", "fixed[0].lower");
    }

    @Test
    void anEditedNumberIsTold() throws IOException {
        Path fit = folder.resolve("fit.json");
        done("fit", "size ~ pre", data, "--out", fit, "--quiet");
        ObjectNode json = edit(fit);
        double sigma = json.get("sigma").doubleValue();
        Files.writeString(fit, json.put("sigma", sigma * 1.01).toString());
        Run again = copse("rerun", run);
        assertThat(words(again)).contains("1 of ", "sigma", "0.0099", "Files, versions and seed are those of before");
        assertThat(again.exit()).isEqualTo(ExitCode.DATA);
        Files.writeString(fit, json.put("sigma", sigma * (1 + 1e-12)).toString());
        Run rounded = copse("rerun", run);
        assertThat(words(rounded)).startsWith("The run gave the same again, up to rounding: 1 of ");
        assertThat(rounded.exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void anotherVersionIsTold() throws IOException {
        done("fit", "size ~ pre", data, "--out", folder.resolve("fit.json"), "--quiet");
        Files.writeString(run, edit(run).put("version", "0.0.1").toString());
        assertThat(words(copse("rerun", run))).contains("0.0.1, now ");
    }

    @Test
    void simulatedRowsAreHeldAgainstEachOther() throws IOException {
        Path rows = folder.resolve("rows.csv");
        done("simulate", "schools", "--out", rows, "--truth", folder.resolve("truth.json"), "--quiet");
        assertThat(copse("rerun", run).exit()).isEqualTo(ExitCode.DONE);
        List<String> lines = Files.readAllLines(rows);
        Files.write(rows, lines.subList(0, lines.size() - 1));
        Run again = copse("rerun", run);
        assertThat(words(again)).contains("rows.csv: it had");
        assertThat(again.exit()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void aPosteriorIsTheSameAgain() {
        Path out = folder.resolve("posterior");
        done("bayes", "size ~ pre", data, "--draws", 50, "--warmup", 100, "--chains", 2, "--out", out, "--quiet");
        Run again = copse("rerun", out.resolve("run.json"));
        assertThat(again.exit()).as(again.out() + again.err()).isEqualTo(ExitCode.DONE);
        assertThat(words(again)).contains("result.json the same", "draws.parquet the same");
    }

    @Test
    void whatIsWrittenIsKeptOnRequest() {
        done("fit", "size ~ pre", data, "--out", folder.resolve("fit.json"), "--quiet");
        Path kept = folder.resolve("again");
        done("rerun", run, "--keep", kept);
        assertThat(kept.toFile().list()).containsExactlyInAnyOrder("fit.json", "run.json");
        assertThat(copse("rerun", run, "--keep", kept).err()).startsWith("error[U110]");
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        assertThat(copse("rerun").err()).startsWith("error[U103]: missing RUN.json");
        assertThat(copse("rerun", data).err()).startsWith("error[U114]").contains("not JSON");
        assertThat(copse("rerun", folder).err()).contains("there is no such file");
        done("fit", "size ~ pre", data, "--out", folder.resolve("fit.json"), "--quiet");
        Files.delete(data);
        Run gone = copse("rerun", run);
        assertThat(gone.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gone.err()).startsWith("error[U115]: the run cannot be made again: ");
    }

    /// Names in the command were relative to a folder in which this test is not.
    @Test
    void relativeNamesAreFoundFromWhereTheCommandWasGiven() throws IOException {
        Path results = Files.createDirectory(folder.resolve("results"));
        done("fit", "size ~ pre", data, "--out", results.resolve("fit.json"), "--quiet");
        Path there = results.resolve("run.json");
        String text = Files.readString(there)
                .replace(data.toString(), "schools.csv")
                .replace(results.resolve("fit.json").toString(), "results/fit.json");
        Files.writeString(there, text);
        Run again = copse("rerun", there);
        assertThat(again.exit()).as(again.err()).isEqualTo(ExitCode.DONE);
    }
}
