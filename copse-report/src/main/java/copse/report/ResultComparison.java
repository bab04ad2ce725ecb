package copse.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A result, value by value, beside the same result of another run.
///
/// @param name of the file
/// @param compared number of values
/// @param differing number of values that are not exactly equal
/// @param beyond number of values that differ by more than rounding
/// @param largest the differences that matter most, at most [#LISTED], the largest first
/// @param unlike why no values could be compared, such as another number of rows; empty if they could
public record ResultComparison(
        String name,
        long compared,
        long differing,
        long beyond,
        List<ValueDifference> largest,
        Optional<String> unlike) {
    /// Differences that are told one by one.
    public static final int LISTED = 10;

    /// Of two numbers that are the same result, summed in another order: many times the spacing of doubles
    /// (2e-16), and far below what any error of estimation leaves of a number.
    public static final double ROUNDING = 1e-9;

    /// Copies the list.
    public ResultComparison {
        largest = List.copyOf(largest);
    }

    /// @param name of the file
    /// @param why no values can be compared
    /// @return a result that is not as it was
    public static ResultComparison unlike(String name, String why) {
        return new ResultComparison(name, 0, 0, 0, List.of(), Optional.of(why));
    }

    /// @param name of the file
    /// @return a result whose bytes are as they were
    public static ResultComparison identical(String name) {
        return new ResultComparison(name, 0, 0, 0, List.of(), Optional.empty());
    }

    /// @return whether the result is as it was, numbers up to rounding
    public boolean same() {
        return unlike.isEmpty() && beyond == 0;
    }

    /// @return whether not a bit is different
    public boolean exact() {
        return unlike.isEmpty() && differing == 0;
    }

    /// Two values at the same place.
    ///
    /// @param place such as `answers[0].primary.value`, or `row 3, score`
    /// @param before as text
    /// @param now as text
    /// @param size of numbers |before − now| / max(|before|, |now|), in [0, 2]; NaN where one is no number
    public record ValueDifference(String place, String before, String now, double size) {
        /// @return whether this is more than rounding
        public boolean beyondRounding() {
            return !(size <= ROUNDING);
        }
    }

    /// Takes values in and keeps count.
    public static final class Tally {
        private final List<ValueDifference> largest = new ArrayList<>();
        private long compared;
        private long differing;
        private long beyond;

        /// @param place of both, asked for only where they differ
        /// @param before the first number; NaN for none
        /// @param now the second; NaN for none
        public void number(Supplier<String> place, double before, double now) {
            compared++;
            if (Double.compare(before, now) != 0 && before != now) {
                double size = Math.abs(before - now) / Math.max(Math.abs(before), Math.abs(now));
                differs(new ValueDifference(place.get(), text(before), text(now), size));
            }
        }

        /// @param place of both, asked for only where they differ
        /// @param before the first
        /// @param now the second
        public void text(Supplier<String> place, String before, String now) {
            compared++;
            if (!before.equals(now)) {
                differs(new ValueDifference(place.get(), before, now, Double.NaN));
            }
        }

        private void differs(ValueDifference difference) {
            differing++;
            if (difference.beyondRounding()) {
                beyond++;
            }
            largest.add(difference);
            // not after every one: a file may differ in each of its rows
            if (largest.size() > 8 * LISTED) {
                cut();
            }
        }

        /// Texts first: a word that changed says more than a digit. [Double#compare] holds NaN for the largest.
        private void cut() {
            largest.sort(Comparator.comparingDouble(ValueDifference::size).reversed());
            largest.subList(Math.min(LISTED, largest.size()), largest.size()).clear();
        }

        private static String text(double value) {
            return Double.isFinite(value) ? copse.frame.NumericColumn.format(value) : "-";
        }

        /// @param name of the file
        /// @return what came out
        public ResultComparison of(String name) {
            cut();
            return new ResultComparison(name, compared, differing, beyond, largest, Optional.empty());
        }
    }
}
