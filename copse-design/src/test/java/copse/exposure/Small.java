package copse.exposure;

import copse.design.Design;
import copse.design.Possibility;
import copse.design.Randomisation;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.network.Graph;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Small networks on which every assignment can be gone through.
final class Small {
    private Small() {}

    /// @param random where the graph comes from
    /// @param nodes number of nodes, the last of which has no neighbours
    /// @param weighted whether edges have weights that are no whole numbers
    static Graph graph(SplittableRandom random, int nodes, boolean weighted) {
        double density = 0.15 + 0.5 * random.nextDouble();
        List<int[]> edges = IntStream.range(0, nodes - 1)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, nodes - 1).mapToObj(j -> new int[] {i, j}))
                .filter(_ -> random.nextDouble() < density)
                .toList();
        int[] from = edges.stream().mapToInt(edge -> edge[0]).toArray();
        int[] to = edges.stream().mapToInt(edge -> edge[1]).toArray();
        if (!weighted) {
            return Graph.of(nodes, from, to);
        }
        double[] weight =
                edges.stream().mapToDouble(_ -> 0.25 + random.nextInt(8) / 3.0).toArray();
        return Graph.of(nodes, from, to, weight);
    }

    /// Nodes in clusters `c`, these in strata `s` of unequal sizes, with a covariate `x` of clusters.
    static Randomisation randomisation(SplittableRandom random, String design, int nodes, int clusters) {
        double[] cluster = IntStream.range(0, nodes)
                .mapToDouble(node -> node < clusters ? node : random.nextInt(clusters))
                .toArray();
        Frame frame = Frame.of(
                "node", column(IntStream.range(0, nodes).asDoubleStream().toArray()),
                "c", column(cluster),
                "s",
                        column(IntStream.range(0, nodes)
                                .mapToDouble(node -> cluster[node] % 3 == 0 ? 0 : 1)
                                .toArray()),
                "x",
                        column(IntStream.range(0, nodes)
                                .mapToDouble(node -> Math.sin(cluster[node]))
                                .toArray()));
        return Design.parse(design).over(frame, "node");
    }

    private static NumericColumn column(double[] values) {
        return NumericColumn.of(values);
    }

    /// Probabilities of one or two conditions by going through all assignments.
    ///
    /// @return by node, condition, other node, other condition
    static double[][][][] joint(ExposureMap map, Randomisation randomisation, Sides sides) {
        int nodes = map.graph().nodes();
        int conditions = map.exposure().conditions().size();
        double[][][][] joint = new double[nodes][conditions][nodes][conditions];
        byte[] drawn = new byte[nodes];
        for (Possibility possibility : randomisation.enumerate().toList()) {
            map.classify(possibility.arms(), sides, drawn);
            for (int i = 0; i < nodes; i++) {
                for (int j = 0; j < nodes && drawn[i] != Exposure.NONE; j++) {
                    if (drawn[j] != Exposure.NONE) {
                        joint[i][drawn[i]][j][drawn[j]] += possibility.probability();
                    }
                }
            }
        }
        return joint;
    }
}
