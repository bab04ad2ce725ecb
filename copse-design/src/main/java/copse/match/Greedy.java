package copse.match;

import copse.math.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Greedy groups, on request: what is taken stays taken, so that late units get what is left.
///
/// Cost: n² distances for either method, more if many units compete for the same neighbours.
final class Greedy {
    /// Most units for which n² distances take seconds.
    static final int MOST = 50_000;

    private static final int PARALLEL = 500;
    private static final int NOBODY = -1;

    private final Points points;
    private final int size;
    private final double caliper;
    private final boolean[] taken;

    /// Units that are free, ascending, in the first `left` places.
    private final int[] free;

    private int left;

    private Greedy(Points points, int size, double caliper) {
        this.points = points;
        this.size = size;
        this.caliper = caliper;
        this.taken = new boolean[points.size];
        this.free = IntStream.range(0, points.size).toArray();
        this.left = points.size;
    }

    /// In their order, each unit that is free takes the nearest free ones; of units equally near the first.
    ///
    /// @param points the units
    /// @param size units per group
    /// @param caliper largest distance within a group; infinite for none
    /// @return the groups
    static Found inOrder(Points points, int size, double caliper) {
        Greedy greedy = new Greedy(points, size, caliper);
        List<int[]> groups = new ArrayList<>();
        for (int i = 0; i < points.size; i++) {
            if (!greedy.taken[i]) {
                greedy.offer(greedy.around(i), groups);
            }
        }
        return Found.of(groups, new Optimality.Unknown());
    }

    /// The closest two units that are both free, again and again; of pairs equally close that of the first
    /// units. In groups of more than two each further member is the free unit with the least sum of distances
    /// to the members.
    ///
    /// @param points the units
    /// @param size units per group
    /// @param caliper largest distance within a group; infinite for none
    /// @return the groups
    static Found shortest(Points points, int size, double caliper) {
        return Found.of(new Greedy(points, size, caliper).shortestFirst(), new Optimality.Unknown());
    }

    /// Takes a group if it is whole.
    private void offer(int[] group, List<int[]> groups) {
        if (group.length < size) {
            return;
        }
        for (int member : group) {
            taken[member] = true;
        }
        int kept = 0;
        for (int c = 0; c < left; c++) {
            if (!taken[free[c]]) {
                free[kept++] = free[c];
            }
        }
        left = kept;
        groups.add(group);
    }

    /// A unit with the free units nearest to it, as many as are within the caliper of all before them.
    private int[] around(int i) {
        int[] members = new int[size];
        members[0] = i;
        int count = 1;
        double last = -1;
        int lastUnit = NOBODY;
        while (count < size) {
            // the next in the order of (distance, unit) after the last one tried
            double least = Double.POSITIVE_INFINITY;
            int next = NOBODY;
            for (int c = 0; c < left; c++) {
                int j = free[c];
                double squared = j == i ? Double.POSITIVE_INFINITY : points.squared(i, j);
                if (squared < least && (squared > last || (squared == last && j > lastUnit))) {
                    least = squared;
                    next = j;
                }
            }
            if (next == NOBODY || Math.sqrt(least) > caliper) {
                break;
            }
            last = least;
            lastUnit = next;
            if (fits(next, members, count)) {
                members[count++] = next;
            }
        }
        return Arrays.copyOf(members, count);
    }

    private boolean fits(int unit, int[] members, int count) {
        for (int m = 0; m < count; m++) {
            if (points.distance(unit, members[m]) > caliper) {
                return false;
            }
        }
        return true;
    }

    /// The nearest free unit of one: an entry of the queue. What it says is a lower bound, for units only
    /// become taken.
    private record Nearest(double squared, int low, int high, int unit) implements Comparable<Nearest> {
        @Override
        public int compareTo(Nearest other) {
            int order = Double.compare(squared, other.squared);
            order = order != 0 ? order : Integer.compare(low, other.low);
            order = order != 0 ? order : Integer.compare(high, other.high);
            return order != 0 ? order : Integer.compare(unit, other.unit);
        }

        int partner() {
            return unit == low ? high : low;
        }
    }

    private List<int[]> shortestFirst() {
        Nearest[] first = new Nearest[points.size];
        Lanes.run(points.size > PARALLEL, (lane, stride) -> {
            for (int i = lane; i < points.size; i += stride) {
                first[i] = nearest(i);
            }
        });
        PriorityQueue<Nearest> queue = new PriorityQueue<>(Arrays.asList(first));
        List<int[]> groups = new ArrayList<>();
        while (!queue.isEmpty()) {
            Nearest pair = queue.remove();
            boolean near = pair.squared < Double.POSITIVE_INFINITY && Math.sqrt(pair.squared) <= caliper;
            if (taken[pair.unit] || !near) {
                continue;
            }
            if (taken[pair.partner()]) {
                queue.add(nearest(pair.unit));
            } else {
                offer(grown(pair.low, pair.high), groups);
            }
        }
        return groups;
    }

    /// @return the nearest free unit; at infinite distance if there is none
    private Nearest nearest(int i) {
        double least = Double.POSITIVE_INFINITY;
        int nearest = i;
        for (int c = 0; c < left; c++) {
            int j = free[c];
            if (j != i) {
                double squared = points.squared(i, j);
                // units equally near come in ascending order, and so do the pairs that they make with i
                if (squared < least) {
                    least = squared;
                    nearest = j;
                }
            }
        }
        return new Nearest(least, Math.min(i, nearest), Math.max(i, nearest), i);
    }

    private int[] grown(int i, int j) {
        int[] members = new int[size];
        members[0] = i;
        members[1] = j;
        int count = 2;
        while (count < size) {
            double least = Double.POSITIVE_INFINITY;
            int next = NOBODY;
            for (int c = 0; c < left; c++) {
                double sum = sum(free[c], members, count);
                if (sum < least && fits(free[c], members, count)) {
                    least = sum;
                    next = free[c];
                }
            }
            if (next == NOBODY) {
                return new int[] {i, j};
            }
            members[count++] = next;
        }
        return members;
    }

    /// Sum of distances to the members, infinite for a member.
    private double sum(int unit, int[] members, int count) {
        double sum = 0;
        for (int m = 0; m < count; m++) {
            if (members[m] == unit) {
                return Double.POSITIVE_INFINITY;
            }
            sum += points.distance(unit, members[m]);
        }
        return sum;
    }
}
