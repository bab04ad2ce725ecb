package copse.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Centre and spread of numbers.
///
/// @param n how many numbers
/// @param mean arithmetic mean
/// @param sd standard deviation with divisor n − 1; empty for a single number
/// @param min smallest
/// @param q25 lower quartile (type 7, as are the median and the upper one)
/// @param median median
/// @param q75 upper quartile
/// @param max largest
/// @param histogram numbers per bin of equal width from `min` to `max`; one bin if all are equal
public record Spread(
        int n,
        double mean,
        OptionalDouble sd,
        double min,
        double q25,
        double median,
        double q75,
        double max,
        List<Integer> histogram) {
    /// Bins of the histogram: as wide as a column of a table in a terminal.
    public static final int BINS = 10;

    /// Cost: O(n log n).
    ///
    /// @param values the numbers, finite; sorted afterwards. *Modified.*
    /// @return their spread, empty without numbers
    static Optional<Spread> of(double[] values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        int n = values.length;
        NumericColumn column = NumericColumn.wrap(values, Mask.none(n));
        Moments moments = Moments.of(column, Groups.of(n, List.of()));
        Arrays.sort(values);
        return Optional.of(new Spread(
                n,
                moments.mean(0),
                n < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(moments.squares()[0] / (n - 1))),
                values[0],
                Quantiles.type7(values, 0, n, 0.25),
                Quantiles.type7(values, 0, n, 0.5),
                Quantiles.type7(values, 0, n, 0.75),
                values[n - 1],
                histogram(values)));
    }

    private static List<Integer> histogram(double[] sorted) {
        double min = sorted[0];
        double width = sorted[sorted.length - 1] / BINS - min / BINS;
        if (!(width > 0)) {
            return List.of(sorted.length);
        }
        int[] counts = new int[BINS];
        for (double value : sorted) {
            counts[Math.min(BINS - 1, (int) ((value - min) / width))]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
