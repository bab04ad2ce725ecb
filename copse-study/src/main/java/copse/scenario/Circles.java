package copse.scenario;

import copse.math.RandomStream;
import copse.network.Graph;

/// What friends have in common, as [NetworkOutcome] states it.
final class Circles {
    private Circles() {}

    /// Cost: one pass over the edges, none if the standard deviation is 0.
    ///
    /// @return the part of each node
    static double[] draw(Graph graph, double sd, RandomStream stream) {
        double[] part = new double[graph.nodes()];
        if (sd == 0) {
            return part;
        }
        double[] own = new double[part.length];
        stream.fillGaussian(own, 0, own.length);
        for (int node = 0; node < part.length; node++) {
            double sum = own[node];
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                sum += own[graph.neighbour(at)];
            }
            part[node] = sd * sum / Math.sqrt(1.0 + graph.degree(node));
        }
        return part;
    }

    /// @return number of nodes that have neighbours
    static int connected(Graph graph) {
        int connected = 0;
        for (int node = 0; node < graph.nodes(); node++) {
            connected += graph.degree(node) > 0 ? 1 : 0;
        }
        return connected;
    }
}
