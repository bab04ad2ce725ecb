package copse.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads off the patterns of nodes. For one thread.
final class Patterns {
    private final SideLaw law;
    private final Neighbourhood near;

    /// @param map the exposure
    /// @param law of the clusters
    /// @param reach clusters within one hop less than the exposure asks
    Patterns(ExposureMap map, SideLaw law, Reach reach) {
        this.law = law;
        this.near = new Neighbourhood(map, law, reach);
    }

    /// @param node in `[0, nodes)`
    /// @return its pattern; empty if blocks that it touches depend on one another
    Optional<Pattern> of(int node) {
        int own = law.cluster(node);
        if (law.block(own) < 0) {
            return Optional.of(Pattern.of(0, 0, List.of(new Pattern.Group(-1, new double[0], new int[0]))));
        }
        near.gather(node);
        List<Pattern.Group> groups = law.blocks() == 1 ? List.of(oneBlock(own)) : blocks(own);
        if (!law.independentBlocks() && random(groups) > 1) {
            return Optional.empty();
        }
        return Optional.of(Pattern.of(near.all(), near.own(), groups));
    }

    private long random(List<Pattern.Group> groups) {
        return groups.stream()
                .filter(group -> law.kind(group.kind()).probability().length > 1)
                .count();
    }

    private Pattern.Group oneBlock(int own) {
        double[] weight = new double[near.clusters()];
        int used = 0;
        for (int i = 0; i < weight.length; i++) {
            if (law.block(near.cluster(i)) >= 0) {
                weight[used++] = near.weight(i);
            }
        }
        return group(law.kindOf(law.block(own)), weight, 0, used);
    }

    private List<Pattern.Group> blocks(int own) {
        long[] byBlock = new long[near.clusters()];
        int used = 0;
        for (int i = 0; i < byBlock.length; i++) {
            long block = law.block(near.cluster(i));
            if (block >= 0) {
                byBlock[used++] = block << Integer.SIZE | i;
            }
        }
        Arrays.sort(byBlock, 0, used);
        double[] weight = new double[used];
        for (int i = 0; i < used; i++) {
            weight[i] = near.weight((int) byBlock[i]);
        }
        int ownBlock = law.block(own);
        List<Pattern.Group> groups = new ArrayList<>();
        groups.add(group(law.kindOf(ownBlock), weight, 0, 0));
        int from = 0;
        while (from < used) {
            int block = (int) (byBlock[from] >> Integer.SIZE);
            int to = from + 1;
            while (to < used && (int) (byBlock[to] >> Integer.SIZE) == block) {
                to++;
            }
            Pattern.Group group = group(law.kindOf(block), weight, from, to);
            if (block == ownBlock) {
                groups.set(0, group);
            } else {
                groups.add(group);
            }
            from = to;
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
