package copse.infer;

/// One end of an interval.
public sealed interface Limit {
    /// A number: the limit, or the boundary, or an infinity if there is none.
    ///
    /// @return the number to print or compare
    double value();

    /// The limit proper.
    ///
    /// @param value the limit
    record At(double value) implements Limit {}

    /// The parameter's own bound, such as 0 for a standard deviation, which the data do not rule out.
    ///
    /// @param value the bound
    record Boundary(double value) implements Limit {}

    /// No limit: the data do not bound the parameter on this side, or no limit could be found.
    ///
    /// @param value the largest or smallest value that the parameter can have: an infinity, or ±1 of a
    ///     correlation
    /// @param reason why, in a sentence
    record Open(double value, String reason) implements Limit {}
}
