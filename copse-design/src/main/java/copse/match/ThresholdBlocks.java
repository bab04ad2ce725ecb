package copse.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Groups of at least K units whose largest distance is at most four times the smallest possible.
///
/// 1. Each unit points to its K − 1 nearest neighbours. Every grouping has two units in a group as far apart as
/// the longest of these arcs, λ, since each unit shares its group with K − 1 others.
/// 2. Seeds are chosen such that no two point to a common unit or to each other, and no further seed is
/// possible. Units to which few others point come first, which leaves room for more seeds and so makes smaller
/// groups.
/// 3. A seed and the units it points to are a group.
/// 4. Any other unit points to a unit of such a group (else it would be a seed itself), and joins the nearest.
/// It is within 2λ of the seed, so that two units of a group are within 4λ.
/// 5. Groups of 2K and more are divided, which never widens them: the unit farthest from their mean leaves with
/// the K − 1 nearest to it.
///
/// Cost: that of the nearest neighbours, plus n K.
///
/// Source: Higgins, Sävje and Sekhon (2016), Improving massive experiments with threshold blocking, PNAS
/// 113(27), 7369-7376. doi:10.1073/pnas.1510504113. Arcs instead of edges, and the order of seeds: Sävje,
/// Higgins and Sekhon (2021), Generalized full matching, Polit. Anal. 29(4), 423-447. doi:10.1017/pan.2020.32
final class ThresholdBlocks {
    private static final int NOBODY = -1;

    /// Points of fewer coordinates than this are searched to the end.
    private static final int FEW_COORDINATES = 9;

    /// So are fewer points than this.
    private static final int FEW_POINTS = 20_000;

    /// Leaves of the tree that a search looks into otherwise: some thousand distances per unit.
    private static final int LEAVES = 128;

    private final Points points;
    private final int size;
    private final int[] nearest;

    /// Group of each unit, named by its seed.
    private final int[] seedOf;

    private ThresholdBlocks(Points points, int size, int[] nearest) {
        this.points = points;
        this.size = size;
        this.nearest = nearest;
        this.seedOf = new int[points.size];
        Arrays.fill(seedOf, NOBODY);
    }

    /// @param points at least `size` units
    /// @param size least units per group
    /// @return groups of all units; nothing is known about them if neighbours are approximate
    static Found of(Points points, int size) {
        boolean few = points.dimensions < FEW_COORDINATES || points.size < FEW_POINTS;
        KdTree.Neighbours nearest = new KdTree(points).nearest(size - 1, few ? Integer.MAX_VALUE : LEAVES);
        ThresholdBlocks blocks = new ThresholdBlocks(points, size, nearest.index());
        blocks.seed();
        blocks.join();
        return Found.of(
                blocks.groups(),
                nearest.exact() ? new Optimality.Bottleneck(blocks.longest()) : new Optimality.Unknown());
    }

    private int neighbours() {
        return size - 1;
    }

    private double longest() {
        double squared = 0;
        for (int i = 0; i < points.size; i++) {
            squared = Math.max(squared, points.squared(i, nearest[i * neighbours() + neighbours() - 1]));
        }
        return Math.sqrt(squared);
    }

    private void seed() {
        for (int i : byPopularity()) {
            if (isFree(i)) {
                seedOf[i] = i;
                for (int t = 0; t < neighbours(); t++) {
                    seedOf[nearest[i * neighbours() + t]] = i;
                }
            }
        }
    }

    private boolean isFree(int i) {
        boolean free = seedOf[i] == NOBODY;
        for (int t = 0; free && t < neighbours(); t++) {
            free = seedOf[nearest[i * neighbours() + t]] == NOBODY;
        }
        return free;
    }

    /// Units by the number of others that point to them, then by their order (counting sort).
    private int[] byPopularity() {
        int[] popularity = new int[points.size];
        int most = 0;
        for (int j : nearest) {
            most = Math.max(most, ++popularity[j]);
        }
        int[] start = new int[most + 2];
        for (int p : popularity) {
            start[p + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] order = new int[points.size];
        for (int i = 0; i < order.length; i++) {
            order[start[popularity[i]]++] = i;
        }
        return order;
    }

    private void join() {
        int[] seeded = seedOf.clone();
        for (int i = 0; i < points.size; i++) {
            for (int t = 0; seedOf[i] == NOBODY; t++) {
                // neighbours come nearest first, and one of them is in a group
                seedOf[i] = seeded[nearest[i * neighbours() + t]];
            }
        }
    }

    private List<int[]> groups() {
        int[] count = new int[points.size + 1];
        for (int seed : seedOf) {
            count[seed + 1]++;
        }
        Arrays.parallelPrefix(count, Integer::sum);
        int[] members = new int[points.size];
        int[] next = count.clone();
        for (int i = 0; i < points.size; i++) {
            members[next[seedOf[i]]++] = i;
        }
        List<int[]> groups = new ArrayList<>(points.size / size);
        for (int seed = 0; seed < points.size; seed++) {
            if (count[seed + 1] > count[seed]) {
                divide(Arrays.copyOfRange(members, count[seed], count[seed + 1]), groups);
            }
        }
        return groups;
    }

    private void divide(int[] group, List<int[]> into) {
        int[] rest = group;
        while (rest.length >= 2 * size) {
            int[] left = new int[rest.length - size];
            into.add(leaving(rest, farthest(rest), left));
            rest = left;
        }
        into.add(rest);
    }

    private int farthest(int[] group) {
        double[] mean = new double[points.dimensions];
        for (int member : group) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += points.at[member * mean.length + k] / group.length;
            }
        }
        double largest = -1;
        int farthest = group[0];
        for (int member : group) {
            double squared = 0;
            for (int k = 0; k < mean.length; k++) {
                double difference = points.at[member * mean.length + k] - mean[k];
                squared += difference * difference;
            }
            if (squared > largest) {
                largest = squared;
                farthest = member;
            }
        }
        return farthest;
    }

    /// The units nearest to one of a group, itself included; of units equally near the first. `left` is filled
    /// with the others.
    private int[] leaving(int[] group, int far, int[] left) {
        double[] away = new double[group.length];
        for (int m = 0; m < group.length; m++) {
            away[m] = points.squared(group[m], far);
        }
        double[] sorted = away.clone();
        Arrays.sort(sorted);
        double limit = sorted[size - 1];
        int ties = size;
        for (double one : away) {
            ties -= one < limit ? 1 : 0;
        }
        int[] leaving = new int[size];
        int gone = 0;
        int kept = 0;
        for (int m = 0; m < group.length; m++) {
            boolean tied = away[m] == limit;
            if (away[m] < limit || (tied && ties > 0)) {
                ties -= tied ? 1 : 0;
                leaving[gone++] = group[m];
            } else {
                left[kept++] = group[m];
            }
        }
        return leaving;
    }
}
