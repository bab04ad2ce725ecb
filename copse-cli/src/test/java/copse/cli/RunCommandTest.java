package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import copse.record.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
    static final String PLAN = """
            question = "Does the programme raise scores?"
            seed = 7
            design = "stratified(by: region)"

            [units]
            file = "schools.csv"
            id = "school"

            [data]
            file = "pupils.csv"

            [[outcome]]
            column = "score"
            covariates = ["pre"]

            [[outcome]]
            column = "passed"
            role = "secondary"

            [size]
            effect = 4
            power = 0.8
            clusters = 24
            cluster_size = 9
            icc = 0.1
            sd = 10

            [sensitivity]
            draws = 199
            """;

    @TempDir
    Path folder;

    private Path plan;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        Files.copy(Path.of("src/test/data/schools.csv"), folder.resolve("schools.csv"));
        plan = Files.writeString(folder.resolve("trial.toml"), PLAN);
        out = folder.resolve("trial.copse");
    }

    private void outcomesArrive() throws IOException {
        Files.copy(Path.of("src/test/data/trial.csv"), folder.resolve("pupils.csv"));
    }

    private Run done(Object... more) {
        Object[] words = new Object[more.length + 3];
        words[0] = "run";
        words[1] = plan;
        words[2] = "--quiet";
        System.arraycopy(more, 0, words, 3, more.length);
        Run run = copse(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run;
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private void change(String before, String now) throws IOException {
        String text = Files.readString(plan);
        assertThat(text).contains(before);
        Files.writeString(plan, text.replace(before, now));
    }

    private JsonNode json(String name) {
        return JsonMapper.shared().readTree(out.resolve(name).toFile());
    }

    @Test
    void armsAreHandedOutAndOutcomesAwaited() {
        Run run = done();
        assertThat(flat(run.out()))
                .startsWith("Arms are handed out. Outcomes are awaited in `" + folder.resolve("pupils.csv") + "`")
                .contains("power done", "assignment done 12 in control, 12 in treatment; seed 7", "data waiting");
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(".lock", "plan.toml", "power.json", "arms.json", "arms.csv", "run.json");
        assertThat(copse("assign", "--replay", out.resolve("arms.json")).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void anAnswerAndAReportFollowWhenOutcomesArrive() throws IOException {
        done();
        String arms = Digest.sha256(out.resolve("arms.csv"));
        outcomesArrive();
        Run run = done();
        assertThat(flat(run.out()))
                .startsWith("Treatment raised score by 3.1 (95% CI ")
                .contains("assignment as before", "data done", "analysis done", "report done");
        assertThat(out.toFile().list())
                .contains("analysis.json", "secondary.json", "report.html", "report.md", "report.txt", "report.json");
        assertThat(Digest.sha256(out.resolve("arms.csv"))).isEqualTo(arms);
        assertThat(json("analysis.json").get("schema").stringValue()).isEqualTo("copse.analysis/1");
        Run again = done();
        assertThat(flat(again.out()))
                .startsWith("Treatment raised score by 3.1 (95% CI ")
                .contains("power as before", "data as before", "analysis as before", "report as before");
    }

    @Test
    void whatIsLostIsMadeAgain() throws IOException {
        outcomesArrive();
        done();
        String record = Digest.sha256(out.resolve("arms.json"));
        String arms = Digest.sha256(out.resolve("arms.csv"));
        for (String name : List.of("arms.csv", "analysis.json", "report.md", "power.json", "run.json", "plan.toml")) {
            Files.delete(out.resolve(name));
            done();
            assertThat(out.resolve(name)).exists();
            assertThat(Digest.sha256(out.resolve("arms.json"))).isEqualTo(record);
            assertThat(Digest.sha256(out.resolve("arms.csv"))).isEqualTo(arms);
        }
    }

    @Test
    void aChangedPlanIsNotFollowedButTold() throws IOException {
        done();
        String arms = Digest.sha256(out.resolve("arms.csv"));
        change("seed = 7", "seed = 8");
        change("[\"pre\"]", "[]");
        outcomesArrive();
        Run run = done();
        assertThat(flat(run.out()))
                .contains("says something else since arms were handed out, and was not followed:")
                .contains("`seed` was 7, and is now 8.", "`outcome.score.covariates` was [\"pre\"]");
        assertThat(Digest.sha256(out.resolve("arms.csv"))).isEqualTo(arms);
        assertThat(json("analysis.json")
                        .get("answers")
                        .get(0)
                        .get("covariates")
                        .get(0)
                        .stringValue())
                .isEqualTo("pre");
    }

    @Test
    void anAmendmentIsTakenOverAndKept() throws IOException {
        outcomesArrive();
        done();
        change("[\"pre\"]", "[]");
        done("--amend");
        assertThat(json("analysis.json").get("answers").get(0).get("covariates"))
                .isEmpty();
        assertThat(json("run.json").get("amendments").get(0).get("seen").booleanValue())
                .isTrue();
        assertThat(out.resolve("amendment-1.toml")).hasSameTextualContentAs(plan);
        assertThat(flat(done("--amend").out())).contains("analysis as before");
        assertThat(out.resolve("amendment-2.toml")).doesNotExist();
    }

    @Test
    void armsThatAreGoneAreNotDrawnAgain() throws IOException {
        outcomesArrive();
        done();
        Files.delete(out.resolve("arms.csv"));
        Files.delete(out.resolve("arms.json"));
        change("seed = 7", "seed = 8");
        Run run = copse("run", plan);
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).startsWith("error[P166]");
        assertThat(out.resolve("arms.csv")).doesNotExist();
    }

    @Test
    void resultsOfOutcomesThatChangedAreTold() throws IOException {
        outcomesArrive();
        done();
        Path outcomes = folder.resolve("pupils.csv");
        List<String> lines = Files.readAllLines(outcomes);
        Files.write(outcomes, lines.subList(0, lines.size() - 1));
        done();
        assertThat(json("run.json").get("looks")).hasSize(1);
        assertThat(Files.readString(out.resolve("report.txt"))).contains("analysed before");
        assertThat(flat(done().out())).contains("report as before");
    }

    @Test
    void anAmendmentCannotBeTakenBackByDeletingIt() throws IOException {
        outcomesArrive();
        done();
        change("[\"pre\"]", "[]");
        done("--amend");
        Files.delete(out.resolve("amendment-1.toml"));
        Run run = copse("run", plan);
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).startsWith("error[P162]").contains("amendment-1.toml` is gone");
    }

    @Test
    void whatDecidedTheArmsCannotBeAmended() throws IOException {
        done();
        change("seed = 7", "seed = 8");
        Run run = copse("run", plan, "--amend");
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).startsWith("error[P161]").contains("`seed` was 7, and is now 8.");
        assertThat(out.resolve("amendment-1.toml")).doesNotExist();
    }

    @Test
    void editedArmsAreRefusedAndWrittenAgainWhenMovedAway() throws IOException {
        done();
        Path arms = out.resolve("arms.csv");
        String text = Files.readString(arms);
        Files.writeString(arms, text.replace("s01,control", "s01,x").replace("s01,treatment", "s01,x"));
        Run run = copse("run", plan);
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).startsWith("error[P163]");
        Files.delete(arms);
        done();
        assertThat(arms).hasContent(text);
    }

    @Test
    void armsWithoutTheirRecordAreNotReplaced() throws IOException {
        done();
        Files.delete(out.resolve("arms.json"));
        Run run = copse("run", plan);
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).startsWith("error[P166]");
    }

    @Test
    void armsThatAreGoneWithTheirUnitsCannotBeDrawnAgain() throws IOException {
        done();
        Files.delete(out.resolve("arms.csv"));
        Files.delete(folder.resolve("schools.csv"));
        Run run = copse("run", plan, "--quiet");
        assertThat(run.err()).startsWith("error[P164]");
    }

    @Test
    void unitsThatAreGoneDoNotKeepOutcomesFromBeingAnalysed() throws IOException {
        done();
        Files.delete(folder.resolve("schools.csv"));
        Files.delete(out.resolve("power.json"));
        outcomesArrive();
        change("covariates = [\"pre\"]", "covariates = [\"pre\"] # of the pupil");
        assertThat(flat(done().out())).startsWith("Treatment raised score by ").contains("design-not-rebuilt");
    }

    @Test
    void aPlanThatIsNowhereIsRefused() throws IOException {
        done();
        Files.delete(out.resolve("plan.toml"));
        change("seed = 7", "seed = 8");
        assertThat(copse("run", plan).err()).startsWith("error[P162]");
    }

    @Test
    void twoAtATimeAreKeptApart() throws IOException {
        Files.createDirectory(out);
        try (FileChannel channel =
                        FileChannel.open(out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            Run run = copse("run", plan);
            assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).startsWith("error[U116]");
        }
        done();
    }

    @Test
    void aStageIsTheLastOnRequest() {
        Run power = done("--until", "power");
        assertThat(flat(power.out())).startsWith("Nothing is handed out yet");
        assertThat(out.resolve("arms.csv")).doesNotExist();
        done("--until", "assignment");
        assertThat(out.resolve("arms.csv")).exists();
    }

    @Test
    void strictKeepsArmsBackWhileThePlanIsUnmet() throws IOException {
        change("effect = 4", "effect = 0.4");
        Run run = copse("run", plan, "--strict", "--quiet");
        assertThat(run.exit()).isEqualTo(ExitCode.DIAGNOSTICS);
        assertThat(run.err()).contains("power-below-target");
        assertThat(out.resolve("arms.csv")).doesNotExist();
    }

    @Test
    void newOutcomesAreAnalysedAnew() throws IOException {
        outcomesArrive();
        done();
        Path data = folder.resolve("pupils.csv");
        List<String> lines = Files.readAllLines(data);
        Files.write(data, lines.subList(0, lines.size() - 3));
        assertThat(flat(done().out())).contains("assignment as before", "data done", "analysis done", "report done");
    }

    @Test
    void aRunIsTheSameAgain() throws IOException {
        outcomesArrive();
        done();
        Run again = copse("rerun", out.resolve("run.json"), "--quiet");
        assertThat(again.exit()).as(again.out() + again.err()).isEqualTo(ExitCode.DONE);
        assertThat(flat(again.out())).contains("arms.csv the same", "arms.json the same", "analysis.json the same");
    }

    @Test
    void anAmendedRunIsTheSameAgain() throws IOException {
        outcomesArrive();
        done();
        change("[\"pre\"]", "[]");
        done("--amend");
        Run again = copse("rerun", out, "--quiet");
        assertThat(again.exit()).as(again.out() + again.err()).isEqualTo(ExitCode.DONE);
        assertThat(flat(again.out())).contains("amendment-1.toml the same", "analysis.json the same");
    }

    @Test
    void stateIsToldToPrograms() {
        JsonNode state = JsonMapper.shared().readTree(done("--json").out());
        assertThat(state.get("schema").stringValue()).isEqualTo("copse.experiment/1");
        assertThat(state.get("awaited").stringValue()).endsWith("pupils.csv");
        assertThat(state.get("stages").get(1).get("happened").stringValue()).isEqualTo("done");
    }

    @Test
    void missingPlanIsSaid() {
        assertThat(copse("run").err()).startsWith("error[U103]: missing PLAN");
    }
}
