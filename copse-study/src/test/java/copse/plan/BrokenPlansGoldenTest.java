package copse.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.error.Problem;
import copse.frame.Frame;
import copse.study.Trials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every broken plan of the resources, with all of its messages beside it. `COPSE_GOLDEN=write` writes the
/// messages anew, to be read before they are kept.
class BrokenPlansGoldenTest {
    private static final Path PLANS = Path.of("src/test/resources/plans");

    private static final Frame SCHOOLS = Trials.schools(24);

    @TestFactory
    Stream<DynamicTest> byThemselves() throws IOException {
        return plans(PLANS)
                .map(plan ->
                        dynamicTest(name(plan), () -> check(plan, read(plan).problems())));
    }

    /// Sound by themselves, and wrong about the data that the first line names.
    @TestFactory
    Stream<DynamicTest> againstData() throws IOException {
        return plans(PLANS.resolve("data"))
                .map(file -> dynamicTest(name(file), () -> {
                    Optional<Frame> outcomes =
                            Files.readAllLines(file).getFirst().contains("outcomes: pupils")
                                    ? Optional.of(Trials.pupils(SCHOOLS, Trials.assign(SCHOOLS, "complete()"), 3))
                                    : Optional.empty();
                    check(file, read(file).plan().check(SCHOOLS, outcomes).problems());
                }));
    }

    private static PlanReading read(Path file) {
        return PlanReading.of(file);
    }

    private static Stream<Path> plans(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void check(Path plan, List<Problem> problems) throws IOException {
        String told = problems.stream().map(Problem::text).collect(Collectors.joining("\n\n", "", "\n"));
        Path expected = plan.resolveSibling(name(plan).replace(".toml", ".txt"));
        if ("write".equals(System.getenv("COPSE_GOLDEN"))) {
            Files.writeString(expected, told);
        }
        assertThat(problems).isNotEmpty();
        assertThat(told).isEqualTo(Files.readString(expected));
    }
}
