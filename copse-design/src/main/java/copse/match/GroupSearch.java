package copse.match;

import copse.math.RandomStream;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Good groups of three and more among many units, with a bound on what a better search could save.
///
/// Start: the unit farthest from the mean takes those nearest to it, again and again, so that outliers do not
/// remain for the end. Then, until neither helps:
///
/// - exchanges: a near neighbour of a unit comes into its group for another member;
/// - rounds: one member leaves each group, and they and the units left over are handed out again at least cost
///   (an assignment problem), which makes chains of exchanges of any length.
///
/// At the end the groups around a random unit are mixed up and the search goes on from there, a number of
/// times; what is no better is taken back.
///
/// What is random comes from a fixed seed: the groups are a function of the points.
///
/// Source for the rounds: Ahuja, Ergun, Orlin and Punnen (2002), A survey of very large-scale neighborhood
/// search techniques, Discrete Appl. Math. 123, section on cyclic exchanges. doi:10.1016/S0166-218X(01)00338-9
final class GroupSearch {
    private static final int LEFT = -1;

    /// Neighbours of a unit that may come into its group.
    private static final int NEIGHBOURS = 12;

    /// Units for which all distances are kept: 72 MB.
    private static final int KEPT = 3_000;

    /// Distances and costs looked at, a second or two of work in all.
    private static final long STEPS = 150_000_000L;

    /// Rounds without improvement per member of a group until the search ends.
    private static final int PATIENCE = 8;

    /// Vain attempts to leave an optimum until the search ends, and the groups that each mixes up.
    private static final int KICKS = 30;

    private static final int SCATTERED = 3;

    /// Groups for which the costs of a round are kept: 50 MB.
    private static final int MOST_GROUPS = 2_500;

    /// Improvements below this part of the extent are rounding.
    private static final double ROUNDING = 1e-12;

    private final Points points;
    private final int size;
    private final double caliper;
    private final double penalty;
    private final double least;
    private final int[][] members;
    private final int[] groupOf;
    private final double[] kept;
    private final RandomStream stream = Seed.of(0).stream();
    private long steps;

    private GroupSearch(Points points, int size, double caliper) {
        this.points = points;
        this.size = size;
        this.caliper = caliper;
        double extent = points.extent();
        // one pair less beyond the caliper is worth more than all distances
        this.penalty = extent * points.size * size;
        this.least = extent * ROUNDING;
        this.members = new int[points.size / size][size];
        this.groupOf = new int[points.size];
        this.kept = points.size <= KEPT ? distances() : new double[0];
    }

    /// @param points the units
    /// @param size units per group
    /// @param caliper largest distance within a group; infinite for none
    /// @return the groups
    static Found of(Points points, int size, double caliper) {
        GroupSearch search = new GroupSearch(points, size, caliper);
        search.start();
        search.improve();
        List<int[]> groups = search.groups();
        if (groups.size() < points.size / size) {
            return Stream.of(
                            Found.of(groups, new Optimality.Unknown()),
                            Greedy.inOrder(points, size, caliper),
                            Greedy.shortest(points, size, caliper))
                    .min(Comparator.<Found>comparingInt(found -> -found.groups().size())
                            .thenComparingDouble(found -> cost(points, found.groups())))
                    .orElseThrow();
        }
        double cost = cost(points, groups);
        double bound = GroupBound.of(points, size, groups, cost);
        return Found.of(
                groups, cost - bound <= ROUNDING * cost ? new Optimality.Proven() : new Optimality.Bounded(bound));
    }

    private static double cost(Points points, List<int[]> groups) {
        return groups.stream().mapToDouble(points::cost).sum();
    }

