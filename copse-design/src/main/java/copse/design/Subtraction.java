package copse.design;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.ObjDoubleConsumer;

/// A table of numbers in `[0, 1)` with whole sums of rows and columns as a mean of tables of zeros and ones
/// with the same sums.
///
/// One such table is subtracted as often as it goes without making a cell negative, or larger than what is left
/// to subtract; then another; each step settles at least one more cell. Tables are found by alternating paths
/// between rows and columns, as in bipartite matching.
///
/// Cost: as many tables as there are cells at most, each found in `O(cells · rows)` at worst, mostly far less.
final class Subtraction {
    /// Cells are settled when they come this near to a bound: some roundings per step.
    private static final double SETTLED = 1e-12;

    private final double[][] left;
    private final int rows;
    private final int columns;
    private final boolean[][] table;
    private final int[] rowSum;
    private final int[] columnSum;

    /// @param cells the table. *Modified.*
    Subtraction(double[][] cells) {
        this.left = cells;
        this.rows = cells.length;
        this.columns = cells[0].length;
        this.table = new boolean[rows][columns];
        this.rowSum = new int[rows];
        this.columnSum = new int[columns];
        for (int j = 0; j < rows; j++) {
            rowSum[j] = (int) Math.round(Arrays.stream(cells[j]).sum());
        }
        for (int k = 0; k < columns; k++) {
            double sum = 0;
            for (int j = 0; j < rows; j++) {
                sum += cells[j][k];
            }
            columnSum[k] = (int) Math.round(sum);
        }
    }

    /// @param each called with each table, the last array again and again, and its probability
    void forEach(ObjDoubleConsumer<boolean[][]> each) {
        double mass = 1;
        while (mass > SETTLED) {
            find(mass);
            double step = mass;
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < columns; k++) {
                    step = Math.min(step, table[j][k] ? left[j][k] : mass - left[j][k]);
                }
            }
            double last = mass - step;
            each.accept(table, last > SETTLED ? step : mass);
            for (int j = 0; j < rows; j++) {
                for (int k = 0; k < columns; k++) {
                    if (table[j][k]) {
                        left[j][k] -= step;
                    }
                }
            }
            mass = last;
        }
    }

    /// Makes the table one that fits what is left: ones in cells that are full, zeros in cells that are empty.
    private void find(double mass) {
        int[] rowDue = rowSum.clone();
        int[] columnDue = columnSum.clone();
        for (int j = 0; j < rows; j++) {
            for (int k = 0; k < columns; k++) {
                table[j][k] = left[j][k] >= mass - SETTLED;
                if (table[j][k]) {
                    rowDue[j]--;
                    columnDue[k]--;
                }
            }
        }
        for (int j = 0; j < rows; j++) {
            for (int i = rowDue[j]; i > 0; i--) {
                place(j, columnDue, mass);
            }
        }
    }

    private boolean isFree(int row, int column, double mass) {
        return left[row][column] > SETTLED && left[row][column] < mass - SETTLED;
    }

    /// One more in a row: a path from the row to a column that is due one, over cells that are turned on the
    /// way.
    private void place(int row, int[] columnDue, double mass) {
        int[] fromRow = new int[columns];
        int[] fromColumn = new int[rows];
        Arrays.fill(fromRow, -1);
        Arrays.fill(fromColumn, -1);
        Deque<Integer> open = new ArrayDeque<>();
        open.add(row);
        boolean[] seen = new boolean[rows];
        seen[row] = true;
        while (!open.isEmpty()) {
            int j = open.remove();
            for (int k = 0; k < columns; k++) {
                if (fromRow[k] >= 0 || table[j][k] || !isFree(j, k, mass)) {
                    continue;
                }
                fromRow[k] = j;
                if (columnDue[k] > 0) {
                    columnDue[k]--;
                    turn(row, k, fromRow, fromColumn);
                    return;
                }
                for (int i = 0; i < rows; i++) {
                    if (!seen[i] && table[i][k] && isFree(i, k, mass)) {
                        seen[i] = true;
                        fromColumn[i] = k;
                        open.add(i);
                    }
                }
            }
        }
        throw new IllegalStateException("a table with whole sums has a rounding");
    }

    private void turn(int row, int column, int[] fromRow, int[] fromColumn) {
        int k = column;
        while (true) {
            int j = fromRow[k];
            table[j][k] = true;
            if (j == row) {
                return;
            }
            k = fromColumn[j];
            table[j][k] = false;
        }
    }
}
