package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandTest {
    @TempDir
    Path folder;

    private Path plan;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("src/test/data/schools.csv"), folder.resolve("schools.csv"));
        Files.copy(Path.of("src/test/data/pupils.csv"), folder.resolve("history.csv"));
        plan = Files.writeString(folder.resolve("trial.toml"), RunCommandTest.PLAN);
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void aFirstPlanIsWrittenAndIsSound() throws IOException {
        Path first = folder.resolve("first.toml");
        Run init = copse("plan", "init", folder.resolve("history.csv"), "--out", first);
        assertThat(init.exit()).as(init.err()).isEqualTo(ExitCode.DONE);
        assertThat(flat(init.out()))
                .startsWith("A first plan is written to " + first)
                .contains("To be decided:", "copse plan check " + first);
        assertThat(Files.readString(first)).contains("FROM 'history.csv'");
        Run check = copse("plan", "check", first);
        assertThat(check.exit()).as(check.err()).isEqualTo(ExitCode.DONE);
        assertThat(copse("plan", "init", folder.resolve("history.csv"), "--out", first)
                        .err())
                .startsWith("error[U110]");
    }

    @Test
    void aFirstPlanCanGoToStandardOutput() {
        Run init = copse("plan", "init", folder.resolve("history.csv"));
        assertThat(init.out()).startsWith("# A first plan.").contains("[units]", "[[outcome]]");
        JsonNode json = JsonMapper.shared()
                .readTree(copse("plan", "init", folder.resolve("history.csv"), "--json")
                        .out());
        assertThat(json.get("schema").stringValue()).isEqualTo("copse.plan-draft/1");
        assertThat(json.get("toml").stringValue()).isEqualTo(init.out());
        assertThat(json.get("guesses")).isNotEmpty();
    }

    @Test
    void aSoundPlanIsSaidToBeSound() {
        Run check = copse("plan", "check", plan);
        assertThat(check.exit()).as(check.err()).isEqualTo(ExitCode.DONE);
        assertThat(flat(check.out())).startsWith("The plan can be carried out").contains("power-below-target");
        assertThat(copse("plan", "check", plan, "--strict").exit()).isEqualTo(ExitCode.DIAGNOSTICS);
    }

    @Test
    void allProblemsAreToldAtTheirLines() throws IOException {
        String text = RunCommandTest.PLAN.replace("seed =", "sede =").replace("by: region", "by: regoin");
        Files.writeString(plan, text);
        Run itself = copse("plan", "check", plan);
        assertThat(itself.exit()).isEqualTo(ExitCode.DATA);
        assertThat(itself.err()).startsWith("error[P102]").contains("trial.toml:2   sede = 7", "^^^^");
        Files.writeString(plan, text.replace("sede =", "seed ="));
        Run data = copse("plan", "check", plan);
        assertThat(data.exit()).isEqualTo(ExitCode.DATA);
        assertThat(data.err()).contains("regoin", "trial.toml:3", "region");
        JsonNode json = JsonMapper.shared()
                .readTree(copse("plan", "check", plan, "--json").out());
        assertThat(json.get("sound").booleanValue()).isFalse();
        assertThat(json.get("problems").get(0).get("place").get("line").intValue())
                .isEqualTo(3);
    }

    @Test
    void outcomesAreCheckedWhenTheyAreThere() throws IOException {
        Files.writeString(folder.resolve("pupils.csv"), "school,pre\ns01,3\n");
        Run check = copse("plan", "check", plan);
        assertThat(check.exit()).isEqualTo(ExitCode.DATA);
        assertThat(check.err()).contains("score");
    }

    @Test
    void unitsThatAreNotThereYetAreTold() throws IOException {
        Files.delete(folder.resolve("schools.csv"));
        Run check = copse("plan", "check", plan);
        assertThat(check.exit()).isEqualTo(ExitCode.DONE);
        assertThat(check.err()).contains("without the data of its units");
    }

    @Test
    void missingWordsAreSaid() {
        assertThat(copse("plan").err()).startsWith("error[U103]: missing STEP");
        assertThat(copse("plan", "check").err()).startsWith("error[U103]: missing PLAN");
        assertThat(copse("plan", "init").err()).startsWith("error[U103]: missing DATA");
        assertThat(copse("plan", "check", folder.resolve("none.toml")).err()).startsWith("error[P108]");
    }
}
