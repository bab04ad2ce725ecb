package copse.prior;

/// A prior distribution of one parameter, or of the correlations of a group's effects.
///
/// Parameters that are positive by nature (sd, sigma, shape) cut any of these at 0, and are normalised anew;
/// for them `normal(0, 2)` and `half_normal(2)` are the same. [#onLine()] and [#onPositive()] give the density.
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

    /// The part of a distribution above 0, for parameters that could be negative.
    ///
    /// @param whole a normal, student-t, Cauchy or Laplace distribution
    record Half(Prior whole) implements Prior {}

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

    /// The density of a parameter that may be any number.
    ///
    /// @return the density
    /// @throws IllegalArgumentException if it is of correlations, of a variance or precision, or a constant
    default Density onLine() {
        return Densities.onLine(this);
    }

    /// The density of a positive parameter: what lies below 0 is cut off, and the rest normalised.
    ///
    /// @return the density; of the sd where it is stated on variance or precision
    /// @throws IllegalArgumentException if it is of correlations, a constant, or has nothing above 0
    default Density onPositive() {
        return Densities.onPositive(this);
    }
}
