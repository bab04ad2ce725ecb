package copse.report.trial;

import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import java.util.List;

/// The margins of what a test is to show, on the scale of the effect.
final class ClaimMargins {
    private ClaimMargins() {}

    /// @param hypothesis of a test
    /// @return whether an effect of none would be as it should: non-inferiority and equivalence
    static boolean isClaimOfNoHarm(Hypothesis hypothesis) {
        return hypothesis instanceof Hypothesis.NonInferiority || hypothesis instanceof Hypothesis.Equivalence;
    }

    /// @param hypothesis of a test
    /// @return effects at which it turns, ascending and with their signs; empty where that is no effect
    static List<Double> of(Hypothesis hypothesis) {
        return switch (hypothesis) {
            case Hypothesis.Equality _ -> List.of();
            case Hypothesis.Superiority(double margin, Direction better) ->
                margin == 0 ? List.of() : List.of(better == Direction.HIGHER ? margin : -margin);
            case Hypothesis.NonInferiority(double margin, Direction better) ->
                List.of(better == Direction.HIGHER ? -margin : margin);
            case Hypothesis.Equivalence(double lower, double upper) -> List.of(lower, upper);
        };
    }

    /// @param hypothesis of a test
    /// @return by which sentences about it are chosen: its kind, where superiority by a margin is one of its
    ///     own
    static String key(Hypothesis hypothesis) {
        return hypothesis instanceof Hypothesis.Superiority && !of(hypothesis).isEmpty()
                ? "superiority-by"
                : hypothesis.kind();
    }
}
