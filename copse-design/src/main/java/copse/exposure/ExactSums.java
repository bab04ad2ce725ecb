package copse.exposure;

import java.util.Arrays;
import java.util.List;

/// Probabilities of the conditions of a node by summing over what its clusters may draw.
///
/// What is summed up is the weight of the neighbours that are hit, cluster by cluster: on the counted side
/// where all sums matter, on another where a minimum is asked for, as then only few misses have to be followed
/// (none for full exposure). Sums at or above the last limit are one.
///
/// - Independent clusters: those of weight 1 together are binomial, each other one doubles the sums, of which
///   there are as many as the limit.
/// - A block: all ways to hit j clusters of a block are equally likely. They are summed as if the clusters were
/// independent, keeping apart the number hit, and weighed at the end by how much more likely a block hits j of
///   them than coins do.
/// - Weights that are whole numbers make tables; others are listed ([ListedSums]).
///
/// Source: the sums over touched clusters are those of Ugander, Karrer, Backstrom and Kleinberg (2013), Graph
/// cluster randomization, KDD, section 3. doi:10.1145/2487575.2487695
final class ExactSums {
    /// Tables are no longer than this; sums of larger weights are listed.
    private static final int LARGEST_TABLE = 1 << 16;

    private final Rule rule;
    private final SideLaw law;
    private final int conditions;

    /// @param rule of the exposure
    /// @param law of the clusters
    /// @param conditions number of conditions
    ExactSums(Rule rule, SideLaw law, int conditions) {
        this.rule = rule;
        this.law = law;
        this.conditions = conditions;
    }

    /// What is to be summed for nodes of one own side.
    ///
    /// @param own the side
    /// @param hit the side whose clusters are followed
    /// @param onSide whether clusters on that side count, rather than those off it
    /// @param edges the sums from which on the next class begins, ascending
    /// @param condition of each class
    /// @param weight of the own cluster that always counts
    record Task(byte own, byte hit, boolean onSide, double[] edges, byte[] condition, double weight) {}

    /// @param rule of the exposure
    /// @param own side of the node
    /// @param all what all its neighbours count for
    /// @param ownWeight what those in the own cluster count for
    /// @param lawful what those count for whose clusters get arms
    /// @return what is to be summed
    static Task task(Rule rule, byte own, double all, double ownWeight, double lawful) {
        Rule.Steps steps = rule.of(own);
        int limits = steps.slope().length;
        boolean same = steps.counted() == own;
        if (all <= 0) {
            return new Task(own, steps.counted(), true, new double[0], new byte[] {steps.alone()}, 0);
        }
        double[] edges = new double[limits];
        for (int k = 0; k < limits; k++) {
            edges[k] = steps.limit(k, all);
        }
        if (limits == 1 && steps.condition()[0] == Exposure.NONE) {
            // at least so much on the side is at most so much off it, where clusters that get no arm are off anyway
            byte[] swapped = {steps.condition()[1], Exposure.NONE};
            double[] spare = {Math.nextUp(lawful - edges[0])};
            return new Task(own, steps.counted(), false, spare, swapped, same ? 0 : ownWeight);
        }
        return new Task(own, steps.counted(), true, edges, steps.condition(), same ? ownWeight : 0);
    }

    private static double lawful(Pattern pattern, List<Pattern.Group> groups) {
        double sum = pattern.own();
        for (Pattern.Group group : groups) {
            for (int i = 0; i < group.weight().length; i++) {
                sum += group.weight()[i] * group.times()[i];
            }
        }
        return sum;
    }

    /// @param pattern of a node
    /// @return probability of each condition
    double[] probabilities(Pattern pattern) {
        double[] into = new double[conditions];
        List<Pattern.Group> groups = pattern.groups();
        if (groups.isEmpty() || groups.getFirst().kind() < 0) {
            return into;
        }
        double lawful = lawful(pattern, groups);
        for (byte own = Sides.CONTROL; own <= Sides.TREATED; own++) {
            Task task = task(rule, own, pattern.all(), pattern.own(), lawful);
            double[] classes =
                    isTabled(groups, task) ? tabled(groups, task) : new ListedSums(this).classes(groups, task);
            for (int k = 0; k < classes.length; k++) {
                if (task.condition()[k] != Exposure.NONE) {
                    into[task.condition()[k]] += classes[k];
                }
            }
        }
        return into;
    }

    private static boolean isTabled(List<Pattern.Group> groups, Task task) {
        for (Pattern.Group group : groups) {
            for (double weight : group.weight()) {
                if (weight != Math.rint(weight)) {
                    return false;
                }
            }
        }
        return task.weight() == Math.rint(task.weight())
                && Arrays.stream(task.edges()).allMatch(edge -> edge < LARGEST_TABLE);
    }

