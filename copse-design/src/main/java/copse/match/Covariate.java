package copse.match;

import copse.error.Suggestion;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/// The values of one covariate: numbers, or categories.
sealed interface Covariate {
    /// Spread below this part of the largest value is rounding: half the digits that 15-digit input leaves.
    double ROUNDING = 0x1p-43;

    /// Most levels of a category.
    int MOST_LEVELS = 100;

    /// @return whether all units have the same value
    boolean isConstant();

    /// @return number of coordinates
    int width();

    /// Numbers, with a meaningful difference.
    ///
    /// @param values one per unit
    record Numbers(double[] values) implements Covariate {
        @Override
        public boolean isConstant() {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /// Categories, which are equal or different.
    ///
    /// @param codes one per unit, from 0
    /// @param levels number of levels, each of which occurs
    record Categories(int[] codes, int levels) implements Covariate {
        @Override
        public boolean isConstant() {
            return levels < 2;
        }

        @Override
        public int width() {
            return levels;
        }
    }

    /// @param name of the column
    /// @param column values in unit order
    /// @param unit names a unit
    /// @return the covariate
    /// @throws copse.error.DesignException `D205` if a value is missing, `D208` if there are too many
    ///     categories
    static Covariate of(String name, Column column, IntFunction<String> unit) {
        requireAll(name, column, unit);
        return switch (column) {
            case NumericColumn numbers -> numbers(column.size(), numbers::value);
            case LogicalColumn truths -> numbers(column.size(), row -> truths.value(row) ? 1 : 0);
            case TimeColumn times -> numbers(column.size(), times::value);
            case FactorColumn factor -> categories(name, Arrays.copyOf(codes(factor), factor.size()));
            case TextColumn text -> categories(name, codes(text));
        };
    }

    /// @param name of the column
    /// @param column values in unit order
    /// @param unit names a unit
    /// @return a code per unit, equal where the values are
    /// @throws copse.error.DesignException `D205` if a value is missing
    static int[] codes(String name, Column column, IntFunction<String> unit) {
        requireAll(name, column, unit);
        return column instanceof FactorColumn factor ? codes(factor) : codes(column);
    }

    private static void requireAll(String name, Column column, IntFunction<String> unit) {
        if (column.missing().isEmpty()) {
            return;
        }
        int count = column.missing().count();
        throw MatchCode.MISSING_VALUE.error(
                "`" + name + "` is missing for " + unit.apply(column.missing().rows()[0])
                        + (count == 1 ? "" : " and " + (count - 1) + " more of " + column.size() + " units"),
                "a unit without it has no distance to the others",
                "fill in the value, or leave such units out: " + Suggestion.whereNotMissing(name));
    }

    private static Numbers numbers(int size, IntToDoubleFunction value) {
        double[] values = new double[size];
        Arrays.setAll(values, value);
        return new Numbers(values);
    }

    private static int[] codes(FactorColumn factor) {
        int[] codes = new int[factor.size()];
        factor.copy(0, codes.length, codes, 0);
        return codes;
    }

    private static int[] codes(Column column) {
        Map<String, Integer> seen = new HashMap<>();
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            int next = seen.size();
            codes[row] = seen.computeIfAbsent(column.text(row), label -> next);
        }
        return codes;
    }

    /// Numbers the codes that occur from 0, in order of their first unit.
    private static Categories categories(String name, int[] codes) {
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < codes.length; i++) {
            int next = seen.size();
            codes[i] = seen.computeIfAbsent(codes[i], code -> next);
        }
        if (seen.size() > MOST_LEVELS) {
            throw MatchCode.TOO_MANY_LEVELS.error(
                    "`" + name + "` has " + seen.size() + " levels",
                    "a factor that is matched on has at most " + MOST_LEVELS,
                    "if it is a number, say so: `--numeric " + name + "`; if units must agree in it, give `exact: "
                            + name + "` instead");
        }
        return new Categories(codes, seen.size());
    }
}
