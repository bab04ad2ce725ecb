package copse.report;

import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.frame.ColumnSchema;
import copse.frame.Levels;
import copse.glmm.AverageEffects;
import copse.glmm.Averaging;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.glmm.OutcomeEffect;
import copse.glmm.OutcomeMean;
import copse.infer.Estimate;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/// Effects of a generalised linear mixed model on the scale of its outcome, under the names of its
/// coefficients.
///
/// Of every predictor the difference and the ratio of means averaged over groups; of every coefficient whose
/// exponential is a ratio (of odds, of means) that ratio, which holds within a group.
///
/// @param spec the model
/// @param family with its link
/// @param averages means of its outcome over the units observed
/// @param coefficients on the scale of the link, with their limits
/// @param options whose means are compared, and the coverage of the limits
record OutcomeEffects(
        ModelSpec spec, Family family, AverageEffects averages, List<Estimate> coefficients, EffectOptions options) {
    List<FitResult.ScaledEffect> all() {
        List<FitResult.ScaledEffect> effects = new ArrayList<>();
        for (String variable : averages.predictors()) {
            effects.addAll(of(variable));
        }
        effects.addAll(conditional());
        if (averages.predictors().isEmpty() && !coefficients.isEmpty()) {
            effects.add(mean(averages.mean(options)));
        }
        return effects;
    }

    private List<FitResult.ScaledEffect> of(String variable) {
        List<FitResult.ScaledEffect> effects = new ArrayList<>();
        for (EffectScale scale : List.of(EffectScale.DIFFERENCE, EffectScale.RATIO)) {
            if (scale == EffectScale.RATIO && family.outcome() == OutcomeType.NUMBER) {
                continue;
            }
            EffectOptions wanted = options.withScale(scale);
            Levels levels =
                    spec.schema().find(variable).map(ColumnSchema::levels).orElse(null);
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
        if (family.link() != Link.LOGIT && family.link() != Link.LOG) {
            return List.of();
        }
        EffectScale scale = family.link() == Link.LOGIT ? EffectScale.ODDS_RATIO : EffectScale.RATIO;
        return coefficients.stream()
                .filter(estimate -> !estimate.estimand().equals(FitResult.INTERCEPT))
                .map(estimate -> OutcomeEffect.of(estimate.estimand(), "", scale, Averaging.NONE, estimate))
                .map(effect -> told(effect.term(), effect))
                .toList();
    }

    private FitResult.ScaledEffect told(String term, OutcomeEffect effect) {
        return new FitResult.ScaledEffect(
                term,
                effect.contrast(),
                effect.scale().title(family.outcome()),
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
                "",
                "mean",
                mean.averaging().label(),
                mean.value(),
                mean.se(),
                mean.lower(),
                mean.upper(),
                Double.NaN);
    }
}
