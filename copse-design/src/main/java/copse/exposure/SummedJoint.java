package copse.exposure;

import copse.design.Basis;
import copse.math.Lazy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Joint probabilities summed over the clusters that two nodes touch.
///
/// - Nodes that share no cluster, and whose clusters do not draw from one block, are independent.
/// - Nodes that share no cluster but the only block: the ways of each node by number of treated clusters, which
///   all nodes of a pattern have in common, are put together.
/// - Others: [PairSums].
///
/// Pairs whose sums would take too long are counted among random assignments.
final class SummedJoint implements ExposureJoint {
    /// Additions and multiplications for one pair.
    private static final double MOST_COST = 1e7;

    /// Ways to choose among more clusters overflow.
    private static final int MOST_CLUSTERS = 400;

    private final ExposureProbabilities.Setting setting;
    private final ExposureProbabilities single;
    private final SideLaw law;
    private final Touched touched;
    private final PairSums sums;
    private final Lazy<DrawnJoint> drawn;
    private final Map<Long, double[]> ways = new ConcurrentHashMap<>();
    private final Map<Integer, double[]> patterns = new ConcurrentHashMap<>();
    private final boolean exact;

    SummedJoint(ExposureProbabilities.Setting setting, ExposureProbabilities single, SideLaw law, Touched touched) {
        this.setting = setting;
        this.single = single;
        this.law = law;
        this.touched = touched;
        this.sums = new PairSums(law);
        this.drawn = new Lazy<>(() -> new DrawnJoint(setting));
        this.exact = single.basis() instanceof Basis.Exact && isAffordable();
    }

    /// Whether even the two nodes that touch most can be summed over.
    private boolean isAffordable() {
        double clusters = 0;
        double states = 1;
        for (int node = 0; node < single.nodes(); node++) {
            clusters = Math.max(clusters, touched.start()[node + 1] - (double) touched.start()[node]);
            for (int condition = 0; condition < single.conditions(); condition++) {
                if (single.of(node, condition) > 0) {
                    Optional<PairSums.Window> window = window(node, condition);
                    if (window.isEmpty()) {
                        return false;
                    }
                    states = Math.max(states, window.get().states());
                }
            }
        }
        return law.independentBlocks()
                && 2 * clusters <= MOST_CLUSTERS
                && sums.cost(2 * clusters, states * states) <= MOST_COST;
    }

    /// @return whether no pair has to be counted among random assignments
    boolean isExact() {
        return exact;
    }

    @Override
    public Basis basis() {
        return exact ? Basis.exact() : drawn.value().basis();
    }

    @Override
    public double of(int node, int condition, int other, int otherCondition) {
        double alone = single.of(node, condition);
        double otherAlone = single.of(other, otherCondition);
        boolean known = single.error(node, condition) == 0 && single.error(other, otherCondition) == 0;
        if (known && (alone == 0 || otherAlone == 0)) {
            return 0;
        }
        boolean shared = shared(node, other);
        if (!shared && known && independent(node, other)) {
            return alone * otherAlone;
        }
        Optional<PairSums.Window> one = window(node, condition);
        Optional<PairSums.Window> two = window(other, otherCondition);
        if (known && one.isPresent() && two.isPresent() && tiedBlocks(node, other) <= 1) {
            if (one.get().task().own() != two.get().task().own() && cluster(node) == cluster(other)) {
                return 0;
            }
            int clusters = touched.start()[node + 1]
                    - touched.start()[node]
                    + touched.start()[other + 1]
                    - touched.start()[other];
            if (!shared && law.blocks() == 1 && law.twoSided() && clusters <= MOST_CLUSTERS) {
                return apart(node, condition, one.get(), other, otherCondition, two.get());
            }
            PairSums.Union union = union(node, one.get(), other, two.get());
            if (clusters <= MOST_CLUSTERS && sums.cost(union, one.get(), two.get()) <= MOST_COST) {
                return sums.probability(union, one.get(), two.get());
            }
        }
        return drawn.value().of(node, condition, other, otherCondition);
    }

    private int cluster(int node) {
        return law.cluster(node);
    }

    private boolean shared(int node, int other) {
        int i = touched.start()[node];
        int j = touched.start()[other];
        while (i < touched.start()[node + 1] && j < touched.start()[other + 1]) {
            int order = Integer.compare(touched.cluster()[i], touched.cluster()[j]);
            if (order == 0) {
                return true;
            }
            i += order < 0 ? 1 : 0;
            j += order > 0 ? 1 : 0;
        }
        return false;
    }

