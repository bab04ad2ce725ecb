package copse.bench;

import copse.math.Seed;
import copse.network.Clustering;
import copse.network.ClusteringMethod;
import copse.network.ClusteringReport;
import copse.network.CommunityModel;
import copse.network.Graph;
import copse.network.LaunchAssumptions;
import copse.network.PartitionQuality;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What it costs to cluster 200,000 nodes with 1.9 million edges in compressed rows, and how well it is done.
/// The first round pays for a cold process; the heap that a run may use is set from outside, so that it is a
/// bound and not what the collector happened to leave.
final class ClusteringSpeed {
    private static final int ROUNDS = 3;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private ClusteringSpeed() {}

    /// @param arguments `write FILE` to write the edges for peers, else methods such as `leiden(resolution: 1)`
    /// @throws IOException if a file cannot be written
    public static void main(String[] arguments) throws IOException {
        CommunityModel.Planted planted = NetworkData.middle();
        Graph graph = planted.graph();
        if (arguments[0].equals("write")) {
            write(graph, Path.of(arguments[1]));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%s, planted communities with modularity %.5f, heap of at most %,d MiB, graph about %,d MiB%n",
                graph,
                PartitionQuality.of(graph, planted.communities(), 1).modularity(),
                Runtime.getRuntime().maxMemory() >> 20,
                (4L * graph.nodes() + 8L * graph.edges()) >> 20);
        List<ClusteringMethod> methods =
                Arrays.stream(arguments).map(ClusteringMethod::parse).toList();
        for (ClusteringMethod method : methods) {
            for (int round = 1; round <= ROUNDS; round++) {
                time(graph, (ClusteringMethod.OfGraph) method, round);
            }
        }
    }

    private static void time(Graph graph, ClusteringMethod.OfGraph method, int round) {
        long started = System.nanoTime();
        Clustering clustering = method.cluster(graph, Seed.of(round).stream(), THREADS);
        long made = System.nanoTime();
        ClusteringReport report = ClusteringReport.of(graph, clustering, method.text(), LaunchAssumptions.defaults());
        System.out.printf(
                Locale.ROOT,
                "%s, seed %d: %.2f s, modularity %.5f, cut %.4f, %,d clusters of %d to %d (report %.2f s)%n",
                method.text(),
                round,
                (made - started) / 1e9,
                report.modularity(),
                report.cutShare(),
                report.clusters(),
                report.smallest(),
                report.largest(),
                (System.nanoTime() - made) / 1e9);
    }

    private static void write(Graph graph, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int a = 0; a < graph.nodes(); a++) {
                for (int at = graph.start(a); at < graph.start(a + 1); at++) {
                    if (a < graph.neighbour(at)) {
                        out.write(a + " " + graph.neighbour(at) + "\n");
                    }
                }
            }
        }
    }
}
