package copse.estimate;

import copse.error.Diagnostic;
import copse.infer.ConfidenceDistribution;
import copse.infer.Interval;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

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
/// @param scales the same effect on other scales, such as odds ratios; none for outcomes that are plain numbers
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
        List<Diagnostic> diagnostics,
        List<ScaledEffect> scales) {
    /// Copies the lists.
    public EffectEstimate {
        diagnostics = List.copyOf(diagnostics);
        scales = List.copyOf(scales);
    }

    /// An effect whose error over its standard error follows Student's t: p-value and limits follow from the
    /// question's hypothesis and level.
    ///
    /// @param estimand what is estimated, in words
    /// @param method how, in words
    /// @param value treatment less control
    /// @param se standard error, at least 0
    /// @param df degrees of freedom, above 0; infinite for a normal statistic
    /// @param question hypothesis and level
    /// @param rows used
    /// @param clusters what the method counts as independent
    /// @param diagnostics what a reader must know
    /// @return the effect
    /// @throws copse.error.PlanException `E132` if the level is none
    public static EffectEstimate of(
            String estimand,
            String method,
            double value,
            double se,
            double df,
            Question question,
            long rows,
            int clusters,
            List<Diagnostic> diagnostics) {
        return of(
                estimand,
                method,
                value,
                OptionalDouble.of(se),
                OptionalDouble.of(df),
                ConfidenceDistribution.studentT(value, se, df),
                question,
                rows,
                clusters,
                diagnostics);
    }

    /// An effect with p-value and limits by any method that has one-sided ones.
    ///
    /// @param estimand what is estimated, in words
    /// @param method how, in words
    /// @param value treatment less control
    /// @param se standard error, if the method has one
    /// @param df degrees of freedom, if the method has any
    /// @param effect one-sided p-values and limits
    /// @param question hypothesis and level
    /// @param rows used
    /// @param clusters what the method counts as independent
    /// @param diagnostics what a reader must know
    /// @return the effect
    /// @throws copse.error.PlanException `E132` if the level is none
    public static EffectEstimate of(
            String estimand,
            String method,
            double value,
            OptionalDouble se,
            OptionalDouble df,
            ConfidenceDistribution effect,
            Question question,
            long rows,
            int clusters,
            List<Diagnostic> diagnostics) {
        Hypothesis hypothesis = question.hypothesis();
        return new EffectEstimate(
                estimand,
                method,
                value,
                se,
                df,
                hypothesis.interval(effect, question.level(), method),
                hypothesis.p(effect),
                hypothesis,
                rows,
                clusters,
                diagnostics,
                List.of());
    }

    /// @return one less the level of the test: coverage of the limits, for equivalence `1 − α` where they have
    ///     `1 − 2α`
    public double level() {
        return hypothesis instanceof Hypothesis.Equivalence ? 0.5 * (1 + interval.level()) : interval.level();
    }

    /// @return whether the test shows what its hypothesis asks: p is at most one less [#level()]
    public boolean shown() {
        return Hypothesis.shown(p, level());
    }

    /// @param more what else a reader must know
    /// @return this effect with these after its own
    public EffectEstimate withDiagnostics(List<Diagnostic> more) {
        return new EffectEstimate(
                estimand,
                method,
                value,
                se,
                df,
                interval,
                p,
                hypothesis,
                rows,
                clusters,
                Stream.concat(diagnostics.stream(), more.stream()).toList(),
                scales);
    }

    /// @param others the same effect on other scales
    /// @return this effect with these beside it
    public EffectEstimate withScales(List<ScaledEffect> others) {
        return new EffectEstimate(
                estimand, method, value, se, df, interval, p, hypothesis, rows, clusters, diagnostics, others);
    }
}
