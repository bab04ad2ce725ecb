package copse.bayes;

import copse.error.InputException;
import copse.frame.Frame;
import copse.glmm.Averaging;
import copse.glmm.Change;
import copse.glmm.Comparisons;
import copse.glmm.EffectOptions;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.mcmc.Chains;
import java.util.Arrays;
import java.util.List;

/// Average effects on the outcome scale: at every draw of the parameters, what the mean outcome of units would
/// be with a predictor set to one value or another in all of them, all else as it is.
///
/// Whose mean is meant makes a difference, since the link is curved:
/// - [Averaging#GROUPS]: units in their own groups, with the groups' effects. With the units of the data that
///   is the average marginal effect; with those that were treated, the effect on the treated.
/// - [Averaging#TYPICAL]: units in a group whose effects are at their mean.
/// - [Averaging#POPULATION]: the mean over the distribution of groups, known and new: the expected effect in a
///   group not yet seen.
///
/// The inverse link of a slope is not among them: a slope is a difference of linear predictors, and its inverse
/// link is no mean of anything in the model.
///
/// Units are rows, and count once. What they are is taken as given: the posterior is of these units' mean.
///
/// - Cost: per change and distinct unit an inverse link at every draw; means are kept, so that another scale
///   costs nothing.
///
/// Source: Gelman and Pardoe (2007), Average predictive comparisons for models with nonlinearity, interactions,
/// and variance components, Sociol. Methodol. 37(1). doi:10.1111/j.1467-9531.2007.00181.x
public final class PosteriorEffects {

    private final int chains;
    private final Comparisons<double[]> comparisons;

    private PosteriorEffects(DrawnParameters parameters, Frame units) {
        // a row that lacks a predictor cannot be predicted whatever is changed, unless that one is changed
        Frame complete = units.rows(parameters.spec().predictors(units).source());
        double[] weights = new double[complete.rows()];
        Arrays.fill(weights, 1);
        // means of groups that the fit has not seen are refused or integrated, so nothing is drawn
        RandomStream unread = Seed.of(0).stream();
        this.chains = parameters.draws().chains();
        this.comparisons = new Comparisons<>(
                parameters.spec(), parameters.family(), complete, weights, new DrawnMeans(parameters, unread));
    }

    /// @param fit a model
    /// @param units to average over, with the predictors and groups of the model; the rows of the fit, those
    ///     that were treated, or others
    /// @return effects averaged over these units
    public static PosteriorEffects of(BayesFit fit, Frame units) {
        return of(DrawnParameters.of(fit), units);
    }

    static PosteriorEffects of(DrawnParameters parameters, Frame units) {
        return new PosteriorEffects(parameters, units);
    }

    /// The effects of every predictor of the fixed part: a factor's levels against its first; the slope of a
    /// number, or for ratios and links a step of one; 1 against 0 for numbers that are nothing else.
    ///
    /// @param options scale, whose means; the level is for who prints
    /// @return the effects in the order of the data's columns
    public List<PosteriorEffect> effects(EffectOptions options) {
        return comparisons.predictors().stream()
                .flatMap(variable -> effect(variable, options).stream())
                .toList();
    }

    /// @param variable a column that the fixed part uses
    /// @param options scale, whose means
    /// @return one per level but the first, or one for a number
    /// @throws InputException `N341` if there is none of that name, `N344` for a scale that does not fit,
    ///     `B330` for means in groups that the fit has not seen
    public List<PosteriorEffect> effect(String variable, EffectOptions options) {
        return comparisons.usual(variable, options).stream()
                .map(comparison -> told(comparison, options))
                .toList();
    }

    /// @param change what is changed in every unit
    /// @param options scale, whose means
    /// @return the effect of the change
    /// @throws InputException `N341` for a predictor, `N342` for a level that the model does not have, `N343`
    ///     for a change that does not fit the predictor, `N344` for a scale that does not fit
    public PosteriorEffect effect(Change change, EffectOptions options) {
        return told(comparisons.of(change, options), options);
    }

    private PosteriorEffect told(Comparisons.Comparison<double[]> comparison, EffectOptions options) {
        double[] working = comparison.working();
        double[] values = options.scale().isRatio()
                ? Arrays.stream(working).map(Math::exp).toArray()
                : working;
        return new PosteriorEffect(
                comparison.change().variable(),
                comparison.contrast(options.scale()),
                options.scale(),
                options.averaging(),
                chains(values));
    }

    /// Mean outcomes with everybody at each level of a factor.
    ///
    /// @param factor a factor of the fixed part
    /// @param averaging whose means
    /// @return one mean per level, named by it
    /// @throws InputException `N341` if there is no such factor
    public List<Derived> means(String factor, Averaging averaging) {
        return comparisons.labels(factor).stream()
                .map(label -> new Derived(label, chains(comparisons.mean(factor, label, averaging))))
                .toList();
    }

    /// Mean outcome with everybody at one value of a number.
    ///
    /// @param variable a number of the fixed part
    /// @param value where every unit is set
    /// @param averaging whose mean
    /// @return the mean outcome
    /// @throws InputException `N341` if there is no such predictor, `N343` if it is a factor
    public Derived mean(String variable, double value, Averaging averaging) {
        return new Derived(variable + " = " + value, chains(comparisons.mean(variable, value, averaging)));
    }

    /// @param averaging whose mean
    /// @return the mean outcome with all predictors as observed
    public Derived mean(Averaging averaging) {
        return new Derived("mean", chains(comparisons.mean(averaging)));
    }

    /// @return columns that the fixed part uses
    public List<String> predictors() {
        return comparisons.predictors();
    }

    private Chains chains(double[] values) {
        return Derived.of("", chains, values).draws();
    }
}
