package copse.cli;

import static copse.cli.Run.copse;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user reads whose edges, nodes or clusters cannot be: the message names the thing and a way out, with
/// the exit code of its kind.
class NetworkBadInputTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, List.of(lines));
        return file;
    }

    private static void refused(Run run, int exit, String code, String... says) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("error[" + code + "]: ").contains(says).contains("fix: ");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void anEdgeToAnUnknownNode() throws IOException {
        Path edges = file("edges.csv", "a,b", "anna,bert", "bert,carla", "anna,berd");
        Path nodes = file("nodes.csv", "name", "anna", "bert", "carla");
        refused(
                copse("network", "describe", edges, "--nodes", nodes),
                ExitCode.DATA,
                "G103",
                "berd",
                "did you mean `bert`");
    }

    @Test
    void noEdges() throws IOException {
        refused(copse("network", "describe", file("edges.csv", "a,b")), ExitCode.DATA, "I205", "no rows");
        refused(copse("network", "describe", file("half.csv", "a,b", "1,", ",2")), ExitCode.DATA, "G102", "2 nodes");
        refused(
                copse("network", "describe", file("loops.csv", "a,b", "1,1", "2,2")),
                ExitCode.DATA,
                "G102",
                "neighbour");
        refused(copse("network", "describe", file("one.csv", "a", "1")), ExitCode.USAGE, "U104", "has one column");
    }

    @Test
    void weightsThatAreNone() throws IOException {
        Path edges = file("edges.csv", "a,b,w", "1,2,1", "2,3,-4", "3,1,2");
        refused(copse("network", "describe", edges, "--weight", "w"), ExitCode.DATA, "G106", "-4");
        assertThat(copse("network", "describe", edges).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void columnsThatAreNotThere() throws IOException {
        Path edges = file("edges.csv", "user,friend", "1,2", "2,3");
        refused(
                copse("network", "describe", edges, "--from", "usr", "--to", "friend"),
                ExitCode.DATA,
                "I101",
                "`usr`",
                "did you mean `user`?");
        refused(copse("network", "describe", edges, "--id", "user"), ExitCode.USAGE, "U105", "--id goes with --nodes");
    }

    @Test
    void oneCluster() throws IOException {
        Path edges = file("edges.csv", "a,b", "1,2", "2,3", "3,1");
        refused(
                copse("network", "cluster", edges, "--method", "leiden(resolution: 0.01)"),
                ExitCode.DATA,
                "G125",
                "one cluster");
        refused(copse("network", "assign", edges, "--method", "leiden()"), ExitCode.DATA, "D123", "1 cluster");
    }

    @Test
    void methodsThatAreNone() throws IOException {
        Path edges = file("edges.csv", "a,b", "1,2", "2,3", "3,1");
        refused(
                copse("network", "cluster", edges, "--method", "lieden()"),
                ExitCode.DATA,
                "G121",
                "lieden",
                "did you mean `leiden`?");
        refused(
                copse("network", "cluster", edges, "--method", "leiden(resolution: -1)"),
                ExitCode.DATA,
                "G122",
                "resolution");
        refused(
                copse("network", "cluster", edges, "--method", "column(region)"),
                ExitCode.USAGE,
                "U103",
                "missing --nodes",
                "region");
        refused(copse("network", "cluster", edges, "--sd", "0"), ExitCode.DATA, "G127", "standard deviation");
        refused(copse("network", "cluster", edges, "--threads", "0"), ExitCode.USAGE, "U104", "--threads");
    }
}
