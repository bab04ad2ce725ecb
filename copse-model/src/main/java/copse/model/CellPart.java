package copse.model;

import java.util.Arrays;

/// The cells of one part of the rows: distinct keys with what is summed over their rows.
///
/// Sums are of whole numbers, and so exact, unless weights are fractions.
final class CellPart {
    /// Numbers summed per cell: rows, outcome, size, multiplicity, square.
    static final int SUMS = 5;

    static final int ROWS = 0;
    static final int Y = 1;
    static final int SIZE = 2;
    static final int MULTIPLICITY = 3;
    static final int SQUARE = 4;

    private final CellIndex index;
    private double[] sums = new double[SUMS * 64];
    private int[] first = new int[64]; // first row of each cell
    private int[] cell = new int[0];

    /// @param width words of a key
    CellPart(int width) {
        this.index = new CellIndex(width);
    }

    int count() {
        return index.size();
    }

    /// @param cell which
    /// @param word of its key
    long key(int cell, int word) {
        return index.word(cell, word);
    }

    /// @param cell which
    /// @param sum one of the constants
    double sum(int cell, int sum) {
        return sums[cell * SUMS + sum];
    }

    /// @param cell which
    /// @return the first of its rows
    int firstRow(int cell) {
        return first[cell];
    }

    /// Adds rows.
    void add(CellRows rows) {
        int[] numbers = locate(rows.key, rows.count);
        double[] own = sums;
        for (int i = 0; i < rows.count; i++) {
            int at = numbers[i] * SUMS;
            if (own[at] == 0) {
                first[numbers[i]] = rows.row[i];
            }
            double y = rows.y[i];
            double size = rows.size[i];
            double multiplicity = rows.multiplicity[i];
            own[at + ROWS]++;
            own[at + Y] += y;
            own[at + SIZE] += size;
            own[at + MULTIPLICITY] += multiplicity;
            own[at + SQUARE] += multiplicity * y * y / size;
        }
    }

    /// Adds the cells of another part, whose rows come later.
    void add(CellPart other) {
        int width = index.width();
        long[][] key = new long[width][other.count()];
        for (int cell = 0; cell < other.count(); cell++) {
            for (int w = 0; w < width; w++) {
                key[w][cell] = other.index.word(cell, w);
            }
        }
        add(key, other.count(), other.sums, other.first);
    }

    /// Adds cells that are there already.
    ///
    /// @param key per word one entry per cell
    /// @param count number of cells
    /// @param more their sums, cell by cell
    /// @param row first row of each
    void add(long[][] key, int count, double[] more, int[] row) {
        int[] numbers = locate(key, count);
        for (int i = 0; i < count; i++) {
            int at = numbers[i] * SUMS;
            first[numbers[i]] = sums[at] == 0 ? row[i] : Math.min(first[numbers[i]], row[i]);
            for (int k = 0; k < SUMS; k++) {
                sums[at + k] += more[i * SUMS + k];
            }
        }
    }

    private int[] locate(long[][] key, int count) {
        if (cell.length < count) {
            cell = new int[count];
        }
        index.locate(key, count, cell);
        if (index.size() > first.length) {
            int room = Math.max(index.size(), 2 * first.length);
            first = Arrays.copyOf(first, room);
            sums = Arrays.copyOf(sums, Math.multiplyExact(room, SUMS));
        }
        return cell;
    }
}
