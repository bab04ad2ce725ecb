package copse.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The levels of one grouping over cells.
///
/// @param grouping its number in the model
/// @param keys of the levels that occur, ascending
/// @param counts rows per level
/// @param level of each cell
@SuppressWarnings("ArrayRecordComponent") // never compared
record CellLevels(int grouping, long[] keys, long[] counts, int[] level) {
    /// @param spec the model
    /// @param factors factor inputs of the [Layout], ascending
    /// @param codes per factor input one code per cell
    /// @param rows rows of each cell
    /// @return levels of every grouping, most first
    static List<CellLevels> all(ModelSpec spec, int[] factors, int[][] codes, double[] rows) {
        return IntStream.range(0, spec.groupings().size())
                .mapToObj(grouping -> of(spec, grouping, factors, codes, rows))
                .sorted(Comparator.comparingInt(levels -> -levels.keys().length))
                .toList();
    }

    /// @param factors factor inputs of the [Layout], ascending
    /// @param codes per factor input one code per cell
    /// @param rows rows of each cell
    private static CellLevels of(ModelSpec spec, int grouping, int[] factors, int[][] codes, double[] rows) {
        long[] key = keys(spec, grouping, factors, codes, rows.length);
        LevelIndex met =
                new LevelIndex(Math.max(1, spec.groupings().get(grouping).cells()));
        int[] level = new int[key.length];
        for (int i = 0; i < level.length; i++) {
            level[i] = met.locate(key[i]);
        }
        long[] sorted = new long[met.size()];
        Arrays.setAll(sorted, met::key);
        Arrays.sort(sorted);
        int[] rank = new int[sorted.length];
        for (int i = 0; i < rank.length; i++) {
            rank[met.locate(sorted[i])] = i;
        }
        long[] counts = new long[sorted.length];
        for (int i = 0; i < level.length; i++) {
            level[i] = rank[level[i]];
            counts[level[i]] += (long) rows[i];
        }
        return new CellLevels(grouping, sorted, counts, level);
    }

    private static long[] keys(ModelSpec spec, int grouping, int[] factors, int[][] codes, int count) {
        long[] key = new long[count];
        for (int factor : spec.layout().keys.get(grouping)) {
            int[] own = codes[Arrays.binarySearch(factors, factor)];
            int size = spec.layout().factors.get(factor).levels().size();
            for (int i = 0; i < count; i++) {
                key[i] = key[i] * size + own[i];
            }
        }
        return key;
    }

    /// @param cells in any order
    /// @return the cells level by level, in their order within each
    int[] order(int[] cells) {
        int[] next = new int[keys.length + 1];
        for (int own : level) {
            next[own + 1]++;
        }
        for (int k = 0; k < keys.length; k++) {
            next[k + 1] += next[k];
        }
        int[] order = new int[cells.length];
        for (int cell : cells) {
            order[next[level[cell]]++] = cell;
        }
        return order;
    }

    CellLevels inOrder(int[] order) {
        return new CellLevels(grouping, keys, counts, Gather.ints(level, order));
    }
}
