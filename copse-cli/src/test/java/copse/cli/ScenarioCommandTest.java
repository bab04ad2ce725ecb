package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import copse.frame.Column;
import copse.frame.Frame;
import copse.io.Data;
import copse.math.Seed;
import copse.scenario.CallCenter;
import copse.scenario.Coolers;
import copse.scenario.Scenario;
import copse.scenario.Schools;
import copse.scenario.Students;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `copse simulate` writes what the scenario makes.
class ScenarioCommandTest {
    @TempDir
    Path folder;

    static List<Arguments> scenarios() {
        return List.of(
                Arguments.of(
                        CallCenter.defaults().withCalls(9_000).withEffect(0.6).withClip(true),
                        "call-center --calls 9000 --effect 0.6 --clip"),
                Arguments.of(Students.defaults().withStudents(9_000), "students --students 9000"),
                Arguments.of(Coolers.defaults().withGold(5_000).withPlain(4_000), "coolers --gold 5000 --plain 4000"),
                Arguments.of(Schools.defaults().withMissingSchools(55), "schools --missing-schools 55"));
    }

    /// Reading the file gives the scenario's own frame back: same numbers, same types, same levels.
    @ParameterizedTest
    @MethodSource("scenarios")
    void theFileIsTheScenario(Scenario scenario, String command) {
        Path file = folder.resolve("rows.csv");
        Path truth = folder.resolve("truth.json");
        Run run =
                copse((Object[]) ("simulate " + command + " --seed 3 --out " + file + " --truth " + truth).split(" "));
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        Frame made = scenario.simulate(Seed.of(3)).frame();
        Frame read = Data.read(file);
        assertThat(read.names()).isEqualTo(made.names());
        for (String name : made.names()) {
            Column column = read.column(name);
            assertThat(column.type()).as(name).isEqualTo(made.column(name).type());
            assertThat(column).as(name).isEqualTo(made.column(name));
        }
        JsonNode json = JsonMapper.shared().readTree(truth.toFile());
        assertThat(json.path("schema").asString()).isEqualTo("copse.truth/1");
        assertThat(json.path("rows").asLong()).isEqualTo(made.rows());
        assertThat(json.path("effects").size())
                .isEqualTo(scenario.truth(Seed.of(3)).effects().size());
        Run printed = copse((Object[]) ("simulate " + command + " --seed 3 --quiet").split(" "));
        assertThat(printed.out()).isEqualTo(text(file));
    }

    @ParameterizedTest
    @CsvSource({
        "call-center, 3e489af093b085b41a307ca5f9539f5123b21d27ad26059b69594c03be0eb4f4",
        "students, b5b9bfdefbdbfef309ca6d74053609e2f7c6f82c7c1a02be3c8a4561ae625377"
    })
    void referenceFilesHaveTheirDigests(String scenario, String sha256) throws Exception {
        Run run = copse("simulate", scenario, "--seed", "reference", "--every", "50");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(run.out().getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource({
        "'simulate students --seed 1 --every 2', 2, leave --every out",
        "'simulate students --seed reference --students 5', 2, only --clip and --every change them",
        "'simulate students --seed reference --clip', 3, leave `--clip` out",
        "'simulate students --seed reference --every 0', 3, `every` cannot be 0",
        "'simulate schools --seed reference', 3, use `call-center` or `students`",
        "'simulate students --seed one', 2, --seed cannot be `one`",
        "'simulate call-center --centers 0', 3, `centers` cannot be 0",
        "'simulate call-center --center 3', 2, did you mean `--centers`?"
    })
    void nonsenseIsRefused(String command, int exit, String part) {
        Run run = copse((Object[]) command.split(" "));
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.err()).contains(part);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFailureLeavesNoFile() {
        Path file = folder.resolve("rows.csv");
        copse("simulate", "call-center", "--centers", "0", "--seed", "1", "--out", file);
        assertThat(folder).isEmptyDirectory();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
