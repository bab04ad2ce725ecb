package copse.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.blossom.v5.KolmogorovWeightedPerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/// Pairs of least total distance, by minimum-weight perfect matching, and the proof of it.
///
/// The graph holds each unit's nearest neighbours and one matching that makes a perfect one possible. Its
/// optimum (Blossom V of JGraphT) comes with dual variables; pairs left out of the graph whose reduced cost is
/// negative could improve the matching, so they are added and the graph is solved again. When there are none,
/// the matching is optimal among all pairs.
///
/// - Odd number of units: one more node at distance 0 of all; who is matched with it is left over.
/// - Caliper: two copies of the graph, a unit joined with its copy at a cost above that of any matching. Twice
///   the least cost at the largest number of pairs results.
/// - Costs are rounded to multiples of 2⁻⁴⁸ of the largest, with which the solver's additions are exact.
///
/// Cost: n² reduced costs per round, on all cores, and the solver on some ten pairs per unit.
///
/// Source: Kolmogorov (2009), Blossom V: a new implementation of a minimum cost perfect matching algorithm,
/// Math. Prog. Comp. 1, 43-67. doi:10.1007/s12532-009-0002-8. Cook and Rohe (1999), Computing minimum-weight
/// perfect matchings, INFORMS J. Comput. 11(2), 138-148, for thinning and pricing. doi:10.1287/ijoc.11.2.138
final class OptimalPairs {
    /// Most units: more would take minutes, and gigabytes with a caliper.
    static final int MOST = 20_000;

    /// Neighbours of a unit in the first graph: enough that one or two further rounds settle the rest.
    private static final int NEIGHBOURS = 10;

    /// The largest cost as the solver sees it, which takes 10¹⁰ for infinity …
    private static final double LARGEST = 0x1p30;

    /// … and the step of costs: sums of them, their halves and quarters are exact in a double, and far above
    /// the solver's own tolerance of 10⁻⁹.
    private static final double STEP = 0x1p-18;

    /// Reduced costs above minus this are rounding of distances and costs.
    private static final double TOLERANCE = 4 * STEP;

    private final Points points;
    private final int n;
    private final double caliper;
    private final boolean doubled;
    private final int nodes;
    private final double unit;
    private final double penalty;

    /// Pairs in the graph, `low * n + high`.
    private final Set<Long> pairs = new TreeSet<>();

    private OptimalPairs(Points points, double caliper) {
        this.points = points;
        this.n = points.size;
        double extent = points.extent();
        this.doubled = caliper < extent;
        this.caliper = doubled ? caliper : Double.POSITIVE_INFINITY;
        this.nodes = doubled ? 2 * n : n + n % 2;
        // more than any set of disjoint pairs within the caliper costs
        this.penalty = caliper > 0 ? (n / 2 + 1) * caliper : 1;
        double largest = doubled ? penalty : extent;
        // units that coincide have no distance to measure in
        this.unit = largest > 0 ? largest / LARGEST : 1;
    }

    /// @param points at most [#MOST]
    /// @param caliper largest distance of a pair; infinite for none
    /// @return as many pairs as possible, of least cost
    static Found of(Points points, double caliper) {
        if (points.size < 2) {
            return Found.of(List.of(), new Optimality.Proven());
        }
        return new OptimalPairs(points, caliper).solve();
    }

    private Found solve() {
        int count = Math.min(NEIGHBOURS, n - 1);
        int[] nearest = new KdTree(points).nearest(count, Integer.MAX_VALUE).index();
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < count; t++) {
                offer(i, nearest[i * count + t]);
            }
        }
        if (!doubled) {
            StartingPairs.of(points, nearest, count).forEach(pair -> offer(pair[0], pair[1]));
        }
        while (true) {
            var solver = new KolmogorovWeightedPerfectMatching<>(graph());
            var matching = solver.getMatching();
            Duals duals = new Duals(nodes, solver.getDualSolution().getDualVariables());
            double worst = price(duals);
            if (worst >= 0) {
                return found(matching.getGraph(), matching.getEdges(), duals);
            }
        }
    }

    private void offer(int i, int j) {
        if (points.distance(i, j) <= caliper) {
            pairs.add((long) Math.min(i, j) * n + Math.max(i, j));
        }
    }

    private double cost(int i, int j) {
        return whole(points.distance(i, j));
    }

    private double whole(double distance) {
        return Math.rint(distance / unit / STEP) * STEP;
    }

    private Graph<Integer, DefaultWeightedEdge> graph() {
        Graph<Integer, DefaultWeightedEdge> graph = new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
        for (int node = 0; node < nodes; node++) {
            graph.addVertex(node);
        }
        for (long pair : pairs) {
            int i = (int) (pair / n);
            int j = (int) (pair % n);
            join(graph, i, j, cost(i, j));
            if (doubled) {
                join(graph, n + i, n + j, cost(i, j));
            }
        }
        for (int i = 0; i < n && nodes > n; i++) {
            join(graph, i, doubled ? n + i : n, doubled ? whole(penalty) : 0);
        }
        return graph;
    }

    private static void join(Graph<Integer, DefaultWeightedEdge> graph, int a, int b, double weight) {
        graph.setEdgeWeight(graph.addEdge(a, b), weight);
    }

    /// Adds the pairs of most negative reduced cost, a few per unit.
    ///
    /// @return the most negative reduced cost, 0 if there is none
    private double price(Duals duals) {
        List<Pricing.Pair> violated = new Pricing(points, caliper, unit, -TOLERANCE, duals, doubled).violated();
        boolean added = false;
        double worst = 0;
        for (Pricing.Pair pair : violated) {
            if (pairs.add((long) pair.i() * n + pair.j())) {
                added = true;
                worst = Math.min(worst, pair.reduced());
            }
        }
        return added ? worst : 0;
    }

    private Found found(Graph<Integer, DefaultWeightedEdge> graph, Set<DefaultWeightedEdge> edges, Duals duals) {
        List<int[]> groups = new ArrayList<>();
        double total = 0;
        for (DefaultWeightedEdge edge : edges) {
            int a = graph.getEdgeSource(edge);
            int b = graph.getEdgeTarget(edge);
            total += graph.getEdgeWeight(edge);
            if (Math.max(a, b) < n) {
                groups.add(new int[] {a, b});
            }
        }
        // the solver's sums are exact, so that cost and bound agree but for the reduced costs that pass as rounding
        double gap = total - duals.bound();
        if (gap <= nodes * TOLERANCE) {
            return Found.of(groups, new Optimality.Proven());
        }
        double cost = groups.stream().mapToDouble(points::cost).sum();
        return Found.of(groups, new Optimality.Bounded(cost - gap * unit / (doubled ? 2 : 1)));
    }
}
