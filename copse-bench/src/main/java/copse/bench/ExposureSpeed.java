package copse.bench;

import copse.design.Basis;
import copse.design.Design;
import copse.design.Randomisation;
import copse.exposure.Exposure;
import copse.exposure.ExposureMap;
import copse.exposure.ExposureProbabilities;
import copse.exposure.ProbabilityOptions;
import copse.exposure.Sides;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.network.CommunityModel;
import copse.network.Graph;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.stream.IntStream;

/// What probabilities of exposure cost on a graph of 10^6 nodes and 10^7 edges whose planted communities are
/// randomised. The first round pays for a cold process; all are printed.
final class ExposureSpeed {
    private static final int ROUNDS = 2;

    private ExposureSpeed() {}

    /// @param arguments text of a design of clusters `c`, then texts of exposures; `random` among them means
    ///     that all further ones are counted among random assignments alone
    public static void main(String[] arguments) {
        CommunityModel.Planted planted = NetworkData.large();
        Graph graph = planted.graph();
        int widest = IntStream.range(0, graph.nodes()).map(graph::degree).max().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%s, degrees to %,d, %,d clusters, heap %,d MiB%n",
                graph,
                widest,
                planted.communities().clusters(),
                usedHeap() >> 20);
        Frame nodes = Frame.of(
                "node",
                NumericColumn.of(
                        IntStream.range(0, graph.nodes()).asDoubleStream().toArray()),
                "c",
                planted.communities().column());
        Randomisation randomisation = Design.parse(arguments[0]).over(nodes, "node");
        Sides sides = Sides.of(randomisation.design().arms(), "treatment", "control");
        ProbabilityOptions options = ProbabilityOptions.defaults();
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("random")) {
                options = options.withEffort(0).withDraws(1_024);
                continue;
            }
            for (int round = 1; round <= ROUNDS; round++) {
                long started = System.nanoTime();
                ExposureMap map = ExposureMap.of(graph, Exposure.parse(arguments[i]));
                ExposureProbabilities got = ExposureProbabilities.of(map, randomisation, sides, options);
                double seconds = (System.nanoTime() - started) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%s, %s, round %d: %.3f s, %s%n",
                        arguments[0],
                        arguments[i],
                        round,
                        seconds,
                        described(got));
            }
        }
        System.out.printf(Locale.ROOT, "peak heap %,d MiB%n", peakHeap() >> 20);
    }

    private static String described(ExposureProbabilities got) {
        int last = got.conditions() - 1;
        double sum = 0;
        int random = 0;
        for (int node = 0; node < got.nodes(); node++) {
            sum += got.of(node, last);
            random += got.error(node, last) > 0 ? 1 : 0;
        }
        String basis = switch (got.basis()) {
            case Basis.Exact _ -> "exact";
            case Basis.MonteCarlo(int draws, double error) ->
                String.format(Locale.ROOT, "%,d nodes by %,d draws with standard errors to %.4f", random, draws, error);
            case Basis.AtMost _ -> "bounds";
        };
        return String.format(Locale.ROOT, "%s; %.6f of the nodes treated so on average", basis, sum / got.nodes());
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
