package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the steps of `network` before the launch print, in every form: 100 users in twelve circles of eight,
/// four of them without friends.
class NetworkGoldenTest {
    private static final String EDGES = "src/test/data/network/friends.csv";
    private static final String NODES = "src/test/data/network/users.csv";

    static Stream<Arguments> outputs() {
        return Stream.of(
                step("network-describe.txt", "describe"),
                step("network-describe.json", "describe", "--json"),
                step("network-describe.csv", "describe", "--weight", "calls", "--format", "csv"),
                step("network-cluster.txt", "cluster", "--spillover", "0.5", "--sd", "1"),
                step("network-cluster.md", "cluster", "--method", "column(town)", "--format", "md"),
                step(
                        "network-cluster.json",
                        "cluster",
                        "--method",
                        "leiden(resolution: 2)",
                        "--method",
                        "colouring()",
                        "--json"),
                step(
                        "network-cluster.csv",
                        "cluster",
                        "--method",
                        "leiden()",
                        "--method",
                        "balanced(size: 10)",
                        "--format",
                        "csv"),
                step("network-cluster-colouring.txt", "cluster", "--method", "colouring()"),
                step("network-assign.txt", "assign", "--seed", "7", "--method", "leiden(resolution: 2)"),
                step(
                        "network-assign-strata.txt",
                        "assign",
                        "--seed",
                        "7",
                        "--method",
                        "balanced(clusters: 12)",
                        "--strata",
                        "quantiles(size, 2)",
                        "--balance",
                        "none"),
                step(
                        "network-assign.json",
                        "assign",
                        "--seed",
                        "7",
                        "--method",
                        "column(town)",
                        "--balance",
                        "none",
                        "--json"),
                step(
                        "network-assign-mixed.txt",
                        "assign",
                        "--seed",
                        "7",
                        "--design",
                        "mixed(by: cluster, share: 0.5)",
                        "--balance",
                        "none"));
    }

    private static Arguments step(String file, String step, String... options) {
        return Arguments.of(
                file,
                Stream.concat(Stream.of("network", step, EDGES, "--nodes", NODES), Stream.of(options))
                        .toArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outputs")
    void isAsKept(String file, Object[] words) {
        Run run = Run.with(Map.of("COPSE_PROGRESS", "off"), words);

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        Golden.checkRounded(file, run.out().replaceAll("\"(jdk|version|copse)\" : \"[^\"]*\"", "\"$1\" : \"…\""));
    }
}
