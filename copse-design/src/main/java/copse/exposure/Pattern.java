package copse.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What the probabilities of a node depend on: how many neighbours it has in each cluster and which of these
/// are tied together by a block. Nodes with equal patterns have equal probabilities.
///
/// As numbers: weight of all neighbours; weight of those in the own cluster; then group by group, the one with
/// the own cluster first: kind of the block, number of different weights, and each weight with the number of
/// clusters of it. Weights stand there as bits of a double.
final class Pattern {
    private static final int HEADER = 2;

    private final long[] code;
    private final int hash;

    private Pattern(long[] code) {
        this.code = code;
        this.hash = Arrays.hashCode(code);
    }

    /// Clusters of one block that the node touches, the own one aside.
    ///
    /// @param kind of the block
    /// @param weight different weights, ascending
    /// @param times number of clusters of each weight
    record Group(int kind, double[] weight, int[] times) {
        /// @return number of clusters
        int clusters() {
            return Arrays.stream(times).sum();
        }

        /// @return number of clusters of weight 1
        int ones() {
            return weight.length > 0 && weight[0] == 1 ? times[0] : 0;
        }

        private long[] code() {
            long[] code = new long[2 + 2 * weight.length];
            code[0] = kind;
            code[1] = weight.length;
            for (int i = 0; i < weight.length; i++) {
                code[2 + 2 * i] = Double.doubleToRawLongBits(weight[i]);
                code[3 + 2 * i] = times[i];
            }
            return code;
        }
    }

    /// @param all weight of all neighbours
    /// @param own weight of those in the own cluster
    /// @param groups clusters touched by block, the block of the own cluster first
    static Pattern of(double all, double own, List<Group> groups) {
        List<long[]> parts = new ArrayList<>();
        groups.forEach(group -> parts.add(group.code()));
        if (parts.size() > 2) {
            parts.subList(1, parts.size()).sort(Comparator.comparing((long[] part) -> part, Arrays::compare));
        }
        long[] code =
                new long[HEADER + parts.stream().mapToInt(part -> part.length).sum()];
        code[0] = Double.doubleToRawLongBits(all);
        code[1] = Double.doubleToRawLongBits(own);
        int at = HEADER;
        for (long[] part : parts) {
            System.arraycopy(part, 0, code, at, part.length);
            at += part.length;
        }
        return new Pattern(code);
    }

    /// @return weight of all neighbours
    double all() {
        return Double.longBitsToDouble(code[0]);
    }

    /// @return weight of the neighbours in the own cluster
    double own() {
        return Double.longBitsToDouble(code[1]);
    }

    /// @return clusters touched by block, the block of the own cluster first
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int at = HEADER; at < code.length; ) {
            int runs = (int) code[at + 1];
            double[] weight = new double[runs];
            int[] times = new int[runs];
            for (int i = 0; i < runs; i++) {
                weight[i] = Double.longBitsToDouble(code[at + 2 + 2 * i]);
                times[i] = (int) code[at + 3 + 2 * i];
            }
            groups.add(new Group((int) code[at], weight, times));
            at += 2 + 2 * runs;
        }
        return groups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pattern that && hash == that.hash && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