    /// @param pattern of a node
    /// @return number of additions and multiplications that [#probabilities] takes, roughly
    double cost(Pattern pattern) {
        List<Pattern.Group> groups = pattern.groups();
        if (groups.isEmpty() || groups.getFirst().kind() < 0) {
            return 1;
        }
        double lawful = lawful(pattern, groups);
        double cost = 1;
        for (byte own = Sides.CONTROL; own <= Sides.TREATED; own++) {
            Task task = task(rule, own, pattern.all(), pattern.own(), lawful);
            cost += isTabled(groups, task) ? tableCost(groups, task) : ListedSums.cost(groups);
        }
        return cost;
    }

    private double tableCost(List<Pattern.Group> groups, Task task) {
        int[] edges = edges(task);
        double table = edges.length == 0 ? 1 : edges[edges.length - 1] + 1.0;
        double cost = 0;
        for (Pattern.Group group : groups) {
            double all = group.clusters();
            double light = ones(group);
            double heavy = all - light;
            cost += all * (law.coins() ? 1 : law.kind(group.kind()).probability().length);
            if (law.coins()) {
                cost += heavy * table;
            } else if (groups.size() == 1) {
                cost += heavy * (heavy * table + light);
            } else {
                cost += (heavy * heavy + (heavy + 1) * (light + 1)) * table;
            }
        }
        return cost;
    }

    private static int ones(Pattern.Group group) {
        return group.weight().length > 0 && group.weight()[0] == 1 ? group.times()[0] : 0;
    }

    /// Edges as whole numbers, none below 0, the own cluster's part taken off.
    private static int[] edges(Task task) {
        int[] edges = new int[task.edges().length];
        for (int k = 0; k < edges.length; k++) {
            edges[k] = (int) Math.max(0, Math.ceil(task.edges()[k] - task.weight()));
        }
        return edges;
    }

    private double[] tabled(List<Pattern.Group> groups, Task task) {
        int[] edges = edges(task);
        int cap = edges.length == 0 ? 0 : edges[edges.length - 1];
        if (!law.coins() && groups.size() == 1) {
            return block(groups.getFirst(), task, edges, cap);
        }
        double[] sums = new double[cap + 1];
        sums[0] = 1;
        for (int g = 0; g < groups.size(); g++) {
            sums = law.coins()
                    ? coins(groups.get(g), task, sums)
                    : times(sums, table(groups.get(g), task, g == 0, cap));
        }
        double[] classes = new double[edges.length + 1];
        int k = 0;
        for (int x = 0; x <= cap; x++) {
            while (k < edges.length && x >= edges[k]) {
                k++;
            }
            classes[k] += sums[x];
        }
        return classes;
    }

    // ---- independent clusters

    private double[] coins(Pattern.Group group, Task task, double[] start) {
        double side = law.coin(task.hit());
        double p = task.onSide() ? side : 1 - side;
        int cap = start.length - 1;
        double[] sums = spread(Hypergeometric.binomial(ones(group), p), cap);
        for (int i = 0; i < group.weight().length; i++) {
            int weight = (int) Math.min(cap + 1.0, group.weight()[i]);
            for (int t = 0; t < group.times()[i] && group.weight()[i] != 1; t++) {
                hit(sums, weight, p);
            }
        }
        double own = law.coin(task.own());
        for (int x = 0; x <= cap; x++) {
            sums[x] *= own;
        }
        return sums;
    }

    /// Masses of 0, 1, …, those at or above the cap as one.
    private static double[] spread(double[] mass, int cap) {
        double[] sums = new double[cap + 1];
        for (int x = mass.length - 1; x >= 0; x--) {
            sums[Math.min(x, cap)] += mass[x];
        }
        return sums;
    }

    /// One more cluster, hit with probability p.
    private static void hit(double[] sums, int weight, double p) {
        int cap = sums.length - 1;
        double lumped = 0;
        for (int x = Math.max(0, cap - weight); x < cap; x++) {
            lumped += sums[x];
        }
        for (int x = cap - 1; x >= 0; x--) {
            sums[x] = sums[x] * (1 - p) + (x >= weight ? sums[x - weight] * p : 0);
        }
        sums[cap] += lumped * p;
    }

    // ---- blocks

    /// Probability of hitting 0, 1, … of the touched clusters of a block, the own cluster being on its side.
    double[] hits(Pattern.Group group, Task task, boolean hasOwn) {
        if (law.coins()) {
            double side = law.coin(task.hit());
            double[] hits = Hypergeometric.binomial(group.clusters(), task.onSide() ? side : 1 - side);
            double own = hasOwn ? law.coin(task.own()) : 1;
            return Arrays.stream(hits).map(mass -> mass * own).toArray();
        }
        SideLaw.Kind kind = law.kind(group.kind());
        int touched = group.clusters();
        double[] hits = new double[touched + 1];
        for (int o = 0; o < kind.probability().length; o++) {
            int[] count = kind.count()[o];
            double chance = kind.probability()[o] * (hasOwn ? (double) count[task.own()] / kind.clusters() : 1);
            if (chance > 0) {
                int others = kind.clusters() - (hasOwn ? 1 : 0);
                int side = count[task.hit()] - (hasOwn && task.own() == task.hit() ? 1 : 0);
                double[] mass = Hypergeometric.hypergeometric(others, task.onSide() ? side : others - side, touched);
                for (int j = 0; j <= touched; j++) {
                    hits[j] += chance * mass[j];
                }
            }
        }
        return hits;
    }

