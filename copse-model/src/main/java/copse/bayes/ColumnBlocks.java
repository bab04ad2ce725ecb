package copse.bayes;

import java.util.Arrays;

/// Products of columns with coefficients and with vectors per cell, block by block, so that what is made of a
/// block is still in the cache when it is used. Has work arrays: belongs to one thread.
///
/// Sums over cells are kept place by place of the blocks and added up at the end: loops without a carried sum
/// are what the compiler makes vector instructions of.
final class ColumnBlocks {
    private final double[][][] columns; // by column and block
    private final boolean constant;
    private final double[][] sums;
    private final double[] work;

    /// @param columns by cells
    ColumnBlocks(double[][] columns) {
        this.columns = Arrays.stream(columns).map(OutcomeKernel::blocks).toArray(double[][][]::new);
        int n = columns.length == 0 ? 0 : columns[0].length;
        boolean ones = columns.length > 0;
        for (int i = 0; i < n && ones; i++) {
            ones = columns[0][i] == 1;
        }
        this.constant = ones;
        int block = Math.min(n, OutcomeKernel.BLOCK);
        this.sums = new double[columns.length][block];
        this.work = new double[block];
    }

    private ColumnBlocks(ColumnBlocks other) {
        this.columns = other.columns;
        this.constant = other.constant;
        this.sums = new double[other.sums.length][other.work.length];
        this.work = new double[other.work.length];
    }

    /// @return the same columns for another thread
    ColumnBlocks copy() {
        return new ColumnBlocks(this);
    }

    /// Adds Σ columns times coefficients for the cells of a block.
    ///
    /// @param coefficients at least one per column
    /// @param into per cell. *Modified.*
    /// @param from first cell, where a block begins
    /// @param to one past the last
    void predict(double[] coefficients, double[] into, int from, int to) {
        int count = to - from;
        int block = from / OutcomeKernel.BLOCK;
        System.arraycopy(into, from, work, 0, count);
        int j = 0;
        if (constant) {
            double one = coefficients[0];
            for (int i = 0; i < count; i++) {
                work[i] += one;
            }
            j = 1;
        }
        for (; j + 1 < columns.length; j += 2) {
            double[] x = columns[j][block];
            double[] y = columns[j + 1][block];
            double a = coefficients[j];
            double b = coefficients[j + 1];
            for (int i = 0; i < count; i++) {
                work[i] += a * x[i] + b * y[i];
            }
        }
        if (j < columns.length) {
            double[] x = columns[j][block];
            double a = coefficients[j];
            for (int i = 0; i < count; i++) {
                work[i] += a * x[i];
            }
        }
        System.arraycopy(work, 0, into, from, count);
    }

    /// Begins sums.
    void clear() {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }

    /// Adds the products of every column with a vector over the cells of a block.
    ///
    /// @param vector per cell
    /// @param from first cell, where a block begins
    /// @param to one past the last
    void add(double[] vector, int from, int to) {
        if (columns.length == 0) {
            return;
        }
        int count = to - from;
        int block = from / OutcomeKernel.BLOCK;
        System.arraycopy(vector, from, work, 0, count);
        int j = 0;
        if (constant) {
            double[] sum = sums[0];
            for (int i = 0; i < count; i++) {
                sum[i] += work[i];
            }
            j = 1;
        }
        for (; j < columns.length; j++) {
            double[] x = columns[j][block];
            double[] sum = sums[j];
            for (int i = 0; i < count; i++) {
                sum[i] += x[i] * work[i];
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
