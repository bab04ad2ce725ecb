package copse.glmm;

import copse.error.CopseException;
import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.family.Family;
import copse.formula.FormulaCode;
import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.infer.ContrastScheme;
import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.infer.Multiplicity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

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
    // Share of the predictor's size by which it is moved for a derivative of fourth order: truncation is about the
    // fourth power of it, rounding 1e-16 over it.
    private static final double MOVE = 1e-3;
    // Share of that by which it is moved to one side only, where the error is about the square.
    private static final double ONE_SIDED = 1e-2;
    // What a derivative to one side may change with the length of the step: much more where it is infinite.
    private static final double SETTLED = 1e-3;

    private final MeanModel model;
    private final Standardisation standardisation;
    private final Frame units;
    private final double[] weights;
    private final double total;
    private final Map<String, Functional> means = new ConcurrentHashMap<>();

    private AverageEffects(MeanModel model, Frame units, double[] weights) {
        this.model = model;
        this.standardisation = new Standardisation(model, true);
        this.units = units;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
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
        return changes(variable, options.scale()).stream()
                .flatMap(change -> working(change, options).map(value -> told(change, value, options)).stream())
                .toList();
    }

    /// @param change what is changed in every unit
    /// @param options scale, whose means, level
    /// @return the effect of the change
    /// @throws InputException `N341` for a predictor, `N342` for a level that the model does not have, `N343`
    ///     for a change that does not fit the predictor or leads where the formula is not defined, `N344` for a
    ///     scale that does not fit
    public OutcomeEffect effect(Change change, EffectOptions options) {
        Functional working = working(change, options)
                .orElseThrow(() -> change instanceof Change.Slope
                        ? wrongChange(
                                change,
                                "the formula has no finite slope at every value of `" + change.variable() + "`",
                                "ask for a step: `" + change.variable() + "+1`")
                        : wrongChange(
                                change,
                                "the formula is not defined at every changed value of `" + change.variable() + "`",
                                "ask for a change that stays where it is defined"));
        return told(change, working, options);
    }

    /// The effect on the scale on which it is normal, if the formula is defined where the change leads.
    private Optional<Functional> working(Change change, EffectOptions options) {
        requireFit(options.scale());
        return switch (change) {
            case Change.Slope slope -> slope(slope, options);
            case Change.Levels _, Change.Values _, Change.Step _ -> ifDefined(() -> comparison(change, options));
        };
    }

    private static Optional<Functional> ifDefined(Supplier<Functional> compute) {
        try {
            return Optional.of(compute.get());
        } catch (CopseException e) {
            if (e.code().equals(FormulaCode.NOT_FINITE.code())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Functional comparison(Change change, EffectOptions options) {
        return switch (change) {
            case Change.Levels levels ->
                compare(
                        at(level(levels, levels.to()), options),
                        at(level(levels, levels.from()), options),
                        options.scale());
            case Change.Values values ->
                compare(
                        at(value(values, values.to()), options),
                        at(value(values, values.from()), options),
                        options.scale());
            case Change.Step step -> compare(at(moved(step), options), observed(options), options.scale());
            case Change.Slope slope -> throw new IllegalArgumentException(slope + " compares no two means");
        };
    }

    private OutcomeEffect told(Change change, Functional working, EffectOptions options) {
        return OutcomeEffect.of(
                change.variable(),
                options.scale().isRatio() ? change.contrast().replace(" - ", " / ") : change.contrast(),
                options.scale(),
                options.averaging(),
                model.estimate(change.variable(), working, options.level()));
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
        requireFit(options.scale());
        List<String> labels = levels(factor).labels();
        List<Functional> working = labels.stream()
                .map(label -> onWorkingScale(at(assignment(factor, label), options), options.scale()))
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
        return levels(factor).labels().stream()
                .map(label -> mean(label, mean(assignment(factor, label), options.averaging()), options))
                .toList();
    }

    /// @param options whose mean, level; the scale is that of the outcome
    /// @return the mean outcome with all predictors as observed
    public OutcomeMean mean(EffectOptions options) {
        return mean("", mean(Assignment.NOTHING, options.averaging()), options);
    }

    /// @return the predictors whose effects can be asked for: columns that the fixed part uses, in the order of
    ///     the data
    public List<String> predictors() {
        return model.spec().schema().columns().stream()
                .map(ColumnSchema::name)
                .filter(name -> model.spec().fixedTerms().stream().anyMatch(term -> term.mentions(name)))
                .toList();
    }

    private OutcomeMean mean(String label, Functional mean, EffectOptions options) {
        return OutcomeMean.of(label, options.averaging(), mean, model, options.level());
    }

    private Functional compare(Functional to, Functional from, EffectScale scale) {
        return onWorkingScale(to, scale).minus(onWorkingScale(from, scale));
    }

    static Functional onWorkingScale(Functional mean, EffectScale scale) {
        return switch (scale) {
            case LINK, DIFFERENCE -> mean;
            case RATIO -> mean.log();
            case ODDS_RATIO -> mean.logit();
        };
    }

    private void requireFit(EffectScale scale) {
        requireFit(scale, model.family());
    }

    static void requireFit(EffectScale scale, Family family) {
        boolean fits = switch (family.outcome()) {
            case SHARE -> true;
            case COUNT, POSITIVE -> scale != EffectScale.ODDS_RATIO;
            case NUMBER -> !scale.isRatio();
        };
        if (!fits) {
            throw wrongScale(
                    scale,
                    family,
                    scale == EffectScale.ODDS_RATIO
                            ? "odds are those of probabilities"
                            : "a ratio of means that may be negative or 0 says nothing",
                    "ask for the difference");
        }
    }

    static InputException wrongScale(EffectScale scale, Family family, String why, String fix) {
        return new InputException(new Problem(
                GlmmCode.WRONG_SCALE.code(), "no " + scale.label() + " of a " + family.label() + " outcome", why, fix));
    }

    /// A predictor with its values in all units; a label by which the mean is kept, unless that is empty.
    private record Assignment(String variable, String label, Supplier<Column> values) {
        static final Assignment NOTHING = new Assignment("", "observed", () -> NumericColumn.of());
    }

    private Functional at(Assignment assignment, EffectOptions options) {
        return options.scale() == EffectScale.LINK
                ? linear(assignment, options.averaging())
                : mean(assignment, options.averaging());
    }

    private Functional observed(EffectOptions options) {
        return at(Assignment.NOTHING, options);
    }

    private Functional mean(Assignment assignment, Averaging averaging) {
        if (averaging == Averaging.NONE) {
            throw new IllegalArgumentException("a mean over units is no conditional effect");
        }
        return kept(averaging.label(), assignment, rows -> standardisation.mean(rows, weights, total, averaging));
    }

    private Functional linear(Assignment assignment, Averaging averaging) {
        return kept(
                "linear " + averaging.label(),
                assignment,
                rows -> standardisation.linear(rows, weights, total, averaging));
    }

    private Functional kept(String kind, Assignment assignment, Function<Frame, Functional> compute) {
        String key = kind + "\n" + assignment.variable() + "\n" + assignment.label();
        Functional known = means.get(key);
        if (known == null) {
            known = compute.apply(changed(assignment));
            means.put(key, known);
        }
        return known;
    }

    private Frame changed(Assignment assignment) {
        return assignment.variable().isEmpty()
                ? units
                : units.with(assignment.variable(), assignment.values().get());
    }

    private Assignment level(Change.Levels change, String label) {
        levels(change.variable(), change);
        return assignment(change.variable(), label);
    }

    private Assignment assignment(String factor, String label) {
        Levels levels = levels(factor);
        int code = levels.code(label)
                .orElseThrow(() -> new InputException(new Problem(
                        GlmmCode.NO_SUCH_LEVEL.code(),
                        "no level `" + label + "` of `" + factor + "`",
                        "its levels are: " + String.join(", ", levels.labels()),
                        Suggestion.didYouMean(label, levels.labels(), "take one of those listed"))));
        return new Assignment(factor, label, () -> constant(factor, levels, code));
    }

    private Column constant(String factor, Levels levels, int code) {
        int n = units.rows();
        boolean number = model.spec().schema().find(factor).orElseThrow().type() == ColumnType.NUMERIC;
        if (number) {
            return repeated(Double.parseDouble(levels.label(code)));
        }
        int[] codes = new int[n];
        Arrays.fill(codes, code);
        return FactorColumn.wrap(codes, levels);
    }

    private Column repeated(double value) {
        double[] values = new double[units.rows()];
        Arrays.fill(values, value);
        return NumericColumn.of(values);
    }

    private Assignment value(Change.Values change, double value) {
        numbers(change.variable(), change);
        return new Assignment(change.variable(), "=" + value, () -> repeated(value));
    }

    private Assignment moved(Change.Step step) {
        double[] values = numbers(step.variable(), step);
        return new Assignment(
                step.variable(),
                "+" + step.by(),
                () -> NumericColumn.of(
                        Arrays.stream(values).map(x -> x + step.by()).toArray()));
    }

    /// The mean derivative by five-point differences, each unit moved by a share of its own value; where the
    /// formula is not defined on both sides, by three points to one side.
    private Optional<Functional> slope(Change.Slope slope, EffectOptions options) {
        double[] values = numbers(slope.variable(), slope);
        if (options.scale().isRatio()) {
            throw wrongChange(
                    slope, "a slope is a difference per unit", "ask for a step: `" + slope.variable() + "+1`");
        }
        double mean = Arrays.stream(values).average().orElse(0);
        double sd = Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0));
        double size = sd > 0 ? sd : Math.max(1, Math.abs(mean));
        double[] move = new double[values.length];
        for (int i = 0; i < move.length; i++) {
            double own = Math.abs(values[i]);
            // logarithms of small numbers must stay defined, and tiny numbers must still move
            move[i] = MOVE * Math.max(own == 0 ? size : Math.min(own, size), MOVE * size);
        }
        return ifDefined(() -> twoSided(slope, values, move, options))
                .or(() -> oneSided(slope, values, scaled(move, ONE_SIDED), options))
                .or(() -> oneSided(slope, values, scaled(move, -ONE_SIDED), options));
    }

    private Functional twoSided(Change.Slope slope, double[] values, double[] move, EffectOptions options) {
        Functional sum = moved(slope, values, move, 1, options).minus(moved(slope, values, move, -1, options));
        Functional outer = moved(slope, values, move, 2, options).minus(moved(slope, values, move, -2, options));
        return sum.map(x -> 8 * x / 12, _ -> 8.0 / 12).minus(outer.map(x -> x / 12, _ -> 1.0 / 12));
    }

    /// The derivative to the side of `move`; empty where the formula is not defined there, or the derivative is
    /// not finite, as that of a root at 0: then it hangs on the length of the step.
    private Optional<Functional> oneSided(Change.Slope slope, double[] values, double[] move, EffectOptions options) {
        return ifDefined(() -> threePoints(slope, values, move, options)).filter(whole -> {
            Functional half = threePoints(slope, values, scaled(move, 0.5), options);
            return Math.abs(whole.value() - half.value()) <= SETTLED * Math.abs(half.value());
        });
    }

    private Functional threePoints(Change.Slope slope, double[] values, double[] move, EffectOptions options) {
        Functional from = moved(slope, values, move, 0, options);
        Functional first = moved(slope, values, move, 1, options).minus(from);
        Functional second = moved(slope, values, move, 2, options).minus(from);
        return first.map(x -> 2 * x, _ -> 2.0).minus(second.map(x -> x / 2, _ -> 0.5));
    }

    private static double[] scaled(double[] move, double by) {
        return Arrays.stream(move).map(x -> by * x).toArray();
    }

    private Functional moved(Change.Slope slope, double[] values, double[] move, int steps, EffectOptions options) {
        double[] to = values.clone();
        double[] rates = weights.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += steps * move[i];
            rates[i] /= move[i];
        }
        Frame frame = units.with(slope.variable(), NumericColumn.of(to));
        return options.scale() == EffectScale.LINK
                ? standardisation.linear(frame, rates, total, options.averaging())
                : standardisation.mean(frame, rates, total, options.averaging());
    }

    private List<Change> changes(String variable, EffectScale scale) {
        requirePredictor(variable);
        if (isFactor(variable)) {
            List<String> labels = levels(variable).labels();
            return labels.stream()
                    .skip(1)
                    .map(label -> Change.levels(variable, labels.get(0), label))
                    .toList();
        }
        double[] values = units.numeric(variable).present();
        if (Arrays.stream(values).allMatch(x -> x == 0 || x == 1)) {
            return List.of(Change.values(variable, 0, 1));
        }
        return List.of(scale == EffectScale.DIFFERENCE ? Change.slope(variable) : Change.step(variable, 1));
    }

    private boolean isFactor(String variable) {
        return model.spec().factors().contains(variable);
    }

    private Levels levels(String factor) {
        return levels(factor, Change.levels(factor, "", ""));
    }

    private Levels levels(String factor, Change change) {
        requirePredictor(factor);
        Levels levels = model.spec().schema().find(factor).orElseThrow().levels();
        if (!isFactor(factor) || levels == null) {
            throw wrongChange(change, "`" + factor + "` is a number", "ask for `" + factor + "+1`");
        }
        return levels;
    }

    private double[] numbers(String variable, Change change) {
        requirePredictor(variable);
        if (!(units.column(variable) instanceof NumericColumn column)) {
            List<String> labels = levels(variable).labels();
            throw wrongChange(
                    change,
                    "`" + variable + "` is a factor with the levels " + String.join(", ", labels),
                    "ask for `" + variable + "=" + labels.get(labels.size() - 1) + "`");
        }
        return column.present();
    }

    private void requirePredictor(String variable) {
        List<String> known = predictors();
        boolean elsewhere = model.spec().schema().find(variable).isPresent();
        if (!known.contains(variable) && !elsewhere) {
            throw new InputException(new Problem(
                    GlmmCode.NO_SUCH_PREDICTOR.code(),
                    "no predictor `" + variable + "` in the model",
                    "its predictors are: " + String.join(", ", known),
                    Suggestion.didYouMean(variable, known, "take one of those listed")));
        }
    }

    private static InputException wrongChange(Change change, String why, String fix) {
        return new InputException(new Problem(
                GlmmCode.WRONG_CHANGE.code(),
                "`" + change.contrast() + "` of `" + change.variable() + "` cannot be asked for",
                why,
                fix));
    }
}
