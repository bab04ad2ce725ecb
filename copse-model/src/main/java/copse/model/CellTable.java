package copse.model;

import java.util.Arrays;

/// The cells of a chunk of rows: one for every combination of levels of all groupings that occurs, with its sums.
///
/// Rows are added to their cell, cells are drained into the compensated sums of the levels once per chunk. In
/// nested designs there are as many cells as levels of the finest grouping, and a row finds its cell by one
/// look-up and one comparison: every level of that grouping owns a first cell, and only rows that meet it with
/// other partners go through the hash table.
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

    /// Finds or makes the cells of the rows of a block.
    ///
    /// @param key per grouping, the key of each row
    /// @param rows number of rows
    /// @param cells filled with the cell of each row. *Modified.*
    void locate(long[][] key, int rows, int[] cells) {
        if (first.length == 0) {
            for (int row = 0; row < rows; row++) {
                cells[row] = locateHashed(key, row);
            }
        } else if (key.length == 1) {
            locateOnly(key, rows, cells);
        } else {
            locateFirst(key, rows, cells);
        }
    }

    private void locateOnly(long[][] key, int rows, int[] cells) {
        long[] own = key[0];
        for (int row = 0; row < rows; row++) {
            int cell = first[(int) own[row]];
            cells[row] = cell != NONE ? cell : addFirst(key, row);
        }
    }

    private void locateFirst(long[][] key, int rows, int[] cells) {
        long[] leading = key[finest];
        int last = finest == key.length - 1 ? key.length - 2 : key.length - 1;
        long[] other = key[last];
        long[] known = keys[last];
        int[] table = first;
        boolean two = key.length == 2;
        for (int row = 0; row < rows; row++) {
            int cell = table[(int) leading[row]];
            if (cell == NONE || known[cell] != other[row] || !(two || matches(cell, key, row))) {
                cell = cell == NONE ? addFirst(key, row) : locateHashed(key, row);
                known = keys[last]; // a new cell may have moved them
            }
            cells[row] = cell;
        }
    }

    private boolean matches(int cell, long[][] key, int row) {
        for (int g = 0; g < key.length; g++) {
            if (keys[g][cell] != key[g][row]) {
                return false;
            }
        }
        return true;
    }

    private int addFirst(long[][] key, int row) {
        int cell = add(key, row);
        first[(int) key[finest][row]] = cell;
        return cell;
    }

    private int locateHashed(long[][] key, int row) {
        long hash = 0;
        for (long[] own : key) {
            hash = (hash ^ own[row]) * 0x9E3779B97F4A7C15L;
        }
        int slot = slot(hash);
        while (table[slot] != NONE) {
            if (matches(table[slot], key, row)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        int cell = add(key, row);
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

    private int add(long[][] key, int row) {
        int cell = size++;
        if (size * width > sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
        }
        for (int g = 0; g < key.length; g++) {
            if (size > keys[g].length) {
                keys[g] = Arrays.copyOf(keys[g], 2 * size);
            }
            keys[g][cell] = key[g][row];
        }
        return cell;
    }
}
