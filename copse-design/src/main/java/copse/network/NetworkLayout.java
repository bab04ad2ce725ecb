package copse.network;

import copse.math.RandomStream;
import java.util.Optional;
import java.util.Random;
import org.jgrapht.alg.drawing.IndexedFRLayoutAlgorithm2D;
import org.jgrapht.alg.drawing.model.Box2D;
import org.jgrapht.alg.drawing.model.MapLayoutModel2D;
import org.jgrapht.alg.drawing.model.Point2D;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/// Places for the nodes of a graph: edges pull their ends together, all nodes push each other away.
///
/// Nodes that nobody sees hold together what belongs together: one per cluster is a neighbour of all its nodes,
/// one more of a node of each connected part, so that parts do not drift apart.
///
/// Cost: 200 rounds of O(n log n + edges); a second for some hundred nodes.
///
/// Source: Fruchterman and Reingold (1991), Graph drawing by force-directed placement, Softw. Pract. Exp.
/// 21(11). doi:10.1002/spe.4380211102
///
/// @param x horizontal places by node; only distances in comparison with each other mean something
/// @param y vertical places by node, on the same scale
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record NetworkLayout(double[] x, double[] y) {
    private static final int ROUNDS = 200;

    /// How far apart neighbours want to be; a smaller one keeps clusters tight.
    private static final double SPREAD = 0.35;

    /// How coarsely far nodes are taken together.
    private static final double COARSE = 0.5;

    /// @param graph of at least one node
    /// @param clusters that are drawn as such
    /// @param stream where nodes are before the first round. *Modified.*
    /// @return the same places for the same graph and stream
    public static NetworkLayout of(Graph graph, Optional<Clustering> clusters, RandomStream stream) {
        int n = graph.nodes();
        SimpleGraph<Integer, DefaultEdge> drawn = new SimpleGraph<>(DefaultEdge.class);
        int hub = n + clusters.map(Clustering::clusters).orElse(0);
        for (int node = 0; node < hub; node++) {
            drawn.addVertex(node);
        }
        for (int node = 0; node < n; node++) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                int from = node;
                int to = other;
                // an edge between two clusters pulls these, not its ends, which would be torn out of them
                if (clusters.isPresent()
                        && clusters.get().inside(node)
                        && clusters.get().inside(other)
                        && clusters.get().of(node) != clusters.get().of(other)) {
                    from = n + clusters.get().of(node);
                    to = n + clusters.get().of(other);
                }
                if (to > from) {
                    drawn.addEdge(from, to);
                }
            }
            if (clusters.isPresent() && clusters.get().inside(node)) {
                drawn.addEdge(node, n + clusters.get().of(node));
            }
        }
        drawn.addVertex(hub);
        boolean[] reached = new boolean[n];
        for (int node = 0; node < n; node++) {
            if (!reached[node]) {
                drawn.addEdge(hub, reach(graph, node, reached));
            }
        }
        MapLayoutModel2D<Integer> places = new MapLayoutModel2D<>(new Box2D(0, 0, 1, 1));
        new IndexedFRLayoutAlgorithm2D<Integer, DefaultEdge>(ROUNDS, COARSE, SPREAD, new Random(stream.nextLong()))
                .layout(drawn, places);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int node = 0; node < n; node++) {
            Point2D place = places.get(node);
            x[node] = place.getX();
            y[node] = place.getY();
        }
        return new NetworkLayout(x, y);
    }

    /// Marks the connected part of a node; tells its node of most neighbours.
    private static int reach(Graph graph, int from, boolean[] reached) {
        int[] stack = new int[graph.nodes()];
        int height = 0;
        stack[height++] = from;
        reached[from] = true;
        int largest = from;
        while (height > 0) {
            int node = stack[--height];
            largest = graph.degree(node) > graph.degree(largest) ? node : largest;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int next = graph.neighbour(at);
                if (!reached[next]) {
                    reached[next] = true;
                    stack[height++] = next;
                }
            }
        }
        return largest;
    }
}
