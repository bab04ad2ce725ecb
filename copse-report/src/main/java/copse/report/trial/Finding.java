package copse.report.trial;

import copse.estimate.Hypothesis.Direction;
import copse.plan.Role;
import copse.study.Analysis;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was found for one outcome, or for several that were analysed together.
///
/// @param role what the outcomes are for
/// @param analysis that the design implies, or the plan asked for
/// @param smallest size of the smallest effect that matters, in units of the outcome (a share for yes or no),
///     above 0; empty if none was named
/// @param better which values of the outcome are better; empty if that was not said
public record Finding(Role role, Analysis analysis, OptionalDouble smallest, Optional<Direction> better) {
    /// @param role what the outcomes are for
    /// @param analysis of them
    /// @return without an effect that matters
    public static Finding of(Role role, Analysis analysis) {
        return new Finding(role, analysis, OptionalDouble.empty(), Optional.empty());
    }
}
