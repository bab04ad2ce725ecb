package copse.model;

import java.util.Arrays;

/// The cells of a chunk of rows: one for every combination of levels of all groupings that occurs, with its sums.
///
/// Stretches of rows ([Runs]) are added to their cell, cells are drained into the compensated sums of the levels once
/// per chunk. In nested designs there are as many cells as levels of the finest grouping, and a stretch finds its cell
/// by one look-up and one comparison: every level of that grouping owns a first cell, and only stretches that meet it
/// with other partners go through the hash table.
final class CellTable {
    // 4 million ints; a finest grouping with more possible keys is hashed
    private static final long LARGEST_TABLE = 1 << 22;
    private static final int NONE = -1;

    private final int finest;
    private final int width;

    private int size;
    private final long[][] keys; // per grouping, the key of each cell
    private double[] sums; // cell-major, `width` each
    private final int[] first; // first cell of each key of the finest grouping; empty if there are too many keys
    private int[] table; // open addressing over the other cells
    private int hashed; // cells in the table

    /// @param keySpace number of possible keys per grouping
    /// @param finest the grouping with most possible keys
    /// @param width sums per cell
    CellTable(long[] keySpace, int finest, int width) {
        this.finest = finest;
        this.width = width;
        this.keys = new long[keySpace.length][64];
        this.sums = new double[64 * width];
        boolean direct = keySpace.length > 0 && keySpace[finest] <= LARGEST_TABLE;
        this.first = filled(direct ? (int) keySpace[finest] : 0);
        this.table = filled(128);
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    int size() {
        return size;
    }

    long key(int cell, int grouping) {
        return keys[grouping][cell];
    }

    double[] sums() {
        return sums;
    }

    /// Forgets all cells.
    void clear() {
        if (first.length > 0) {
            for (int cell = 0; cell < size; cell++) {
                first[(int) keys[finest][cell]] = NONE;
            }
        }
        if (hashed > 0) {
            Arrays.fill(table, NONE);
            hashed = 0;
        }
        Arrays.fill(sums, 0, size * width, 0);
        size = 0;
    }

    /// Finds or makes the cells of stretches of rows.
    ///
    /// @param key per grouping, the key of each stretch
    /// @param runs number of stretches
    /// @param cells filled with the cell of each. *Modified.*
    void locate(long[][] key, int runs, int[] cells) {
        if (first.length == 0) {
            for (int run = 0; run < runs; run++) {
                cells[run] = locateHashed(key, run);
            }
        } else if (key.length == 1) {
            locateOnly(key, runs, cells);
        } else {
            locateFirst(key, runs, cells);
        }
    }

    private void locateOnly(long[][] key, int runs, int[] cells) {
        long[] own = key[0];
        for (int run = 0; run < runs; run++) {
            int cell = first[(int) own[run]];
            cells[run] = cell != NONE ? cell : addFirst(key, run);
        }
    }

    private void locateFirst(long[][] key, int runs, int[] cells) {
        long[] leading = key[finest];
        int last = finest == key.length - 1 ? key.length - 2 : key.length - 1;
        long[] other = key[last];
        long[] known = keys[last];
        int[] table = first;
        boolean two = key.length == 2;
        for (int run = 0; run < runs; run++) {
            int cell = table[(int) leading[run]];
            if (cell == NONE || known[cell] != other[run] || !(two || matches(cell, key, run))) {
                cell = cell == NONE ? addFirst(key, run) : locateHashed(key, run);
                known = keys[last]; // a new cell may have moved them
            }
            cells[run] = cell;
        }
    }

    private boolean matches(int cell, long[][] key, int run) {
        for (int g = 0; g < key.length; g++) {
            if (keys[g][cell] != key[g][run]) {
                return false;
            }
        }
        return true;
    }

    private int addFirst(long[][] key, int run) {
        int cell = add(key, run);
        first[(int) key[finest][run]] = cell;
        return cell;
    }

    private int locateHashed(long[][] key, int run) {
        long hash = 0;
        for (long[] own : key) {
            hash = (hash ^ own[run]) * 0x9E3779B97F4A7C15L;
        }
        int slot = slot(hash);
        while (table[slot] != NONE) {
            if (matches(table[slot], key, run)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        int cell = add(key, run);
        table[slot] = cell;
        if (2 * ++hashed > table.length) {
            rehash();
        }
        return cell;
    }

    private int slot(long hash) {
        return (int) (hash >>> 32) & table.length - 1;
    }

    private void rehash() {
        int[] old = table;
        table = filled(2 * old.length);
        for (int cell : old) {
            if (cell != NONE) {
                long hash = 0;
                for (long[] own : keys) {
                    hash = (hash ^ own[cell]) * 0x9E3779B97F4A7C15L;
                }
                int slot = slot(hash);
                while (table[slot] != NONE) {
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = cell;
            }
        }
    }

    private int add(long[][] key, int run) {
        int cell = size++;
        if (size * width > sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
        }
        for (int g = 0; g < key.length; g++) {
            if (size > keys[g].length) {
                keys[g] = Arrays.copyOf(keys[g], 2 * size);
            }
            keys[g][cell] = key[g][run];
        }
        return cell;
    }
}
