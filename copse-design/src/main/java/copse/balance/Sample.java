package copse.balance;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Values of one covariate in one arm, with weights.
///
/// @param values present values
/// @param weights one per value; empty for ones
record Sample(double[] values, double[] weights) {
    int size() {
        return values.length;
    }

    double value(int i) {
        return values[i];
    }

    double weight(int i) {
        return weights.length == 0 ? 1 : weights[i];
    }

    double total() {
        return weights.length == 0 ? values.length : Arrays.stream(weights).sum();
    }

    /// @return the same by ascending value
    Sample sorted() {
        if (weights.length == 0) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Sample(sorted, weights);
        }
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Sample(
                IntStream.of(order).mapToDouble(i -> values[i]).toArray(),
                IntStream.of(order).mapToDouble(i -> weights[i]).toArray());
    }

    /// The largest vertical distance between two weighted distribution functions.
    ///
    /// Cost: sorting.
    ///
    /// @param other at least one value
    /// @return in `[0, 1]`
    double kolmogorovSmirnov(Sample other) {
        Sample a = sorted();
        Sample b = other.sorted();
        double totalA = a.total();
        double totalB = b.total();
        double below = 0;
        double belowOther = 0;
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            double value = Math.min(a.value(i), b.value(j));
            while (i < a.size() && a.value(i) <= value) {
                below += a.weight(i++);
            }
            while (j < b.size() && b.value(j) <= value) {
                belowOther += b.weight(j++);
            }
            largest = Math.max(largest, Math.abs(below / totalA - belowOther / totalB));
        }
        return largest;
    }
}
