package copse.estimate;

import copse.frame.Column;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;

/// What values an outcome has, which decides on what scales its effect is told and by what model.
public enum OutcomeKind {
    /// Any number: effects are differences in means.
    NUMBER,
    /// Yes or no: effects are differences of shares, beside them ratios of shares and of odds.
    BINARY,
    /// How often something happened in each row: effects are differences of rates, beside them their ratio.
    COUNT;

    /// What a column looks like. Whole numbers are not taken for counts, since scores and ages are whole too.
    ///
    /// @param column of outcomes
    /// @return [#BINARY] for truth values and columns of nothing but 0 and 1, else [#NUMBER]
    public static OutcomeKind of(Column column) {
        if (column instanceof LogicalColumn) {
            return BINARY;
        }
        if (!(column instanceof NumericColumn numbers)) {
            return NUMBER;
        }
        for (int row = 0; row < numbers.size(); row++) {
            if (!numbers.isMissing(row) && numbers.value(row) != 0 && numbers.value(row) != 1) {
                return NUMBER;
            }
        }
        return BINARY;
    }
}
