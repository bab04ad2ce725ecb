package copse.bench;

import copse.frame.Frame;
import copse.io.Data;
import copse.io.Existing;
import copse.network.CommunityModel;
import copse.network.Graph;
import copse.network.GraphSummary;
import copse.network.Network;
import copse.network.PartitionQuality;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/// What it costs to read an edge list from CSV into a network, to draw a graph and to describe it, each in a
/// process of its own so that the peak of the heap is its own. The first round pays for a cold process; all are
/// printed.
final class NetworkSpeed {
    private static final int ROUNDS = 3;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private NetworkSpeed() {}

    /// @param arguments `read`, `read-labels`, `draw` or `describe`
    /// @throws IOException if a file cannot be written
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "read" -> read(false);
            case "read-labels" -> read(true);
            case "draw" -> draw();
            case "describe" -> describe();
            default -> throw new IllegalArgumentException("no such benchmark: " + arguments[0]);
        }
        System.out.printf(Locale.ROOT, "peak heap %,d MiB%n", peakHeap() >> 20);
    }

    private static void read(boolean labels) throws IOException {
        Path file = Files.createTempFile("copse-edges", ".csv");
        try {
            Data.write(NetworkData.edges(NetworkData.middle().graph(), labels), file, Existing.REPLACE);
            for (int round = 1; round <= ROUNDS; round++) {
                long started = System.nanoTime();
                Frame edges = Data.read(file);
                long read = System.nanoTime();
                Network network = Network.of(edges, "from", "to");
                long made = System.nanoTime();
                System.out.printf(
                        Locale.ROOT,
                        "read, round %d: CSV of %,d bytes %.3f s, network of %s with %s as ids %.3f s, all %.3f s%n",
                        round,
                        Files.size(file),
                        (read - started) / 1e9,
                        network.graph(),
                        labels ? "labels" : "numbers",
                        (made - read) / 1e9,
                        (made - started) / 1e9);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void draw() {
        timed("draw planted communities", () -> NetworkData.large().graph().toString());
    }

    private static void describe() {
        CommunityModel.Planted planted = NetworkData.large();
        Graph graph = planted.graph();
        timed("describe " + graph, () -> GraphSummary.of(graph, THREADS).toString());
        timed("quality of the planted communities", () -> {
            PartitionQuality quality = PartitionQuality.of(graph, planted.communities(), 1);
            return quality.clusters() + " clusters, modularity "
                    + String.format(Locale.ROOT, "%.6f, cut share %.4f", quality.modularity(), quality.cutShare());
        });
    }

    private static void timed(String what, Supplier<String> work) {
        for (int round = 1; round <= ROUNDS; round++) {
            long started = System.nanoTime();
            String result = work.get();
            System.out.printf(
                    Locale.ROOT,
                    "%s, round %d: %.3f s (%s)%n",
                    what,
                    round,
                    (System.nanoTime() - started) / 1e9,
                    result);
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
