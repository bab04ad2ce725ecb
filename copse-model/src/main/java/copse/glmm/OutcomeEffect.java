package copse.glmm;

import copse.infer.Estimate;

/// An effect on the scale people think in, with limits and the test of no effect.
///
/// Ratios are estimated on the log scale: their limits are not symmetric about the value and never below 0, and
/// [#p()] is the test that the log is 0. The standard error is that of the value itself, by the delta method.
///
/// @param term the predictor, or the coefficient, whose effect it is
/// @param contrast what is compared: `b - a`, `b / a`, `+1`, `dy/dx`; empty for a coefficient
/// @param scale on which it is told
/// @param averaging whose effect it is
/// @param value the estimate
/// @param se its standard error, on its own scale
/// @param df degrees of freedom of the test; infinite for a normal statistic
/// @param lower lower limit
/// @param upper upper limit
/// @param level coverage of the limits (of all together, if adjusted for multiplicity)
/// @param p two-sided p-value of no effect
/// @param method how it came about, as printed
public record OutcomeEffect(
        String term,
        String contrast,
        EffectScale scale,
        Averaging averaging,
        double value,
        double se,
        double df,
        double lower,
        double upper,
        double level,
        double p,
        String method) {
    /// An effect from its estimate on the scale on which that is taken as normal or as Student's t: the log for
    /// ratios, else its own.
    ///
    /// @param term the predictor, or the coefficient
    /// @param contrast what is compared, empty for a coefficient
    /// @param scale on which it is told
    /// @param averaging whose effect it is
    /// @param working the estimate; of the log of a ratio
    /// @return the effect
    public static OutcomeEffect of(
            String term, String contrast, EffectScale scale, Averaging averaging, Estimate working) {
        double value = scale.isRatio() ? Math.exp(working.value()) : working.value();
        return new OutcomeEffect(
                term,
                contrast,
                scale,
                averaging,
                value,
                scale.isRatio() ? value * working.se() : working.se(),
                working.df(),
                scale.isRatio() ? Math.exp(working.lower()) : working.lower(),
                scale.isRatio() ? Math.exp(working.upper()) : working.upper(),
                working.level(),
                working.p(),
                working.method());
    }

    /// @return the term, with what is compared in brackets where that is more than one thing
    public String label() {
        return contrast.isEmpty() ? term : term + " [" + contrast + "]";
    }
}
