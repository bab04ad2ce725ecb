package copse.estimate;

import copse.design.AdmissibleCount;
import copse.design.SmallestP;
import copse.error.Diagnostic;
import copse.infer.Interval;
import java.util.List;
import java.util.OptionalDouble;

/// What a randomisation test found.
///
/// p-values are those of the effect that the hypothesis names (a margin: at that margin). They are exact if
/// [#exact()], else estimates of exact ones by `(b + 1)/(m + 1)`, with b of m draws at least as extreme, which
/// is a valid p-value itself.
///
/// @param statistic what was compared between assignments
/// @param observed its value for the arms as they are, at the effect under test
/// @param effect under test: 0 or a margin
/// @param greater p-value against a higher effect
/// @param less p-value against a lower effect
/// @param twoSided p-value by the absolute statistic
/// @param p p-value of the hypothesis of the question
/// @param extreme assignments at least as extreme as the observed one, two-sided
/// @param assignments that were compared: all, or the draws, less those without a statistic
/// @param undefined assignments without a statistic, which were left out
/// @param exact whether all admissible assignments were compared, so that nothing is left to chance
/// @param admissible number of assignments that the design admits
/// @param monteCarloError standard error of `p` as an estimate of the exact p-value; empty if it is exact
/// @param estimate the effect that, taken off the treated, leaves nothing (Hodges and Lehmann); of a function
///     of one's own that no effect leaves nothing of, the difference in means of units
/// @param interval the effects that the test does not reject; an end may be open, with the reason
/// @param smallest the smallest p-values that tests of this design can reach
/// @param distribution of the statistic over the assignments, at the effect under test
/// @param method in words
/// @param diagnostics what a reader must know
public record RandomisationResult(
        TestStatistic statistic,
        double observed,
        double effect,
        double greater,
        double less,
        double twoSided,
        double p,
        double extreme,
        int assignments,
        int undefined,
        boolean exact,
        AdmissibleCount admissible,
        OptionalDouble monteCarloError,
        double estimate,
        Interval interval,
        SmallestP smallest,
        ReferenceDistribution distribution,
        String method,
        List<Diagnostic> diagnostics) {
    // As fine as a picture can show.
    private static final int BINS = 60;

    /// Copies the list.
    public RandomisationResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /// @return twice the smaller one-sided p-value, at most 1
    public double doubled() {
        return Math.min(1, 2 * Math.min(greater, less));
    }

    /// @return what a picture of the test needs
    public RandomisationSummary summary() {
        return new RandomisationSummary(
                statistic.name(), observed, effect, p, assignments, exact, distribution.histogram(BINS));
    }

    /// The p-value of a test with random draws, never zero: the observed assignment counts as one of them.
    ///
    /// Source: Phipson and Smyth (2010), Permutation p-values should never be zero, Stat. Appl. Genet. Mol.
    /// Biol. 9(1). doi:10.2202/1544-6115.1585
    ///
    /// @param extreme draws at least as extreme as the observed assignment
    /// @param draws number of draws
    /// @return `(extreme + 1)/(draws + 1)`
    public static double monteCarloP(long extreme, long draws) {
        return (extreme + 1.0) / (draws + 1.0);
    }
}
