package copse.estimate;

import copse.infer.Interval;
import copse.infer.StudentT;

/// An effect on another scale than that of the outcome: how many times as large the odds, the share or the rate
/// is.
///
/// @param scale `risk ratio`, `odds ratio`, `rate ratio`
/// @param whose whose ratio it is, in words: `of arms`, `given the cluster`
/// @param value treatment over control; 1 is no effect
/// @param interval two-sided limits, by Student's t on the log scale
public record ScaledEffect(String scale, String whose, double value, Interval interval) {
    /// A ratio whose logarithm has an error that follows Student's t.
    ///
    /// @param scale what is divided by what
    /// @param whose whose ratio it is
    /// @param value the ratio, above 0
    /// @param logSe standard error of its logarithm
    /// @param df degrees of freedom
    /// @param level coverage of the limits
    /// @return the ratio with its limits
    public static ScaledEffect of(String scale, String whose, double value, double logSe, double df, double level) {
        double half = StudentT.critical(level, df) * logSe;
        return new ScaledEffect(
                scale,
                whose,
                value,
                Interval.of(value * Math.exp(-half), value * Math.exp(half), level, "Wald, log scale"));
    }
}
