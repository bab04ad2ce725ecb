package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Arms for the nodes of a network are proved like those of any other units, and do not depend on the order of
/// the edges.
class NetworkAssignTest {
    @TempDir
    Path folder;

    private Path edges;

    /// Six circles of ten friends, each joined to the next by one edge.
    @BeforeEach
    void setUp() throws IOException {
        edges = folder.resolve("edges.csv");
        Files.write(edges, circles());
    }

    static List<String> circles() {
        List<String> lines = new ArrayList<>(List.of("from,to"));
        for (int i = 0; i < 60; i++) {
            for (int j = i + 1; j < 60; j++) {
                if (i / 10 == j / 10 || j == i + 1) {
                    lines.add("u" + i + ",u" + j);
                }
            }
        }
        return lines;
    }

    @Test
    void theRecordProvesTheArms() throws IOException {
        Path arms = folder.resolve("arms.csv");
        Run run = copse("network", "assign", edges, "--seed", 7, "--quiet", "--out", arms);
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("3 clusters (30 units) in control, 3 clusters (30 units) in treatment");

        assertThat(Files.readAllLines(folder.resolve("arms.nodes.csv"))).contains("node,degree,cluster", "u0,9,1");
        assertThat(copse("assign", "--replay", folder.resolve("arms.json")).out())
                .startsWith("Proven");

        Files.writeString(
                folder.resolve("arms.nodes.csv"),
                Files.readString(folder.resolve("arms.nodes.csv")).replace("u0,9,1", "u0,9,2"));
        Run refuted = copse("assign", "--replay", folder.resolve("arms.json"));
        assertThat(refuted.exit()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void neitherOrderNorDirectionOfEdgesMatters() throws IOException {
        List<String> lines = new ArrayList<>(circles());
        List<String> rows = new ArrayList<>(lines.subList(1, lines.size()).stream()
                .map(line -> line.hashCode() % 2 == 0 ? line : line.replaceFirst("(.*),(.*)", "$2,$1"))
                .toList());
        Collections.shuffle(rows, new Random(3));
        Path other = folder.resolve("other.csv");
        rows.addFirst("from,to");
        Files.write(other, rows);

        String one = arms(edges, "--threads", 1);
        assertThat(arms(other, "--threads", 2)).isEqualTo(one);
    }

    private static String arms(Path edges, Object... more) {
        List<Object> words = new ArrayList<>(List.of("network", "assign", edges, "--seed", 5, "--format", "csv"));
        words.addAll(List.of(more));
        return copse(words.toArray()).out();
    }

    @Test
    void thePreviewIsWhatIsWritten() throws IOException {
        Path arms = folder.resolve("arms.csv");
        copse("network", "assign", edges, "--seed", 5, "--quiet", "--out", arms);
        assertThat(Files.readString(arms)).isEqualTo(arms(edges));
    }

    @Test
    void clustersThatAreThereAreUsed() throws IOException {
        Path nodes = folder.resolve("nodes.csv");
        List<String> lines = new ArrayList<>(List.of("id,cluster,town"));
        for (int i = 0; i < 62; i++) {
            lines.add("u" + i + ",c" + i % 4 + "," + (i % 2 == 0 ? "A" : "B"));
        }
        Files.write(nodes, lines);
        Run given = copse("network", "assign", edges, "--nodes", nodes, "--seed", 1);
        assertThat(given.out())
                .startsWith("2 clusters (")
                .contains("c0", "60 nodes".replace("60", "62"), "2 nodes without neighbours")
                .doesNotContain("leiden");
        Run towns = copse("network", "assign", edges, "--nodes", nodes, "--cluster", "town", "--seed", 1);
        assertThat(towns.out()).startsWith("1 cluster (31 units) in control, 1 cluster (31 units) in treatment");
        Run anew = copse("network", "assign", edges, "--nodes", nodes, "--method", "leiden()", "--seed", 1);
        assertThat(anew.out()).contains("leiden(");
    }

    @Test
    void aMethodThatTheDesignDoesNotReadIsRefused() {
        Run run = copse("network", "assign", edges, "--method", "leiden()", "--design", "complete()");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("error[U105]: --method makes clusters, and the design does not read them");
    }

    @Test
    void whatCannotBeDrawnLeavesNothingBehind() throws IOException {
        Path arms = folder.resolve("arms.csv");
        Run one = copse("network", "assign", edges, "--cluster", "degre", "--out", arms);
        assertThat(one.exit()).isEqualTo(ExitCode.DATA);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(edges);
        }
    }

    @Test
    void egosLeaveNodesOutside() {
        Run run = copse("network", "assign", "src/test/data/network/friends.csv", "--method", "egos()");
        assertThat(run.exit()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).contains("nodes outside of all clusters", "--method 'leiden()'", "copse assign");
    }

    @Test
    void filesThatAreThereStay() throws IOException {
        Path arms = folder.resolve("arms.csv");
        Files.writeString(folder.resolve("arms.nodes.csv"), "mine");
        Run run = copse("network", "assign", edges, "--seed", 5, "--out", arms);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("arms.nodes.csv` is already there");
        assertThat(arms).doesNotExist();
        assertThat(copse("network", "assign", edges, "--seed", 5, "--force", "--out", edges)
                        .err())
                .contains("the result would replace the data");
    }

    @Test
    void anEdgeListWithoutNamesIsNotReadOneEdgeShort() throws IOException {
        Path bare = folder.resolve("bare.csv");
        Files.write(bare, List.of("1,2", "2,3", "3,4", "4,1"));
        Run run = copse("network", "assign", bare);
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("has no line of names: it begins with 1 and 2", "--sql");
        String sql = run.err().replaceAll("(?s).*--sql \"(.*)\"\\s*", "$1");
        assertThat(copse("network", "assign", "--sql", sql, "--method", "net(radius: 1)", "--seed", 1)
                        .out())
                .as("the remedy, pasted")
                .contains("4 nodes, 4 edges");
    }

    @Test
    void withoutAStepTheStepsAreTold() {
        assertThat(copse("network").err()).startsWith("error[U103]: missing STEP");
        assertThat(copse("network", "asign").err()).contains("`copse network` cannot do `asign`", "`assign`");
        assertThat(copse("network", "assign").err()).contains("missing EDGES");
    }
}