    /// Whether nodes without a cluster in common are independent: their clusters are, or their blocks.
    private boolean independent(int node, int other) {
        if (law.coins()) {
            return true;
        }
        if (law.blocks() == 1 || tiedBlocks(node, other) > 1) {
            return false;
        }
        for (int i = touched.start()[node]; i < touched.start()[node + 1]; i++) {
            int block = law.block(touched.cluster()[i]);
            for (int j = touched.start()[other]; j < touched.start()[other + 1] && block >= 0; j++) {
                if (law.block(touched.cluster()[j]) == block) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Where the numbers of different blocks depend on one another: how many such blocks two nodes touch.
    private long tiedBlocks(int node, int other) {
        if (law.independentBlocks()) {
            return 0;
        }
        IntStream one = IntStream.range(touched.start()[node], touched.start()[node + 1]);
        IntStream two = IntStream.range(touched.start()[other], touched.start()[other + 1]);
        return IntStream.concat(one, two)
                .map(at -> law.block(touched.cluster()[at]))
                .filter(block -> block >= 0 && law.kind(law.kindOf(block)).probability().length > 1)
                .distinct()
                .count();
    }

    /// The sums of a node that put it in a condition; empty if they are no whole numbers.
    private Optional<PairSums.Window> window(int node, int condition) {
        int from = touched.start()[node];
        int own = Arrays.binarySearch(touched.cluster(), from, touched.start()[node + 1], law.cluster(node));
        double ownWeight = touched.weight()[own];
        double lawful = touched.lawful(node, law);
        for (int at = from; at < touched.start()[node + 1]; at++) {
            if (touched.weight()[at] != Math.rint(touched.weight()[at])) {
                return Optional.empty();
            }
        }
        for (byte side = Sides.CONTROL; side <= Sides.TREATED; side++) {
            SumTask task = SumTask.of(setting.map().rule(), side, touched.all()[node], ownWeight, lawful);
            for (int k = 0; k < task.condition().length; k++) {
                if (task.condition()[k] == condition) {
                    return Optional.of(PairSums.Window.of(task, k));
                }
            }
        }
        throw new IllegalArgumentException("condition " + condition + " of a node that cannot have it");
    }

    private double apart(
            int node, int condition, PairSums.Window one, int other, int otherCondition, PairSums.Window two) {
        double[] first = ways(node, condition, one);
        double[] second = ways(other, otherCondition, two);
        double[] pattern = patterns.computeIfAbsent(first.length + second.length - 2, sums::patterns);
        double probability = 0;
        for (int t = 0; t < first.length; t++) {
            double given = 0;
            for (int u = 0; u < second.length; u++) {
                given += second[u] * pattern[t + u];
            }
            probability += first[t] * given;
        }
        return probability;
    }

    private double[] ways(int node, int condition, PairSums.Window window) {
        long key = (long) single.kind(node) * setting.conditions() + condition;
        return ways.computeIfAbsent(key, _ -> sums.ways(union(node, window, node, PairSums.Window.ANY), window));
    }

    /// @param other another node, or the same for one alone
    private PairSums.Union union(int node, PairSums.Window one, int other, PairSums.Window two) {
        int i = touched.start()[node];
        int j = other == node ? touched.start()[node + 1] : touched.start()[other];
        int iEnd = touched.start()[node + 1];
        int jEnd = other == node ? j : touched.start()[other + 1];
        int most = iEnd - i + jEnd - j;
        int[] cluster = new int[most];
        int[] weight = new int[most];
        int[] otherWeight = new int[most];
        byte[] side = new byte[most];
        int count = 0;
        while (i < iEnd || j < jEnd) {
            int a = i < iEnd ? touched.cluster()[i] : Integer.MAX_VALUE;
            int b = j < jEnd ? touched.cluster()[j] : Integer.MAX_VALUE;
            int next = Math.min(a, b);
            cluster[count] = next;
            side[count] = Sides.NEITHER;
            if (a == next) {
                weight[count] = (int) touched.weight()[i++];
                side[count] = next == law.cluster(node) ? one.task().own() : side[count];
            }
            if (b == next) {
                otherWeight[count] = (int) touched.weight()[j++];
                side[count] = next == law.cluster(other) ? two.task().own() : side[count];
            }
            count += law.block(next) >= 0 ? 1 : 0;
        }
        return sorted(cluster, weight, otherWeight, side, count);
    }

    /// Puts clusters of one block together.
    private PairSums.Union sorted(int[] cluster, int[] weight, int[] otherWeight, byte[] side, int count) {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = (law.coins() ? 0L : law.block(cluster[i])) << Integer.SIZE | i;
        }
        Arrays.sort(order);
        int[] sortedCluster = new int[count];
        int[] sortedWeight = new int[count];
        int[] sortedOther = new int[count];
        byte[] sortedSide = new byte[count];
        for (int i = 0; i < count; i++) {
            int from = (int) order[i];
            sortedCluster[i] = cluster[from];
            sortedWeight[i] = weight[from];
            sortedOther[i] = otherWeight[from];
            sortedSide[i] = side[from];
        }
        return new PairSums.Union(sortedCluster, sortedWeight, sortedOther, sortedSide);
    }
}
