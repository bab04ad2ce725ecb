package copse.power;

import java.util.Arrays;

/// Adds rows to the totals of clusters, one cluster after the other: numbers of rows, means, and products of
/// deviations from the means as packed lower triangles.
///
/// Sums are of deviations from a centre that the caller expects the cluster's values around, so that nothing is
/// lost when the square of the mean is taken off.
final class ClusterTotals {
    private final int columns;
    private final int triangle;
    final long[] rows;
    final double[] mean;
    final double[] product;

    private final double[] sum;
    private final double[] cross;
    private final double[] centre;
    private long count;

    ClusterTotals(int clusters, int columns) {
        this.columns = columns;
        this.triangle = columns * (columns + 1) / 2;
        rows = new long[clusters];
        mean = new double[clusters * columns];
        product = new double[clusters * triangle];
        sum = new double[columns];
        cross = new double[triangle];
        centre = new double[columns];
    }

    /// Index of an entry of a packed lower triangle.
    static int packed(int row, int column) {
        return row * (row + 1) / 2 + column;
    }

    /// @param around about where the values of the next cluster lie, one per column
    void begin(double[] around) {
        count = 0;
        Arrays.fill(sum, 0);
        Arrays.fill(cross, 0);
        System.arraycopy(around, 0, centre, 0, columns);
    }

    /// @param values one per column
    void add(double[] values) {
        count++;
        int at = 0;
        for (int i = 0; i < columns; i++) {
            double x = values[i] - centre[i];
            sum[i] += x;
            for (int j = 0; j <= i; j++) {
                cross[at++] += x * (values[j] - centre[j]);
            }
        }
    }

    /// @param cluster whose rows were added since [#begin]
    void finish(int cluster) {
        rows[cluster] = count;
        if (count == 0) {
            return;
        }
        int at = 0;
        for (int i = 0; i < columns; i++) {
            mean[cluster * columns + i] = centre[i] + sum[i] / count;
            for (int j = 0; j <= i; j++, at++) {
                double left = cross[at] - sum[i] * (sum[j] / count);
                product[cluster * triangle + at] = i == j ? Math.max(0, left) : left;
            }
        }
    }

    /// Totals known otherwise.
    void put(int cluster, long n, double[] means, double[] products) {
        rows[cluster] = n;
        System.arraycopy(means, 0, mean, cluster * columns, columns);
        System.arraycopy(products, 0, product, cluster * triangle, triangle);
    }
}
