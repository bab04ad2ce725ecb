package copse.exposure;

import java.util.Arrays;

/// Sums over the clusters of one block, all choices of as many hit clusters being equally likely.
///
/// They are summed as if the clusters tossed coins, keeping apart the number hit, and weighed at the end by how
/// much more likely the block hits so many than the coins do. All numbers stay probabilities, so that nothing
/// overflows.
final class BlockSums {
    private final SideLaw law;

    /// @param law of the clusters
    BlockSums(SideLaw law) {
        this.law = law;
    }

    /// @param group clusters touched, the own one aside
    /// @param task what is summed
    /// @param hasOwn whether the own cluster is of the block, and has to be on its side
    /// @return probability that this is so and 0, 1, … of the clusters touched are hit
    double[] hits(Pattern.Group group, SumTask task, boolean hasOwn) {
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
        int heavy = group.clusters() - group.ones();
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
    double[] classes(Pattern.Group group, SumTask task, int[] edges, int cap) {
        double[] hits = hits(group, task, true);
        int ones = group.ones();
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
    double[] table(Pattern.Group group, SumTask task, boolean hasOwn, int cap) {
        double[] hits = hits(group, task, hasOwn);
        int ones = group.ones();
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

    /// Masses of 0, 1, …, those at or above the cap as one.
    static double[] spread(double[] mass, int cap) {
        double[] sums = new double[cap + 1];
        for (int x = mass.length - 1; x >= 0; x--) {
            sums[Math.min(x, cap)] += mass[x];
        }
        return sums;
    }
}
