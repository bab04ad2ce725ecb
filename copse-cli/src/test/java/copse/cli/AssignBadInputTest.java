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

/// What a user reads who asks for an assignment that cannot be: the message names the thing and a way out, and
/// no file is left behind.
class AssignBadInputTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void setUp() throws IOException {
        data = folder.resolve("schools.csv");
        Files.copy(Path.of("src/test/data/schools.csv"), data);
    }

    private void refused(int exit, String code, String[] words, String... says) throws IOException {
        List<Object> all = new ArrayList<>(List.of("assign", data));
        all.addAll(List.of(words));
        all.addAll(List.of("--out", folder.resolve("arms.csv"), "--quiet"));
        refused(copse(all.toArray()), exit, code, says);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(data);
        }
    }

    private static void refused(Run run, int exit, String code, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[" + code + "]: ").contains(says).contains("fix: ");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    private static String[] words(String... words) {
        return words;
    }

    private static String[] design(String text) {
        return words("--id", "school", "--design", text);
    }

    private void spoil(String from, String to) throws IOException {
        Files.writeString(data, Files.readString(data).replace(from, to));
    }

    @Test
    void duplicateIds() throws IOException {
        spoil("s02,", "s01,");
        refused(ExitCode.DATA, "D104", design("complete()"), "id `s01` in column `school` occurs twice");
    }

    @Test
    void missingId() throws IOException {
        spoil("s02,", ",");
        refused(ExitCode.DATA, "D103", design("complete()"), "school");
    }

    @Test
    void noIdOption() throws IOException {
        refused(ExitCode.USAGE, "U103", words(), "missing --id", "own in each row: school", "fix: --id school");
    }

    @Test
    void noColumnThatWouldDo() throws IOException {
        Files.writeString(data, "school,age\na,1\na,1\nb,2\nb,2\n");
        refused(
                ExitCode.USAGE,
                "U103",
                words("--cluster", "school"),
                "no column has a value of its own",
                "--sql \"SELECT school, count(*) AS n FROM '" + data + "' GROUP BY school\" --id school");
    }

    @Test
    void unknownId() throws IOException {
        refused(ExitCode.DATA, "D106", words("--id", "scool"), "did you mean `school`?");
    }

    @Test
    void unknownColumn() throws IOException {
        refused(ExitCode.DATA, "I101", design("stratified(by: regoin)"), "did you mean `region`?");
    }

    @Test
    void unknownCovariateOfTheComparison() throws IOException {
        refused(ExitCode.DATA, "I101", words("--id", "school", "--balance", "sise"), "did you mean `size`?");
    }

    @Test
    void unknownDesign() throws IOException {
        refused(ExitCode.DATA, "D152", design("pair(on: size)"), "did you mean `pairs`?");
    }

    @Test
    void noSuchFileOfADesign() throws IOException {
        refused(ExitCode.USAGE, "U104", design("design.toml"), "`design.toml`", "there is no such file");
    }

    @Test
    void designAndFlags() throws IOException {
        refused(
                ExitCode.USAGE,
                "U105",
                words("--id", "school", "--design", "complete()", "--strata", "region"),
                "both --design and --strata were given");
    }

    @Test
    void moreArmsThanUnits() throws IOException {
        refused(
                ExitCode.DATA,
                "D110",
                words("--id", "school", "--where", "size > 800", "--arms", "a,b,c,d,e,f,g,h,i,j,k,l,m"),
                "13 arms");
    }

    @Test
    void groupsLargerThanTheNumberOfUnits() throws IOException {
        refused(ExitCode.DATA, "D207", design("groups(size: 30, on: pre)"), "30", "24");
    }

    @Test
    void ratioThatSumsToZero() throws IOException {
        refused(ExitCode.DATA, "D102", words("--id", "school", "--arms", "a=0,b=0"), "sum to zero");
    }

    @Test
    void blockSizeThatIsNoMultipleOfTheRatio() throws IOException {
        refused(ExitCode.DATA, "D115", design("blocks(sizes: 5, arms: a=2, b=1)"), "5");
    }

    @Test
    void thresholdThatNobodyMeets() throws IOException {
        refused(
                ExitCode.DATA,
                "D147",
                words(
                        "--id",
                        "school",
                        "--where",
                        "region = 'north'",
                        "--seed",
                        "1",
                        "--design",
                        "rerandomised(complete(), on: size, pre, below: 0.000001)"),
                "70");
    }

    @Test
    void missingStratum() throws IOException {
        spoil("s05,west", "s05,");
        refused(ExitCode.DATA, "D112", design("stratified(by: region)"), "s05");
    }

    @Test
    void constantCovariates() throws IOException {
        Files.writeString(data, "school,x\na,1\nb,1\nc,1\nd,1\n");
        refused(ExitCode.DATA, "D145", design("rerandomised(complete(), on: x, accept: 0.1)"), "x");
    }

    @Test
    void nothingIsReplacedWithoutForce() throws IOException {
        Path arms = folder.resolve("arms.csv");
        Object[] words = {"assign", data, "--id", "school", "--seed", "1", "--quiet", "--out", arms};
        assertThat(copse(words).exit()).isEqualTo(ExitCode.DONE);
        String before = Files.readString(arms);
        refused(copse(words), ExitCode.FAILED, "U110", "`" + arms + "` is already there", "--force");
        Files.delete(arms);
        refused(copse(words), ExitCode.FAILED, "U110", "arms.json` is already there");
        Files.writeString(arms, "mine");
        Run forced = copse("assign", data, "--id", "school", "--seed", "1", "--quiet", "--out", arms, "--force");
        assertThat(forced.exit()).as(forced.err()).isEqualTo(ExitCode.DONE);
        assertThat(arms).hasContent(before);
    }

    @Test
    void foldersThatAreNotThereAndNamesWithoutFormat() {
        refused(
                copse("assign", data, "--id", "school", "--out", folder.resolve("none/arms.csv")),
                ExitCode.FAILED,
                "U108",
                "mkdir -p");
        refused(
                copse("assign", data, "--id", "school", "--out", folder.resolve("arms.xlsx")),
                ExitCode.USAGE,
                "U104",
                "CSV, TSV or Parquet");
        refused(
                copse("assign", data, "--id", "school", "--out", folder.resolve("run.csv")),
                ExitCode.USAGE,
                "U104",
                "run.json");
    }

    @Test
    void armsNeverReplaceTheDataNotEvenByForce() throws IOException {
        String before = Files.readString(data);
        refused(
                copse("assign", data, "--id", "school", "--out", data, "--force"),
                ExitCode.USAGE,
                "U104",
                "would replace the data");
        assertThat(data).hasContent(before);
    }

    @Test
    void shortFormsThatCannotBe() throws IOException {
        refused(
                ExitCode.DATA,
                "D151",
                design("factorial(a: [lo, hi], b: x, y)"),
                "`[` in a design",
                "without brackets");
        refused(ExitCode.DATA, "D154", design("crossover()"), "`crossover` without `sequences:`");
        refused(ExitCode.DATA, "D154", design("saturation(by: region)"), "`saturation` without `levels:`");
        refused(ExitCode.DATA, "D155", design("stratified(by: cut(size, x))"), "write `cut(age, 30, 50)`");
        refused(ExitCode.DATA, "D102", design("complete(arms: a=0, b=0)"), "shares 0, 0 for the arms a, b");
    }

    @Test
    void replayOfWhatIsNoRecord() throws IOException {
        refused(copse("assign", "--replay", data), ExitCode.DATA, "D301", "is no record of an assignment");
        refused(copse("assign", "--replay", folder.resolve("no.json")), ExitCode.DATA, "D301", "there is no such file");
        refused(
                copse("assign", data, "--id", "school", "--replay", data),
                ExitCode.USAGE,
                "U105",
                "both --replay and --id were given");
    }

    @Test
    void comparisonsNameWhatIsNotThere() {
        refused(copse("balance", data, "--arm", "nope"), ExitCode.DATA, "I101", "no column `nope` in the data");
        refused(
                copse("balance", data, "--arm", "region", "--expect", "mars=1"),
                ExitCode.DATA,
                "D403",
                "a share for `mars`, which is no arm");
    }

    @Test
    void numbersThatDoNotFitTheirSharesComeFirst() {
        assertThat(copse("balance", data, "--arm", "region", "--expect", "north=1,south=1,west=1000")
                        .out())
                .startsWith(
                        "The numbers of units do not fit the shares of the arms (sample ratio p < 0.001). The arms");
    }
}
