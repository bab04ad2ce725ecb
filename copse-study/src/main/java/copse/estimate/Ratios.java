package copse.estimate;

import java.util.ArrayList;
import java.util.List;

/// Ratios of the two arms' means, for estimators that are a difference of weighted means: the delta method on
/// the log scale, whatever the weights are and however pairs and blocks tie the arms together.
///
/// `log(m₁/m₀)` varies as `m̂₁/m₁ − m̂₀/m₀` does, which is the estimator's own difference of outcomes divided
/// by their arm's mean; the log odds ratio as that of outcomes divided by `m (1 − m)`. So the estimator itself
/// says the standard error and the degrees of freedom.
///
/// @param estimator linear in the outcomes of each arm
/// @param totals of units
/// @param question outcome, arms, level
record Ratios(TotalsEstimator estimator, UnitTotals totals, Question question) {
    /// @return ratios that this kind of outcome has; none where a mean leaves them undefined
    List<ScaledEffect> scales() {
        if (question.kind() == OutcomeKind.NUMBER) {
            return List.of();
        }
        double treated = of(1, 0).value();
        double control = -of(0, 1).value();
        if (!(treated > 0 && control > 0)) {
            return List.of();
        }
        boolean binary = question.kind() == OutcomeKind.BINARY;
        List<ScaledEffect> scales = new ArrayList<>();
        scales.add(scale(binary ? "risk ratio" : "rate ratio", treated / control, of(1 / treated, 1 / control)));
        if (binary && treated < 1 && control < 1) {
            double byTreated = treated * (1 - treated);
            double byControl = control * (1 - control);
            scales.add(scale(
                    "odds ratio",
                    treated / (1 - treated) / (control / (1 - control)),
                    of(1 / byTreated, 1 / byControl)));
        }
        return scales;
    }

    private ScaledEffect scale(String name, double value, EffectEstimate log) {
        return ScaledEffect.of(
                name, "of arms", value, log.se().orElseThrow(), log.df().orElseThrow(), question.level());
    }

    private EffectEstimate of(double byTreated, double byControl) {
        RandomisedUnits units = totals.units();
        double[] factor = new double[units.arms().size()];
        factor[units.armOf(question.treatment())] = byTreated;
        factor[units.armOf(question.control())] = byControl;
        return estimator.estimate(totals.timesByArm(factor), question.withKind(OutcomeKind.NUMBER));
    }
}
