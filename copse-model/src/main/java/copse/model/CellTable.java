package copse.model;

import java.util.Arrays;

/// The cells of a chunk of rows: one for every combination of levels of all groupings that occurs, with its sums.
///
/// Rows are added to their cell, cells are drained into the compensated sums of the levels once per chunk. In
/// nested
/// designs there are as many cells as levels of the finest grouping, and a row finds its cell by one
/// comparison: every
/// level of that grouping owns a first cell, and only rows that meet it with other partners go through the hash
/// table.
final class CellTable {
    private static final int NONE = -1;

    private final int groupings;
    private final int finest;
    private final int width;

    private int size;
    private int[] level; // cell-major: level of cell c in grouping g at c * groupings + g
    private double[] sums; // cell-major, `width` each
    private int[] first; // first cell of a level of the finest grouping
    private int[] table; // open addressing over the other cells
    private int hashed; // cells in the table

    CellTable(int groupings, int finest, int width) {
        this.groupings = groupings;
        this.finest = finest;
        this.width = width;
        this.level = new int[64 * groupings];
        this.sums = new double[64 * width];
        this.first = filled(64);
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

    int level(int cell, int grouping) {
        return level[cell * groupings + grouping];
    }

    double[] sums() {
        return sums;
    }

    /// Forgets all cells.
    void clear() {
        for (int cell = 0; cell < size; cell++) {
            first[level[cell * groupings + finest]] = NONE;
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
    /// @param levels per grouping, the level of each row
    /// @param rows number of rows
    /// @param cells filled with the cell of each row. *Modified.*
    void locate(int[][] levels, int rows, int[] cells) {
        int[] leading = levels[finest];
        for (int row = 0; row < rows; row++) {
            int own = leading[row];
            if (own >= first.length) {
                int old = first.length;
                first = Arrays.copyOf(first, Math.max(own + 1, 2 * old));
                Arrays.fill(first, old, first.length, NONE);
            }
            int cell = first[own];
            if (cell == NONE) {
                cell = add(levels, row);
                first[own] = cell;
            } else if (!matches(cell, levels, row)) {
                cell = locateHashed(levels, row);
            }
            cells[row] = cell;
        }
    }

    private boolean matches(int cell, int[][] levels, int row) {
        int at = cell * groupings;
        for (int g = 0; g < groupings; g++) {
            if (level[at + g] != levels[g][row]) {
                return false;
            }
        }
        return true;
    }

    private int locateHashed(int[][] levels, int row) {
        long hash = 0;
        for (int g = 0; g < groupings; g++) {
            hash = (hash ^ levels[g][row]) * 0x9E3779B97F4A7C15L;
        }
        int slot = slot(hash);
        while (table[slot] != NONE) {
            if (matches(table[slot], levels, row)) {
                return table[slot];
            }
            slot = slot + 1 & table.length - 1;
        }
        int cell = add(levels, row);
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
                for (int g = 0; g < groupings; g++) {
                    hash = (hash ^ level[cell * groupings + g]) * 0x9E3779B97F4A7C15L;
                }
                int slot = slot(hash);
                while (table[slot] != NONE) {
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = cell;
            }
        }
    }

    private int add(int[][] levels, int row) {
        int cell = size++;
        if ((cell + 1) * groupings > level.length) {
            level = Arrays.copyOf(level, 2 * level.length);
        }
        if ((cell + 1) * width > sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
        }
        for (int g = 0; g < groupings; g++) {
            level[cell * groupings + g] = levels[g][row];
        }
        return cell;
    }
}
