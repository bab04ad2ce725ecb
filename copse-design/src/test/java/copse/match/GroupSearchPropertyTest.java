package copse.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The search for larger groups against the exact optimum, where there is one.
class GroupSearchPropertyTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void boundIsBelowAndSearchNearTheOptimum() {
        double excess = 0;
        int cases = 25;
        for (long seed = 1; seed <= cases; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 3 + random.nextInt(3);
            int units = 2 * size + random.nextInt(15 - 2 * size);
            Points points = Samples.points(Samples.normal(units, 1 + random.nextInt(4), seed));
            double best = cost(points, SubsetSearch.of(points, size, Double.POSITIVE_INFINITY));
            Found found = GroupSearch.of(points, size, Double.POSITIVE_INFINITY);
            double cost = cost(points, found);
            assertThat(found.groups()).hasSize(units / size).allMatch(group -> group.length == size);
            assertThat(cost).as("seed %d", seed).isGreaterThanOrEqualTo(best - ROUNDING);
            double bound = found.optimality() instanceof Optimality.Bounded bounded ? bounded.bound() : cost;
            assertThat(bound)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(best + ROUNDING)
                    .isPositive();
            // steps that are too long for the cost that is claimed do not make the bound wrong
            assertThat(GroupBound.of(points, size, found.groups(), 1.5 * cost))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(best + ROUNDING);
            excess += (cost - best) / best / cases;
        }
        // measured 0.0 %: on problems of this size the search nearly always ends at the optimum
        assertThat(excess).isLessThan(0.005);
    }

    @Test
    void boundHoldsWhereSearchesOfGroupsAreCutShort() {
        Points points = Samples.points(Samples.normal(16, 6, 3));
        double best = cost(points, SubsetSearch.of(points, 8, Double.POSITIVE_INFINITY));
        Found found = GroupSearch.of(points, 8, Double.POSITIVE_INFINITY);
        assertThat(found.optimality())
                .isInstanceOfSatisfying(
                        Optimality.Bounded.class,
                        bounded -> assertThat(bounded.bound()).isBetween(0.5 * best, best));
    }

    @Test
    void gapOfTriplesIsSmall() {
        Points points = Samples.points(Samples.normal(121, 4, 2));
        Found found = GroupSearch.of(points, 3, Double.POSITIVE_INFINITY);
        double cost = cost(points, found);
        assertThat(found.groups()).hasSize(40);
        // measured 3 %
        assertThat(((Optimality.Bounded) found.optimality()).bound()).isBetween(0.92 * cost, cost);
        assertThat(cost).isLessThan(cost(points, Greedy.shortest(points, 3, Double.POSITIVE_INFINITY)));
    }

    @Test
    void caliperIsKept() {
        for (long seed = 1; seed <= 20; seed++) {
            Points points = Samples.points(Samples.normal(40, 2, seed));
            Found found = GroupSearch.of(points, 3, 0.8);
            assertThat(found.groups()).isNotEmpty().allMatch(group -> points.diameter(group) <= 0.8);
            assertThat(found.groups().stream()
                            .flatMapToInt(Arrays::stream)
                            .distinct()
                            .count())
                    .isEqualTo(3L * found.groups().size());
            assertThat(found.groups().size())
                    .isGreaterThanOrEqualTo(
                            Greedy.inOrder(points, 3, 0.8).groups().size());
        }
    }

    @Test
    void assignmentIsTheCheapestOfAllPermutations() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(6);
            double[] cost = random.doubles((long) n * n).toArray();
            LinearAssignment assignment = new LinearAssignment(n, cost);
            double sum = 0;
            boolean[] used = new boolean[n];
            for (int i = 0; i < n; i++) {
                sum += cost[i * n + assignment.column(i)];
                assertThat(used[assignment.column(i)]).isFalse();
                used[assignment.column(i)] = true;
            }
            assertThat(sum).as("seed %d", seed).isLessThanOrEqualTo(cheapest(n, cost, 0, 0) + ROUNDING);
        }
    }

    private static double cheapest(int n, double[] cost, int row, int used) {
        double best = row == n ? 0 : Double.POSITIVE_INFINITY;
        for (int j = 0; j < n && row < n; j++) {
            if ((used >>> j & 1) == 0) {
                best = Math.min(best, cost[row * n + j] + cheapest(n, cost, row + 1, used | 1 << j));
            }
        }
        return best;
    }

    private static double cost(Points points, Found found) {
        return found.groups().stream().mapToDouble(points::cost).sum();
    }
}
