package copse.match;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Ranks of numbers.
final class Ranks {
    private Ranks() {}

    /// @param values finite numbers
    /// @return their ranks from 1, equal numbers sharing the mean of theirs
    static double[] of(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            // ranks from + 1 … to
            for (int t = from; t < to; t++) {
                ranks[order[t]] = 0.5 * (from + 1 + to);
            }
            from = to;
        }
        return ranks;
    }

    /// @param size number of units
    /// @return variance of the ranks 1 … size, with divisor size − 1
    static double untiedVariance(int size) {
        return size * (size + 1.0) / 12;
    }
}
