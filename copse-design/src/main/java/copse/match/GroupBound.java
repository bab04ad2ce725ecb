package copse.match;

import copse.math.Lanes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A lower bound for the cost of every grouping into groups of K.
///
/// For any price π of units, a grouping costs the prices of its units plus what each group costs beyond the
/// prices of its members. The latter is at least the mean, over its members, of the least such excess of any
/// group that a member could be in:
///
/// `cost ≥ Σ_u [π_u + (1/K) min_{g ∋ u} (c(g) − π(g))]`
///
/// over the units in groups; when some are left over, over those whose terms are smallest. Prices are improved
/// by subgradient steps (Held and Karp), beginning with each unit's half of its distances in a good grouping:
/// every price gives a valid bound. The minimum over groups is found by branch and bound; where that takes too
/// long it is itself replaced by a lower bound.
///
/// Cost: n² per step, and the search of groups, on all cores.
///
/// Source: Held and Karp (1971), The traveling-salesman problem and minimum spanning trees: part II, Math.
/// Prog. 1, 6-25, for the steps. doi:10.1007/BF01584070
final class GroupBound {
    /// Pairs looked at in all steps together: some seconds.
    private static final double WORK = 1e8;

    private static final int MOST_STEPS = 150;
    private static final int FEWEST_STEPS = 3;

    /// Groups looked into for one unit at one price.
    private static final int MOST_NODES = 1_000;

    /// Units that are tried around one, more for large groups.
    private static final int CANDIDATES = 48;

    /// Steps without a better bound until they become shorter.
    private static final int PATIENCE = 8;

    /// A gap that nobody would want narrowed.
    private static final double CLOSE = 1e-6;

    /// Units for which all distances are kept: 72 MB.
    private static final int KEPT = 3_000;

    private final Points points;
    private final int size;
    private final int used;
    private final double[] kept;

    /// Half the sum of each unit's K − 2 smallest distances: its part, at least, of the distances in a group
    /// that are not to the unit in the middle.
    private final double[] among;

    private GroupBound(Points points, int size) {
        this.points = points;
        this.size = size;
        this.used = points.size / size * size;
        this.kept = points.size <= KEPT ? distances() : new double[0];
        this.among = new double[points.size];
        int[] nearest = new KdTree(points).nearest(size - 2, Integer.MAX_VALUE).index();
        for (int t = 0; t < nearest.length; t++) {
            among[t / (size - 2)] += 0.5 * points.distance(t / (size - 2), nearest[t]);
        }
    }

    /// @param points the units
    /// @param size units per group
    /// @param groups a good grouping
    /// @param cost of it
    /// @return a number that no grouping into `n / size` groups is below
    static double of(Points points, int size, List<int[]> groups, double cost) {
        return new GroupBound(points, size).improved(groups, cost);
    }