    private double[] distances() {
        int n = points.size;
        double[] all = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double d = penalised(points.distance(i, j));
                all[i * n + j] = d;
                all[j * n + i] = d;
            }
        }
        return all;
    }

    private double penalised(double distance) {
        return distance > caliper ? distance + penalty : distance;
    }

    private double d(int i, int j) {
        return kept.length > 0 ? kept[i * points.size + j] : penalised(points.distance(i, j));
    }

    private void start() {
        Arrays.fill(groupOf, LEFT);
        List<int[]> groups = new ArrayList<>();
        int spare = points.size % size;
        for (int i : outermostFirst()) {
            if (groupOf[i] == LEFT && groups.size() < members.length) {
                // the outermost are left over to begin with, if some must be
                if (spare > 0) {
                    spare--;
                } else {
                    gather(i, groups.size());
                    groups.add(members[groups.size()]);
                }
            }
        }
    }

    private int[] outermostFirst() {
        int dimensions = points.dimensions;
        double[] at = Arrays.copyOf(points.at, points.at.length + dimensions);
        for (int i = 0; i < points.size; i++) {
            for (int k = 0; k < dimensions; k++) {
                at[points.size * dimensions + k] += at[i * dimensions + k] / points.size;
            }
        }
        Points withMean = new Points(points.size + 1, dimensions, at);
        return IntStream.range(0, points.size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -withMean.squared(i, points.size)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Makes a group of a unit and, one after the other, the free unit nearest to all members.
    private void gather(int first, int group) {
        double[] sum = new double[points.size];
        int next = first;
        for (int m = 0; m < size; m++) {
            members[group][m] = next;
            groupOf[next] = group;
            int joined = next;
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < points.size; j++) {
                if (groupOf[j] == LEFT) {
                    sum[j] += d(j, joined);
                    if (sum[j] < nearest) {
                        nearest = sum[j];
                        next = j;
                    }
                }
            }
        }
    }

    private void improve() {
        int count = Math.min(points.size - 1, NEIGHBOURS + size);
        int[] nearest = new KdTree(points).nearest(count, Integer.MAX_VALUE).index();
        settle(nearest, count);
        double best = cost();
        for (int kick = 0; kick < KICKS && steps < STEPS; kick++) {
            int[][] before = Arrays.stream(members).map(int[]::clone).toArray(int[][]::new);
            scatter(nearest, count);
            settle(nearest, count);
            double cost = cost();
            if (cost < best - least) {
                best = cost;
                kick = -1;
            } else {
                restore(before);
            }
        }
    }

    private void settle(int[] nearest, int count) {
        while (exchangeAll(nearest, count)) {
            // each sweep lowers the cost
        }
        int idle = 0;
        while (idle < PATIENCE * size && steps < STEPS && members.length <= MOST_GROUPS) {
            if (round()) {
                idle = 0;
            } else {
                idle++;
            }
        }
        while (exchangeAll(nearest, count)) {
            // what the rounds may have opened
        }
    }

    private double cost() {
        double sum = 0;
        for (int[] group : members) {
            for (int b = 1; b < size; b++) {
                for (int a = 0; a < b; a++) {
                    sum += d(group[a], group[b]);
                }
            }
        }
        return sum;
    }

    /// Hands out anew, at random, the members of the groups around a random unit.
    private void scatter(int[] nearest, int count) {
        int middle = stream.nextInt(points.size);
        int[] groups = IntStream.concat(
                        IntStream.of(middle), Arrays.stream(nearest, middle * count, middle * count + count))
                .map(i -> groupOf[i])
                .filter(g -> g != LEFT)
                .distinct()
                .limit(SCATTERED)
                .toArray();
        int[] units =
                Arrays.stream(groups).flatMap(g -> Arrays.stream(members[g])).toArray();
        stream.shuffle(units);
        for (int m = 0; m < units.length; m++) {
            members[groups[m / size]][m % size] = units[m];
            groupOf[units[m]] = groups[m / size];
        }
    }

    private void restore(int[][] before) {
        Arrays.fill(groupOf, LEFT);
        for (int g = 0; g < members.length; g++) {
            members[g] = before[g];
            for (int member : before[g]) {
                groupOf[member] = g;
            }
        }
    }

    private boolean exchangeAll(int[] nearest, int count) {
        boolean better = false;
        steps += (long) nearest.length * size;
        for (int u = 0; u < points.size; u++) {
            for (int t = 0; t < count; t++) {
                int v = nearest[u * count + t];
                // whichever of the two is in a group, the other comes into it
                if (groupOf[u] != groupOf[v]) {
                    better |= groupOf[u] == LEFT ? bring(u, groupOf[v], v) : bring(v, groupOf[u], u);
                }
            }
        }
        return better;
    }

    /// Brings a unit into a group for the member whose exchange saves most, if any but `stays` does.
    private boolean bring(int v, int group, int stays) {
        double saved = least;
        int place = LEFT;
        for (int m = 0; m < size; m++) {
            int w = members[group][m];
            if (w != stays) {
                double gain = join(w, group, w) - join(v, group, w);
                if (groupOf[v] != LEFT) {
                    gain += join(v, groupOf[v], v) - join(w, groupOf[v], v);
                }
                if (gain > saved) {
                    saved = gain;
                    place = m;
                }
            }
        }
        if (place == LEFT) {
            return false;
        }
        int w = members[group][place];
        int other = groupOf[v];
        if (other != LEFT) {
            for (int m = 0; m < size; m++) {
                if (members[other][m] == v) {
                    members[other][m] = w;
                }
            }
        }
        members[group][place] = v;
        groupOf[w] = other;
        groupOf[v] = group;
        return true;
    }

    /// Sum of distances of a unit to the members of a group but one.
    private double join(int unit, int group, int but) {
        double sum = 0;
        for (int member : members[group]) {
            if (member != but) {
                sum += d(unit, member);
            }
        }
        return sum;
    }

    /// @return whether the cost fell
    private boolean round() {
        int groups = members.length;
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < points.size; i++) {
            if (groupOf[i] == LEFT) {
                left.add(i);
            }
        }
        int n = groups + left.size();
        int[] place = new int[groups];
        int[] pool = new int[n];
        for (int g = 0; g < groups; g++) {
            place[g] = stream.nextInt(size);
            pool[g] = members[g][place[g]];
        }
        for (int l = 0; l < left.size(); l++) {
            pool[groups + l] = left.get(l);
        }
        double[] cost = new double[n * n];
        double before = 0;
        for (int p = 0; p < n; p++) {
            for (int g = 0; g < groups; g++) {
                cost[p * n + g] = join(pool[p], g, members[g][place[g]]);
            }
            before += cost[p * n + p];
        }
        LinearAssignment assignment = new LinearAssignment(n, cost);
        steps += assignment.steps();
        double after = 0;
        for (int p = 0; p < n; p++) {
            after += cost[p * n + assignment.column(p)];
        }
        if (after >= before - least) {
            return false;
        }
        for (int p = 0; p < n; p++) {
            int g = assignment.column(p);
            groupOf[pool[p]] = g < groups ? g : LEFT;
            if (g < groups) {
                members[g][place[g]] = pool[p];
            }
        }
        return true;
    }

    /// The groups within the caliper; units of the others form what groups they greedily can.
    private List<int[]> groups() {
        List<int[]> groups = new ArrayList<>();
        boolean[] free = new boolean[points.size];
        Arrays.fill(free, true);
        for (int[] group : members) {
            if (points.diameter(group) <= caliper) {
                groups.add(group.clone());
                for (int member : group) {
                    free[member] = false;
                }
            }
        }
        if (groups.size() < members.length) {
            int[] others = IntStream.range(0, points.size).filter(i -> free[i]).toArray();
            groups.addAll(Greedy.shortest(points.select(others), size, caliper)
                    .named(others)
                    .groups());
        }
        return groups;
    }
}
