package copse.lm;

import java.util.Arrays;

/// A growing array of sums, each carried with the rounding error made so far.
///
/// Source: Neumaier (1974), Z. angew. Math. Mech. 54, 39-51. doi:10.1002/zamm.19740540106
final class Sums {
    private double[] sum = new double[0];
    private double[] error = new double[0];

    /// Makes room for indices below `size`; new sums are 0.
    void ensure(int size) {
        if (size > sum.length) {
            int larger = Math.max(size, (int) Math.min(2L * sum.length, Integer.MAX_VALUE - 8));
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

    /// Adds other sums with their errors.
    void add(int index, Sums other, int from, int count) {
        for (int k = 0; k < count; k++) {
            add(index + k, other.sum[from + k]);
            error[index + k] += other.error[from + k];
        }
    }

    double value(int index) {
        return sum[index] + error[index];
    }

    void copy(int from, double[] into, int at, int count) {
        for (int k = 0; k < count; k++) {
            into[at + k] = value(from + k);
        }
    }
}
