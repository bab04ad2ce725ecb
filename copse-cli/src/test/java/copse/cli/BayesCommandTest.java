package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `copse bayes` from the command line to the files it leaves.
class BayesCommandTest {
    private static final String DATA = "src/test/data/repeat.csv";

    private static Run bayes(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("bayes", "REPEAT ~ SEX + (1 | SCHOOLID)", DATA, "--family", "bernoulli", "--warmup", 300));
        words.addAll(List.of(more));
        return copse(words.toArray());
    }

    @Test
    void theAnswerComesFirstOnTheScaleOfTheOutcome() {
        Run run = bayes("--draws", 500, "--hypothesis", "sd(SCHOOLID,(Intercept)) > 0");
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().replace('\n', ' ')).matches("The share with REPEAT = 1 is \\d.* points (low|high)er .*");
        assertThat(run.out()).contains("risk difference", "odds ratio", "half_student_t(3, 0, 2.5)", "> 0.999");
    }

    @Test
    void aRunGoesOnAsIfItHadNeverStopped(@TempDir Path folder) throws IOException {
        assertThat(bayes("--draws", 150, "--out", folder.resolve("part")).exit())
                .isEqualTo(ExitCode.DONE);
        assertThat(copse("bayes", "--resume", folder.resolve("part"), "--draws", 300)
                        .exit())
                .isEqualTo(ExitCode.DONE);
        bayes("--draws", 300, "--out", folder.resolve("whole"));
        for (int chain = 1; chain <= 4; chain++) {
            assertThat(draws(folder.resolve("part/chain-" + chain + ".csv")))
                    .isEqualTo(draws(folder.resolve("whole/chain-" + chain + ".csv")))
                    .hasSize(301);
        }
    }

    private static List<String> draws(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void savedRunsPredictAndCompare(@TempDir Path folder) throws IOException {
        bayes("--draws", 300, "--loo", "--out", folder.resolve("groups"));
        copse("bayes", "REPEAT ~ SEX", DATA, "--family", "bernoulli", "--loo", "--out", folder.resolve("plain"));
        var reliability = SavedRun.told(folder.resolve("groups")).reliability().orElseThrow();
        assertThat(reliability.k()).hasSize(Files.readAllLines(Path.of(DATA)).size() - 1);
        assertThat(reliability.threshold()).isBetween(0.5, 0.7);
        Run compared = copse("compare", folder.resolve("groups"), folder.resolve("plain"), "--json");
        JsonNode models = JsonMapper.shared().readTree(compared.out()).get("models");
        assertThat(models.get(0).get("formula").stringValue()).contains("(1 | SCHOOLID)");
        assertThat(models.get(0).get("stacking").doubleValue()
                        + models.get(1).get("stacking").doubleValue())
                .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
        Path rows = Files.writeString(folder.resolve("new.csv"), "SCHOOLID,SEX\n10001,boy\nelsewhere,girl\n");
        JsonNode predicted = JsonMapper.shared()
                .readTree(copse("predict", folder.resolve("groups"), rows, "--json")
                        .out())
                .get("rows");
        assertThat(predicted.get(1).get("new_group").booleanValue()).isTrue();
        assertThat(predicted.get(1).get("prediction").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void otherDataCannotGoOn(@TempDir Path folder) throws IOException {
        Path data = Files.copy(Path.of(DATA), folder.resolve("data.csv"));
        copse("bayes", "REPEAT ~ 1", data, "--family", "bernoulli", "--draws", 50, "--out", folder.resolve("run"));
        Files.writeString(
                data, Files.readString(data) + Files.readAllLines(data).getLast() + "\n");
        Run again = copse("bayes", "--resume", folder.resolve("run"), "--draws", 100);
        assertThat(again.exit()).isEqualTo(ExitCode.DATA);
        assertThat(again.err()).contains("U112", "is not the file that it was");
    }

    @Test
    void aFolderOfOtherFilesAndARunThatIsNotFinishedStay(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThat(bayes("--draws", 50, "--out", folder).err()).contains("U108", "other files");
        bayes("--draws", 50, "--out", folder.resolve("run"));
        assertThat(bayes("--draws", 50, "--out", folder.resolve("run")).err()).contains("U111", "--force");
        assertThat(bayes("--draws", 50, "--out", folder.resolve("run"), "--force")
                        .exit())
                .isEqualTo(ExitCode.DONE);
        Files.delete(folder.resolve("run/result.json"));
        assertThat(bayes("--draws", 50, "--out", folder.resolve("run")).err()).contains("U111", "--resume");
        assertThat(copse("predict", folder.resolve("run"), DATA).err()).contains("U109", "--resume");
    }

    @Test
    void theModelIsDrawn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.svg");
        assertThat(bayes("--prior-predictive", "--graph", file).exit()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(file)).startsWith("<svg").contains("each SCHOOLID", "each row");
    }

    @Test
    void wrongWordsAreAnsweredBeforeAnythingIsSampled() {
        assertThat(bayes("--chains", 0).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(bayes("--target-accept", 1.5).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(bayes("--graph", "model.png").err()).contains(".dot or .svg");
        assertThat(bayes("--prior", "coef:SX[boy]=normal(0, 1)").exit()).isEqualTo(ExitCode.DATA);
        assertThat(copse("bayes").err()).contains("missing FORMULA");
        assertThat(copse("bayes", "--resume", "nowhere").err()).contains("U109");
    }

    @Test
    void whoHasToChooseIsToldWhatIsAtStake() {
        Run run = bayes("--draws", 300, "--threshold", 0.02, "--goal", "lower", "--rope", "-0.01,0.01");
        assertThat(run.out())
                .contains(
                        "lowers by more than 0.02 with probability",
                        "Expected loss of acting",
                        "lies between -0.01 and 0.01");
    }

    @Test
    void groupsAndFoldsAreLeftOut() {
        assertThat(bayes("--draws", 100, "--chains", 2, "--kfold", 2).out()).contains("2-fold");
        assertThat(bayes("--loo", "--kfold", 5).exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFixedCoefficientIsToldAsFixed() {
        Run run = copse("bayes", "pre ~ 1 + score", "src/test/data/pupils.csv", "--prior", "coef:score=constant(0.5)");
        assertThat(run.out()).startsWith("The effect of score was fixed by its prior at 0.5");
    }

    @Test
    void priorsTellWhatTheyExpect() {
        Run run = bayes("--prior-predictive", "--prior", "intercept=normal(0, 100)");
        assertThat(run.out()).startsWith("Before any data").contains("prior-extreme");
    }
}
