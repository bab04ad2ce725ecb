package copse.report;

import copse.family.Link;
import copse.family.OutcomeType;
import copse.frame.ColumnSchema;
import copse.frame.Levels;
import copse.glmm.AverageEffects;
import copse.glmm.Averaging;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.glmm.GlmmFit;
import copse.glmm.OutcomeEffect;
import copse.glmm.OutcomeMean;
import copse.lmm.FixedEffects;
import java.util.ArrayList;
import java.util.List;

/// Effects of a generalised linear mixed model on the scale of its outcome, under the names of its
/// coefficients.
///
/// Of every predictor the difference and the ratio of means averaged over groups; of every coefficient whose
/// exponential is a ratio (of odds, of means) that ratio, which holds within a group.
final class OutcomeEffects {
    private final GlmmFit fit;
    private final FixedEffects fixed;
    private final OutcomeType outcome;
    private final EffectOptions options;

    /// @param fit the model
    /// @param fixed its coefficients with the covariance that is told
    /// @param level coverage of the limits
    OutcomeEffects(GlmmFit fit, FixedEffects fixed, double level) {
        this.fit = fit;
        this.fixed = fixed;
        this.outcome = fit.family().outcome();
        this.options = EffectOptions.defaults().withLevel(level);
    }

    List<FitResult.ScaledEffect> all() {
        AverageEffects averages = AverageEffects.of(fit);
        List<FitResult.ScaledEffect> effects = new ArrayList<>();
        for (String variable : averages.predictors()) {
            effects.addAll(of(averages, variable));
        }
        effects.addAll(conditional());
        if (averages.predictors().isEmpty()) {
            effects.add(mean(averages.mean(options)));
        }
        return effects;
    }

    private List<FitResult.ScaledEffect> of(AverageEffects averages, String variable) {
        List<FitResult.ScaledEffect> effects = new ArrayList<>();
        for (EffectScale scale : List.of(EffectScale.DIFFERENCE, EffectScale.RATIO)) {
            if (scale == EffectScale.RATIO && outcome == OutcomeType.NUMBER) {
                continue;
            }
            EffectOptions wanted = options.withScale(scale);
            Levels levels =
                    fit.spec().schema().find(variable).map(ColumnSchema::levels).orElse(null);
            if (levels == null) {
                averages.effect(variable, wanted).forEach(effect -> effects.add(told(variable, effect)));
                continue;
            }
            for (int code = 1; code < levels.size(); code++) {
                Change change = Change.levels(variable, levels.label(0), levels.label(code));
                effects.add(told(variable + "[" + levels.label(code) + "]", averages.effect(change, wanted)));
            }
        }
        return effects;
    }

    private List<FitResult.ScaledEffect> conditional() {
        if (fit.family().link() != Link.LOGIT && fit.family().link() != Link.LOG) {
            return List.of();
        }
        EffectScale scale = fit.family().link() == Link.LOGIT ? EffectScale.ODDS_RATIO : EffectScale.RATIO;
        return fixed.coefficients(options.level()).stream()
                .filter(estimate -> !estimate.estimand().equals(FitResult.INTERCEPT))
                .map(estimate -> OutcomeEffect.of(estimate.estimand(), "", scale, Averaging.NONE, estimate))
                .map(effect -> told(effect.term(), effect))
                .toList();
    }

    private FitResult.ScaledEffect told(String term, OutcomeEffect effect) {
        return new FitResult.ScaledEffect(
                term,
                effect.scale().title(outcome),
                effect.averaging().label(),
                effect.value(),
                effect.se(),
                effect.lower(),
                effect.upper(),
                effect.p());
    }

    private static FitResult.ScaledEffect mean(OutcomeMean mean) {
        return new FitResult.ScaledEffect(
                FitResult.INTERCEPT,
                "mean",
                mean.averaging().label(),
                mean.value(),
                mean.se(),
                mean.lower(),
                mean.upper(),
                Double.NaN);
    }
}
