package copse.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Optimal groups of any size among few units, by dynamic programming over subsets.
///
/// `least[covered]` is the least cost of dealing with the units of the bit set `covered`: the first unit
/// outside of it is either left over, which costs more than any group, or forms a group with others outside of
/// it. So the number of groups is largest first, and their cost least among those.
///
/// Cost: `2ⁿ` numbers, and for each of them `C(n - 1, K - 1)` groups at most.
final class SubsetSearch {
    /// Work of about half a second.
    private static final double MOST_GROUPS = 3e8;

    /// 2²² subsets take 50 MB.
    private static final int MOST_UNITS = 22;

    private final int n;
    private final int size;
    private final double caliper;
    private final double[][] distance;

    /// Least cost by set of units, and the group (or single bit of a unit left over) that was added last.
    private final double[] least;

    private final int[] last;

    private SubsetSearch(Points points, int size, double caliper) {
        this.n = points.size;
        this.size = size;
        this.caliper = caliper;
        this.distance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                distance[i][j] = points.distance(i, j);
            }
        }
        this.least = new double[1 << n];
        this.last = new int[1 << n];
    }

    /// @param units number of units
    /// @param size units per group
    /// @return whether the search is quick and small
    static boolean suits(int units, int size) {
        if (units > MOST_UNITS) {
            return false;
        }
        double groups = 1;
        for (int k = 1; k < size; k++) {
            groups *= (double) (units - k) / k;
        }
        // of all subsets only those of every size-th number of units are reached
        return Math.scalb(groups, units) / size <= MOST_GROUPS;
    }

    /// @param points few units
    /// @param size units per group
    /// @param caliper largest distance within a group; infinite for none
    /// @return as many groups as possible, of least cost
    static Found of(Points points, int size, double caliper) {
        return Found.of(new SubsetSearch(points, size, caliper).solve(), new Optimality.Proven());
    }

    private List<int[]> solve() {
        double largest = 0;
        for (double[] row : distance) {
            for (double value : row) {
                largest = Math.max(largest, value);
            }
        }
        // a group more or less is worth more than all distances together
        double alone = Math.max(largest, 1) * n * size;
        // without a caliper as many groups as possible are found whoever is left over, so more need not be tried
        int spare = caliper < largest ? n : n % size;
        int everyone = (1 << n) - 1;
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = 0;
        for (int covered = 0; covered < everyone; covered++) {
            if (least[covered] < Double.POSITIVE_INFINITY) {
                int first = Integer.numberOfTrailingZeros(~covered);
                if (spare == n || Integer.bitCount(covered) % size < spare) {
                    improve(covered, 1 << first, alone);
                }
                extend(covered, 1 << first, first, 1, 0);
            }
        }
        List<int[]> groups = new ArrayList<>();
        for (int covered = everyone; covered != 0; covered &= ~last[covered]) {
            if (Integer.bitCount(last[covered]) == size) {
                groups.add(members(last[covered]));
            }
        }
        return groups;
    }

    private void improve(int covered, int added, double cost) {
        double total = least[covered] + cost;
        if (total < least[covered | added]) {
            least[covered | added] = total;
            last[covered | added] = added;
        }
    }

    /// Adds every group that holds the members so far and later units outside of `covered`.
    private void extend(int covered, int group, int latest, int count, double cost) {
        if (count == size) {
            improve(covered, group, cost);
            return;
        }
        for (int next = latest + 1; next < n; next++) {
            if ((covered >>> next & 1) == 0) {
                double more = join(group, next);
                if (more < Double.POSITIVE_INFINITY) {
                    extend(covered, group | 1 << next, next, count + 1, cost + more);
                }
            }
        }
    }

    /// Sum of distances to the members, infinite beyond the caliper.
    private double join(int group, int unit) {
        double sum = 0;
        double[] row = distance[unit];
        for (int rest = group; rest != 0; rest &= rest - 1) {
            double d = row[Integer.numberOfTrailingZeros(rest)];
            if (d > caliper) {
                return Double.POSITIVE_INFINITY;
            }
            sum += d;
        }
        return sum;
    }

    private static int[] members(int group) {
        int[] members = new int[Integer.bitCount(group)];
        int rest = group;
        for (int m = 0; m < members.length; m++) {
            members[m] = Integer.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return members;
    }
}
