package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example in the help texts of `network` can be pasted: it fits on a line, and it works.
class NetworkExamplesTest {
    private static final String GRAPH = "planted(nodes: 300, degree: 8, most: 30, sizes: 10, 30, mixing: 0.1)";

    /// A word of a shell command: in quotes, or free of blanks.
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir
    static Path folder;

    static Stream<String> examples() {
        return Stream.of("", "describe", "cluster", "assign", "exposure", "estimate", "simulate")
                .flatMap(step -> (step.isEmpty() ? copse("network", "--help") : copse("network", step, "--help"))
                        .out()
                        .lines()
                        .dropWhile(line -> !line.startsWith("Examples"))
                        .skip(1)
                        .filter(line -> !line.isBlank()));
    }

    @BeforeAll
    static void files() throws IOException {
        Path simulated = at("simulated.csv");
        done(
                "simulate",
                "social-network",
                "--graph",
                GRAPH,
                "--seed",
                7,
                "--edges",
                at("edges.csv"),
                "--out",
                simulated);
        String users =
                "SELECT \"user\", CASE WHEN label < 5 THEN 'north' ELSE 'south' END AS region FROM '" + simulated + "'";
        Files.writeString(
                at("users.csv"),
                copse("show", "--sql", users, "--format", "csv").out());
        String friends = Files.readString(at("edges.csv"));
        Files.writeString(at("friends.csv"), friends.replaceFirst("from,to", "user,friend"));
        Files.writeString(at("calls.csv"), friends.replaceFirst("from,to", "a,b"));
        done("network", "cluster", at("edges.csv"), "--nodes", at("users.csv"), "--out", at("nodes.csv"));
        done("network", "assign", at("edges.csv"), "--seed", 7, "--out", at("arms.csv"));
        done(
                "simulate",
                "social-network",
                "--graph",
                GRAPH,
                "--residual-sd",
                0.1,
                "--seed",
                7,
                "--arms",
                at("arms.csv"),
                "--out",
                simulated);
        Files.writeString(
                at("visits.csv"),
                Files.readString(simulated).replaceFirst("user", "node").replaceFirst("outcome", "n"));
    }

    private static Path at(String name) {
        return folder.resolve(name);
    }

    private static void done(Object... words) {
        Run run = copse(words);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void works(String example) {
        assertThat(example).startsWith("  copse ");
        List<Object> words = new ArrayList<>();
        Matcher matcher =
                WORD.matcher(example.strip().substring("copse ".length()).replaceAll("--out (\\w+)", "--out new-$1"));
        while (matcher.find()) {
            String word = Stream.of(1, 2, 3)
                    .map(matcher::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElse("");
            words.add(word.replace(".parquet", ".csv")
                    .replaceAll("([\\w.-]+\\.(csv|json))", Matcher.quoteReplacement(folder + "/") + "$1"));
        }
        words.addAll(example.contains(" assign ") && example.contains("--out") ? List.of("--force") : List.of());
        words.addAll(example.contains(" simulate ") ? List.of("--reps", 20) : List.of());

        Run run = copse(words.toArray());

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).isNotEmpty();
    }
}
