package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests of interference and effects by saturation on the command line: cliques of five, whose members hand on
/// all that their friends get.
class NetworkTestsTest {
    private static final int NODES = 200;

    @TempDir
    Path folder;

    /// Assigns the cliques and makes outcomes from the arms: 1 for one's own treatment, 2 for that of all
    /// friends.
    private void experiment(String design) throws IOException {
        Path edges = folder.resolve("edges.csv");
        Files.writeString(
                edges,
                IntStream.range(0, NODES)
                        .boxed()
                        .flatMap(i -> IntStream.range(i + 1, i / 5 * 5 + 5).mapToObj(j -> i + "," + j))
                        .collect(Collectors.joining("\n", "a,b\n", "\n")));
        Path nodes = folder.resolve("people.csv");
        Files.writeString(
                nodes,
                IntStream.range(0, NODES)
                        .mapToObj(i -> i + "," + i / 5)
                        .collect(Collectors.joining("\n", "person,cluster\n", "\n")));
        Run assigned = copse(
                "network",
                "assign",
                edges,
                "--nodes",
                nodes,
                "--id",
                "person",
                "--design",
                design,
                "--seed",
                4,
                "--out",
                folder.resolve("arms.csv"));
        assertThat(assigned.exit()).as(assigned.err()).isEqualTo(ExitCode.DONE);
        List<String> lines = Files.readAllLines(folder.resolve("arms.csv"));
        int person = List.of(lines.getFirst().split(",")).indexOf("person");
        int arm = List.of(lines.getFirst().split(",")).indexOf("arm");
        boolean[] treated = new boolean[NODES];
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            treated[Integer.parseInt(cells[person])] = cells[arm].equals("treatment");
        }
        Files.writeString(
                folder.resolve("visits.csv"),
                IntStream.range(0, NODES)
                        .mapToObj(i -> {
                            long friends = IntStream.range(i / 5 * 5, i / 5 * 5 + 5)
                                    .filter(j -> j != i && treated[j])
                                    .count();
                            double noise = 0.3 * Math.sin(12.9898 * i * i);
                            return i + "," + ((treated[i] ? 1 : 0) + 0.5 * friends + noise);
                        })
                        .collect(Collectors.joining("\n", "person,visits\n", "\n")));
    }

    private Run estimate(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "network",
                "estimate",
                folder.resolve("visits.csv"),
                "--assignment",
                folder.resolve("arms.json"),
                "--outcome",
                "visits"));
        words.addAll(List.of(more));
        return copse(words.toArray());
    }

    @Test
    void mixedDesignsAreTestedForInterferenceUnasked() throws IOException {
        experiment("mixed(by: cluster, share: 0.5, arms: control, treatment)");
        Run plain = estimate();
        assertThat(plain.exit()).as(plain.err()).isEqualTo(ExitCode.DONE);
        assertThat(plain.out()).contains("do not influence each other is rejected", "by Chebyshev");
        Run json = estimate("--test", "interference,no-spillover", "--draws", 199, "--json");
        assertThat(json.out())
                .contains("\"test\" : \"interference\"", "\"chebyshev\"", "\"test\" : \"no-spillover\"", "\"drawn\"");
    }

    @Test
    void saturationsShowTheirEffectsUnasked() throws IOException {
        experiment("saturation(by: cluster, levels: 0=1, 0.4=1, 0.8=1, within: control, treatment)");
        Run plain = estimate("--estimand", "spillover");
        assertThat(plain.exit()).as(plain.err()).isEqualTo(ExitCode.DONE);
        assertThat(plain.out())
                .contains("Means by saturation", "Effects by saturation", "spillover at 0.4", "total, along lines")
                .contains("no spillover at any saturation");
        assertThat(estimate("--estimand", "spillover", "--json").out())
                .contains("\"saturation\" : {", "\"contrast\" : \"untreated-slope\"");
    }

    @Test
    void testsAreMadeOnRequest() throws IOException {
        experiment("complete()");
        Run run = estimate(
                "--estimand",
                "direct",
                "--test",
                "no-spillover,no-effect,interference",
                "--focal",
                "net(radius: 1)",
                "--statistic",
                "share",
                "--draws",
                199,
                "--seed",
                3);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("That neighbours' treatment does nothing is rejected")
                .contains("That the treatment does nothing to anybody is rejected")
                .contains("not possible: the design")
                .contains("199 draws");
    }

    @Test
    void wordsThatAreNoneAreRefused() throws IOException {
        experiment("complete()");
        Run test = estimate("--estimand", "direct", "--test", "spillover");
        assertThat(test.exit()).isEqualTo(ExitCode.DATA);
        assertThat(test.err()).contains("error[G234]: no test `spillover`").contains("fix: --test no-spillover");
        Run focal = estimate("--estimand", "direct", "--test", "no-spillover", "--focal", "half");
        assertThat(focal.err()).contains("error[G225]: no choice of focal units `half`");
    }
}
