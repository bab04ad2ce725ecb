package copse.network;

import copse.error.CopseException;
import copse.math.RandomStream;
import copse.math.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Bias and standard error of several clusterings of one network, and which to take.
///
/// Large clusters keep neighbours together but are few; small ones are many but cut edges. Points that no other
/// beats in both are on the frontier; of all the one with the smallest root mean squared error under the
/// assumptions is recommended, of equal ones the first.
///
/// @param points in the order of the methods
/// @param leftOut methods that made no clusters to randomise
/// @param assumptions behind bias and standard error
public record Frontier(List<Point> points, List<LeftOut> leftOut, LaunchAssumptions assumptions) {
    /// Above this number of edges default candidates take one start of Leiden rather than ten, and fewer sizes.
    private static final int MANY_EDGES = 200_000;

    /// One clustering.
    ///
    /// @param method that made it
    /// @param clustering of the nodes
    /// @param report what it means for an experiment
    /// @param efficient whether no other has both less bias and less standard error
    public record Point(ClusteringMethod method, Clustering clustering, ClusteringReport report, boolean efficient) {}

    /// A method without result.
    ///
    /// @param method that was asked for
    /// @param reason why it made no clusters to randomise
    public record LeftOut(ClusteringMethod method, CopseException reason) {}

    /// Copies the lists.
    public Frontier {
        points = List.copyOf(points);
        leftOut = List.copyOf(leftOut);
    }

    /// Makes all clusterings. Every method takes its chance from `stream.split(0)`, so that its clusters do not
    /// depend on which others are looked at.
    ///
    /// @param network nodes and edges
    /// @param methods at least one
    /// @param assumptions behind bias and standard error
    /// @param stream chance; not moved on
    /// @param threads at least 1; no influence on the result. Several methods run side by side
    /// @return the points
    /// @throws CopseException the reason of the first method if none makes two clusters or more
    public static Frontier of(
            Network network,
            List<ClusteringMethod> methods,
            LaunchAssumptions assumptions,
            RandomStream stream,
            int threads) {
        @Nullable Point[] points = new Point[methods.size()];
        @Nullable LeftOut[] leftOut = new LeftOut[methods.size()];
        int inner = methods.size() == 1 ? threads : 1;
        Tasks.run(methods.size(), threads, m -> {
            try {
                points[m] = point(network, methods.get(m), assumptions, stream.split(0), inner);
            } catch (CopseException reason) {
                leftOut[m] = new LeftOut(methods.get(m), reason);
            }
        });
        List<Point> made = Stream.of(points).filter(Objects::nonNull).toList();
        List<LeftOut> failed = Stream.of(leftOut).filter(Objects::nonNull).toList();
        if (made.isEmpty()) {
            throw failed.getFirst().reason();
        }
        return new Frontier(made.stream().map(point -> marked(point, made)).toList(), failed, assumptions);
    }

    private static Point point(
            Network network, ClusteringMethod method, LaunchAssumptions assumptions, RandomStream stream, int threads) {
        Graph graph = network.graph();
        if (method instanceof Egos egos) {
            Egos.Found found = egos.find(graph, stream);
            return new Point(
                    method, found.clustering(), ClusteringReport.of(graph, found, method.text(), assumptions), true);
        }
        Clustering clustering = method.cluster(network, stream, threads);
        return new Point(method, clustering, ClusteringReport.of(graph, clustering, method.text(), assumptions), true);
    }

    private static Point marked(Point point, List<Point> all) {
        double bias = Math.abs(point.report.bias());
        double error = point.report.standardError();
        boolean beaten = all.stream()
                .map(Point::report)
                .anyMatch(other -> Math.abs(other.bias()) <= bias
                        && other.standardError() <= error
                        && (Math.abs(other.bias()) < bias || other.standardError() < error));
        return new Point(point.method, point.clustering, point.report, !beaten);
    }

    /// Methods to look at when nobody named any: Leiden at resolutions from 0.5 to 50, balanced clusters of
    /// several sizes, and a net of radius 1.
    ///
    /// @param graph the edges
    /// @return methods that suit its size
    public static List<ClusteringMethod> candidates(Graph graph) {
        boolean many = graph.edges() > MANY_EDGES;
        List<ClusteringMethod> methods = new ArrayList<>();
        for (double resolution : new double[] {0.5, 1, 2, 5, 10, 20, 50}) {
            methods.add(Leiden.modularity(resolution).withStarts(many ? 1 : 10));
        }
        for (int size : many ? new int[] {20, 100, 500} : new int[] {5, 10, 20, 50, 100}) {
            if (graph.nodes() / size >= 4) {
                methods.add(Balanced.ofSize(size));
            }
        }
        methods.add(new EpsilonNet(1, NodeWeighting.UNIFORM));
        return methods;
    }

    /// @return the point with the smallest root mean squared error
    public Point recommended() {
        Point best = points.getFirst();
        for (Point point : points) {
            best = point.report.rmse() < best.report.rmse() ? point : best;
        }
        return best;
    }

    /// @return which clustering is recommended and why
    public String sentence() {
        Point best = recommended();
        String among = points.size() == 1
                ? ""
                : " Of %d clusterings it has the smallest root mean squared error, %s."
                        .formatted(points.size(), Numbers.digits(best.report.rmse()));
        return "`" + best.method.text() + "`: " + best.report.sentence() + among;
    }
}
