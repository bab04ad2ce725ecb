package copse.lmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.ColumnSchema;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.NumericColumn;
import copse.model.DesignMoments;
import copse.model.Fit;
import copse.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// At which values of the predictors marginal means are taken: every combination of levels of the factors in
/// the fixed part, and one value of every number. Immutable.
///
/// Numbers stand at their means over the rows fitted (weighted, if the model is), as far as sums over rows
/// tell them: for predictors that enter as they are, in a model with an intercept. Others, such as `x` in
/// `log(x)` alone, must be given: [#with(String, double)].
public final class ReferenceGrid {
    private final Fit fit;
    private final Map<String, Levels> factors;
    private final Map<String, Double> numbers;

    private ReferenceGrid(Fit fit, Map<String, Levels> factors, Map<String, Double> numbers) {
        this.fit = fit;
        this.factors = factors;
        this.numbers = numbers;
    }

    /// @param fit a model
    /// @return all levels, numbers at their means
    public static ReferenceGrid of(Fit fit) {
        ModelSpec spec = fit.spec();
        Map<String, Levels> factors = new LinkedHashMap<>();
        for (String name : spec.factors()) {
            Levels levels = spec.schema().find(name).orElseThrow().levels();
            if (levels != null && inFixedPart(spec, name)) {
                factors.put(name, levels);
            }
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        DesignMoments moments = fit.moments();
        for (ColumnSchema column : spec.schema().columns()) {
            int j = spec.fixedNames().indexOf(column.name());
            if (!factors.containsKey(column.name()) && j >= 0 && spec.hasIntercept()) {
                double mean = moments.gram().at(0, j) / moments.gram().at(0, 0);
                numbers.put(column.name(), moments.shift()[j] + mean);
            }
        }
        return new ReferenceGrid(fit, factors, numbers);
    }

    /// @param variable a number in the fixed part
    /// @param value where it is to stand
    /// @return the grid with that value
    /// @throws InputException `N215` if the fixed part has no such number
    public ReferenceGrid with(String variable, double value) {
        List<String> known = fit.spec().schema().columns().stream()
                .map(ColumnSchema::name)
                .filter(name -> inFixedPart(fit.spec(), name) && !factors.containsKey(name))
                .toList();
        if (!known.contains(variable)) {
            throw new InputException(new Problem(
                    LmmCode.NO_SUCH_EFFECT.code(),
                    "no number `" + variable + "` in the fixed part",
                    "its numbers are: " + String.join(", ", known),
                    Suggestion.didYouMean(variable, known, "take one of those listed")));
        }
        Map<String, Double> next = new LinkedHashMap<>(numbers);
        next.put(variable, value);
        return new ReferenceGrid(fit, factors, next);
    }

    /// @return factors of the fixed part with their levels
    public Map<String, Levels> factors() {
        return Map.copyOf(factors);
    }

    /// @return numbers with the value at which they stand
    public Map<String, Double> numbers() {
        return Map.copyOf(numbers);
    }

    Fit fit() {
        return fit;
    }

    private static boolean inFixedPart(ModelSpec spec, String name) {
        return spec.fixedTerms().stream().anyMatch(term -> term.mentions(name));
    }

    /// The combinations of levels, the last factor fastest.
    List<Map<String, Integer>> cells() {
        List<Map<String, Integer>> cells = List.of(Map.of());
        for (Map.Entry<String, Levels> factor : factors.entrySet()) {
            List<Map<String, Integer>> next = new ArrayList<>();
            for (Map<String, Integer> cell : cells) {
                for (int code = 0; code < factor.getValue().size(); code++) {
                    Map<String, Integer> longer = new LinkedHashMap<>(cell);
                    longer.put(factor.getKey(), code);
                    next.add(longer);
                }
            }
            cells = next;
        }
        return cells;
    }

    /// The grid as rows of data, from which [ModelSpec#predictors(Frame)] makes X.
    ///
    /// @return one row per combination of levels, the last factor fastest; groups, and numbers that neither
    ///     fixed nor random terms use as they are, have any value
    /// @throws InputException `N217` if a number of the fixed part has no value
    public Frame frame() {
        return frame(cells());
    }

    /// One row per cell, with the columns of the model; groups and numbers that only random terms use have any
    /// value.
    Frame frame(List<Map<String, Integer>> cells) {
        Map<String, Column> columns = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (ColumnSchema schema : fit.spec().schema().columns()) {
            String name = schema.name();
            Levels levels = schema.levels();
            if (factors.containsKey(name) || levels != null) {
                int[] codes = new int[cells.size()];
                for (int i = 0; i < codes.length; i++) {
                    codes[i] = cells.get(i).getOrDefault(name, 0);
                }
                columns.put(name, FactorColumn.wrap(codes, levels == null ? Levels.of("") : levels));
                continue;
            }
            Double value = numbers.get(name);
            if (value == null && inFixedPart(fit.spec(), name)) {
                missing.add(name);
            }
            double[] values = new double[cells.size()];
            Arrays.fill(values, value == null ? 1 : value);
            columns.put(name, NumericColumn.of(values));
        }
        if (!missing.isEmpty()) {
            throw new InputException(new Problem(
                    LmmCode.NO_MEAN.code(),
                    "no value of `" + missing.get(0) + "` to take marginal means at",
                    "its mean is known only if it enters the model as it is, beside an intercept",
                    "say where it is to stand, for instance at its mean: grid.with(\"" + missing.get(0) + "\", 10)"));
        }
        return Frame.of(columns);
    }
}
