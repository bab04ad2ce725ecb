package copse.infer;

/// Two limits with their nominal coverage.
///
/// @param lower the lower limit
/// @param upper the upper limit
/// @param level nominal coverage, such as 0.95
/// @param method how it came about, as printed: `Wald`, `profile likelihood`, `bootstrap (percentile)`
public record Interval(Limit lower, Limit upper, double level, String method) {
    /// @param lower the lower limit
    /// @param upper the upper limit
    /// @param level nominal coverage
    /// @param method how it came about
    /// @return the interval between two proper limits
    public static Interval of(double lower, double upper, double level, String method) {
        return new Interval(new Limit.At(lower), new Limit.At(upper), level, method);
    }

    /// @return upper less lower limit; infinite if an end is open without a value
    public double width() {
        return upper.value() - lower.value();
    }

    /// @param value a value of the parameter
    /// @return whether it lies between the limits or on one
    public boolean contains(double value) {
        return value >= lower.value() && value <= upper.value();
    }
}
