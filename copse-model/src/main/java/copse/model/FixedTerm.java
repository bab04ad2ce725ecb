package copse.model;

import java.util.List;
import java.util.regex.Pattern;

/// A term of the fixed part and its columns in X.
///
/// @param label as R prints it: `(Intercept)`, `age`, `reason:age`
/// @param from first column
/// @param to one past the last column
/// @param variables what it is the product of, as printed: `[reason, log(age)]`; empty for the intercept. A
///     term contains another one if it has all its variables.
public record FixedTerm(String label, int from, int to, List<String> variables) {
    /// @param label as R prints it
    /// @param from first column
    /// @param to one past the last column
    /// @param variables what it is the product of
    public FixedTerm {
        variables = List.copyOf(variables);
    }

    /// @param column a column of the data
    /// @return whether the term uses it, by itself or within a call such as `log(column)`
    public boolean mentions(String column) {
        Pattern word = Pattern.compile("(?<![\\w.])" + Pattern.quote(column) + "(?![\\w.(])");
        return variables.stream().anyMatch(variable -> word.matcher(variable).find());
    }
}
