package copse.exposure;

import copse.network.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads off the pattern of a node: which clusters its neighbourhood touches, and how heavily. For one thread.
final class Patterns {
    private final ExposureMap map;
    private final SideLaw law;
    private final Mode mode;
    private final Reach reach;
    private final double[] weightOf;
    private int[] touched = new int[64];
    private int count;

    private enum Mode {
        /// The own arm decides.
        OWN,

        /// All clusters have to be hit, however heavy.
        SET,

        /// Neighbours or weights count.
        WEIGHTS
    }

    /// @param map the exposure
    /// @param law of the clusters
    /// @param reach clusters near each node, for more than one hop
    Patterns(ExposureMap map, SideLaw law, Reach reach) {
        this.map = map;
        this.law = law;
        this.reach = reach;
        this.weightOf = new double[law.clusters()];
        this.mode = switch (map.exposure()) {
            case Exposure.Own _ -> Mode.OWN;
            case Exposure.Full _, Exposure.KHop _ -> Mode.SET;
            case Exposure.Fraction _, Exposure.Share _, Exposure.Count _, Exposure.FourWay _ -> Mode.WEIGHTS;
        };
    }

    /// @param node in `[0, nodes)`
    /// @return its pattern; empty if blocks that it touches depend on one another
    Optional<Pattern> of(int node) {
        int own = law.cluster(node);
        if (law.block(own) < 0) {
            return Optional.of(Pattern.of(0, 0, List.of(new Pattern.Group(-1, new double[0], new int[0]))));
        }
        double all = mode == Mode.OWN ? 0 : gather(node, own);
        double ownWeight = weightOf[own];
        weightOf[own] = 0;
        List<Pattern.Group> groups = law.blocks() == 1 ? List.of(oneBlock(own)) : blocks(own);
        for (int i = 0; i < count; i++) {
            weightOf[touched[i]] = 0;
        }
        count = 0;
        if (!law.independentBlocks() && random(groups) > 1) {
            return Optional.empty();
        }
        return Optional.of(Pattern.of(all, mode == Mode.SET ? 0 : ownWeight, groups));
    }

    private long random(List<Pattern.Group> groups) {
        return groups.stream()
                .filter(group -> law.kind(group.kind()).probability().length > 1)
                .count();
    }

    /// Fills [#touched] with the other clusters.
    ///
    /// @return weight of all neighbours
    private double gather(int node, int own) {
        Graph graph = map.graph();
        if (map.hops() > 1) {
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                int other = graph.neighbour(at);
                for (int i = reach.start(other); i < reach.start(other + 1); i++) {
                    touch(reach.cluster(i), own, 1);
                }
            }
        } else {
            boolean weighted = map.weighted();
            double all = 0;
            for (int at = graph.start(node); at < graph.start(node + 1); at++) {
                double weight = weighted ? graph.weight(at) : 1;
                all += weight;
                touch(law.cluster(graph.neighbour(at)), own, weight);
            }
            if (mode == Mode.WEIGHTS) {
                return all;
            }
        }
        for (int i = 0; i < count; i++) {
            weightOf[touched[i]] = 1;
        }
        return count;
    }

    private void touch(int cluster, int own, double weight) {
        if (weightOf[cluster] == 0 && cluster != own) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, 2 * count);
            }
            touched[count++] = cluster;
        }
        weightOf[cluster] += weight;
    }

    private Pattern.Group oneBlock(int own) {
        double[] weight = new double[count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            if (law.block(touched[i]) >= 0) {
                weight[used++] = weightOf[touched[i]];
            }
        }
        return group(law.kindOf(law.block(own)), weight, 0, used);
    }

    private List<Pattern.Group> blocks(int own) {
        long[] byBlock = new long[count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            long block = law.block(touched[i]);
            if (block >= 0) {
                byBlock[used++] = block << Integer.SIZE | i;
            }
        }
        Arrays.sort(byBlock, 0, used);
        double[] weight = new double[used];
        for (int i = 0; i < used; i++) {
            weight[i] = weightOf[touched[(int) byBlock[i]]];
        }
        int ownBlock = law.block(own);
        List<Pattern.Group> groups = new ArrayList<>();
        groups.add(group(law.kindOf(ownBlock), weight, 0, 0));
        for (int from = 0, to; from < used; from = to) {
            int block = (int) (byBlock[from] >> Integer.SIZE);
            to = from + 1;
            while (to < used && (int) (byBlock[to] >> Integer.SIZE) == block) {
                to++;
            }
            Pattern.Group group = group(law.kindOf(block), weight, from, to);
            if (block == ownBlock) {
                groups.set(0, group);
            } else {
                groups.add(group);
            }
        }
        return groups;
    }

    /// @param weight of clusters. *Modified:* sorted between the two ends.
    private static Pattern.Group group(int kind, double[] weight, int from, int to) {
        Arrays.sort(weight, from, to);
        int runs = 0;
        for (int i = from; i < to; i++) {
            runs += i == from || weight[i] != weight[i - 1] ? 1 : 0;
        }
        double[] distinct = new double[runs];
        int[] times = new int[runs];
        int run = -1;
        for (int i = from; i < to; i++) {
            if (i == from || weight[i] != weight[i - 1]) {
                distinct[++run] = weight[i];
            }
            times[run]++;
        }
        return new Pattern.Group(kind, distinct, times);
    }
}
