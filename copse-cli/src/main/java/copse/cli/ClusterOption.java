package copse.cli;

import copse.math.RandomStream;
import copse.math.Seed;
import copse.network.ByColumn;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import copse.network.Network;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Clusters made from the graph, and the stream that they are drawn from.
final class ClusterOption {
    /// The child of the seed's stream for clusters; the arms take the stream itself, so that the same seed
    /// makes the same clusters whether arms are handed out with them or not.
    private static final int STREAM = 2;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "How clusters are made, such as 'leiden(resolution: 2)', 'balanced(size: 50)', 'net(radius: 2)'"
                            + " or 'column(region)'; `copse network cluster --help` has all of them.")
    private @Nullable String method;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the answer does not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// @return whether a method was given
    boolean isGiven() {
        return method != null;
    }

    /// @return threads to work with
    int threads() {
        requireThreads(threads);
        return threads;
    }

    /// @param threads as given
    /// @throws UsageException if there are none
    static void requireThreads(int threads) {
        if (threads < 1) {
            throw new UsageException(
                    CliCode.BAD_VALUE, "--threads cannot be " + threads, "work needs one", "--threads 2");
        }
    }

    /// A column of nodes has to come from somewhere.
    ///
    /// @param method by which clusters are to be made
    /// @param network how nodes are read
    /// @throws UsageException if the method reads a column and there is no table of nodes
    static void requireNodes(ClusteringMethod method, NetworkOptions network) {
        if (method instanceof ByColumn(String column) && network.nodes().isEmpty()) {
            throw new UsageException(
                    CliCode.MISSING_ARGUMENT,
                    "missing --nodes",
                    "`" + method.text() + "` reads the column `" + column + "` of the nodes, and edges alone have none",
                    "--nodes nodes.csv");
        }
    }

    /// @return the method that was given, communities if none was
    ClusteringMethod method() {
        return ClusteringMethod.parse(method == null ? "leiden()" : method);
    }

    /// @param seed of the command
    /// @return where clusters are drawn from
    static RandomStream stream(long seed) {
        return Seed.of(seed).stream().split(STREAM);
    }

    /// @param command whose progress is shown
    /// @param method how
    /// @param network of which
    /// @param seed of the command
    /// @return the clusters
    Clustering clusters(Command command, ClusteringMethod method, Network network, long seed) {
        try (Progress ignored = command.progress("clustering by " + method.text())) {
            // the child from which a frontier of several methods draws each of them
            return method.cluster(network, stream(seed).split(0), threads());
        }
    }
}
