package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import copse.record.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateAndDemoTest {
    @TempDir
    Path folder;

    @Test
    void sameSeedSameFileWhateverTheWayOut() throws IOException {
        Path csv = folder.resolve("a.csv");
        Run file = copse("simulate", "schools", "--seed", "7", "--out", csv, "--quiet");
        assertThat(file.err()).isEmpty();
        assertThat(file.exit()).isEqualTo(ExitCode.DONE);
        Run out = copse("simulate", "schools", "--seed", "7", "--quiet");
        assertThat(Files.readString(csv)).isEqualTo(out.out());
        assertThat(copse("simulate", "schools", "--seed", "8", "--quiet").out()).isNotEqualTo(out.out());
        JsonNode record = JsonMapper.shared().readTree(folder.resolve("run.json"));
        assertThat(record.get("seed").longValue()).isEqualTo(7);
        assertThat(record.get("options").get("scenario").stringValue()).isEqualTo("schools");
    }

    @Test
    void referenceFileOfTheCallCentreIsThatOfTheScript() throws IOException {
        Path csv = folder.resolve("calls.csv");
        assertThat(copse("simulate", "call-center", "--seed", "reference", "--out", csv, "--quiet")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(Digest.sha256(csv)).isEqualTo("58e6332b4b2d1b033bff7e3be10945b84d79774416fee680b4eccd49e0ffac85");
    }

    @Test
    void truthIsWrittenBesideTheData() {
        Path truth = folder.resolve("truth.json");
        Run run = copse(
                "simulate",
                "call-center",
                "--calls",
                "2000",
                "--seed",
                "3",
                "--truth",
                truth,
                "--out",
                folder.resolve("c.parquet"),
                "--quiet");
        assertThat(run.err()).isEmpty();
        JsonNode json = JsonMapper.shared().readTree(truth);
        assertThat(json.get("schema").stringValue()).isEqualTo("copse.truth/1");
        assertThat(json.get("rows").longValue()).isEqualTo(2000);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("c.parquet", "run.json", "truth.json");
    }

    @Test
    void newSeedIsTold() {
        Run run = copse("simulate", "schools");
        assertThat(run.err()).containsPattern("note: seed \\d+ \\(give --seed \\d+ for the same data again\\)");
    }

    @Test
    void wrongScenarioParameterAndSeedAreNamed() {
        assertThat(copse("simulate").err()).contains("missing SCENARIO", "call-center");
        assertThat(copse("simulate", "shools").err()).contains("did you mean `schools`?");
        assertThat(copse("simulate", "schools", "--shcools", "3").err()).contains("unknown option `--shcools`");
        assertThat(copse("simulate", "schools", "--seed", "x").exit()).isEqualTo(ExitCode.USAGE);
        Run number = copse("simulate", "call-center", "--centers", "ten", "--seed", "1");
        assertThat(number.exit()).isEqualTo(ExitCode.DATA);
        assertThat(number.err()).contains("`--centers` cannot be `ten`");
        assertThat(copse("simulate", "call-center", "--seed", "reference", "--centers", "3")
                        .err())
                .contains("--centers does not go with --seed reference");
    }

    @Test
    void demoGoesThroughAWholeExperiment() throws IOException {
        Path demo = folder.resolve("demo");
        Run run = copse("demo", demo, "--calls", "20000");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains(
                        "1. Four months of calls",
                        "10 rows in ",
                        "all 32 assignments of the design",
                        "Arms are handed out. Outcomes are awaited in `experiment.csv`"
                                .replace(
                                        "experiment.csv",
                                        demo.resolve("experiment.csv").toString()),
                        "call_CSAT under treatment is higher than under control",
                        "What the data were made with",
                        "trial.copse/report.html, in any browser");
        assertThat(demo.toFile().list())
                .containsExactlyInAnyOrder(
                        "calls.csv", "centers.csv", "trial.toml", "trial.copse", "experiment.csv", "run.json");
        Path experiment = demo.resolve("trial.copse");
        assertThat(Files.readString(experiment.resolve("report.html")))
                .contains("Coaching in call centres", "vega-lite")
                .doesNotContain("<script src", "<link");
        assertThat(experiment.resolve("posterior/draws.parquet")).exists();
        assertThat(copse("demo", demo, "--calls", "20000").out())
                .as("a second run replaces the first")
                .isEqualTo(run.out());
        assertThat(copse("assign", "--replay", experiment.resolve("arms.json")).exit())
                .isEqualTo(ExitCode.DONE);
    }
}
