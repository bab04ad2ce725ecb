package copse.bayes;

import java.util.Arrays;

/// One number of many: of the outcomes of rows, or of the numbers of groups.
///
/// A user's own is a lambda with a label:
/// ```java
/// RowSummary.of("range", y -> Arrays.stream(y).max().orElse(0) - Arrays.stream(y).min().orElse(0));
/// ```
///
/// @param label as printed
/// @param formula what it makes of the numbers, at least one of them; must not change the array
public record RowSummary(String label, Formula formula) {
    /// What a summary makes of numbers.
    @FunctionalInterface
    public interface Formula {
        /// @param values at least one; not modified
        /// @return the number
        double of(double[] values);
    }

    /// The mean.
    public static final RowSummary MEAN = new RowSummary("mean", RowSummary::average);

    /// The standard deviation, with divisor n − 1; 0 of a single number.
    public static final RowSummary SD = new RowSummary("sd", RowSummary::deviation);

    /// The smallest.
    public static final RowSummary MIN =
            new RowSummary("min", values -> Arrays.stream(values).min().orElse(0));

    /// The largest.
    public static final RowSummary MAX =
            new RowSummary("max", values -> Arrays.stream(values).max().orElse(0));

    /// @param label as printed
    /// @param formula what it makes of the numbers
    /// @return a summary of a user's own
    public static RowSummary of(String label, Formula formula) {
        return new RowSummary(label, formula);
    }

    /// @param value such as 0
    /// @return the share of numbers that are this value
    public static RowSummary share(double value) {
        return new RowSummary("share of " + number(value), values -> count(values, value) / values.length);
    }

    /// @param value such as 0
    /// @return how many numbers are this value
    public static RowSummary count(double value) {
        return new RowSummary("number of " + number(value), values -> count(values, value));
    }

    /// @param p in [0, 1]
    /// @return the quantile, linear between order statistics (type 7 of Hyndman and Fan)
    public static RowSummary quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a quantile at " + p);
        }
        return new RowSummary("quantile " + number(p), values -> {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double at = p * (sorted.length - 1);
            int low = (int) Math.floor(at);
            int high = Math.min(low + 1, sorted.length - 1);
            return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
        });
    }

    private static double average(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double deviation(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = average(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static double count(double[] values, double value) {
        double count = 0;
        for (double own : values) {
            count += own - value == 0 ? 1 : 0;
        }
        return count;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : "" + value;
    }
}
