package copse.design;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// Numbers made of the columns that a criterion names: numeric ones as they are, logical ones as 0 and 1, a
/// factor as one indicator per level that occurs.
///
/// Each is centred and divided by its standard deviation (divisor n − 1) over the units that take part; those
/// that do not, such as one that matching left over, have zeros.
///
/// @param names one per covariate: the column, or `column=level`
/// @param values standardised, by covariate and unit
/// @param centres mean of each
/// @param spreads standard deviation of each, above 0
/// @param constant columns that have one value only and so gave no covariate
/// @param units number of units that take part
record Covariates(
        List<String> names,
        List<double[]> values,
        List<Double> centres,
        List<Double> spreads,
        List<String> constant,
        int units) {
    /// A spread below this share of the largest value is rounding: such a column is constant.
    private static final double CONSTANT = 1e-12;

    /// Squares of larger numbers, and of those below its inverse, may leave the range of doubles.
    private static final double LARGE = 0x1p400;

    /// Which indicators a factor gives.
    enum Indicators {
        /// All but that of its first level, which follows from the others.
        INDEPENDENT,
        /// One per level.
        ALL
    }

    /// @param units whose columns are read
    /// @param columns their names
    /// @param takesPart by unit
    /// @param indicators which indicators a factor gives
    /// @return the covariates
    /// @throws copse.error.InputException `I101` if there is no such column, `I102` if it is text or time
    /// @throws copse.error.DesignException `D144` if a value is missing; `D145` if no column varies
    static Covariates of(Units units, List<String> columns, boolean[] takesPart, Indicators indicators) {
        Builder builder = new Builder(takesPart);
        for (String name : columns) {
            Column column = units.column(name);
            requirePresent(name, column, units, takesPart);
            switch (column) {
                case NumericColumn numeric -> builder.add(name, numeric::value, name);
                case LogicalColumn logical -> builder.add(name, unit -> logical.value(unit) ? 1 : 0, name);
                case FactorColumn factor -> builder.addFactor(name, factor, indicators);
                case TextColumn _, TimeColumn _ -> units.frame().numeric(name);
            }
        }
        if (builder.names.isEmpty()) {
            throw DesignCode.CONSTANT_COVARIATES.error(
                    (columns.size() == 1 ? "column `" : "columns `")
                            + String.join("`, `", columns)
                            + (columns.size() == 1 ? "` does not vary" : "` do not vary"),
                    "with one value for all units there is nothing to balance",
                    "balance on columns that vary");
        }
        return new Covariates(
                builder.names, builder.values, builder.centres, builder.spreads, builder.constant, builder.count);
    }

    private static void requirePresent(String name, Column column, Units units, boolean[] takesPart) {
        int missing = 0;
        int first = -1;
        for (int unit = 0; unit < takesPart.length; unit++) {
            if (takesPart[unit] && column.isMissing(unit)) {
                first = missing++ == 0 ? unit : first;
            }
        }
        if (missing > 0) {
            throw DesignCode.MISSING_COVARIATE.error(
                    "column `" + name + "` is missing for unit `" + units.id(first) + "`"
                            + (missing == 1 ? "" : " and " + (missing - 1) + " more"),
                    "a covariate to balance is known for every unit",
                    "fill in the value, leave the unit out, or leave `" + name + "` out of the criterion");
        }
    }

    private static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<double[]> values = new ArrayList<>();
        private final List<Double> centres = new ArrayList<>();
        private final List<Double> spreads = new ArrayList<>();
        private final List<String> constant = new ArrayList<>();
        private final boolean[] takesPart;
        private final int count;

        Builder(boolean[] takesPart) {
            this.takesPart = takesPart;
            int parts = 0;
            for (boolean part : takesPart) {
                parts += part ? 1 : 0;
            }
            this.count = parts;
        }

        void addFactor(String name, FactorColumn factor, Indicators indicators) {
            boolean[] used = new boolean[factor.levels().size()];
            int levels = 0;
            for (int unit = 0; unit < takesPart.length; unit++) {
                if (takesPart[unit] && !used[factor.code(unit)]) {
                    used[factor.code(unit)] = true;
                    levels++;
                }
            }
            if (levels < 2) {
                constant.add(name);
                return;
            }
            boolean skip = indicators == Indicators.INDEPENDENT;
            for (int code = 0; code < used.length; code++) {
                if (used[code] && !skip) {
                    int level = code;
                    add(name + "=" + factor.levels().label(code), unit -> factor.code(unit) == level ? 1 : 0, name);
                }
                skip &= !used[code];
            }
        }

        void add(String name, IntToDoubleFunction value, String column) {
            double[] standard = new double[takesPart.length];
            double most = 0;
            for (int unit = 0; unit < standard.length; unit++) {
                if (takesPart[unit]) {
                    standard[unit] = value.applyAsDouble(unit);
                    most = Math.max(most, Math.abs(standard[unit]));
                }
            }
            // a power of two changes no digit, and keeps the squares of extreme numbers within the range of doubles
            int power = most > LARGE || most < 1 / LARGE ? -Math.getExponent(most) : 0;
            most = Math.scalb(most, power);
            double sum = 0;
            for (int unit = 0; unit < standard.length; unit++) {
                standard[unit] = Math.scalb(standard[unit], power);
                sum += standard[unit];
            }
            double mean = sum / count;
            double rest = 0;
            for (int unit = 0; unit < standard.length; unit++) {
                rest += takesPart[unit] ? standard[unit] - mean : 0;
            }
            mean += rest / count; // the second pass removes what rounding left of a large mean
            double squares = 0;
            for (int unit = 0; unit < standard.length; unit++) {
                standard[unit] = takesPart[unit] ? standard[unit] - mean : 0;
                squares += standard[unit] * standard[unit];
            }
            double spread = Math.sqrt(squares / (count - 1));
            if (count < 2 || !(spread > CONSTANT * most)) {
                constant.add(column);
                return;
            }
            for (int unit = 0; unit < standard.length; unit++) {
                standard[unit] /= spread;
            }
            names.add(name);
            values.add(standard);
            centres.add(Math.scalb(mean, -power));
            spreads.add(Math.scalb(spread, -power));
        }
    }
}
