package copse.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.Frame;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The methods against exhaustive search, which takes the first unit and tries everyone with it.
class OptimalGroupsPropertyTest {
    private static final int CASES = 150;

    /// Costs are sums of a few distances of order one.
    private static final double ROUNDING = 1e-10;

    @Test
    void pairsAreTheBestOfAllPairs() {
        for (long seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Points points = points(random, 2 + random.nextInt(8), 1 + random.nextInt(4));
            check(seed, points, 2, OptimalPairs.of(points, Double.POSITIVE_INFINITY), Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void pairsWithinACaliperAreAsManyAsPossibleAndThenTheBest() {
        for (long seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Points points = points(random, 2 + random.nextInt(8), 1 + random.nextInt(4));
            double caliper = points.extent() * random.nextDouble();
            check(seed, points, 2, OptimalPairs.of(points, caliper), caliper);
        }
    }

    @Test
    void sortingIsTheBestOnALine() {
        for (long seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Points points = points(random, 4 + random.nextInt(6), 1);
            int size = 2 + random.nextInt(3);
            double caliper = random.nextBoolean() ? Double.POSITIVE_INFINITY : points.extent() * random.nextDouble();
            check(seed, points, size, SortedLine.of(points, size, caliper), caliper);
        }
    }

    @Test
    void subsetsAreTheBest() {
        for (long seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Points points = points(random, 4 + random.nextInt(6), 1 + random.nextInt(3));
            int size = 2 + random.nextInt(3);
            double caliper = random.nextBoolean() ? Double.POSITIVE_INFINITY : points.extent() * random.nextDouble();
            check(seed, points, size, SubsetSearch.of(points, size, caliper), caliper);
        }
    }

    /// Hundreds of units make the thinned graph miss pairs, so that pricing has to find them.
    @Test
    void thinnedGraphFindsWhatTheWholeGraphFinds() {
        for (long seed = 1; seed <= 8; seed++) {
            Frame frame = Samples.normal(61 + (int) seed, 3, seed);
            Points points = Samples.points(frame);
            Found thinned = OptimalPairs.of(points, Double.POSITIVE_INFINITY);
            assertThat(thinned.optimality()).isInstanceOf(Optimality.Proven.class);
            assertThat(cost(points, thinned)).as("seed %d", seed).isCloseTo(WholeGraph.cost(points), within(ROUNDING));
        }
    }

    /// A grid has many equal distances and coinciding units.
    private static Points points(SplittableRandom random, int units, int dimensions) {
        boolean grid = random.nextInt(4) == 0;
        double[] at = new double[units * dimensions];
        for (int k = 0; k < at.length; k++) {
            at[k] = grid ? random.nextInt(3) : random.nextGaussian();
        }
        return new Points(units, dimensions, at);
    }

    private static double cost(Points points, Found found) {
        return found.groups().stream().mapToDouble(points::cost).sum();
    }

    private static void check(long seed, Points points, int size, Found found, double caliper) {
        double[] best = best(points, size, caliper, new boolean[points.size]);
        assertThat(found.groups()).as("seed %d", seed).hasSize((int) best[0]);
        assertThat(cost(points, found)).as("seed %d", seed).isCloseTo(best[1], within(ROUNDING));
        assertThat(found.optimality()).as("seed %d", seed).isInstanceOf(Optimality.Proven.class);
        assertThat(found.groups()).allMatch(g -> g.length == size && points.diameter(g) <= caliper);
        assertThat(found.groups().stream()
                        .flatMapToInt(Arrays::stream)
                        .distinct()
                        .count())
                .isEqualTo((long) size * found.groups().size());
    }

    /// Most groups of the units that are not gone, and their least cost.
    private static double[] best(Points points, int size, double caliper, boolean[] gone) {
        int first = 0;
        while (first < gone.length && gone[first]) {
            first++;
        }
        if (first == gone.length) {
            return new double[] {0, 0};
        }
        gone[first] = true;
        double[] best = best(points, size, caliper, gone);
        int[] group = new int[size];
        group[0] = first;
        best = grow(points, caliper, gone, group, 1, best);
        gone[first] = false;
        return best;
    }

    private static double[] grow(
            Points points, double caliper, boolean[] gone, int[] group, int count, double[] soFar) {
        double[] best = soFar;
        if (count == group.length) {
            if (points.diameter(group) <= caliper) {
                double[] rest = best(points, group.length, caliper, gone);
                double groups = rest[0] + 1;
                double cost = rest[1] + points.cost(group);
                if (groups > best[0] || (groups == best[0] && cost < best[1])) {
                    best = new double[] {groups, cost};
                }
            }
            return best;
        }
        for (int next = group[count - 1] + 1; next < points.size; next++) {
            if (!gone[next]) {
                gone[next] = true;
                group[count] = next;
                best = grow(points, caliper, gone, group, count + 1, best);
                gone[next] = false;
            }
        }
        return best;
    }

    /// The matching of all pairs at once.
    private static final class WholeGraph {
        static double cost(Points points) {
            var graph = new org.jgrapht.graph.SimpleWeightedGraph<Integer, org.jgrapht.graph.DefaultWeightedEdge>(
                    org.jgrapht.graph.DefaultWeightedEdge.class);
            int nodes = points.size + points.size % 2;
            for (int i = 0; i < nodes; i++) {
                graph.addVertex(i);
                for (int j = 0; j < i; j++) {
                    graph.setEdgeWeight(graph.addEdge(j, i), i < points.size ? points.distance(i, j) : 0);
                }
            }
            return new org.jgrapht.alg.matching.blossom.v5.KolmogorovWeightedPerfectMatching<>(graph)
                    .getMatching()
                    .getWeight();
        }
    }
}
