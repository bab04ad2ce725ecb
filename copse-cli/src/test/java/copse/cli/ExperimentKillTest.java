package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.plan.Plan;
import copse.report.trial.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An experiment that ends at any point goes on later, and hands out arms once.
///
/// Between the end and the next run the plan gets another seed. Arms that had been recorded must be those of
/// the first seed all the same; arms that had not been recorded were seen by nobody, and are those of the
/// second.
class ExperimentKillTest {
    private static final String PLAN = """
            question = "Are callers more satisfied?"
            seed = 7
            design = "pairs(on: size)"

            [units]
            id = "center_ID"

            [simulate]
            scenario = "call-center"
            effect = 0.5

            [simulate.parameters]
            centers = 12
            reps = 40
            calls = 1500

            [[outcome]]
            column = "call_CSAT"

            [size]
            effect = 0.5
            clusters = 12
            cluster_size = 120
            icc = 0.2
            sd = 1.5

            [sensitivity]
            draws = 199

            [bayes]
            formula = "call_CSAT ~ arm + (1 | center_ID)"
            chains = 1
            warmup = 100
            draws = 100
            """;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static String armsOfSeven;
    private static String armsOfEight;
    private static List<String> files;

    /// The end of a process, as far as the test's own process can show it.
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void runBothToTheirEnds() throws Exception {
        List<String> written = new ArrayList<>();
        Path seven = Files.writeString(shared.resolve("seven.toml"), PLAN);
        run(seven, file -> written.add(String.valueOf(file.getFileName())));
        files = List.copyOf(written);
        armsOfSeven = arms(seven);
        Path eight = Files.writeString(shared.resolve("eight.toml"), PLAN.replace("seed = 7", "seed = 8"));
        run(eight, file -> {});
        armsOfEight = arms(eight);
        assertThat(armsOfSeven).isNotEqualTo(armsOfEight);
    }

    private static void run(Path plan, Consumer<Path> written) throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        RunCommand command = new RunCommand(new Terminal(nowhere, nowhere, false, 100, Map.of()));
        ExperimentFolder place = new ExperimentFolder(ExperimentFolder.beside(plan), written);
        Path base = plan.resolveSibling("");
        new ExperimentRun(
                        command,
                        place,
                        new ExperimentRun.Wish(
                                Plan.read(plan), Files.readString(plan), base, Stage.REPORT, false, false))
                .state();
    }

    private static Path result(Path plan, String name) {
        return ExperimentFolder.beside(plan).resolve(name);
    }

    private static String arms(Path plan) throws IOException {
        return Files.readString(result(plan, "arms.csv"));
    }

    @TestFactory
    Stream<DynamicTest> afterEachFile() {
        assertThat(files)
                .contains("power.json", "units.csv", "plan.toml", "arms.json", "arms.csv", "data.csv", "analysis.json")
                .contains("report.html", "run.json");
        return IntStream.rangeClosed(1, files.size())
                .mapToObj(n -> DynamicTest.dynamicTest(n + " " + files.get(n - 1), () -> endsAfter(n)));
    }

    private void endsAfter(int n) throws Exception {
        Path plan = Files.writeString(folder.resolve("plan-" + n + ".toml"), PLAN);
        int[] seen = {0};
        assertThatThrownBy(() -> run(plan, file -> {
                    seen[0]++;
                    if (seen[0] == n) {
                        throw new Ended();
                    }
                }))
                .isInstanceOf(Ended.class);
        goesOn(plan);
    }

    private static void goesOn(Path plan) throws Exception {
        boolean recorded = Files.exists(result(plan, "arms.json"));
        Files.writeString(plan, PLAN.replace("seed = 7", "seed = 8"));
        run(plan, file -> {});
        assertThat(arms(plan)).isEqualTo(recorded ? armsOfSeven : armsOfEight);
        assertThat(result(plan, "report.html")).exists();
        assertThat(ExperimentFolder.beside(plan).toFile().list()).noneMatch(name -> name.contains("unfinished"));
        Run replay = copse("assign", "--replay", result(plan, "arms.json"), "--quiet");
        assertThat(replay.exit()).as(replay.out() + replay.err()).isEqualTo(ExitCode.DONE);
    }

    /// A process of its own, killed by the system as soon as a file is there.
    @ParameterizedTest
    @ValueSource(
            strings = {"plan.toml", "arms.json", "arms.csv", "analysis.json", "posterior/settings.json", "report.json"})
    void killedFromOutside(String file) throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.toml"), PLAN);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "copse.cli.Main",
                        "run",
                        plan.toString(),
                        "--quiet")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (process.isAlive() && Files.notExists(result(plan, file)) && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        process.destroyForcibly().waitFor();
        assertThat(result(plan, file)).exists();
        goesOn(plan);
    }
}
