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
import copse.model.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Comparisons of mean outcomes of units with a predictor set to one value or another in all of them, all else
/// as it is; for any kind of mean, be it a number with its gradient or the draws of a posterior.
///
/// Means are kept by what was set: asking for another scale costs nothing.
///
/// @param <M> a mean with what is known of its uncertainty
public final class Comparisons<M> {
    // Share of the predictor's size by which it is moved for a derivative of fourth order: truncation is about the
    // fourth power of it, rounding 1e-16 over it.
    private static final double MOVE = 1e-3;
    // Share of that by which it is moved to one side only, where the error is about the square.
    private static final double ONE_SIDED = 1e-2;
    // What a derivative to one side may change with the length of the step: much more where it is infinite.
    private static final double SETTLED = 1e-3;
    // Weights of means at −2, −1, 1, 2 moves, and at 0, 1, 2.
    private static final double[] FIVE_POINTS = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};
    private static final double[] THREE_POINTS = {-1.5, 2, -0.5};
    private static final double[] DIFFERENCE = {1, -1};

    private final ModelSpec spec;
    private final Family family;
    private final Frame units;
    private final double[] weights;
    private final double total;
    private final Means<M> means;
    private final Map<String, M> known = new ConcurrentHashMap<>();

    /// @param spec the model
    /// @param family of the outcome
    /// @param units with the predictors of the model, none of them missing
    /// @param weights of the units. Kept: must not change.
    /// @param means how means are made
    public Comparisons(ModelSpec spec, Family family, Frame units, double[] weights, Means<M> means) {
        this.spec = spec;
        this.family = family;
        this.units = units;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
        this.means = means;
    }

    /// How means are made of rows, and reckoned with.
    ///
    /// @param <M> a mean
    public interface Means<M> {
        /// The sum `Σ weightᵢ mᵢ` of mean outcomes over rows, divided by `total`.
        ///
        /// @param rows with the predictors of the model
        /// @param weights per row
        /// @param total what the sum is divided by
        /// @param averaging whose means
        /// @return the weighted mean
        M mean(Frame rows, double[] weights, double total, Averaging averaging);

        /// The same of linear predictors.
        ///
        /// @param rows with the predictors of the model
        /// @param weights per row
        /// @param total what the sum is divided by
        /// @param averaging with [Averaging#GROUPS] those with the groups' effects, else without
        /// @return the weighted mean
        M linear(Frame rows, double[] weights, double total, Averaging averaging);

        /// @param mean on the scale of the outcome
        /// @param scale a scale
        /// @return its logarithm for ratios, its logit for ratios of odds, else itself
        M working(M mean, EffectScale scale);

        /// @param weights one per mean
        /// @param of the means
        /// @return `Σ weightₖ meanₖ`
        M combine(double[] weights, List<M> of);

        /// @param mean any
        /// @return its best guess
        double value(M mean);
    }

    /// What a change does.
    ///
    /// @param change of the predictor
    /// @param working the difference that it makes, on the scale of [Means#working]
    /// @param <M> a mean
    public record Comparison<M>(Change change, M working) {
        /// @param scale of the comparison
        /// @return what is compared: `b - a`, or `b / a` for ratios
        public String contrast(EffectScale scale) {
            return scale.isRatio() ? change.contrast().replace(" - ", " / ") : change.contrast();
        }
    }

    /// The usual changes of one predictor: a factor's levels against its first; the slope of a number, or for
    /// ratios and links a step of one; 1 against 0 for numbers that are nothing else.
    ///
    /// @param variable a column that the fixed part uses
    /// @param options scale, whose means
    /// @return one per change, without those that lead where the formula is not defined
    /// @throws InputException `N341` if there is none of that name, `N344` for a scale that does not fit
    public List<Comparison<M>> usual(String variable, EffectOptions options) {
        return changes(variable, options.scale()).stream()
                .flatMap(change -> working(change, options).map(value -> new Comparison<>(change, value)).stream())
                .toList();
    }

    /// @param change what is changed in every unit
    /// @param options scale, whose means
    /// @return what the change does
    /// @throws InputException `N341` for a predictor, `N342` for a level that the model does not have, `N343`
    ///     for a change that does not fit the predictor or leads where the formula is not defined, `N344` for a
    ///     scale that does not fit
    public Comparison<M> of(Change change, EffectOptions options) {
        M working = working(change, options)
                .orElseThrow(() -> change instanceof Change.Slope
                        ? wrongChange(
                                change,
                                "the formula has no finite slope at every value of `" + change.variable() + "`",
                                "ask for a step: `" + change.variable() + "+1`")
                        : wrongChange(
                                change,
                                "the formula is not defined at every changed value of `" + change.variable() + "`",
                                "ask for a change that stays where it is defined"));
        return new Comparison<>(change, working);
    }

    /// @param factor a factor of the fixed part
    /// @return its levels, the reference first
    /// @throws InputException `N341` if there is no such factor
    public List<String> labels(String factor) {
        return levels(factor).labels();
    }

    /// @param factor a factor of the fixed part
    /// @param label of a level
    /// @param averaging whose mean
    /// @return mean outcome with every unit at the level
    public M mean(String factor, String label, Averaging averaging) {
        return mean(assignment(factor, label), averaging);
    }

    /// @param variable a number of the fixed part
    /// @param value where every unit is set
    /// @param averaging whose mean
    /// @return mean outcome with every unit at the value
    /// @throws InputException `N341` if there is no such predictor, `N343` if it is a factor
    public M mean(String variable, double value, Averaging averaging) {
        return mean(value(new Change.Values(variable, value, value), value), averaging);
    }

    /// @param factor a factor of the fixed part
    /// @param label of a level
    /// @param options scale, whose mean
    /// @return the mean with every unit at the level, on the scale of [Means#working]
    public M working(String factor, String label, EffectOptions options) {
        return means.working(at(assignment(factor, label), options), options.scale());
    }

    /// @param averaging whose mean
    /// @return mean outcome with all predictors as observed
    public M mean(Averaging averaging) {
        return mean(Assignment.NOTHING, averaging);
    }

    /// @return columns that the fixed part uses, in the order of the data
    public List<String> predictors() {
        return spec.schema().columns().stream()
                .map(ColumnSchema::name)
                .filter(name -> spec.fixedTerms().stream().anyMatch(term -> term.mentions(name)))
                .toList();
    }

    /// @param scale of a comparison
    /// @throws InputException `N344` if the outcome has no such comparison
    public void requireFit(EffectScale scale) {
        requireFit(scale, family);
    }

    /// The effect on its working scale, if the formula is defined where the change leads.
    private Optional<M> working(Change change, EffectOptions options) {
        requireFit(options.scale());
        return switch (change) {
            case Change.Slope slope -> slope(slope, options);
            case Change.Levels _, Change.Values _, Change.Step _ -> ifDefined(() -> comparison(change, options));
        };
    }

    private static <T> Optional<T> ifDefined(Supplier<T> compute) {
        try {
            return Optional.of(compute.get());
        } catch (CopseException e) {
            if (e.code().equals(FormulaCode.NOT_FINITE.code())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private M comparison(Change change, EffectOptions options) {
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

    private M compare(M to, M from, EffectScale scale) {
        return minus(means.working(to, scale), means.working(from, scale));
    }

    private M minus(M one, M other) {
        return means.combine(DIFFERENCE, List.of(one, other));
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

    private M at(Assignment assignment, EffectOptions options) {
        return options.scale() == EffectScale.LINK
                ? linear(assignment, options.averaging())
                : mean(assignment, options.averaging());
    }

    private M observed(EffectOptions options) {
        return at(Assignment.NOTHING, options);
    }

    private M mean(Assignment assignment, Averaging averaging) {
        if (averaging == Averaging.NONE) {
            throw new IllegalArgumentException("a mean over units is no conditional effect");
        }
        return kept(averaging.label(), assignment, rows -> means.mean(rows, weights, total, averaging));
    }

    private M linear(Assignment assignment, Averaging averaging) {
        return kept("linear " + averaging.label(), assignment, rows -> means.linear(rows, weights, total, averaging));
    }

    private M kept(String kind, Assignment assignment, Function<Frame, M> compute) {
        String key = kind + "\n" + assignment.variable() + "\n" + assignment.label();
        M mean = known.get(key);
        if (mean == null) {
            mean = compute.apply(changed(assignment));
            known.put(key, mean);
        }
        return mean;
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
        boolean number = spec.schema().find(factor).orElseThrow().type() == ColumnType.NUMERIC;
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
    private Optional<M> slope(Change.Slope slope, EffectOptions options) {
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

    private M twoSided(Change.Slope slope, double[] values, double[] move, EffectOptions options) {
        return means.combine(
                FIVE_POINTS,
                List.of(
                        moved(slope, values, move, -2, options),
                        moved(slope, values, move, -1, options),
                        moved(slope, values, move, 1, options),
                        moved(slope, values, move, 2, options)));
    }

    /// The derivative to the side of `move`; empty where the formula is not defined there, or the derivative is
    /// not finite, as that of a root at 0: then it hangs on the length of the step.
    private Optional<M> oneSided(Change.Slope slope, double[] values, double[] move, EffectOptions options) {
        return ifDefined(() -> threePoints(slope, values, move, options)).filter(whole -> {
            M half = threePoints(slope, values, scaled(move, 0.5), options);
            return Math.abs(means.value(whole) - means.value(half)) <= SETTLED * Math.abs(means.value(half));
        });
    }

    private M threePoints(Change.Slope slope, double[] values, double[] move, EffectOptions options) {
        return means.combine(
                THREE_POINTS,
                List.of(
                        moved(slope, values, move, 0, options),
                        moved(slope, values, move, 1, options),
                        moved(slope, values, move, 2, options)));
    }

    private static double[] scaled(double[] move, double by) {
        return Arrays.stream(move).map(x -> by * x).toArray();
    }

    private M moved(Change.Slope slope, double[] values, double[] move, int steps, EffectOptions options) {
        double[] to = values.clone();
        double[] rates = weights.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += steps * move[i];
            rates[i] /= move[i];
        }
        Frame frame = units.with(slope.variable(), NumericColumn.of(to));
        return options.scale() == EffectScale.LINK
                ? means.linear(frame, rates, total, options.averaging())
                : means.mean(frame, rates, total, options.averaging());
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
        return spec.factors().contains(variable);
    }

    private Levels levels(String factor) {
        return levels(factor, Change.levels(factor, "", ""));
    }

    private Levels levels(String factor, Change change) {
        requirePredictor(factor);
        Levels levels = spec.schema().find(factor).orElseThrow().levels();
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
        boolean elsewhere = spec.schema().find(variable).isPresent();
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
