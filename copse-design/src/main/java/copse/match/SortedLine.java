package copse.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Optimal groups on one coordinate, by sorting.
///
/// Some optimal grouping consists of runs of neighbours. For groups without left-over units: between two
/// neighbours that split the units into m and n − m, groups contribute `Σ l (K − l)` times the gap, where l
/// counts a group's units on the left; this is concave, so least when all l but one are 0 or K, and runs reach
/// that at every gap at once. A unit left over inside a group's span can replace one of the span's ends without
/// raising the cost. Neither step widens the largest span, so the same holds with a caliper. Which units are
/// left over is then a recursion over the sorted units: the last one is either left over or ends a run.
///
/// Cost: sorting and n K.
///
/// Source: Bai (2022), Optimality of matched-pair designs in randomized controlled trials, Amer. Econ. Rev.
/// 112(12), section II (pairs). doi:10.1257/aer.20201856
final class SortedLine {
    private SortedLine() {}

    /// @param points of one coordinate
    /// @param size units per group
    /// @param caliper largest distance within a group; infinite for none
    /// @return as many groups as possible, of least cost
    static Found of(Points points, int size, double caliper) {
        int n = points.size;
        double[] at = points.at;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> at[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        // of the first i units in order: most groups, and their least cost
        int[] groups = new int[n + 1];
        double[] cost = new double[n + 1];
        boolean[] ends = new boolean[n + 1];
        for (int i = 1; i <= n; i++) {
            groups[i] = groups[i - 1];
            cost[i] = cost[i - 1];
            if (i >= size && at[order[i - 1]] - at[order[i - size]] <= caliper) {
                int more = groups[i - size] + 1;
                double total = cost[i - size] + run(at, order, i - size, size);
                if (more > groups[i] || (more == groups[i] && total < cost[i])) {
                    groups[i] = more;
                    cost[i] = total;
                    ends[i] = true;
                }
            }
        }
        List<int[]> found = new ArrayList<>();
        for (int i = n; i > 0; ) {
            if (ends[i]) {
                int[] group = new int[size];
                System.arraycopy(order, i - size, group, 0, size);
                found.add(group);
                i -= size;
            } else {
                i--;
            }
        }
        return Found.of(found, new Optimality.Proven());
    }

    /// Sum of all differences in a run: the m-th of K has m below and K − 1 − m above it.
    private static double run(double[] at, int[] order, int from, int size) {
        double sum = 0;
        for (int m = 0; m < size; m++) {
            sum += (2 * m - size + 1) * (at[order[from + m]] - at[order[from]]);
        }
        return sum;
    }
}
