package copse.estimate;

import copse.error.Diagnostic;
import copse.infer.Interval;
import java.util.List;
import java.util.OptionalDouble;

/// The effect of an arm: the number, how sure it is, and how it came about.
///
/// @param estimand what is estimated, in words: `average effect of treatment on score over all pupils`
/// @param method how, in words: `difference in means of clusters, t with 18 df`
/// @param value treatment less control, in units of the outcome (or a ratio, if the estimand says so)
/// @param se standard error; empty where the method has none, such as a randomisation test
/// @param df degrees of freedom of the reference distribution; empty where there is none, infinite for normal
/// @param interval limits that go with the hypothesis: one of them open for a one-sided test
/// @param p p-value of the hypothesis
/// @param hypothesis what the effect was held against
/// @param rows used
/// @param clusters randomised units that these rows belong to: what the method counts as independent
/// @param diagnostics what a reader must know
public record EffectEstimate(
        String estimand,
        String method,
        double value,
        OptionalDouble se,
        OptionalDouble df,
        Interval interval,
        double p,
        Hypothesis hypothesis,
        long rows,
        int clusters,
        List<Diagnostic> diagnostics) {
    /// Copies the list.
    public EffectEstimate {
        diagnostics = List.copyOf(diagnostics);
    }
}
