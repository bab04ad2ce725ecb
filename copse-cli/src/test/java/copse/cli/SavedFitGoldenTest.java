package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `compare` and `predict` make of saved fits.
class SavedFitGoldenTest {
    private static final String PUPILS = "src/test/data/pupils.csv";

    @TempDir
    static Path folder;

    @BeforeAll
    static void fits() {
        save("mean", "score ~ 1 + (1 | school)");
        save("full", "score ~ arm + pre + (1 | school)");
        save("plain", "score ~ arm + pre");
        save("fewer", "score ~ arm + sex + (1 | school)", "--ml");
    }

    private static void save(String name, String formula, Object... more) {
        Object[] words = new Object[8 + more.length];
        words[0] = "fit";
        words[1] = formula;
        words[2] = PUPILS;
        words[3] = "--where";
        words[4] = "pre IS NOT NULL";
        words[5] = "--out";
        words[6] = saved(name);
        words[7] = "--quiet";
        System.arraycopy(more, 0, words, 8, more.length);
        assertThat(copse(words).exit()).isEqualTo(ExitCode.DONE);
    }

    private static Path saved(String name) {
        return folder.resolve(name + ".json");
    }

    private static String withoutFolder(String text) {
        return text.replace(folder.toString(), "FOLDER");
    }

    @Test
    void comparisonTellsTheBetterAndTheMixture() {
        Run json = copse("compare", saved("plain"), saved("full"), saved("mean"), "--json");
        assertThat(json.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded("compare.json", withoutFolder(json.out()));
        Run run = copse("compare", saved("plain"), saved("full"));
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains(
                        "full.json fits better than",
                        "fits by REML were fitted again by maximum likelihood",
                        "from the mixture 0.5 χ²(0) + 0.5 χ²(1)");
    }

    @Test
    void modelsThatAreNotNestedHaveNoTestButCriteria() {
        JsonNode json = JsonMapper.shared()
                .readTree(copse("compare", saved("fewer"), saved("full"), "--json")
                        .out());
        assertThat(json.get("tests").get(0).get("reason").stringValue()).contains("neither model is the other");
        assertThat(json.get("models").get(0).get("aic").doubleValue()).isPositive();
    }

    @Test
    void otherRowsAndOtherResponsesAreRefused() {
        copse("fit", "score ~ 1 + (1 | school)", PUPILS, "--where", "pre > 40", "--out", saved("rows"), "--quiet");
        Run rows = copse("compare", saved("rows"), saved("mean"));
        assertThat(rows.exit()).isEqualTo(ExitCode.DATA);
        assertThat(rows.err()).startsWith("error[N218]: the models used different rows: ");
        copse("fit", "pre ~ 1 + (1 | school)", PUPILS, "--out", saved("response"), "--quiet");
        Run response = copse("compare", saved("response"), saved("mean"));
        assertThat(response.exit()).isEqualTo(ExitCode.DATA);
        assertThat(response.err()).startsWith("error[N218]: the models have different responses: `pre` and `score`");
    }

    @Test
    void oneFitAloneIsNoComparison() {
        assertThat(copse("compare", saved("mean")).exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsNoSavedFitIsToldApart() throws IOException {
        Path printed = Files.writeString(
                folder.resolve("printed.json"),
                copse("fit", "score ~ pre", PUPILS, "--json").out());
        Path cut = Files.writeString(
                folder.resolve("cut.json"), Files.readString(saved("mean")).substring(0, 500));
        assertThat(copse("compare", printed, saved("mean")).err())
                .startsWith("error[U109]: ")
                .contains("it was printed by --json");
        assertThat(copse("predict", cut, PUPILS).err())
                .startsWith("error[U109]: ")
                .contains("cut off");
        assertThat(copse("predict", PUPILS, PUPILS).err()).contains("is not a saved fit");
        Run missing = copse("predict", folder.resolve("none.json"), PUPILS);
        assertThat(missing.exit()).isEqualTo(ExitCode.DATA);
        assertThat(missing.err()).contains("there is no such file");
    }

    @Test
    void predictsKnownAndNewGroupsAndLeavesMissingOnes() throws IOException {
        Path rows = Files.writeString(
                folder.resolve("new.csv"), "school,arm,pre,pupil\n1,control,50,a\n99,treated,55,b\n2,treated,,c\n");
        Run run = copse("predict", saved("full"), rows, "--format", "csv");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.err())
                .isEqualTo("note: 1 row names a group that the fit has not seen: predicted as the average group\n");
        Golden.checkRounded("predict.csv", run.out());
        Run observation = copse("predict", saved("full"), rows, "--observation", "--json", "--quiet");
        Golden.checkRounded("predict-observation.json", observation.out());
        Run population = copse("predict", saved("full"), rows, "--population", "--df", "kr", "--level", "0.9");
        assertThat(population.err()).isEmpty();
        Golden.checkRounded("predict-population.txt", population.out());
    }

    @Test
    void predictionsGoToAFileWholeWithTheirRecord() {
        Path out = folder.resolve("sub-predicted.parquet");
        Run run = copse("predict", saved("full"), PUPILS, "--out", out, "--quiet");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Run back = copse("show", out, "--head", "1", "--format", "csv", "--quiet");
        assertThat(back.out()).startsWith("school,region,pupil,arm,sex,pre,score,prediction,prediction_se,");
        JsonNode record = JsonMapper.shared().readTree(folder.resolve("run.json"));
        assertThat(record.get("data").size()).isEqualTo(2);
    }

    @Test
    void missingColumnAndUnknownLevelAreNamed() throws IOException {
        Path column = Files.writeString(folder.resolve("column.csv"), "school,amr,pre\n1,control,50\n");
        assertThat(copse("predict", saved("full"), column).err())
                .startsWith("error[F103]: no column `arm`")
                .contains("did you mean `amr`?");
        Path level = Files.writeString(folder.resolve("level.csv"), "school,arm,pre\n1,placebo,50\n");
        Run run = copse("predict", saved("full"), level, "--out", folder.resolve("never.csv"));
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).contains("`placebo`", "it knows control, treated");
        assertThat(folder.resolve("never.csv")).doesNotExist();
    }
}
