package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What `describe` and `show` print, in every form.
class DataCommandsGoldenTest {
    private static final String PUPILS = "src/test/data/pupils.csv";

    static Stream<Arguments> outputs() {
        return Stream.of(
                Arguments.of("describe.txt", new Object[] {"describe", PUPILS}),
                Arguments.of("describe-by.txt", new Object[] {"describe", PUPILS, "--by", "region,school"}),
                Arguments.of("describe-by.md", new Object[] {"describe", PUPILS, "--by", "school", "--format", "md"}),
                Arguments.of("describe.csv", new Object[] {"describe", PUPILS, "--format", "csv"}),
                Arguments.of("describe.json", new Object[] {"describe", PUPILS, "--by", "school", "--json"}),
                Arguments.of("show.txt", new Object[] {"show", PUPILS, "--head", "5"}),
                Arguments.of("show-tail.csv", new Object[] {"show", PUPILS, "--tail", "3", "--format", "csv"}),
                Arguments.of("show.json", new Object[] {"show", PUPILS, "--head", "2", "--json"}),
                Arguments.of("show-by.txt", new Object[] {
                    "show",
                    PUPILS,
                    "--by",
                    "region,arm",
                    "--n",
                    "--mean",
                    "score,pre",
                    "--sd",
                    "score",
                    "--share",
                    "sex=f"
                }),
                Arguments.of(
                        "show-by.md",
                        new Object[] {"show", PUPILS, "--by", "arm", "--mean", "score", "--format", "md"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, Object[] words) {
        Run run = copse(words);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded(file, run.out());
    }

    @Test
    void csvLosesNoRowThatWasNotAskedToGo() throws IOException {
        Run whole = copse("show", PUPILS, "--format", "csv");
        assertThat(whole.out().lines())
                .hasSize(Files.readAllLines(Path.of(PUPILS)).size());
        assertThat(copse("show", PUPILS, "--format", "csv", "--head", "2").out().lines())
                .hasSize(3);
    }
}
