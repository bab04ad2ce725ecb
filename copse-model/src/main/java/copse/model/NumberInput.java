package copse.model;

import copse.error.FormulaException;
import copse.formula.FormulaCode;
import copse.frame.Column;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;

/// Reads a column as numbers: numbers as they are, false and true as 0 and 1, dates and points in time as days
/// since 1970-01-01 (with a fraction for the time of day).
final class NumberInput {
    private static final double MICROS_PER_SECOND = 1e6;

    private NumberInput() {}

    private static double number(TimeColumn time, int row) {
        return time.type() == ColumnType.DATE ? time.value(row) : time.value(row) / MICROS_PER_SECOND;
    }

    static void load(String name, Column data, int from, int count, double[] into) {
        switch (data) {
            case NumericColumn numeric -> numeric.copy(from, count, into, 0);
            case TimeColumn time -> {
                for (int i = 0; i < count; i++) {
                    into[i] = number(time, from + i);
                }
            }
            case LogicalColumn logical -> {
                for (int i = 0; i < count; i++) {
                    into[i] = logical.value(from + i) ? 1 : 0;
                }
            }
            case FactorColumn _, TextColumn _ -> throw notNumbers(name);
        }
    }

    private static FormulaException notNumbers(String name) {
        return FormulaCode.FACTOR_IN_ARITHMETIC.at(
                "`" + name + "` holds categories here, and numbers in the data that the model was made for",
                "",
                "read it as numbers: `--numeric " + name + "`",
                null);
    }
}
