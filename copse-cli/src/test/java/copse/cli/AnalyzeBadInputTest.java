package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user reads whose data, record or question cannot be: the message names the thing and a way out, with
/// the exit code of its kind, and no file is left behind.
class AnalyzeBadInputTest {
    @TempDir
    Path folder;

    private Path record;
    private Path trial;

    @BeforeEach
    void setUp() throws IOException {
        Path schools = folder.resolve("schools.csv");
        Files.copy(Path.of("src/test/data/schools.csv"), schools);
        trial = folder.resolve("trial.csv");
        Files.copy(Path.of("src/test/data/trial.csv"), trial);
        record = folder.resolve("arms.json");
        Run run = copse(
                "assign",
                schools,
                "--id",
                "school",
                "--strata",
                "region",
                "--seed",
                7,
                "--quiet",
                "--out",
                folder.resolve("arms.csv"));
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    }

    private Run analyze(Object... options) {
        List<Object> words = new ArrayList<>(List.of("analyze", trial, "--assignment", record));
        words.addAll(List.of(options));
        return copse(words.toArray());
    }

    private static void refused(Run run, int exit, String code, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[" + code + "]: ").contains(says).contains("fix: ");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    private void spoil(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(from, to));
    }

    @Test
    void theRecordIsNeeded() {
        refused(copse("analyze", trial, "--outcome", "score"), ExitCode.USAGE, "U103", "missing --assignment");
        refused(copse("analyze", "--assignment", record, "--outcome", "score"), ExitCode.USAGE, "U103", "missing DATA");
        refused(analyze(), ExitCode.USAGE, "U103", "missing --outcome");
    }

    @Test
    void aFileThatIsNoRecord() {
        refused(
                copse("analyze", trial, "--assignment", folder.resolve("arms.csv"), "--outcome", "score"),
                ExitCode.DATA,
                "D301",
                "arms.csv");
    }

    @Test
    void anEditedRecord() throws IOException {
        spoil(record, "\"seed\" : 7", "\"seed\" : 8");

        refused(analyze("--outcome", "score"), ExitCode.DATA, "A101", "edited after it was written", "backup");
    }

    @Test
    void armsThatWereMoved() throws IOException {
        Path arms = folder.resolve("arms.csv");
        boolean control = Files.readString(arms).contains("s01,control");
        spoil(arms, "s01,\\w+", control ? "s01,treatment" : "s01,control");

        refused(
                analyze("--outcome", "score"),
                ExitCode.DATA,
                "A102",
                "arms.csv does not hold the arms of the record",
                "unit s01 has " + (control ? "treatment instead of control" : "control instead of treatment"));
    }

    @Test
    void idsInAnotherSpelling() throws IOException {
        spoil(trial, "\ns", "\nS");

        Run run = analyze("--outcome", "score");

        refused(
                run,
                ExitCode.DATA,
                "A105",
                "none of the 24 units of",
                "the data have S01, S02, S03 and 21 more, the assignment has s01, s02, s03 and 21 more",
                "they differ in upper and lower case");
        String sql = run.err().replaceAll("(?s).*fix: --sql \"(.*)\"\\s*", "$1");
        assertThat(copse("analyze", "--sql", sql, "--assignment", record, "--outcome", "score", "--quiet")
                        .exit())
                .as("the remedy, pasted")
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void dataOfAnotherExperiment() throws IOException {
        spoil(trial, "\ns", "\nward ");

        refused(
                analyze("--outcome", "score"),
                ExitCode.DATA,
                "A105",
                "the data have ward 01, ward 02, ward 03 and 21 more");
    }

    @Test
    void armsInTheDataThatContradictTheRecord() throws IOException {
        spoil(trial, "(?m)^(s\\d+,.*)$", "$1,control");
        spoil(trial, "passed", "passed,arm");

        refused(
                analyze("--outcome", "score"),
                ExitCode.DATA,
                "A107",
                "gives 12 units another arm than",
                "--taken received");
    }

    @Test
    void aClusterInTwoArms() throws IOException {
        spoil(trial, "(?m)^(s\\d+,p\\d*[02468],.*)$", "$1,control");
        spoil(trial, "(?m)^(s\\d+,p\\d*[13579],.*)$", "$1,treatment");
        spoil(trial, "passed", "passed,arm");

        refused(analyze("--outcome", "score"), ExitCode.DATA, "A106", "`s01` is in two arms in the data");
    }

    @Test
    void outcomesThatAreNone() {
        refused(analyze("--outcome", "scroe"), ExitCode.DATA, "I101", "did you mean `score`?");
        refused(analyze("--outcome", "sex"), ExitCode.DATA, "E108", "sex");
    }

    @Test
    void anOutcomeThatIsMissingInAWholeArm() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> treated = Files.readAllLines(folder.resolve("arms.csv")).stream()
                .filter(line -> line.contains("treatment"))
                .map(line -> line.substring(0, 3))
                .toList();
        for (String line : Files.readAllLines(trial)) {
            lines.add(
                    treated.contains(line.substring(0, 3)) ? line.replaceFirst(",[^,]*,(true|false)$", ",,$1") : line);
        }
        Files.write(trial, lines);

        refused(analyze("--outcome", "score"), ExitCode.DATA, "E106", "missing for the whole arm `treatment`");
    }

