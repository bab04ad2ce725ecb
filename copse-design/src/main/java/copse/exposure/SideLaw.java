package copse.exposure;

import copse.design.ClusterLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The law of cluster arms, seen by sides alone.
///
/// Clusters are in blocks, and blocks that draw alike are of one kind. Independent clusters are one kind
/// without any tie between its clusters.
final class SideLaw {
    /// Shares of arms add up to 1 within this.
    private static final double ROUNDING = 1e-12;

    /// What a block may draw.
    ///
    /// @param clusters number of clusters of the block
    /// @param count clusters by side, per outcome
    /// @param probability of each outcome
    record Kind(int clusters, int[][] count, double[] probability) {}

    private final ClusterLaw.Fixed law;
    private final double[] coin;
    private final int[] kindOfBlock;
    private final List<Kind> kinds;
    private final boolean twoSided;

    private SideLaw(ClusterLaw.Fixed law, double[] coin, int[] kindOfBlock, List<Kind> kinds) {
        this.law = law;
        this.coin = coin;
        this.kindOfBlock = kindOfBlock;
        this.kinds = kinds;
        this.twoSided =
                coins() ? 1 - coin[0] - coin[1] < ROUNDING : kinds.stream().allMatch(SideLaw::isTwoSided);
    }

    private static boolean isTwoSided(Kind kind) {
        return Arrays.stream(kind.count()).allMatch(count -> count[0] + count[1] == kind.clusters());
    }

    static SideLaw of(ClusterLaw.Fixed law, Sides sides) {
        return switch (law) {
            case ClusterLaw.Independent coins -> {
                double[] coin = new double[2];
                for (int arm = 0; arm < coins.arms(); arm++) {
                    if (sides.of(arm) != Sides.NEITHER) {
                        coin[sides.of(arm)] += coins.share(arm);
                    }
                }
                yield new SideLaw(law, coin, new int[0], List.of());
            }
            case ClusterLaw.Blocked blocked -> {
                int[] kindOfBlock = new int[blocked.blocks()];
                List<Kind> kinds = new ArrayList<>();
                IdentityHashMap<List<ClusterLaw.Outcome>, Map<Integer, Integer>> known = new IdentityHashMap<>();
                for (int b = 0; b < kindOfBlock.length; b++) {
                    int block = b;
                    kindOfBlock[b] = known.computeIfAbsent(blocked.outcomes(b), _ -> new HashMap<>())
                            .computeIfAbsent(blocked.size(b), size -> {
                                kinds.add(kind(size, blocked.outcomes(block), sides));
                                return kinds.size() - 1;
                            });
                }
                yield new SideLaw(law, new double[0], kindOfBlock, kinds);
            }
        };
    }

    private static Kind kind(int clusters, List<ClusterLaw.Outcome> outcomes, Sides sides) {
        int[][] count = new int[outcomes.size()][2];
        double[] probability = new double[outcomes.size()];
        for (int o = 0; o < probability.length; o++) {
            probability[o] = outcomes.get(o).probability();
            for (int arm = 0; arm < sides.arms(); arm++) {
                if (sides.of(arm) != Sides.NEITHER) {
                    count[o][sides.of(arm)] += outcomes.get(o).counts()[arm];
                }
            }
        }
        return new Kind(clusters, count, probability);
    }

    /// @return whether each cluster draws by itself
    boolean coins() {
        return law instanceof ClusterLaw.Independent;
    }

    /// @param side treated or control
    /// @return probability that an independent cluster is on it
    double coin(int side) {
        return coin[side];
    }

    /// @return number of clusters
    int clusters() {
        return law.clusters();
    }

    /// @param node in `[0, nodes)`
    /// @return its cluster
    int cluster(int node) {
        return law.cluster(node);
    }

    /// @return number of blocks; 1 if clusters are independent
    int blocks() {
        return coins() ? 1 : kindOfBlock.length;
    }

    /// @param cluster in `[0, clusters)`
    /// @return its block, −1 if it gets no arm
    int block(int cluster) {
        return law instanceof ClusterLaw.Blocked blocked ? blocked.block(cluster) : 0;
    }

    /// @param block in `[0, blocks)`
    /// @return index of its kind
    int kindOf(int block) {
        return coins() ? 0 : kindOfBlock[block];
    }

    /// @param kind index of a kind of blocks
    /// @return what they draw
    Kind kind(int kind) {
        return kinds.get(kind);
    }

    /// @return whether every cluster that gets an arm is treated or control
    boolean twoSided() {
        return twoSided;
    }

    /// @return whether different blocks that may draw several numbers are independent of one another
    boolean independentBlocks() {
        return !(law instanceof ClusterLaw.Blocked blocked) || blocked.independent();
    }
}
