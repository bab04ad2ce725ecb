package copse.frame;

/// One number (or time) out of the rows of a group.
///
/// Missing values are left out. Where nothing is left — or one value, for a standard deviation — the result is
/// missing; counts are 0.
///
/// ```java
/// frame.groupBy("center_ID").summarise("n", Aggregate.count(), "csat", Aggregate.mean("call_CSAT"));
/// ```
public sealed interface Aggregate {
    /// Number of rows, whatever is missing.
    record Count() implements Aggregate {}

    /// Number of values that are there.
    ///
    /// @param column of any type
    record Present(String column) implements Aggregate {}

    /// Number of distinct values that are there.
    ///
    /// @param column of any type
    record Distinct(String column) implements Aggregate {}

    /// Arithmetic mean; of a logical column the share of true.
    ///
    /// @param column numeric or logical
    record Mean(String column) implements Aggregate {}

    /// Sum, compensated.
    ///
    /// @param column numeric or logical
    record Sum(String column) implements Aggregate {}

    /// Standard deviation with divisor n − 1.
    ///
    /// @param column numeric or logical
    record Sd(String column) implements Aggregate {}

    /// Smallest value, earliest time.
    ///
    /// @param column numeric, logical, date or time
    record Min(String column) implements Aggregate {}

    /// Largest value, latest time.
    ///
    /// @param column numeric, logical, date or time
    record Max(String column) implements Aggregate {}

    /// Sample quantile of type 7, R's default.
    ///
    /// @param column numeric or logical
    /// @param probability in [0, 1]
    record Quantile(String column, double probability) implements Aggregate {
        /// @param column numeric or logical
        /// @param probability in [0, 1]
        /// @throws copse.error.InputException `I115` if the probability is not in [0, 1]
        public Quantile {
            if (!(probability >= 0 && probability <= 1)) {
                throw FrameCode.BAD_REQUEST.error(
                        "quantile at " + probability + " of `" + column + "`",
                        "a probability is between 0 and 1",
                        "write 25 % as 0.25");
            }
        }
    }

    /// Share of a level among the values that are there.
    ///
    /// @param column a factor, text, logical or numeric
    /// @param level a level as text: `property`, `true`, `1`
    record Share(String column, String level) implements Aggregate {}

    /// The one value that all rows of the group share: a property of the group written on each of its rows.
    ///
    /// @param column of any type; fails with `I116` if rows of a group disagree
    record Constant(String column) implements Aggregate {}

    /// @return number of rows
    static Aggregate count() {
        return new Count();
    }

    /// @param column of any type
    /// @return number of values that are there
    static Aggregate present(String column) {
        return new Present(column);
    }

    /// @param column of any type
    /// @return number of distinct values
    static Aggregate distinct(String column) {
        return new Distinct(column);
    }

    /// @param column numeric or logical
    /// @return arithmetic mean
    static Aggregate mean(String column) {
        return new Mean(column);
    }

    /// @param column numeric or logical
    /// @return sum
    static Aggregate sum(String column) {
        return new Sum(column);
    }

    /// @param column numeric or logical
    /// @return standard deviation, divisor n − 1
    static Aggregate sd(String column) {
        return new Sd(column);
    }

    /// @param column numeric, logical, date or time
    /// @return smallest value
    static Aggregate min(String column) {
        return new Min(column);
    }

    /// @param column numeric, logical, date or time
    /// @return largest value
    static Aggregate max(String column) {
        return new Max(column);
    }

    /// @param column numeric or logical
    /// @return median
    static Aggregate median(String column) {
        return new Quantile(column, 0.5);
    }

    /// @param column numeric or logical
    /// @param probability in [0, 1]
    /// @return sample quantile of type 7
    /// @throws copse.error.InputException `I115` if the probability is not in [0, 1]
    static Aggregate quantile(String column, double probability) {
        return new Quantile(column, probability);
    }

    /// @param column a factor, text, logical or numeric
    /// @param level a level as text
    /// @return share of the level
    static Aggregate share(String column, String level) {
        return new Share(column, level);
    }

    /// @param column of any type
    /// @return the value that all rows of a group share
    static Aggregate constant(String column) {
        return new Constant(column);
    }

    /// The name that a result column gets where none is given.
    ///
    /// @return `mean(age)`, `share(reason = property)`, `n`
    default String label() {
        return switch (this) {
            case Count() -> "n";
            case Present(String column) -> "n(" + column + ")";
            case Distinct(String column) -> "distinct(" + column + ")";
            case Mean(String column) -> "mean(" + column + ")";
            case Sum(String column) -> "sum(" + column + ")";
            case Sd(String column) -> "sd(" + column + ")";
            case Min(String column) -> "min(" + column + ")";
            case Max(String column) -> "max(" + column + ")";
            case Quantile(String column, double p) ->
                p == 0.5 ? "median(" + column + ")" : "q" + NumericColumn.format(100 * p) + "(" + column + ")";
            case Share(String column, String level) -> "share(" + column + " = " + level + ")";
            case Constant(String column) -> column;
        };
    }
}
