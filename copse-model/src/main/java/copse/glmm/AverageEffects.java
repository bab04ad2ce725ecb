package copse.glmm;

import copse.error.InputException;
import copse.frame.Frame;
import copse.infer.ContrastScheme;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.infer.Multiplicity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Average effects on the outcome scale: what the mean outcome of the units observed would be with a predictor
/// set to one value or another in all of them, all else as it is (standardisation, g-computation).
///
/// The mean of unit i is `h(xᵢᵀβ + offset)` in a typical group, and `∫ h(xᵢᵀβ + offset + zᵢᵀb) N(b; 0, ΛΛᵀ) db`
/// over the population of groups, times the probability that a count is not a structural zero where zeros are
/// inflated. Standard errors follow by the delta method from the covariance of all parameters, so the
/// uncertainty of the random effects' covariance is in those over the population. Ratios get their limits on
/// the log scale.
///
/// Units are rows, and trials where a row has several; they come from the cells of the fit, so rows are not
/// read again. What the units *are* is taken as given: limits are for these units, not for another sample of
/// them.
///
/// - Cost: a pass over the cells per value of the predictor. Means are kept: asking for another scale costs
///   nothing.
///
/// Source: Lane and Nelder (1982), Analysis of covariance and standardization as instances of prediction,
/// Biometrics 38(3). doi:10.2307/2530043; Zeger, Liang and Albert (1988), doi:10.2307/2531734
public final class AverageEffects {
    private final MeanModel model;
    private final Comparisons<Functional> comparisons;

    private AverageEffects(MeanModel model, Frame units, double[] weights) {
        this.model = model;
        this.comparisons =
                new Comparisons<>(model.spec(), model.family(), units, weights, new Standardisation(model, true));
    }

    /// @param fit a model
    /// @return its effects averaged over the units it was fitted to
    public static AverageEffects of(GlmmFit fit) {
        return of(MeanModel.of(fit));
    }

    /// @param fit a model
    /// @param rows units to average over, with the predictors of the model; each row counts once
    /// @return its effects averaged over these units
    public static AverageEffects of(GlmmFit fit, Frame rows) {
        return of(MeanModel.of(fit), rows);
    }

    static AverageEffects of(MeanModel model, Frame rows) {
        // a row that lacks a predictor cannot be predicted whatever is changed, unless that one is changed
        Frame complete = rows.rows(model.spec().predictors(rows).source());
        double[] weights = new double[complete.rows()];
        Arrays.fill(weights, 1);
        return new AverageEffects(model, complete, weights);
    }

    static AverageEffects of(MeanModel model) {
        return new AverageEffects(
                model, model.cells().predictors(), Standardisation.units(model.cells(), model.family()));
    }

    /// The effects of every predictor of the fixed part: a factor's levels against its first; the slope of a
    /// number, or for ratios and links its effect per unit; 1 against 0 for numbers that are nothing else.
    /// Numbers for whose changed values the formula is not defined are left out: so is the slope of `sqrt(x)`,
    /// infinite at 0, if there are values of 0.
    ///
    /// @param options scale, whose means, level
    /// @return the effects in the order of the data's columns
    public List<OutcomeEffect> effects(EffectOptions options) {
        return predictors().stream()
                .flatMap(variable -> effect(variable, options).stream())
                .toList();
    }

    /// The effects of one predictor, as in [#effects(EffectOptions)].
    ///
    /// @param variable a column that the fixed part uses
    /// @param options scale, whose means, level
    /// @return one per level but the first, or one for a number; none for a number for whose changed values the
    ///     formula is not defined
    /// @throws InputException `N341` if there is none of that name, `N344` for a scale that does not fit
    public List<OutcomeEffect> effect(String variable, EffectOptions options) {
        return comparisons.usual(variable, options).stream()
                .map(comparison -> told(comparison, options))
                .toList();
    }

    /// @param change what is changed in every unit
    /// @param options scale, whose means, level
    /// @return the effect of the change
    /// @throws InputException `N341` for a predictor, `N342` for a level that the model does not have, `N343`
    ///     for a change that does not fit the predictor or leads where the formula is not defined, `N344` for a
    ///     scale that does not fit
    public OutcomeEffect effect(Change change, EffectOptions options) {
        return told(comparisons.of(change, options), options);
    }

    private OutcomeEffect told(Comparisons.Comparison<Functional> comparison, EffectOptions options) {
        String variable = comparison.change().variable();
        return OutcomeEffect.of(
                variable,
                comparison.contrast(options.scale()),
                options.scale(),
                options.averaging(),
                model.estimate(variable, comparison.working(), options.level()));
    }

    /// Comparisons of the means of a factor's levels.
    ///
    /// @param factor a factor of the fixed part
    /// @param scheme which comparisons
    /// @param adjustment of p-values and limits for their number; Tukey's only for all pairs
    /// @param options scale, whose means, level
    /// @return the comparisons; the mean of all in [ContrastScheme#WITH_AVERAGE] is the geometric one for
    ///     ratios
    /// @throws InputException as [#effect(Change, EffectOptions)]
    public List<OutcomeEffect> contrasts(
            String factor, ContrastScheme scheme, Multiplicity adjustment, EffectOptions options) {
        if (adjustment == Multiplicity.TUKEY && scheme != ContrastScheme.PAIRWISE) {
            throw new IllegalArgumentException("Tukey's adjustment is for all pairs, not " + scheme);
        }
        comparisons.requireFit(options.scale());
        List<String> labels = comparisons.labels(factor);
        List<Functional> working = labels.stream()
                .map(label -> comparisons.working(factor, label, options))
                .toList();
        List<Estimate> estimates = new ArrayList<>();
        for (LinearContrast contrast : scheme.of(labels)) {
            estimates.add(model.estimate(contrast.name(), Functional.combine(contrast, working), options.level()));
        }
        return told(factor, adjustment.adjust(estimates, labels.size()), options);
    }

    /// Effects from estimates on the scale on which they are normal.
    static List<OutcomeEffect> told(String term, List<Estimate> estimates, EffectOptions options) {
        return estimates.stream()
                .map(estimate -> OutcomeEffect.of(
                        term,
                        options.scale().isRatio() ? estimate.estimand().replace(" - ", " / ") : estimate.estimand(),
                        options.scale(),
                        options.averaging(),
                        estimate))
                .toList();
    }

    /// Mean outcomes with everybody at each level of a factor.
    ///
    /// @param factor a factor of the fixed part
    /// @param options whose means, level; the scale is that of the outcome
    /// @return one mean per level
    /// @throws InputException `N341` if there is no such factor
    public List<OutcomeMean> means(String factor, EffectOptions options) {
        return comparisons.labels(factor).stream()
                .map(label -> mean(label, comparisons.mean(factor, label, options.averaging()), options))
                .toList();
    }

    /// @param options whose mean, level; the scale is that of the outcome
    /// @return the mean outcome with all predictors as observed
    public OutcomeMean mean(EffectOptions options) {
        return mean("", comparisons.mean(options.averaging()), options);
    }

    /// @return the predictors whose effects can be asked for: columns that the fixed part uses, in the order of
    ///     the data
    public List<String> predictors() {
        return comparisons.predictors();
    }

    private OutcomeMean mean(String label, Functional mean, EffectOptions options) {
        return OutcomeMean.of(label, options.averaging(), mean, model, options.level());
    }
}
