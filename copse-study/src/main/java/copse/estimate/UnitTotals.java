package copse.estimate;

import java.util.Arrays;
import java.util.List;

/// Per randomised unit all that estimators need of its rows: how many, the means of some columns, and the
/// products of deviations from these means.
///
/// Columns are covariates first and the outcome last. Estimators, randomisation tests and bootstraps work on
/// these numbers and never go back to the rows: [#withUnits(RandomisedUnits)] gives the same numbers other
/// arms.
///
/// With weights, `mean = Σ w x / Σ w` and `product = Σ w (x - mean_x) (y - mean_y)`; without, every weight is
/// 1. Products of deviations, not of values, are kept: values of 1e9 that differ by 1 would lose all digits.
/// The plain sum of squares is `product + weight · mean²`.
///
/// Memory: `units · (2 + c + c (c + 1) / 2)` numbers for c columns; where no unit has more than one row, the
/// products are all 0 and take none.
public final class UnitTotals {
    private final RandomisedUnits units;
    private final List<String> columns;
    private final long[] rows;
    private final double[] weight;
    private final double[] mean;
    /// Packed lower triangle per unit; empty if all are 0.
    private final double[] product;

    private final long[] missing;

    /// @param mean units × columns. Kept.
    /// @param product units × packed lower triangles; empty if all are 0. Kept.
    /// @param missing rows left out by arm. Kept.
    UnitTotals(
            RandomisedUnits units,
            List<String> columns,
            long[] rows,
            double[] weight,
            double[] mean,
            double[] product,
            long[] missing) {
        this.units = units;
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.weight = weight;
        this.mean = mean;
        this.product = product;
        this.missing = missing;
    }

    /// Totals that come from elsewhere than rows, such as a simulator. Arrays are kept and must not change any
    /// more.
    ///
    /// @param units with arms and blocks
    /// @param columns covariates, then the outcome
    /// @param rows of each unit, 0 where it has none
    /// @param mean units × columns, row by row: `mean[unit * c + column]`; anything where a unit has no rows
    /// @param product products of deviations from these means, for each unit the lower triangle row by row:
    ///     `(0,0), (1,0), (1,1), (2,0) …`; empty if no unit has more than one row
    /// @return the totals
    public static UnitTotals of(
            RandomisedUnits units, List<String> columns, long[] rows, double[] mean, double[] product) {
        int c = columns.size();
        if (c == 0
                || rows.length != units.size()
                || mean.length != rows.length * c
                || (product.length != 0 && product.length != rows.length * triangle(c))) {
            throw new IllegalArgumentException("sizes " + rows.length + ", " + mean.length + ", " + product.length
                    + " for " + units.size() + " units and " + c + " columns");
        }
        return new UnitTotals(
                units,
                columns,
                rows,
                Arrays.stream(rows).asDoubleStream().toArray(),
                mean,
                product,
                new long[units.arms().size()]);
    }

    /// Number of entries of a lower triangle.
    static int triangle(int columns) {
        return columns * (columns + 1) / 2;
    }

    /// @return the units that these are the totals of
    public RandomisedUnits units() {
        return units;
    }

    /// The same rows with other arms. Cost: none, all numbers are shared.
    ///
    /// @param other the same units in the same order
    /// @return these totals
    public UnitTotals withUnits(RandomisedUnits other) {
        if (other.size() != units.size()) {
            throw new IllegalArgumentException(other.size() + " units instead of " + units.size());
        }
        return new UnitTotals(other, columns, rows, weight, mean, product, missing);
    }

    /// @return number of units, with rows or without
    public int size() {
        return rows.length;
    }

    /// @return names of the columns: covariates, then the outcome
    public List<String> columns() {
        return columns;
    }

    /// @return index of the outcome: the last column
    public int outcome() {
        return columns.size() - 1;
    }

    /// @param unit in `[0, size)`
    /// @return number of its rows with all columns
    public long rows(int unit) {
        return rows[unit];
    }

    /// @param unit in `[0, size)`
    /// @return sum of the weights of its rows; their number where there are no weights
    public double weight(int unit) {
        return weight[unit];
    }

    /// @param unit in `[0, size)`, with rows
    /// @return mean of its outcomes
    public double mean(int unit) {
        return mean(unit, outcome());
    }

    /// @param unit in `[0, size)`, with rows
    /// @param column in `[0, columns)`
    /// @return mean of the column over the unit's rows
    public double mean(int unit, int column) {
        return mean[unit * columns.size() + column];
    }

