package copse.report;

import copse.bayes.BayesFit;
import copse.bayes.CredibleInterval;
import copse.bayes.PosteriorEffect;
import copse.bayes.PosteriorEffects;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.frame.ColumnSchema;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.glmm.Averaging;
import copse.glmm.Change;
import copse.glmm.EffectOptions;
import copse.glmm.EffectScale;
import copse.mcmc.Chains;
import copse.mcmc.Draws;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Effects of a sampled model on the scale of its outcome, under the names of its coefficients: of every
/// predictor the difference of means in the rows, for whomever is asked; of every coefficient whose exponential
/// is a ratio (of odds, of means) that ratio, which holds within a group.
///
/// Where the link is the identity, coefficients are such differences themselves.
public final class BayesEffects {
    private final BayesFit fit;
    private final ModelSpec spec;
    private final Family family;
    private final double level;
    private final List<BayesResult.Effect> effects = new ArrayList<>();
    private @Nullable Chains first;

    private BayesEffects(BayesFit fit, double level) {
        this.fit = fit;
        this.spec = fit.model().spec();
        this.family = fit.model().family();
        this.level = level;
    }

    /// @param fit a sampled model
    /// @param rows to average over
    /// @param whose means are compared, the first of them in the first sentence; empty for the coefficients of
    ///     a model with identity link
    /// @param level of the intervals
    /// @return the effects
    public static BayesEffects of(BayesFit fit, Frame rows, List<Averaging> whose, double level) {
        BayesEffects all = new BayesEffects(fit, level);
        if (whose.isEmpty()) {
            all.coefficients(EffectScale.DIFFERENCE);
            return all;
        }
        PosteriorEffects found = PosteriorEffects.of(fit, rows);
        for (Averaging averaging : whose) {
            all.differences(found, averaging);
        }
        if (all.family.link() == Link.LOGIT) {
            all.coefficients(EffectScale.ODDS_RATIO);
        } else if (all.family.link() == Link.LOG) {
            all.coefficients(EffectScale.RATIO);
        }
        return all;
    }

    /// @return the effects in the order of the predictors
    public List<BayesResult.Effect> effects() {
        return List.copyOf(effects);
    }

    /// @return draws of the first effect, empty if there is none
    public Optional<Chains> first() {
        return Optional.ofNullable(first);
    }

    private void differences(PosteriorEffects found, Averaging averaging) {
        EffectOptions options = EffectOptions.defaults().withAveraging(averaging);
        if (found.predictors().isEmpty()) {
            add(
                    FitResult.INTERCEPT,
                    "",
                    "mean",
                    words(averaging),
                    found.mean(averaging).draws(),
                    0);
        }
        for (String variable : found.predictors()) {
            Levels levels = levels(variable);
            if (levels == null) {
                found.effect(variable, options).forEach(effect -> add(variable, effect));
                continue;
            }
            for (int code = 1; code < levels.size(); code++) {
                Change change = Change.levels(variable, levels.label(0), levels.label(code));
                add(variable + "[" + levels.label(code) + "]", found.effect(change, options));
            }
        }
    }

    private void add(String term, PosteriorEffect effect) {
        add(
                term,
                effect.contrast(),
                effect.scale().title(family.outcome()),
                words(effect.averaging()),
                effect.draws(),
                effect.scale().none());
    }

    private void coefficients(EffectScale scale) {
        Draws draws = fit.draws();
        for (String term : spec.fixedNames()) {
            if (term.equals(FitResult.INTERCEPT) || !draws.names().contains(term)) {
                continue;
            }
            double[][] values = draws.chains(draws.index(term));
            if (scale.isRatio()) {
                for (int c = 0; c < values.length; c++) {
                    values[c] =
                            java.util.Arrays.stream(values[c]).map(Math::exp).toArray();
                }
            }
            String whose = scale.isRatio() && !spec.groupings().isEmpty() ? "given the group" : "";
            add(term, contrast(term), scale.title(family.outcome()), whose, Chains.of(values), scale.none());
        }
        if (scale == EffectScale.DIFFERENCE
                && effects.isEmpty()
                && draws.names().contains(FitResult.INTERCEPT)) {
            add(FitResult.INTERCEPT, "", "mean", "", draws.of(FitResult.INTERCEPT), 0);
        }
    }

    /// What a coefficient compares, as far as its name tells.
    private String contrast(String term) {
        int bracket = term.indexOf('[');
        if (FitSentence.split(term).size() > 1 || bracket < 1) {
            return bracket < 1 && FitSentence.split(term).size() == 1 ? "+1" : "coefficient";
        }
        Levels levels = levels(term.substring(0, bracket));
        return levels == null
                ? "coefficient"
                : term.substring(bracket + 1, term.length() - 1) + " - " + levels.label(0);
    }

    private @Nullable Levels levels(String variable) {
        return spec.schema().find(variable).map(ColumnSchema::levels).orElse(null);
    }

    private void add(String term, String contrast, String scale, String whose, Chains draws, double none) {
        first = first == null ? draws : first;
        CredibleInterval limits = CredibleInterval.of(draws, level);
        effects.add(new BayesResult.Effect(
                term,
                contrast,
                scale,
                whose,
                draws.mean(),
                draws.sd(),
                limits.lower(),
                limits.upper(),
                draws.above(none)));
    }

    private String words(Averaging averaging) {
        if (spec.groupings().isEmpty()) {
            return "";
        }
        return averaging == Averaging.POPULATION ? "in a group not yet seen" : averaging.words();
    }

    /// @param fit a sampled model
    /// @return whether its coefficients are differences of means
    public static boolean isLinear(BayesFit fit) {
        return fit.model().family().link() == Link.IDENTITY
                && fit.model().family().outcome() == OutcomeType.NUMBER;
    }
}
