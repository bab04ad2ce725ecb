package copse.model;

import java.util.Arrays;
import java.util.Optional;

/// Distinct keys with what is summed over their rows: the cells of one part of the rows.
final class CellPart implements CellColumns {
    private final CellIndex index;
    private final boolean squared;
    private final boolean sized;
    private final int width; // rows, the values beside the key, and where outcomes are summed their squares
    private double[] sums;
    private long[] first; // first row of each cell
    private int known; // cells whose first row is known
    private int[] cell = new int[0];

    CellPart(CellShape shape) {
        this.index = new CellIndex(shape.words());
        this.squared = shape.additive;
        this.sized = shape.sized;
        this.width = 1 + shape.values() + (squared ? 1 : 0);
        this.sums = new double[width * 64];
        this.first = new long[64];
    }

    @Override
    public int count() {
        return index.size();
    }

    /// Adds rows.
    void add(CellRows rows) {
        int n = rows.count();
        locate(rows.key, n, rows.row);
        double[] into = sums;
        int[] own = cell;
        for (int i = 0; i < n; i++) {
            into[own[i] * width]++;
        }
        for (int k = 0; k < rows.value.length; k++) {
            double[] value = rows.value[k];
            for (int i = 0; i < n; i++) {
                into[own[i] * width + 1 + k] += value[i];
            }
        }
        if (squared) {
            double[] y = rows.value[0];
            double[] size = sized ? rows.value[1] : null;
            for (int i = 0; i < n; i++) {
                into[own[i] * width + width - 1] += size == null ? y[i] * y[i] : y[i] * y[i] / size[i];
            }
        }
    }

    /// Adds cells of other rows.
    void add(CellColumns cells) {
        int n = cells.count();
        long[][] key = new long[index.width()][n];
        for (int word = 0; word < key.length; word++) {
            cells.word(word, key[word], 0);
        }
        locate(key, n, cells.first());
        double[][] value = new double[width][];
        value[0] = cells.rows();
        for (int k = 1; k < width; k++) {
            value[k] = new double[n];
        }
        for (int k = 0; k < width - 1 - (squared ? 1 : 0); k++) {
            cells.value(k, value[1 + k], 0);
        }
        if (squared) {
            value[width - 1] = cells.squares().orElseGet(() -> squares(value[1], sized ? value[2] : value[0]));
        }
        for (int k = 0; k < width; k++) {
            for (int i = 0; i < n; i++) {
                sums[cell[i] * width + k] += value[k][i];
            }
        }
    }

    private static double[] squares(double[] y, double[] size) {
        double[] squares = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            squares[i] = y[i] * y[i] / size[i];
        }
        return squares;
    }

    private void locate(long[][] key, int count, long[] row) {
        if (cell.length < count) {
            cell = new int[count];
        }
        index.locate(key, count, cell);
        if (index.size() > first.length) {
            int room = Math.max(index.size(), 2 * first.length);
            first = Arrays.copyOf(first, room);
            sums = Arrays.copyOf(sums, Math.multiplyExact(room, width));
        }
        // new cells have the highest numbers, in the order in which they were met
        for (int i = 0; i < count; i++) {
            if (cell[i] >= known) {
                first[cell[i]] = row[i];
                known++;
            } else if (row[i] < first[cell[i]]) {
                first[cell[i]] = row[i];
            }
        }
    }

    @Override
    public void word(int word, long[] into, int at) {
        for (int i = 0; i < index.size(); i++) {
            into[at + i] = index.word(i, word);
        }
    }

    @Override
    public void value(int value, double[] into, int at) {
        for (int i = 0; i < index.size(); i++) {
            into[at + i] = sums[i * width + 1 + value];
        }
    }

    @Override
    public boolean isSingle() {
        return false;
    }

    @Override
    public double[] rows() {
        double[] rows = new double[index.size()];
        value(-1, rows, 0);
        return rows;
    }

    @Override
    public Optional<double[]> squares() {
        if (!squared) {
            return Optional.empty();
        }
        double[] squares = new double[index.size()];
        value(width - 2, squares, 0);
        return Optional.of(squares);
    }

    @Override
    public void first(long[] into, int at) {
        System.arraycopy(first, 0, into, at, index.size());
    }
}