    /// How much more likely a block hits j clusters than coins do.
    record Tilt(double p, double[] ratio) {
        static Tilt of(double[] hits) {
            int clusters = hits.length - 1;
            double mean = 0;
            double sum = 0;
            for (int j = 0; j <= clusters; j++) {
                mean += j * hits[j];
                sum += hits[j];
            }
            double slack = 0.5 / (clusters + 1);
            double p = sum > 0 ? Math.clamp(mean / (sum * Math.max(1, clusters)), slack, 1 - slack) : 0.5;
            double[] coins = Hypergeometric.binomial(clusters, p);
            double[] ratio = new double[hits.length];
            for (int j = 0; j <= clusters; j++) {
                ratio[j] = coins[j] > 0 ? hits[j] / coins[j] : 0;
            }
            return new Tilt(p, ratio);
        }
    }

    /// Masses by number hit and sum, for clusters of weight other than 1 and independent hits.
    private static double[][] heavies(Pattern.Group group, double p, int cap) {
        int heavy = group.clusters() - ones(group);
        double[][] sums = new double[heavy + 1][cap + 1];
        sums[0][0] = 1;
        int done = 0;
        for (int i = 0; i < group.weight().length; i++) {
            int weight = (int) Math.min(cap + 1.0, group.weight()[i]);
            for (int t = 0; t < group.times()[i] && group.weight()[i] != 1; t++) {
                done++;
                for (int j = done; j >= 0; j--) {
                    double[] now = sums[j];
                    for (int x = 0; x <= cap; x++) {
                        now[x] *= 1 - p;
                    }
                    if (j > 0) {
                        double[] fewer = sums[j - 1];
                        for (int x = 0; x <= cap; x++) {
                            now[Math.min(cap, x + weight)] += fewer[x] * p;
                        }
                    }
                }
            }
        }
        return sums;
    }

    /// One block with everything in it: no sum but those at the edges is needed, and clusters of weight 1 are
    /// summed over by partial sums.
    private double[] block(Pattern.Group group, Task task, int[] edges, int cap) {
        double[] hits = hits(group, task, true);
        int ones = ones(group);
        int heavy = group.clusters() - ones;
        double[] classes = new double[edges.length + 1];
        if (heavy == 0) {
            int k = 0;
            for (int j = 0; j <= ones; j++) {
                while (k < edges.length && j >= edges[k]) {
                    k++;
                }
                classes[k] += hits[j];
            }
            return classes;
        }
        Tilt tilt = Tilt.of(hits);
        double[][] sums = heavies(group, tilt.p(), cap);
        double[] light = Hypergeometric.binomial(ones, tilt.p());
        double[] below = new double[ones + 2];
        for (int j = 0; j <= heavy; j++) {
            for (int a = 0; a <= ones; a++) {
                below[a + 1] = below[a] + light[a] * tilt.ratio()[j + a];
            }
            for (int x = 0; x <= cap; x++) {
                double mass = sums[j][x];
                double from = 0;
                for (int k = 0; k <= edges.length && mass > 0; k++) {
                    int upTo = k == edges.length ? ones + 1 : Math.clamp(edges[k] - x, 0, ones + 1);
                    double to = x == cap && k < edges.length ? 0 : below[upTo];
                    classes[k] += mass * (to - from);
                    from = to;
                }
            }
        }
        return classes;
    }

    /// Masses of all sums of a block's clusters.
    private double[] table(Pattern.Group group, Task task, boolean hasOwn, int cap) {
        double[] hits = hits(group, task, hasOwn);
        int ones = ones(group);
        int heavy = group.clusters() - ones;
        if (heavy == 0) {
            return spread(hits, cap);
        }
        Tilt tilt = Tilt.of(hits);
        double[][] sums = heavies(group, tilt.p(), cap);
        double[] light = Hypergeometric.binomial(ones, tilt.p());
        double[] table = new double[cap + 1];
        for (int j = 0; j <= heavy; j++) {
            for (int a = 0; a <= ones; a++) {
                double mass = light[a] * tilt.ratio()[j + a];
                for (int x = 0; x <= cap && mass > 0; x++) {
                    table[Math.min(cap, x + a)] += sums[j][x] * mass;
                }
            }
        }
        return table;
    }

    /// Sums of two independent sums.
    private static double[] times(double[] one, double[] other) {
        int cap = one.length - 1;
        double[] sums = new double[cap + 1];
        for (int y = 0; y <= cap; y++) {
            if (other[y] > 0) {
                for (int x = 0; x <= cap; x++) {
                    sums[Math.min(cap, x + y)] += one[x] * other[y];
                }
            }
        }
        return sums;
    }
}
