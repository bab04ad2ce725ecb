package copse.estimate;

import org.jspecify.annotations.Nullable;

/// An effect as a function of how often each of the items that are drawn counts.
///
/// Nothing is written but to the result, so that threads share an instance.
interface ResampledEffect {
    /// The effect and its standard error.
    ///
    /// @param value the effect
    /// @param se its standard error, 0 if it has none
    record Value(double value, double se) {}

    /// @return the group within which each item is drawn, from 0 on
    int[] strata();

    /// @param times how often each item counts, not negative
    /// @return the effect, null if what was drawn has nothing to compare
    @Nullable
    Value of(double[] times);
}
