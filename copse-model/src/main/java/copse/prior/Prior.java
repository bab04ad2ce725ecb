package copse.prior;

/// A prior distribution of one parameter, or of the correlations of a group's effects.
///
/// Parameters that are positive by nature (sd, sigma, shape) cut any of these at 0; `half_normal(s)` is how
/// `normal(0, s)` cut at 0 is written.
public sealed interface Prior {
    /// Constant density: improper on an unbounded range.
    record Flat() implements Prior {}

    /// @param mean location
    /// @param sd scale, positive
    record Normal(double mean, double sd) implements Prior {}

    /// @param df degrees of freedom, positive
    /// @param location median
    /// @param scale positive
    record StudentT(double df, double location, double scale) implements Prior {}

    /// @param location median
    /// @param scale positive
    record Cauchy(double location, double scale) implements Prior {}

    /// @param location median
    /// @param scale mean absolute deviation, positive
    record Laplace(double location, double scale) implements Prior {}

    /// @param rate positive
    record Exponential(double rate) implements Prior {}

    /// @param shape positive
    /// @param rate positive
    record Gamma(double shape, double rate) implements Prior {}

    /// @param shape positive
    /// @param scale positive
    record InverseGamma(double shape, double scale) implements Prior {}

    /// @param lower end
    /// @param upper end, above it
    record Uniform(double lower, double upper) implements Prior {}

    /// A parameter that is known.
    ///
    /// @param value of the parameter
    record Constant(double value) implements Prior {}

    /// A correlation matrix R with density proportional to `|R|^(η−1)` (Lewandowski, Kurowicka and Joe 2009).
    ///
    /// @param eta 1 for a uniform density over correlation matrices, more for weaker correlations
    record Lkj(double eta) implements Prior {}

    /// A prior of a transformed parameter: of the variance or precision instead of the sd.
    ///
    /// @param prior of the transformed value
    /// @param scale what it is a prior of
    record On(Prior prior, Scale scale) implements Prior {}

    /// What a prior of a standard deviation may be stated on.
    enum Scale {
        /// sd²
        VARIANCE,
        /// 1 / sd²
        PRECISION
    }
}
