package copse.estimate;

import java.util.Optional;

/// The values of a statistic over a reference set, for any constant effect that is taken off the treated.
///
/// If the effect is θ for everybody, outcomes less θ of those treated are the outcomes that all would have had
/// untreated, whatever their arms; the statistic of these under any assignment is then known.
interface ShiftFamily {
    /// @param theta the effect taken off
    /// @return the values
    Values at(double theta);

    /// @param theta the effect taken off
    /// @return the value of the observed assignment alone
    double observed(double theta);

    /// @return a length in units of the outcome: effects farther from the estimate than a few of it are beyond
    ///     doubt
    double scale();

    /// The family as it would be if what it estimates beside the effect did not change with the effect.
    ///
    /// @param theta an effect
    /// @return a linear family with the same values at θ; empty if there is none
    default Optional<LinearFamily> linearAt(double theta) {
        return Optional.empty();
    }

    /// Effects at which values jump, if they are constant between these.
    ///
    /// @param low an effect
    /// @param high a higher one
    /// @return the jumps in `(low, high)`, ascending, at most two of them; empty if values change everywhere
    default Optional<double[]> jumps(double low, double high) {
        return Optional.empty();
    }

    /// @param observed of the observed assignment
    /// @param reference per assignment of the set; NaN where the statistic is undefined
    record Values(double observed, double[] reference) {}
}
