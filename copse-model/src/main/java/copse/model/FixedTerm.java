package copse.model;

import java.util.List;

/// A term of the fixed part and its columns in X.
///
/// @param label as R prints it: `(Intercept)`, `age`, `reason:age`
/// @param from first column
/// @param to one past the last column
/// @param variables what it is the product of, as printed: `[reason, log(age)]`; empty for the intercept. A term
///     contains another one if it has all its variables.
public record FixedTerm(String label, int from, int to, List<String> variables) {
    /// @param label as R prints it
    /// @param from first column
    /// @param to one past the last column
    /// @param variables what it is the product of
    public FixedTerm {
        variables = List.copyOf(variables);
    }
}
