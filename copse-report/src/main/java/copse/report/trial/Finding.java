package copse.report.trial;

import copse.estimate.FamilyAdjustment;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.plan.Role;
import copse.study.Analysis;
import copse.study.Answer;
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
    /// What intervals are read against. Tests of non-inferiority and equivalence have margins for that: the
    /// effect that their power was found for is one that is supposed to be true, not one that matters.
    ///
    /// @return the smallest effect that matters; empty where the hypothesis has margins of its own
    OptionalDouble matters() {
        return ClaimMargins.isClaimOfNoHarm(hypothesis()) ? OptionalDouble.empty() : smallest;
    }

    /// @return how p-values were adjusted for the number of answers; empty if there is one, or if they were not
    Optional<String> adjustment() {
        return analysis.adjustment()
                .filter(method -> analysis.answers().size() > 1 && !method.equals(FamilyAdjustment.NONE.label()));
    }

    /// @param answer of these
    /// @return its adjusted p-value; empty where p-values were not adjusted
    OptionalDouble adjustedP(Answer answer) {
        return adjustment().isPresent() ? answer.adjustedP() : OptionalDouble.empty();
    }

    /// @return that of all its answers
    Hypothesis hypothesis() {
        return analysis.answers().getFirst().question().hypothesis();
    }

    /// @param role what the outcomes are for
    /// @param analysis of them
    /// @return without an effect that matters
    public static Finding of(Role role, Analysis analysis) {
        return new Finding(role, analysis, OptionalDouble.empty(), Optional.empty());
    }
}
