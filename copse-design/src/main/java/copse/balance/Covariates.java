package copse.balance;

import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.Mask;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Covariates as numbers: numeric columns as they are, logical ones as 0 and 1, factors as one indicator per
/// level.
final class Covariates {
    /// A factor with more levels is an identifier rather than a covariate, unless it is asked for.
    private static final int MOST_LEVELS = 20;

    private Covariates() {}

    /// One covariate.
    ///
    /// @param name column, or `column[level]`
    /// @param values by row, 0 where missing
    /// @param missing rows without a value
    /// @param binary whether all values are zero or one
    record Numbers(String name, double[] values, Mask missing, boolean binary) {}

    /// @param rows data
    /// @param arm column of the arms
    /// @param options what to compare
    /// @return columns to compare the arms in
    static List<String> columns(Frame rows, String arm, BalanceOptions options) {
        if (!options.on().isEmpty()) {
            options.on().forEach(rows::column);
            return options.on();
        }
        Set<String> others = new LinkedHashSet<>(options.ignore());
        others.add(arm);
        Stream.of(options.weights(), options.cluster()).forEach(o -> o.ifPresent(others::add));
        List<String> columns = rows.names().stream()
                .filter(name -> !others.contains(name) && isCovariate(rows.column(name)))
                .toList();
        if (columns.isEmpty()) {
            throw BalanceCode.NO_COVARIATE.error(
                    "no covariates besides " + String.join(", ", others),
                    "the columns are " + String.join(", ", rows.names()),
                    "name the covariates: `--on COL,…`");
        }
        return columns;
    }

    private static boolean isCovariate(Column column) {
        return switch (column) {
            case NumericColumn numbers -> true;
            case LogicalColumn logical -> true;
            case FactorColumn factor -> factor.levels().size() <= MOST_LEVELS;
            case TextColumn text -> false;
            case TimeColumn time -> false;
        };
    }

    /// @param rows data
    /// @param columns names
    /// @return the covariates that they make
    static List<Numbers> of(Frame rows, List<String> columns) {
        List<Numbers> covariates = new ArrayList<>();
        for (String name : columns) {
            switch (rows.column(name)) {
                case NumericColumn numbers -> covariates.add(numbers(name, numbers));
                case LogicalColumn logical ->
                    covariates.add(new Numbers(name, indicator(logical.trueRows()), logical.missing(), true));
                case FactorColumn factor -> levels(name, factor).forEach(covariates::add);
                case TextColumn text ->
                    levels(name, rows.asFactor(name).factor(name)).forEach(covariates::add);
                case TimeColumn time ->
                    throw BalanceCode.NO_COVARIATE.error(
                            "column `" + name + "` holds times", "a time has no mean", "leave it out of `--on`");
            }
        }
        return covariates;
    }

    private static Numbers numbers(String name, NumericColumn column) {
        double[] values = new double[column.size()];
        boolean binary = true;
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isMissing(row) ? 0 : column.value(row);
            binary &= values[row] == 0 || values[row] == 1;
        }
        return new Numbers(name, values, column.missing(), binary);
    }

    private static Stream<Numbers> levels(String name, FactorColumn factor) {
        return factor.levels().labels().stream().map(label -> {
            int code = factor.levels().code(label).orElseThrow();
            double[] values = indicator(Mask.of(factor.size(), row -> factor.code(row) == code));
            return new Numbers(name + "[" + label + "]", values, factor.missing(), true);
        });
    }

    private static double[] indicator(Mask rows) {
        double[] values = new double[rows.size()];
        rows.forEach(row -> values[row] = 1);
        return values;
    }
}
