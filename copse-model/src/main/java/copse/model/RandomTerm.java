package copse.model;

import java.util.List;

/// Columns of one random term whose effects share a covariance matrix.
///
/// `(x | g)` is one term with the columns `(Intercept)` and `x`; `(x || g)` is two terms with one column each.
///
/// @param columns names of the columns of Z, `(Intercept)` for the constant 1
public record RandomTerm(List<String> columns) {
    /// Name of the constant column.
    public static final String INTERCEPT = "(Intercept)";

    /// @param columns names of the columns of Z
    public RandomTerm {
        columns = List.copyOf(columns);
    }
}
