package copse.model;

import java.util.Arrays;

/// An array of sums, each carried with the rounding error made so far.
///
/// Source: Neumaier (1974), Z. angew. Math. Mech. 54, 39-51. doi:10.1002/zamm.19740540106
final class CompensatedSums {
    private double[] sum;
    private double[] error;

    CompensatedSums(int size) {
        this.sum = new double[size];
        this.error = new double[size];
    }

    /// Makes room for indices below `size`; new sums are 0.
    void ensure(int size) {
        if (size > sum.length) {
            int larger = Math.max(size, 2 * sum.length);
            sum = Arrays.copyOf(sum, larger);
            error = Arrays.copyOf(error, larger);
        }
    }

    void add(int index, double value) {
        double before = sum[index];
        double after = before + value;
        error[index] += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
        sum[index] = after;
    }

    /// Adds another sum together with its error.
    void add(int index, CompensatedSums other, int from) {
        add(index, other.sum[from]);
        error[index] += other.error[from];
    }

    double value(int index) {
        return sum[index] + error[index];
    }
}
