package copse.frame;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/// Which rows: a test of each row that is true, false, or missing where a value that it needs is missing.
///
/// [Frame#where(Condition)] keeps the rows that are true; [Frame#with(String, Condition)] makes a column of the
/// verdicts. `and`, `or` and `not` follow the logic of SQL: what is missing stays missing unless the other side
/// decides.
///
/// ```java
/// frame.where(Condition.is("reason", "property").and(Condition.atLeast("age", 18)));
/// ```
@FunctionalInterface
public interface Condition {
    /// @param frame the rows
    /// @return the verdict on each row
    LogicalColumn test(Frame frame);

    /// @param column a factor, text or logical column
    /// @param level a level as text
    /// @return rows of that level; fails with `I106` if a factor has no such level
    static Condition is(String column, String level) {
        return in(column, level);
    }

    /// @param column a factor, text or logical column
    /// @param levels levels as text
    /// @return rows of one of the levels; fails with `I106` if a factor does not have all of them
    static Condition in(String column, String... levels) {
        String[] wanted = levels.clone();
        return frame -> {
            Column values = frame.column(column);
            return switch (values) {
                case FactorColumn factor -> ofLevels(column, factor, wanted);
                case LogicalColumn logical -> ofLevels(column, Conversions.fromLogical(logical), wanted);
                case TextColumn text -> {
                    List<String> set = Arrays.asList(wanted);
                    yield verdict(text, Mask.of(text.size(), row -> set.contains(text.text(row))));
                }
                case NumericColumn _, TimeColumn _ ->
                    throw Problems.wrongType(
                            column,
                            values,
                            "a factor or text",
                            "compare it with a number: `Condition.equal(\"" + column + "\", 1)`, or convert it:"
                                    + " `frame.asFactor(\"" + column + "\")`");
            };
        };
    }

    private static LogicalColumn ofLevels(String name, FactorColumn factor, String[] wanted) {
        boolean[] chosen = new boolean[factor.levels().size()];
        for (String label : wanted) {
            chosen[
                    factor.levels()
                            .code(label)
                            .orElseThrow(() -> Problems.noLevel("column `" + name + "`", label, factor.levels()))] = true;
        }
        return verdict(factor, Mask.of(factor.size(), row -> factor.code(row) >= 0 && chosen[factor.code(row)]));
    }

    private static LogicalColumn verdict(Column column, Mask isTrue) {
        return LogicalColumn.of(isTrue, column.missing());
    }

    /// @param column a logical column
    /// @return rows where it is true
    static Condition isTrue(String column) {
        return frame -> {
            Column values = frame.column(column);
            if (values instanceof LogicalColumn logical) {
                return logical;
            }
            throw Problems.wrongType(
                    column, values, "logical", "compare it: `Condition.is(\"" + column + "\", …)` or `equal`");
        };
    }

    /// @param column of any type
    /// @return rows where it is missing; never missing itself
    static Condition isMissing(String column) {
        return frame -> LogicalColumn.of(frame.column(column).missing(), Mask.none(frame.rows()));
    }

    /// @param column of any type
    /// @return rows where it is there; never missing itself
    static Condition isPresent(String column) {
        return isMissing(column).not();
    }

    /// @param column a numeric column
    /// @param test of a value
    /// @return rows whose value passes
    static Condition number(String column, DoublePredicate test) {
        return frame -> {
            NumericColumn numeric = frame.numeric(column);
            return verdict(
                    numeric, Mask.of(numeric.size(), row -> !numeric.isMissing(row) && test.test(numeric.value(row))));
        };
    }

    /// @param column a numeric column
    /// @param value a number
    /// @return rows with exactly this value
    static Condition equal(String column, double value) {
        return number(column, x -> x == value);
    }

    /// @param column a numeric column
    /// @param bound a number
    /// @return rows above the bound
    static Condition above(String column, double bound) {
        return number(column, x -> x > bound);
    }

    /// @param column a numeric column
    /// @param bound a number
    /// @return rows at the bound or above
    static Condition atLeast(String column, double bound) {
        return number(column, x -> x >= bound);
    }

    /// @param column a numeric column
    /// @param bound a number
    /// @return rows below the bound
    static Condition below(String column, double bound) {
        return number(column, x -> x < bound);
    }

    /// @param column a numeric column
    /// @param bound a number
    /// @return rows at the bound or below
    static Condition atMost(String column, double bound) {
        return number(column, x -> x <= bound);
    }

    /// @param column a date or time column
    /// @param start a point in time
    /// @return rows at this time or later; a date stands for its beginning
    static Condition since(String column, LocalDateTime start) {
        return time(column, time -> !time.isBefore(start));
    }

    /// @param column a date or time column
    /// @param end a point in time
    /// @return rows earlier than this; a date stands for its beginning
    static Condition before(String column, LocalDateTime end) {
        return time(column, time -> time.isBefore(end));
    }

    private static Condition time(String column, Predicate<LocalDateTime> test) {
        return frame -> {
            Column values = frame.column(column);
            if (values instanceof TimeColumn time) {
                return verdict(
                        time, Mask.of(time.size(), row -> !time.isMissing(row) && test.test(time.dateTime(row))));
            }
            throw Problems.wrongType(column, values, "a date or time", "compare it with a number or a level");
        };
    }

    /// @param other another condition
    /// @return true where both are; false where one is false, even if the other is missing
    default Condition and(Condition other) {
        return not().or(other.not()).not();
    }

    /// @param other another condition
    /// @return true where one is true, even if the other is missing; false where both are false
    default Condition or(Condition other) {
        return frame -> {
            LogicalColumn a = test(frame);
            LogicalColumn b = other.test(frame);
            Mask isTrue = a.trueRows().or(b.trueRows());
            return LogicalColumn.of(isTrue, a.missing().or(b.missing()).and(isTrue.not()));
        };
    }

    /// @return false where this is true, true where this is false, missing where this is missing
    default Condition not() {
        return frame -> {
            LogicalColumn a = test(frame);
            return LogicalColumn.of(a.trueRows().or(a.missing()).not(), a.missing());
        };
    }
}
