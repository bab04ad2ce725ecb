package copse.model;

import java.util.Arrays;

/// Stretches of rows in which no grouping changes its level, with the key of that level.
///
/// Rows of real files mostly come cluster by cluster, so that a stretch is long and its rows find their sums at
/// once. Where rows come shuffled, every row is a stretch of its own, even if the next one has the same levels.
final class Runs {
    // Where codes have not changed for so many rows, comparing many at once pays.
    private static final int SHORT = 8;
    // Stretches of fewer rows than this on average cost more to look for than they save.
    private static final int SHUFFLED = 4;
    // One row in so many tells whether rows are shuffled.
    private static final int SAMPLED = 16;

    /// Number of stretches.
    int count;
    /// First row of each stretch, then the number of rows.
    final int[] start;
    /// Per grouping the code of the combination of levels of each stretch, -1 if a level is unknown to the
    /// model.
    final long[][] key;

    private final int[] change; // per factor, the first row after the present one with another code

    /// @param capacity the most rows
    /// @param groupings number of groupings
    /// @param factors number of different factors that the groupings consist of
    Runs(int capacity, int groupings, int factors) {
        this.start = new int[capacity + 1];
        this.key = new long[groupings][capacity];
        this.change = new int[factors];
    }

    /// Cuts rows into stretches; the keys are not set.
    ///
    /// @param codes per factor of any grouping, the code of each row
    /// @param rows number of rows
    void cut(int[][] codes, int rows) {
        if (isShuffled(codes, rows)) {
            Arrays.setAll(start, row -> row);
            count = rows;
            return;
        }
        Arrays.fill(change, 0);
        count = 0;
        for (int row = 0; row < rows; ) {
            int end = rows;
            for (int f = 0; f < change.length; f++) {
                if (change[f] <= row) {
                    change[f] = change(codes[f], row, rows);
                }
                end = Math.min(end, change[f]);
            }
            start[count++] = row;
            row = end;
        }
        start[count] = rows;
    }

    private static boolean isShuffled(int[][] codes, int rows) {
        int most = 0;
        for (int[] own : codes) {
            int changes = 0;
            for (int row = 1; row < rows; row += SAMPLED) {
                int difference = own[row] ^ own[row - 1];
                changes += (difference | -difference) >>> 31; // 1 unless equal, without a branch
            }
            most = Math.max(most, changes);
        }
        return SHUFFLED * SAMPLED * most > rows;
    }

    private static int change(int[] codes, int row, int rows) {
        int code = codes[row];
        int few = Math.min(rows, row + SHORT);
        int next = row + 1;
        while (next < few && codes[next] == code) {
            next++;
        }
        if (next < few || next == rows) {
            return next;
        }
        int same = Arrays.mismatch(codes, next, rows, codes, next - 1, rows - 1);
        return same < 0 ? rows : next + same;
    }

    /// @param grouping which
    /// @return its key at each row
    long[] keys(int grouping) {
        long[] keys = new long[count == 0 ? 0 : start[count]];
        for (int run = 0; run < count; run++) {
            Arrays.fill(keys, start[run], start[run + 1], key[grouping][run]);
        }
        return keys;
    }
}
