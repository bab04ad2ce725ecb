package copse.interference;

import copse.error.Diagnostic;
import copse.estimate.Hypothesis;
import copse.frame.Words;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What a randomisation test in a network found.
///
/// p-values are exact if [#exact()], else `(b + 1)/(m + 1)` with b of m draws at least as extreme, which is a
/// valid p-value itself. In a network the statistic need not be 0 in the mean under the hypothesis, since who
/// has many neighbours is no matter of chance: two-sided, assignments are held against that mean.
///
/// @param hypothesis that is tested, as a sentence without its full stop
/// @param statistic what was compared between assignments
/// @param observed its value for the arms as they are
/// @param expected its mean over the assignments
/// @param greater p-value against a higher value
/// @param less p-value against a lower value
/// @param p two-sided, by the distance from the mean; of [NetworkStatistic#BOTH] that against a higher value
/// @param assignments that were compared: all, or the draws, less those without a statistic
/// @param undefined assignments without a statistic, which were left out
/// @param exact whether every assignment that is possible was compared
/// @param monteCarloError standard error of `p` as an estimate of the exact p-value; empty if it is exact
/// @param nodes whose outcomes were compared
/// @param drawn nodes whose arms were drawn anew
/// @param level one less the level of the test
/// @param method in words
/// @param diagnostics what a reader must know
public record NetworkTest(
        String hypothesis,
        NetworkStatistic statistic,
        double observed,
        double expected,
        double greater,
        double less,
        double p,
        int assignments,
        int undefined,
        boolean exact,
        OptionalDouble monteCarloError,
        int nodes,
        int drawn,
        double level,
        String method,
        List<Diagnostic> diagnostics) {
    /// Copies the list.
    public NetworkTest {
        diagnostics = List.copyOf(diagnostics);
    }

    /// @return whether the hypothesis is rejected at this level
    public boolean rejected() {
        return Hypothesis.shown(p, level);
    }

    /// @return the answer: `That neighbours' treatment does nothing is rejected: p = 0.003 (…).`
    public String sentence() {
        return hypothesis + (rejected() ? " is rejected" : " is not rejected") + ": " + Words.p(p) + " ("
                + statistic.label() + ": " + Words.about(observed) + ", by chance alone " + Words.about(expected)
                + "; outcomes of " + Words.count(nodes, "node") + ", "
                + (exact
                        ? "all " + Words.count(assignments, "assignment")
                        : String.format(Locale.ROOT, "%,d random assignments", assignments))
                + ").";
    }
}
