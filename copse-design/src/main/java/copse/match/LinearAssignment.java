package copse.match;

import java.util.Arrays;

/// The assignment of rows to columns of least total cost.
///
/// Begins with the assignment of row i to column i where that is as good as any, so that little is left to do
/// when the diagonal is nearly optimal; the other rows are added by shortest augmenting paths.
///
/// Cost: `n²` per row that is added.
///
/// Source: Jonker and Volgenant (1987), A shortest augmenting path algorithm for dense and sparse linear
/// assignment problems, Computing 38, 325-340. doi:10.1007/BF02278710
final class LinearAssignment {
    private static final int NONE = -1;

    private final int n;
    private final double[] cost;
    private final double[] u;
    private final double[] v;
    private final int[] rowOf;
    private final int[] columnOf;
    private long steps;

    /// @param n number of rows and columns
    /// @param cost of row i in column j: `cost[i * n + j]`. Kept.
    LinearAssignment(int n, double[] cost) {
        this.n = n;
        this.cost = cost;
        this.u = new double[n];
        this.v = new double[n];
        this.rowOf = new int[n];
        this.columnOf = new int[n];
        Arrays.fill(rowOf, NONE);
        Arrays.fill(columnOf, NONE);
        begin();
        for (int i = 0; i < n; i++) {
            if (columnOf[i] == NONE) {
                augment(i);
            }
        }
    }

    /// @param row a row
    /// @return its column
    int column(int row) {
        return columnOf[row];
    }

    /// @return entries of the cost looked at
    long steps() {
        return steps;
    }

    /// Dual variables for which no reduced cost is negative, and rows whose diagonal is tight.
    private void begin() {
        for (int i = 0; i < n; i++) {
            v[i] = cost[i * n + i];
        }
        for (int i = 0; i < n; i++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                smallest = Math.min(smallest, cost[i * n + j] - v[j]);
            }
            u[i] = smallest;
            // the diagonal itself is exactly 0 here
            if (smallest == 0) {
                rowOf[i] = i;
                columnOf[i] = i;
            }
        }
        steps += (long) n * n;
    }

    private void augment(int row) {
        double[] distance = new double[n];
        int[] previous = new int[n];
        boolean[] done = new boolean[n];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        double reached = 0;
        int i = row;
        int end = NONE;
        while (end == NONE) {
            double smallest = Double.POSITIVE_INFINITY;
            int column = NONE;
            for (int j = 0; j < n; j++) {
                if (!done[j]) {
                    double length = reached + cost[i * n + j] - u[i] - v[j];
                    if (length < distance[j]) {
                        distance[j] = length;
                        previous[j] = i;
                    }
                    if (distance[j] < smallest) {
                        smallest = distance[j];
                        column = j;
                    }
                }
            }
            steps += n;
            reached = smallest;
            done[column] = true;
            if (rowOf[column] == NONE) {
                end = column;
            } else {
                i = rowOf[column];
            }
        }
        u[row] += reached;
        for (int j = 0; j < n; j++) {
            if (done[j] && j != end) {
                v[j] -= reached - distance[j];
                u[rowOf[j]] += reached - distance[j];
            }
        }
        for (int j = end; ; ) {
            int from = previous[j];
            int next = columnOf[from];
            rowOf[j] = from;
            columnOf[from] = j;
            if (from == row) {
                return;
            }
            j = next;
        }
    }
}
