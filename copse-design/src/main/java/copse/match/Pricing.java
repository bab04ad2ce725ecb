package copse.match;

import copse.math.Lanes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Finds the pairs whose reduced cost is negative, among all pairs.
final class Pricing {
    /// Pairs reported per unit: the most negative ones settle most of the others.
    private static final int PER_UNIT = 4;

    private static final int PARALLEL = 300;

    private final Points points;
    private final double caliper;
    private final double unit;
    private final double limit;
    private final Duals duals;
    private final int copies;

    /// A pair and its reduced cost, in units of cost.
    ///
    /// @param i the lower unit
    /// @param j the higher one
    /// @param reduced below 0
    record Pair(int i, int j, double reduced) {}

    /// @param points the units
    /// @param caliper largest distance of a pair; infinite for none
    /// @param unit of cost
    /// @param limit reduced costs below this count as negative, in units of cost
    /// @param duals of the nodes, which are the units and, if `doubled`, their copies
    /// @param doubled whether there are copies
    Pricing(Points points, double caliper, double unit, double limit, Duals duals, boolean doubled) {
        this.points = points;
        this.caliper = caliper;
        this.unit = unit;
        this.limit = limit;
        this.duals = duals;
        this.copies = doubled ? 2 : 1;
    }

    /// @return the most negative pairs of each unit, by unit
    List<Pair> violated() {
        int n = points.size;
        List<List<Pair>> byUnit = new ArrayList<>(Collections.nCopies(n, List.of()));
        Lanes.run(n > PARALLEL, (first, stride) -> {
            for (int i = first; i < n; i += stride) {
                byUnit.set(i, violated(i));
            }
        });
        return byUnit.stream().flatMap(List::stream).toList();
    }

    private List<Pair> violated(int i) {
        List<Pair> pairs = new ArrayList<>();
        for (int j = i + 1; j < points.size; j++) {
            double sum = 0;
            for (int copy = 0; copy < copies; copy++) {
                sum = Math.max(sum, duals.above(copy * points.size + i) + duals.above(copy * points.size + j));
            }
            double reach = Math.min(sum * unit, caliper);
            // blossoms that hold both only raise the reduced cost, so most pairs need no more than this
            if (sum > 0 && points.squared(i, j) <= reach * reach) {
                double reduced = reduced(i, j);
                if (reduced < limit) {
                    pairs.add(new Pair(i, j, reduced));
                }
            }
        }
        if (pairs.size() > PER_UNIT) {
            pairs.sort(Comparator.comparingDouble(Pair::reduced).thenComparingInt(Pair::j));
            return List.copyOf(pairs.subList(0, PER_UNIT));
        }
        return pairs;
    }

    private double reduced(int i, int j) {
        double distance = points.distance(i, j);
        double least = 0;
        for (int copy = 0; copy < copies && distance <= caliper; copy++) {
            int u = copy * points.size + i;
            int v = copy * points.size + j;
            double reduced = distance / unit - duals.above(u) - duals.above(v) + 2 * duals.common(u, v);
            least = Math.min(least, reduced);
        }
        return least;
    }
}
