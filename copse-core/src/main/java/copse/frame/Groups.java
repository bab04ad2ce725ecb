package copse.frame;

import java.util.Arrays;
import java.util.List;

/// Rows sorted into groups by equal keys: the combinations that occur, in the order of the first key, then the
/// second …
///
/// A missing key is a value of its own that comes last, so that no row gets lost.
final class Groups {
    /// Up to this many possible combinations, or a few per row, a table is faster than a hash.
    private static final int SMALL_TABLE = 1 << 16;

    private static final int TABLE_PER_ROW = 4;

    private final int[] group;
    private final int[] size;

    private Groups(int[] group, int count) {
        this.group = group;
        this.size = new int[count];
        for (int g : group) {
            size[g]++;
        }
    }

    /// @param rows number of rows
    /// @param keys the key columns; none puts all rows into one group
    /// @return the groups
    static Groups of(int rows, List<Column> keys) {
        int[] group = new int[rows];
        int count = Math.min(rows, 1);
        for (Column key : keys) {
            count = refine(group, count, Codes.of(key));
        }
        return new Groups(group, count);
    }

    /// @param key one more key column
    /// @return these groups, each split by the key
    Groups by(Column key) {
        int[] finer = group.clone();
        return new Groups(finer, refine(finer, size.length, Codes.of(key)));
    }

    /// Splits groups by one more key.
    ///
    /// @param group one per row. *Modified.*
    /// @return the number of groups that have rows
    private static int refine(int[] group, int count, Codes key) {
        int width = key.count() + 1;
        long combinations = (long) count * width;
        int[] code = key.code();
        if (combinations > Math.max(SMALL_TABLE, (long) TABLE_PER_ROW * group.length)) {
            Distinct distinct = new Distinct();
            for (int row = 0; row < group.length; row++) {
                group[row] = distinct.code((long) group[row] * width + code[row]);
            }
            int[] rank = distinct.ranks();
            for (int row = 0; row < group.length; row++) {
                group[row] = rank[group[row]];
            }
            return rank.length;
        }
        int[] rank = new int[(int) combinations];
        for (int row = 0; row < group.length; row++) {
            group[row] = group[row] * width + code[row];
            rank[group[row]] = 1;
        }
        int next = 0;
        for (int i = 0; i < rank.length; i++) {
            int used = rank[i];
            rank[i] = next;
            next += used;
        }
        for (int row = 0; row < group.length; row++) {
            group[row] = rank[group[row]];
        }
        return next;
    }

    /// @return number of groups; each has at least one row
    int count() {
        return size.length;
    }

    /// @return number of rows
    int rows() {
        return group.length;
    }

    /// @return group of each row; not to be changed
    int[] group() {
        return group;
    }

    /// @return rows per group; not to be changed
    int[] size() {
        return size;
    }

    /// @return the first row of each group
    int[] first() {
        int[] first = new int[size.length];
        Arrays.fill(first, -1);
        for (int row = group.length - 1; row >= 0; row--) {
            first[group[row]] = row;
        }
        return first;
    }
}
