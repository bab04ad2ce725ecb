package copse.bayes;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.glmm.Averaging;
import copse.glmm.GlmmCode;
import copse.mcmc.Chains;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The mean outcome along one predictor, with its posterior draws: the others held at their mean, or at their
/// reference level. Immutable.
///
/// It is that of one unit, drawn to be looked at. Effects averaged over the units there are come from
/// [PosteriorEffects].
public final class ConditionalEffects {
    private static final int POINTS = 50;

    private final DrawnParameters parameters;
    private final Frame data;
    private final Averaging averaging;
    private final double level;

    private ConditionalEffects(DrawnParameters parameters, Frame data, Averaging averaging, double level) {
        if (averaging == Averaging.GROUPS || averaging == Averaging.NONE) {
            throw new IllegalArgumentException("conditional effects are of no group in particular");
        }
        this.parameters = parameters;
        this.data = data.rows(parameters.spec().predictors(data).source());
        this.averaging = averaging;
        this.level = level;
    }

    /// A point of a curve.
    ///
    /// @param at value of the predictor, as printed
    /// @param x its number; the number of the level for a factor
    /// @param by value of the second predictor, empty without
    /// @param mean posterior mean of the mean outcome
    /// @param lower lower limit
    /// @param upper upper limit
    /// @param draws of the mean outcome
    public record Point(
            String at, double x, Optional<String> by, double mean, double lower, double upper, Chains draws) {}

    /// @param fit a model
    /// @param data rows from which means and ranges of predictors are taken
    /// @param averaging [Averaging#TYPICAL] for a group whose effects are at their mean, [Averaging#POPULATION]
    ///     for the mean over groups
    /// @param level probability that the limits hold, such as 0.95
    /// @return to be asked along a predictor
    public static ConditionalEffects of(BayesFit fit, Frame data, Averaging averaging, double level) {
        return of(DrawnParameters.of(fit), data, averaging, level);
    }

    static ConditionalEffects of(DrawnParameters parameters, Frame data, Averaging averaging, double level) {
        return new ConditionalEffects(parameters, data, averaging, level);
    }

    /// @param variable a predictor
    /// @return points at every level of a factor, at 50 places between the least and the largest value of a
    ///     number
    /// @throws InputException `N341` if the fixed part has no such predictor
    public List<Point> along(String variable) {
        return points(variable, Optional.empty());
    }

    /// @param variable a predictor
    /// @param by another: one curve for each level of a factor, or for a number's mean and one standard
    ///     deviation below and above it
    /// @return the points, curve after curve
    /// @throws InputException `N341` if the fixed part has no such predictor
    public List<Point> along(String variable, String by) {
        return points(variable, Optional.of(by));
    }

    /// A value at which a predictor is set.
    private record Place(String label, double x) {}

    private List<Point> points(String variable, Optional<String> by) {
        require(variable);
        by.ifPresent(this::require);
        List<Place> places = levels(variable).map(ConditionalEffects::places).orElseGet(() -> range(variable));
        List<Place> curves = by.map(
                        own -> levels(own).map(ConditionalEffects::places).orElseGet(() -> spread(own)))
                .orElseGet(() -> List.of(new Place("", 0)));
        int n = places.size() * curves.size();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (ColumnSchema column : parameters.spec().schema().columns()) {
            String name = column.name();
            double[] at = IntStream.range(0, n)
                    .mapToDouble(i -> name.equals(variable)
                            ? places.get(i % places.size()).x()
                            : by.isPresent() && name.equals(by.get())
                                    ? curves.get(i / places.size()).x()
                                    : usual(name))
                    .toArray();
            columns.put(name, column(column, at));
        }
        BayesPredictions predictions = BayesPredictions.of(
                parameters,
                Frame.of(columns),
                BayesPredictOptions.defaults().withAveraging(averaging).withLevel(level));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Place place = places.get(i % places.size());
            Optional<String> curve =
                    by.isPresent() ? Optional.of(curves.get(i / places.size()).label()) : Optional.empty();
            points.add(new Point(
                    place.label(),
                    place.x(),
                    curve,
                    predictions.mean(i),
                    predictions.lower(i),
                    predictions.upper(i),
                    predictions.draws(i)));
        }
        return points;
    }

    private void require(String variable) {
        List<String> known = parameters.spec().schema().columns().stream()
                .map(ColumnSchema::name)
                .filter(name -> parameters.spec().fixedTerms().stream().anyMatch(term -> term.mentions(name)))
                .toList();
        if (!known.contains(variable)) {
            throw new InputException(new Problem(
                    GlmmCode.NO_SUCH_PREDICTOR.code(),
                    "no predictor `" + variable + "` in the model",
                    "its predictors are: " + String.join(", ", known),
                    Suggestion.didYouMean(variable, known, "take one of those listed")));
        }
    }

    private Optional<Levels> levels(String name) {
        boolean isFactor = parameters.spec().factors().contains(name);
        return isFactor
                ? Optional.ofNullable(
                        parameters.spec().schema().find(name).orElseThrow().levels())
                : Optional.empty();
    }

    private static List<Place> places(Levels levels) {
        return IntStream.range(0, levels.size())
                .mapToObj(code -> new Place(levels.label(code), code))
                .toList();
    }

    private List<Place> range(String name) {
        double[] values = numbers(name);
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        double[] distinct =
                Arrays.stream(values).distinct().sorted().limit(POINTS).toArray();
        return distinct.length < POINTS
                ? Arrays.stream(distinct).mapToObj(ConditionalEffects::place).toList()
                : IntStream.range(0, POINTS)
                        .mapToObj(k -> place(least + k * (most - least) / (POINTS - 1)))
                        .toList();
    }

    private List<Place> spread(String name) {
        double[] values = numbers(name);
        double[] distinct = Arrays.stream(values).distinct().sorted().limit(4).toArray();
        if (distinct.length < 4) {
            return Arrays.stream(distinct).mapToObj(ConditionalEffects::place).toList();
        }
        double mean = Arrays.stream(values).average().orElse(0);
        double sd = Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElse(0));
        return List.of(place(mean - sd), place(mean), place(mean + sd));
    }

    private static Place place(double value) {
        return new Place(NumericColumn.format(value), value);
    }

    private double[] numbers(String name) {
        return data.asNumeric(name).numeric(name).present();
    }

    /// Where a predictor stands that is not asked about: a number at its mean, a factor at its reference level.
    private double usual(String name) {
        boolean isNumber = parameters.spec().schema().find(name).orElseThrow().levels() == null
                && data.find(name).isPresent();
        return isNumber ? Arrays.stream(numbers(name)).average().orElse(0) : 0;
    }

    private static Column column(ColumnSchema schema, double[] at) {
        Levels levels = schema.levels();
        if (levels == null) {
            return NumericColumn.of(at);
        }
        // numbers that serve as categories are numbers in the data
        if (schema.type() == ColumnType.NUMERIC) {
            return NumericColumn.of(Arrays.stream(at)
                    .map(code -> Double.parseDouble(levels.label((int) code)))
                    .toArray());
        }
        return FactorColumn.wrap(Arrays.stream(at).mapToInt(code -> (int) code).toArray(), levels);
    }
}
