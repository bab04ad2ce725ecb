package copse.exposure;

import java.util.Arrays;
import java.util.List;

/// Probabilities of the conditions of a node by summing over what its clusters may draw.
///
/// What is summed up is the weight of the neighbours that are hit, cluster by cluster: on the counted side
/// where all sums matter, on another where a minimum is asked for, as then only few misses have to be followed
/// (none for full exposure). Sums at or above the last limit are one.
///
/// - Independent clusters: those of weight 1 are binomial together; each other one shifts the table of sums,
///   which is as long as the last limit.
/// - Clusters in blocks: [BlockSums].
/// - Weights that are whole numbers make tables; others are listed ([ListedSums]).
///
/// Source: Ugander, Karrer, Backstrom and Kleinberg (2013), Graph cluster randomization: network exposure to
/// multiple universes, KDD, 329-337. doi:10.1145/2487575.2487695 (probabilities by a table over touched
/// clusters)
final class ExactSums {
    /// Tables are no longer than this; sums of larger weights are listed.
    private static final int LARGEST_TABLE = 1 << 16;

    private final Rule rule;
    private final SideLaw law;
    private final BlockSums blocks;
    private final int conditions;

    /// @param rule of the exposure
    /// @param law of the clusters
    /// @param conditions number of conditions
    ExactSums(Rule rule, SideLaw law, int conditions) {
        this.rule = rule;
        this.law = law;
        this.blocks = new BlockSums(law);
        this.conditions = conditions;
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
            SumTask task = SumTask.of(rule, own, pattern.all(), pattern.own(), lawful);
            double[] classes =
                    isTabled(groups, task) ? tabled(groups, task) : new ListedSums(blocks).classes(groups, task);
            for (int k = 0; k < classes.length; k++) {
                if (task.condition()[k] != Exposure.NONE) {
                    into[task.condition()[k]] += classes[k];
                }
            }
        }
        return into;
    }

    private static boolean isTabled(List<Pattern.Group> groups, SumTask task) {
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
            SumTask task = SumTask.of(rule, own, pattern.all(), pattern.own(), lawful);
            cost += isTabled(groups, task) ? tableCost(groups, task) : ListedSums.cost(groups);
        }
        return cost;
    }

    private double tableCost(List<Pattern.Group> groups, SumTask task) {
        int[] edges = task.wholeEdges();
        double table = edges.length == 0 ? 1 : edges[edges.length - 1] + 1.0;
        double cost = 0;
        for (Pattern.Group group : groups) {
            double all = group.clusters();
            double light = group.ones();
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

    private double[] tabled(List<Pattern.Group> groups, SumTask task) {
        int[] edges = task.wholeEdges();
        int cap = edges.length == 0 ? 0 : edges[edges.length - 1];
        if (!law.coins() && groups.size() == 1) {
            return blocks.classes(groups.getFirst(), task, edges, cap);
        }
        double[] sums = new double[cap + 1];
        sums[0] = 1;
        for (int g = 0; g < groups.size(); g++) {
            sums = law.coins()
                    ? coins(groups.get(g), task, sums)
                    : times(sums, blocks.table(groups.get(g), task, g == 0, cap));
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

    private double[] coins(Pattern.Group group, SumTask task, double[] start) {
        double side = law.coin(task.hit());
        double p = task.onSide() ? side : 1 - side;
        int cap = start.length - 1;
        double[] sums = BlockSums.spread(Hypergeometric.binomial(group.ones(), p), cap);
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