    /// @param unit in `[0, size)`
    /// @return sum of the outcomes of its rows, times their weights
    public double sum(int unit) {
        return rows[unit] == 0 ? 0 : weight[unit] * mean(unit);
    }

    /// @param unit in `[0, size)`
    /// @return sum of squared deviations of its outcomes from their mean, times their weights
    public double squares(int unit) {
        return product(unit, outcome(), outcome());
    }

    /// @param unit in `[0, size)`
    /// @param a a column
    /// @param b a column, the same or another
    /// @return sum of products of deviations from the unit's means, times weights
    public double product(int unit, int a, int b) {
        if (product.length == 0) {
            return 0;
        }
        int row = Math.max(a, b);
        return product[unit * triangle(columns.size()) + triangle(row) + Math.min(a, b)];
    }

    /// The totals of the outcome less multiples of the covariates' deviations from their means over all rows.
    ///
    /// @param slopes one per covariate
    /// @return totals of the adjusted outcome alone
    UnitTotals adjusted(double[] slopes) {
        int c = columns.size();
        double[] centre = new double[c];
        double total = 0;
        for (int unit = 0; unit < rows.length; unit++) {
            if (rows[unit] > 0) {
                total += weight[unit];
                for (int k = 0; k < c; k++) {
                    centre[k] += weight[unit] / total * (mean(unit, k) - centre[k]);
                }
            }
        }
        double[] means = new double[rows.length];
        double[] squares = new double[product.length == 0 ? 0 : rows.length];
        for (int unit = 0; unit < rows.length; unit++) {
            means[unit] = mean(unit);
            for (int k = 0; k < slopes.length; k++) {
                means[unit] -= slopes[k] * (mean(unit, k) - centre[k]);
            }
            for (int a = 0; a < c && squares.length > 0; a++) {
                for (int b = 0; b < c; b++) {
                    squares[unit] += slope(slopes, a) * slope(slopes, b) * product(unit, a, b);
                }
            }
        }
        return new UnitTotals(units, columns.subList(c - 1, c), rows, weight, means, squares, missing);
    }

    /// The totals of the outcome times a number for each arm, covariates as they are.
    ///
    /// @param factor by arm
    UnitTotals timesByArm(double[] factor) {
        int c = columns.size();
        double[] means = mean.clone();
        double[] products = product.clone();
        for (int unit = 0; unit < rows.length; unit++) {
            double own = units.arm(unit) < 0 ? 0 : factor[units.arm(unit)];
            means[unit * c + c - 1] *= own;
            if (products.length > 0) {
                int last = (unit + 1) * triangle(c);
                for (int entry = last - c; entry < last; entry++) {
                    products[entry] *= own;
                }
                products[last - 1] *= own;
            }
        }
        return new UnitTotals(units, columns, rows, weight, means, products, missing);
    }

    private static double slope(double[] slopes, int column) {
        return column < slopes.length ? -slopes[column] : 1;
    }

    /// @param arm index of an arm
    /// @return rows of the arm that were left out because outcome, covariate or weight is missing
    public long missing(int arm) {
        return missing[arm];
    }

    /// @param arm index of an arm
    /// @return rows of its units
    public long rowsIn(int arm) {
        long sum = 0;
        for (int unit = 0; unit < rows.length; unit++) {
            sum += units.arm(unit) == arm ? rows[unit] : 0;
        }
        return sum;
    }

    /// How often the rarest thing happened that shares and rates of arms hang on.
    ///
    /// @param question two arms, and what values the outcome has
    /// @return events in the arm with the fewest; of outcomes that are yes or no the rarer of the two
    public double fewestEvents(Question question) {
        double fewest = Double.POSITIVE_INFINITY;
        for (String label : List.of(question.treatment(), question.control())) {
            double events = 0;
            double others = 0;
            for (int unit : unitsIn(units.armOf(label))) {
                events += sum(unit);
                others += weight(unit) - sum(unit);
            }
            fewest = Math.min(fewest, question.kind() == OutcomeKind.BINARY ? Math.min(events, others) : events);
        }
        // without what rounding leaves of a sum of means
        return Math.rint(1e6 * fewest) / 1e6;
    }

    /// @param arm index of an arm
    /// @return its units that have rows, ascending
    public int[] unitsIn(int arm) {
        int count = 0;
        for (int unit = 0; unit < rows.length; unit++) {
            count += units.arm(unit) == arm && rows[unit] > 0 ? 1 : 0;
        }
        int[] in = new int[count];
        int next = 0;
        for (int unit = 0; next < count; unit++) {
            if (units.arm(unit) == arm && rows[unit] > 0) {
                in[next++] = unit;
            }
        }
        return in;
    }
}
