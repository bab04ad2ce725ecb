package copse.estimate;

import copse.infer.Interval;
import java.util.Arrays;
import java.util.OptionalInt;

/// Which two of B sorted draws are the limits of an interval.
///
/// An interval between the draws at positions a and b holds a further draw with probability `(b − a) / (B +
/// 1)`, its content. For type 6 that is the level whenever the draws are enough; other rules fall short of it,
/// the shorter the fewer the draws.
public sealed interface PercentileRule {
    /// Quantiles at `(1 − level) / 2` on either side.
    ///
    /// @param type the definition of a quantile
    record Quantiles(QuantileType type) implements PercentileRule {
        @Override
        public double lowerPosition(int draws, double level) {
            return type.position(draws, 0.5 * (1 - level));
        }

        @Override
        public double upperPosition(int draws, double level) {
            return type.position(draws, 1 - 0.5 * (1 - level));
        }

        @Override
        public String label() {
            return "quantile type " + type.number();
        }
    }

    /// The rule of the call-centre notebook: an offset of `B (1 − level) / 2`, halves rounded to the even
    /// number, from either end.
    ///
    /// It is here to show what that study did. 20 draws at a level of 90 % give positions 2 and 19, content
    /// 17/21 = 81 %; 10 draws give the extremes, content 82 %.
    record HalfEvenOffset() implements PercentileRule {
        /// The offset as floating-point arithmetic has it, which decides whether a half is one.
        ///
        /// @param draws B
        /// @param level nominal coverage
        /// @return draws left out at either end
        public int offset(int draws, double level) {
            return (int) Math.rint(draws * (1 - level) / 2);
        }

        @Override
        public double lowerPosition(int draws, double level) {
            return Math.min(offset(draws, level) + 1, draws);
        }

        @Override
        public double upperPosition(int draws, double level) {
            return Math.max(draws - offset(draws, level), 1);
        }

        @Override
        public String label() {
            return "offset rounded half to even";
        }
    }

    /// @param draws B, at least 1
    /// @param level nominal coverage, in (0, 1)
    /// @return where the lower limit stands among the sorted draws, from 1
    double lowerPosition(int draws, double level);

    /// @param draws B, at least 1
    /// @param level nominal coverage, in (0, 1)
    /// @return where the upper limit stands among the sorted draws, from 1
    double upperPosition(int draws, double level);

    /// @return the rule in a few words
    String label();

    /// The probability with which a further draw falls between the limits.
    ///
    /// @param draws B, at least 1
    /// @param level nominal coverage, in (0, 1)
    /// @return the content
    default double content(int draws, double level) {
        return (upperPosition(draws, level) - lowerPosition(draws, level)) / (draws + 1.0);
    }

    /// The percentile interval.
    ///
    /// @param draws in any order, at least one; not modified
    /// @param level nominal coverage, in (0, 1)
    /// @return the limits
    default Interval interval(double[] draws, double level) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return Interval.of(
                QuantileType.at(sorted, lowerPosition(sorted.length, level)),
                QuantileType.at(sorted, upperPosition(sorted.length, level)),
                level,
                "bootstrap (percentile, " + label() + ")");
    }

    /// Whether the limits of type 6 are draws themselves: `(B + 1)(1 − level) / 2` is a whole number above 0.
    ///
    /// @param draws B
    /// @param level nominal coverage
    /// @return whether it is
    static boolean isWhole(int draws, double level) {
        double position = (draws + 1.0) * (1 - level) / 2;
        double whole = Math.rint(position);
        // levels are written in decimals: a difference of this size is their rounding
        return whole >= 1 && Math.abs(position - whole) <= 1e-9 * whole;
    }

    /// The number of draws to take.
    ///
    /// @param atLeast as many as are wanted at least
    /// @param level nominal coverage
    /// @return the next number for which [#isWhole(int, double)] holds; empty for levels with so many decimals
    ///     that there is none within another 100,000
    static OptionalInt recommended(int atLeast, double level) {
        for (int draws = Math.max(1, atLeast); draws <= Math.max(1, atLeast) + 100_000; draws++) {
            if (isWhole(draws, level)) {
                return OptionalInt.of(draws);
            }
        }
        return OptionalInt.empty();
    }
}
