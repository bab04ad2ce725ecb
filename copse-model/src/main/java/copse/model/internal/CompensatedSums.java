package copse.model.internal;

import java.util.Arrays;

/// A growing array of sums, each carried with the rounding error made so far.
///
/// Source: Neumaier (1974), Z. angew. Math. Mech. 54, 39-51. doi:10.1002/zamm.19740540106
public final class CompensatedSums {
    private double[] sum;
    private double[] error;

    /// No sums yet.
    public CompensatedSums() {
        this(0);
    }

    /// @param size number of sums, all 0
    public CompensatedSums(int size) {
        this.sum = new double[size];
        this.error = new double[size];
    }

    /// Makes room; new sums are 0.
    ///
    /// @param size indices below it become valid
    public void ensure(int size) {
        if (size > sum.length) {
            int larger = Math.max(size, (int) Math.min(2L * sum.length, Integer.MAX_VALUE - 8));
            sum = Arrays.copyOf(sum, larger);
            error = Arrays.copyOf(error, larger);
        }
    }

    /// @param index of a sum
    /// @param value added to it
    public void add(int index, double value) {
        double before = sum[index];
        double after = before + value;
        error[index] += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
        sum[index] = after;
    }

    /// Adds other sums with their errors.
    ///
    /// @param index of the first sum that is added to
    /// @param other sums
    /// @param from index of the first of them
    /// @param count how many
    public void add(int index, CompensatedSums other, int from, int count) {
        for (int k = 0; k < count; k++) {
            add(index + k, other.sum[from + k]);
            error[index + k] += other.error[from + k];
        }
    }

    /// @param index of a sum
    /// @return the sum, corrected
    public double value(int index) {
        return sum[index] + error[index];
    }

    /// Copies sums, corrected.
    ///
    /// @param from index of the first
    /// @param into where to. *Modified.*
    /// @param at index of the first there
    /// @param count how many
    public void copy(int from, double[] into, int at, int count) {
        for (int k = 0; k < count; k++) {
            into[at + k] = value(from + k);
        }
    }
}
