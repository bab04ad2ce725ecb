package copse.estimate;

import copse.math.Tasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many positions of each block are treated, and whether that is the same for all assignments.
///
/// Strata and pairs of even size have fixed numbers; coins and spare units do not, nor do positions that lost
/// their outcomes.
final class BlockCounts {
    private static final int TASK = 1024;

    private final int[] start;
    private final int[] word;
    private final long[] mask;
    private final int[] size;

    /// @param units blocks and who takes part
    BlockCounts(UnitOutcomes units) {
        int blocks = units.blocks();
        this.size = new int[blocks];
        List<List<long[]>> entries = new ArrayList<>();
        for (int b = 0; b < blocks; b++) {
            entries.add(new ArrayList<>());
        }
        for (int p = 0; p < units.size(); p++) {
            if (units.present(p)) {
                List<long[]> own = entries.get(units.block()[p]);
                if (own.isEmpty() || own.getLast()[0] != p >>> 6) {
                    own.add(new long[] {p >>> 6, 0});
                }
                own.getLast()[1] |= 1L << p;
                size[units.block()[p]]++;
            }
        }
        this.start = new int[blocks + 1];
        for (int b = 0; b < blocks; b++) {
            start[b + 1] = start[b] + entries.get(b).size();
        }
        this.word =
                entries.stream().flatMap(List::stream).mapToInt(e -> (int) e[0]).toArray();
        this.mask = entries.stream().flatMap(List::stream).mapToLong(e -> e[1]).toArray();
    }

    /// @return number of positions of each block that take part
    int[] sizes() {
        return size.clone();
    }

    /// @param plane positions as bits
    /// @return how many of each block are among them
    int[] of(long[] plane) {
        int[] counts = new int[size.length];
        for (int b = 0; b < counts.length; b++) {
            counts[b] = count(plane, b);
        }
        return counts;
    }

    private int count(long[] plane, int block) {
        int count = 0;
        for (int e = start[block]; e < start[block + 1]; e++) {
            count += Long.bitCount(plane[word[e]] & mask[e]);
        }
        return count;
    }

    /// Goes through the set until an assignment differs.
    ///
    /// @param set of two arms
    /// @param arm index of an arm
    /// @param fixed counts of one assignment
    /// @param threads number of threads
    /// @return whether all have these counts
    boolean areFixed(ReferenceSet set, int arm, int[] fixed, int threads) {
        AtomicBoolean same = new AtomicBoolean(true);
        Tasks.run((set.size() + TASK - 1) / TASK, threads, task -> {
            long[][] planes = new long[set.arms().size()][set.words()];
            for (int a = task * TASK; a < Math.min(set.size(), (task + 1) * TASK) && same.get(); a++) {
                set.copy(a, planes);
                if (!Arrays.equals(fixed, of(planes[arm]))) {
                    same.set(false);
                }
            }
        });
        return same.get();
    }
}