    private double[] distances() {
        int n = points.size;
        double[] all = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double d = points.distance(i, j);
                all[i * n + j] = d;
                all[j * n + i] = d;
            }
        }
        return all;
    }

    private double d(int i, int j) {
        return kept.length > 0 ? kept[i * points.size + j] : points.distance(i, j);
    }

    private double improved(List<int[]> groups, double cost) {
        int n = points.size;
        double[] price = new double[n];
        for (int[] group : groups) {
            for (int i : group) {
                for (int j : group) {
                    price[i] += i == j ? 0 : 0.5 * points.distance(i, j);
                }
            }
        }
        int[][] group = new int[n][];
        for (int[] one : groups) {
            for (int i : one) {
                group[i] = one.clone();
            }
        }
        for (int i = 0; i < n; i++) {
            if (group[i] == null) {
                group[i] = groups.getFirst().clone();
                group[i][0] = i;
            }
        }
        int most = (int) Math.clamp(WORK / ((double) n * n), FEWEST_STEPS, MOST_STEPS);
        double best = 0;
        double length = 1;
        int idle = 0;
        for (int step = 0; step < most && cost - best > CLOSE * cost; step++) {
            double[] term = new double[n];
            evaluate(price, term, group);
            boolean[] counts = smallest(term);
            double bound = 0;
            double[] direction = new double[n];
            for (int i = 0; i < n; i++) {
                if (counts[i]) {
                    bound += term[i];
                    direction[i] += 1;
                    for (int member : group[i]) {
                        direction[member] -= 1.0 / size;
                    }
                }
            }
            if (bound > best) {
                best = bound;
                idle = 0;
            } else if (++idle % PATIENCE == 0) {
                length /= 2;
            }
            double norm = Arrays.stream(direction).map(x -> x * x).sum();
            if (norm == 0) {
                return best;
            }
            double stride = length * (cost - bound) / norm;
            for (int i = 0; i < n; i++) {
                price[i] += stride * direction[i];
            }
        }
        return Math.min(best, cost);
    }

    private void evaluate(double[] price, double[] term, int[][] group) {
        Lanes.run(points.size > 100, (first, stride) -> {
            Cheapest cheapest = new Cheapest(price);
            for (int i = first; i < points.size; i += stride) {
                term[i] = price[i] + cheapest.around(i, group[i]) / size;
            }
        });
    }

    /// @return which units have the smallest terms, as many as groups take
    private boolean[] smallest(double[] term) {
        boolean[] counts = new boolean[term.length];
        IntStream.range(0, term.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> term[i]))
                .limit(used)
                .forEach(i -> counts[i] = true);
        return counts;
    }

    /// The group around a unit whose cost less the prices of its members is least.
    private final class Cheapest {
        private final double[] price;

        /// Of each unit its distance to the one in the middle, less its price.
        private final double[] own = new double[points.size];

        /// The same plus its least part of the other distances: what it adds to a group, at least.
        private final double[] adds = new double[points.size];

        /// Units that may be in a better group, in ascending order of what they add.
        private final int[] near = new int[Math.max(CANDIDATES, 2 * size)];

        /// What any unit that has no place among them adds at least.
        private double beyond;

        private final int[] chosen = new int[size];
        private int candidates;
        private int nodes;
        private double least;

        Cheapest(double[] price) {
            this.price = price;
        }

        /// @param i the unit in the middle
        /// @param known some group around it; replaced by the best one found. *Modified.*
        /// @return cost less prices of the best group, or a lower bound for it
        double around(int i, int[] known) {
            double lowest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < points.size; j++) {
                own[j] = d(i, j) - price[j];
                adds[j] = own[j] + among[j];
                lowest = j == i ? lowest : Math.min(lowest, adds[j]);
            }
            least = points.cost(known) + price[i];
            for (int member : known) {
                least -= price[member];
            }
            gatherCandidates(i, least - (size - 2) * lowest);
            nodes = 0;
            chosen[0] = i;
            // a group with a unit that is no candidate costs no less than this
            double bound = candidates < near.length ? Double.POSITIVE_INFINITY : relaxed(0, size - 2) + beyond;
            for (int a = 0; a + size - 1 <= candidates; a++) {
                double relaxed = relaxed(a, size - 1);
                if (relaxed >= least) {
                    break;
                }
                extend(a, 1, 0, known);
                if (nodes > MOST_NODES) {
                    // groups of this and later units are no cheaper than this
                    bound = Math.min(bound, relaxed);
                    break;
                }
            }
            return Math.min(least, bound) - price[i];
        }

        /// What the first candidates from one on add at least.
        private double relaxed(int a, int count) {
            double sum = 0;
            for (int b = a; b < a + count; b++) {
                sum += adds[near[b]];
            }
            return sum;
        }

        /// Sorts the units that add least, below a limit.
        private void gatherCandidates(int i, double limit) {
            candidates = 0;
            beyond = Double.POSITIVE_INFINITY;
            for (int j = 0; j < points.size; j++) {
                if (j == i || adds[j] >= limit) {
                    continue;
                }
                int place = candidates;
                if (candidates < near.length) {
                    candidates++;
                } else {
                    place--;
                    beyond = Math.min(beyond, Math.max(adds[j], adds[near[place]]));
                    if (adds[j] >= adds[near[place]]) {
                        continue;
                    }
                }
                while (place > 0 && adds[near[place - 1]] > adds[j]) {
                    near[place] = near[place - 1];
                    place--;
                }
                near[place] = j;
            }
        }

        /// Takes one candidate, and others after it.
        private void extend(int a, int count, double cost, int[] known) {
            nodes++;
            int j = near[a];
            double more = cost + own[j];
            for (int m = 1; m < count; m++) {
                more += d(j, chosen[m]);
            }
            int missing = size - 1 - count;
            chosen[count] = j;
            if (missing == 0) {
                if (more < least) {
                    least = more;
                    System.arraycopy(chosen, 0, known, 0, size);
                }
                return;
            }
            for (int b = a + 1; b < candidates && nodes <= MOST_NODES; b++) {
                if (more + missing * adds[near[b]] >= least) {
                    return;
                }
                extend(b, count + 1, more, known);
            }
        }
    }
}
