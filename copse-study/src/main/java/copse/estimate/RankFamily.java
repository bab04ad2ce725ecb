package copse.estimate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Rank sums: ranks are taken anew for every effect, and summed over the treated.
final class RankFamily implements ShiftFamily {
    // Outcomes that are equal but for rounding share their rank.
    private static final double EQUAL = 1e-12;

    private final ReferenceSet set;
    private final UnitOutcomes units;
    private final int treated;
    private final int threads;
    private final double spread;

    RankFamily(ReferenceSet set, UnitOutcomes units, int treated, int threads) {
        this.set = set;
        this.units = units;
        this.treated = treated;
        this.threads = threads;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < units.size(); i++) {
            if (units.present(i)) {
                least = Math.min(least, units.mean(i));
                most = Math.max(most, units.mean(i));
            }
        }
        this.spread = most - least;
    }

    @Override
    public Values at(double theta) {
        ArmSums sums = new ArmSums(new double[][] {ranks(theta)});
        Supplier<PlaneReader> readers = () -> {
            double[] sum = new double[sums.length()];
            return (planes, into, at) -> {
                sums.sum(planes[treated], sum);
                into[at] = sum[0];
            };
        };
        double[] kept = PlaneReader.all(set, units.arm(), 1, readers, threads);
        return new Values(kept[set.size()], Arrays.copyOf(kept, set.size()));
    }

    @Override
    public double observed(double theta) {
        double[] ranks = ranks(theta);
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += units.arm()[i] == treated ? ranks[i] : 0;
        }
        return sum;
    }

    @Override
    public double scale() {
        return spread;
    }

    /// Ranks change where a treated and a control of one block change places.
    @Override
    public Optional<double[]> jumps(double low, double high) {
        double[] found = new double[2];
        int count = 0;
        for (int[] block : members(units.blocks())) {
            double[] controls = IntStream.of(block)
                    .filter(i -> units.arm()[i] != treated)
                    .mapToDouble(units::mean)
                    .sorted()
                    .toArray();
            for (int i : block) {
                if (units.arm()[i] == treated) {
                    int at = Arrays.binarySearch(controls, units.mean(i) - high);
                    at = at < 0 ? -at - 1 : at;
                    for (; at < controls.length && units.mean(i) - controls[at] > low; at++) {
                        double jump = units.mean(i) - controls[at];
                        if (jump < high && (count == 0 || Math.abs(jump - found[0]) > EQUAL * spread)) {
                            found[count++] = jump;
                            if (count == 2) {
                                Arrays.sort(found);
                                return Optional.of(found);
                            }
                        }
                    }
                }
            }
        }
        return Optional.of(Arrays.copyOf(found, count));
    }

    /// Midranks within blocks less their mean; with several blocks, over the size of the block plus one.
    private double[] ranks(double theta) {
        double[] shifted = new double[units.size()];
        double[] ranks = new double[units.size()];
        int blocks = units.blocks();
        int[][] members = members(blocks);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = units.present(i) ? units.mean(i) - (units.arm()[i] == treated ? theta : 0) : 0;
        }
        double equal = EQUAL * (spread + Math.abs(theta));
        for (int[] block : members) {
            rank(block, shifted, equal, blocks > 1 ? 1.0 / (block.length + 1) : 1, ranks);
        }
        return ranks;
    }

    private int[][] members(int blocks) {
        int[] size = new int[blocks];
        for (int i = 0; i < units.size(); i++) {
            if (units.present(i)) {
                size[units.block()[i]]++;
            }
        }
        int[][] members = new int[blocks][];
        Arrays.setAll(members, b -> new int[size[b]]);
        for (int i = units.size() - 1; i >= 0; i--) {
            if (units.present(i)) {
                members[units.block()[i]][--size[units.block()[i]]] = i;
            }
        }
        return members;
    }

    private static void rank(int[] block, double[] values, double equal, double weight, double[] ranks) {
        Integer[] order = new Integer[block.length];
        Arrays.setAll(order, k -> block[k]);
        Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
        double middle = 0.5 * (order.length + 1);
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] - values[order[to - 1]] <= equal) {
                to++;
            }
            for (int k = from; k < to; k++) {
                ranks[order[k]] = weight * (0.5 * (from + 1 + to) - middle);
            }
            from = to;
        }
    }
}
