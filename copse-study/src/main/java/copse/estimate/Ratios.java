package copse.estimate;

import java.util.ArrayList;
import java.util.List;

/// Ratios of two independent means, with limits by the delta method on the log scale.
///
/// `log(m₁/m₀)` has variance `v₁/m₁² + v₀/m₀²`, the log odds ratio `v₁/(m₁(1 − m₁))² + v₀/(m₀(1 − m₀))²`.
///
/// @param treated mean of the treated
/// @param treatedVariance variance of this mean
/// @param control mean of the controls
/// @param controlVariance variance of that mean
record Ratios(double treated, double treatedVariance, double control, double controlVariance) {
    /// @param kind of the outcome
    /// @param df degrees of freedom
    /// @param level coverage of the limits
    /// @return ratios that this kind of outcome has; none where a mean leaves them undefined
    List<ScaledEffect> scales(OutcomeKind kind, double df, double level) {
        boolean positive = treated > 0 && control > 0;
        if (kind == OutcomeKind.NUMBER || !positive) {
            return List.of();
        }
        List<ScaledEffect> scales = new ArrayList<>();
        scales.add(ScaledEffect.of(
                kind == OutcomeKind.BINARY ? "risk ratio" : "rate ratio",
                "of arms",
                treated / control,
                logSe(treated, control),
                df,
                level));
        if (kind == OutcomeKind.BINARY && treated < 1 && control < 1) {
            scales.add(ScaledEffect.of(
                    "odds ratio",
                    "of arms",
                    treated / (1 - treated) / (control / (1 - control)),
                    logSe(treated * (1 - treated), control * (1 - control)),
                    df,
                    level));
        }
        return scales;
    }

    private double logSe(double byTreated, double byControl) {
        return Math.sqrt(treatedVariance / (byTreated * byTreated) + controlVariance / (byControl * byControl));
    }
}
