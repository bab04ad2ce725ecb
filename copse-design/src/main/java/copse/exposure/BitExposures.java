package copse.exposure;

import copse.network.Graph;
import java.util.Arrays;

/// The condition of nodes under 64 random assignments at a time. For one thread.
final class BitExposures {
    private final ExposureMap map;
    private final Graph graph;
    private final Rule rule;
    private final SideBits bits;
    private final BitCounter counter = new BitCounter();
    private final long[] eight = new long[8];
    private final double[] sum = new double[Long.SIZE];
    /// By limit, the draws that reach it.
    private final long[] passed;
    /// Whether both own sides hold the same neighbours against the same limits.
    private final boolean shared;

    /// By side, room for two hops.
    private final long[][] spread;

    /// @param map the exposure
    /// @param bits the assignments
    BitExposures(ExposureMap map, SideBits bits) {
        this.map = map;
        this.graph = map.graph();
        this.rule = map.rule();
        this.bits = bits;
        this.passed =
                new long[Math.max(rule.control().slope().length, rule.treated().slope().length)];
        this.shared = rule.control().counted() == rule.treated().counted();
        this.spread = map.local() ? new long[0][] : new long[4][graph.nodes()];
    }

    /// To be called after each draw of the bits.
    void begin() {
        if (map.local()) {
            return;
        }
        for (int side = 0; side < 2; side++) {
            long[] before = spread[2 * side];
            long[] now = spread[2 * side + 1];
            for (int node = 0; node < before.length; node++) {
                before[node] = bits.of(node, side);
            }
            for (int hop = 0; hop < map.hops(); hop++) {
                for (int node = 0; node < before.length; node++) {
                    long own = before[node];
                    for (int at = graph.start(node); at < graph.start(node + 1) && own != 0; at++) {
                        own &= before[graph.neighbour(at)];
                    }
                    now[node] = own;
                }
                long[] swap = before;
                before = now;
                now = swap;
            }
            spread[2 * side] = before;
            spread[2 * side + 1] = now;
        }
    }

    /// @param node in `[0, nodes)`
    /// @param into for each condition the draws in which the node is in it. *Modified.*
    void of(int node, long[] into) {
        Arrays.fill(into, 0);
        if (!map.local()) {
            into[Exposure.CONTROL] = spread[0][node];
            into[Exposure.TREATED] = spread[2][node];
            return;
        }
        long control = bits.of(node, Sides.CONTROL);
        long treated = bits.of(node, Sides.TREATED);
        boolean both = control != 0 && treated != 0 && shared;
        if (control != 0) {
            pass(node, rule.control(), both ? control | treated : control);
            put(node, rule.control(), control, into);
        }
        if (treated != 0) {
            if (!both) {
                pass(node, rule.treated(), treated);
            }
            put(node, rule.treated(), treated, into);
        }
    }

    /// Sets for each limit the draws that reach it.
    ///
    /// @param among draws that matter
    private void pass(int node, Rule.Steps steps, long among) {
        int limits = steps.slope().length;
        int degree = graph.degree(node);
        if (limits == 0 || degree == 0) {
            return;
        }
        if (rule.weighted()) {
            weigh(node, steps, among);
            return;
        }
        int last = (int) Math.ceil(steps.limit(limits - 1, degree));
        if (limits == 1 && last == degree) {
            long all = among;
            for (int at = graph.start(node); at < graph.start(node + 1) && all != 0; at++) {
                all &= bits.of(graph.neighbour(at), steps.counted());
            }
            passed[0] = all;
            return;
        }
        count(node, steps.counted());
        for (int k = 0; k < limits; k++) {
            passed[k] = counter.atLeast((int) Math.ceil(steps.limit(k, degree)));
        }
    }

    private void count(int node, byte side) {
        counter.clear();
        int at = graph.start(node);
        int end = graph.start(node + 1);
        for (; at + eight.length <= end; at += eight.length) {
            for (int i = 0; i < eight.length; i++) {
                eight[i] = bits.of(graph.neighbour(at + i), side);
            }
            counter.addEight(eight);
        }
        for (; at < end; at++) {
            counter.add(bits.of(graph.neighbour(at), side), 0);
        }
    }

    private void weigh(int node, Rule.Steps steps, long among) {
        Arrays.fill(sum, 0);
        double all = 0;
        for (int at = graph.start(node); at < graph.start(node + 1); at++) {
            double weight = graph.weight(at);
            all += weight;
            for (long left = among & bits.of(graph.neighbour(at), steps.counted()); left != 0; left &= left - 1) {
                sum[Long.numberOfTrailingZeros(left)] += weight;
            }
        }
        for (int k = 0; k < steps.slope().length; k++) {
            double limit = steps.limit(k, all);
            passed[k] = 0;
            for (int draw = 0; draw < Long.SIZE; draw++) {
                passed[k] |= sum[draw] >= limit ? 1L << draw : 0;
            }
        }
    }

    /// Hands the draws of an own side to its conditions.
    private void put(int node, Rule.Steps steps, long own, long[] into) {
        if (graph.degree(node) == 0) {
            add(steps.alone(), own, into);
            return;
        }
        long left = own;
        for (int k = steps.slope().length; k >= 0 && left != 0; k--) {
            long here = k == 0 ? left : left & passed[k - 1];
            add(steps.condition()[k], here, into);
            left &= ~here;
        }
    }

    private static void add(byte condition, long draws, long[] into) {
        if (condition != Exposure.NONE) {
            into[condition] |= draws;
        }
    }
}