    @Test
    void unknownArmsAndEstimators() {
        refused(
                analyze("--outcome", "score", "--treatment", "tretment"),
                ExitCode.DATA,
                "A114",
                "the design has the arms control, treatment",
                "--treatment treatment");
        refused(
                analyze("--outcome", "score", "--estimators", "mixde"),
                ExitCode.DATA,
                "A112",
                "no estimator `mixde`",
                "--estimators mixed");
    }

    @Test
    void analysesBelowTheLevelOfRandomisation() {
        refused(
                analyze("score ~ arm + pre"),
                ExitCode.DATA,
                "A108",
                "24 units were randomised, not 213 rows",
                "'score ~ arm + pre + (1 | school)'");
        refused(
                analyze("--outcome", "score", "--estimators", "rows"),
                ExitCode.DATA,
                "A108",
                "the estimator `rows` takes rows as independent");
    }

    @Test
    void optionsThatContradictEachOther() {
        refused(analyze("score ~ arm", "--outcome", "score"), ExitCode.USAGE, "U105", "both a formula and --outcome");
        refused(
                analyze("--outcome", "score", "--equivalence", "1", "--margin", "2"),
                ExitCode.USAGE,
                "U105",
                "both --equivalence and --margin");
        refused(analyze("--outcome", "score", "--margin", "2"), ExitCode.USAGE, "U103", "missing --alternative");
        refused(
                analyze("--outcome", "score", "--alternative", "more"),
                ExitCode.USAGE,
                "U104",
                "two-sided, greater or less");
        refused(analyze("--outcome", "score", "--level", "95"), ExitCode.USAGE, "U104", "between 0 and 1");
        refused(analyze("--outcome", "score", "--draws", "9"), ExitCode.USAGE, "U104", "--draws");
    }

    @Test
    void whatIsLostWithoutTheUnitsIsSaidAndStrictFails() throws IOException {
        Files.delete(folder.resolve("schools.csv"));

        Run run = analyze("--outcome", "score");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("Read this first: a check is unmet (design; see below).");
        assertThat(analyze("--outcome", "score", "--strict").exit()).isEqualTo(ExitCode.DIAGNOSTICS);
    }

    @Test
    void aResultIsSavedWithItsRunBesideIt() throws IOException {
        Path out = folder.resolve("result.json");

        assertThat(analyze("--outcome", "score", "--out", out).exit()).isEqualTo(ExitCode.DONE);

        assertThat(Files.readString(out)).contains("\"schema\" : \"copse.analysis/1\"");
        assertThat(Files.readString(folder.resolve("run.json"))).contains("\"analyze\"", "arms.json");
    }

    @Test
    void withoutOutNothingIsLeftBehind() throws IOException {
        analyze("--outcome", "score");

        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("schools.csv", "trial.csv", "arms.csv", "arms.json", "run.json");
        }
    }

    @Test
    void outcomesOfAnotherFamily() {
        refused(
                analyze("--outcome", "score", "--family", "binomial"),
                ExitCode.DATA,
                "E150",
                "`score` is not 0 or 1",
                "--family gaussian");
        refused(
                analyze("--outcome", "score", "--family", "poisson"),
                ExitCode.DATA,
                "E150",
                "`score` is not a count",
                "--family gaussian");
        Run remedy = analyze("--outcome", "score", "--family", "gaussian");
        assertThat(remedy.exit()).isEqualTo(ExitCode.DONE);
        Run numbers = analyze("--outcome", "score", "--estimators", "glmm");
        assertThat(numbers.exit()).isEqualTo(ExitCode.DONE);
        assertThat(numbers.out()).contains("not possible: a generalised model of `score`");
    }
}
