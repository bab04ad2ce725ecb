package copse.bayes;

import java.util.Arrays;

/// Products of columns with coefficients and with vectors per cell, block by block, so that what is made of a
/// block is still in the cache when it is used. Has work arrays: belongs to one thread.
///
/// Sums over cells are kept place by place of the blocks and added up at the end: loops without a carried sum
/// are what the compiler makes vector instructions of.
final class ColumnBlocks {
    private final double[][] columns;
    private final boolean constant;
    private final double[][] sums;

    /// @param columns by cells
    ColumnBlocks(double[][] columns) {
        this.columns = columns;
        int n = columns.length == 0 ? 0 : columns[0].length;
        boolean ones = columns.length > 0;
        for (int i = 0; i < n && ones; i++) {
            ones = columns[0][i] == 1;
        }
        this.constant = ones;
        this.sums = new double[columns.length][Math.min(n, OutcomeKernel.BLOCK)];
    }

    /// Adds Σ columns times coefficients for cells `from ≤ i < to`.
    ///
    /// @param coefficients at least one per column
    /// @param into per cell. *Modified.*
    void predict(double[] coefficients, double[] into, int from, int to) {
        int j = 0;
        if (constant) {
            double one = coefficients[0];
            for (int i = from; i < to; i++) {
                into[i] += one;
            }
            j = 1;
        }
        for (; j + 1 < columns.length; j += 2) {
            double[] x = columns[j];
            double[] y = columns[j + 1];
            double a = coefficients[j];
            double b = coefficients[j + 1];
            for (int i = from; i < to; i++) {
                into[i] += a * x[i] + b * y[i];
            }
        }
        if (j < columns.length) {
            double[] x = columns[j];
            double a = coefficients[j];
            for (int i = from; i < to; i++) {
                into[i] += a * x[i];
            }
        }
    }

    /// Begins sums.
    void clear() {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }

    /// Adds the products of every column with a vector over cells `from ≤ i < to`, at most a block.
    ///
    /// @param vector per cell
    void add(double[] vector, int from, int to) {
        int count = to - from;
        int j = 0;
        if (constant) {
            double[] sum = sums[0];
            for (int i = 0; i < count; i++) {
                sum[i] += vector[from + i];
            }
            j = 1;
        }
        for (; j < columns.length; j++) {
            double[] x = columns[j];
            double[] sum = sums[j];
            for (int i = 0; i < count; i++) {
                sum[i] += x[from + i] * vector[from + i];
            }
        }
    }

    /// @param into per column. *Modified.*
    void total(double[] into) {
        for (int j = 0; j < sums.length; j++) {
            into[j] = CellData.sum(sums[j]);
        }
    }
}
