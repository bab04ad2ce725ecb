package copse.interference;

import copse.error.Diagnostic;
import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.frame.Words;
import java.util.List;

/// What a test of interference from a mixed design found.
///
/// @param clusters effect among clusters randomised as wholes
/// @param units effect among units randomised by themselves
/// @param difference the first less the second, with its t-test; 0 without interference
/// @param normal two-sided p-value of the difference, as if it were normal with a known variance
/// @param chebyshev bound on the p-value whatever the distribution, the variance being known
/// @param diagnostics what a reader must know
public record HausmanResult(
        EffectEstimate clusters,
        EffectEstimate units,
        EffectEstimate difference,
        double normal,
        double chebyshev,
        List<Diagnostic> diagnostics) {
    /// Copies the list.
    public HausmanResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /// @return whether the t-test rejects that there is no interference
    public boolean rejected() {
        return difference.shown();
    }

    /// @return whether Chebyshev's bound rejects it too
    public boolean surelyRejected() {
        return Hypothesis.shown(chebyshev, difference.level());
    }

    /// @return the answer in a sentence, naming both effects
    public String sentence() {
        return "That units of a cluster do not influence each other is " + (rejected() ? "rejected" : "not rejected")
                + ": the effect is "
                + Words.about(clusters.value()) + " among clusters randomised as wholes and "
                + Words.about(units.value()) + " among units randomised by themselves, a difference of "
                + Words.about(difference.value()) + " ("
                + Words.about(100 * difference.interval().level())
                + " % CI " + Words.about(difference.interval().lower().value()) + " to "
                + Words.about(difference.interval().upper().value()) + ", " + Words.p(difference.p())
                + ", by Chebyshev " + Words.p(chebyshev) + ").";
    }
}
