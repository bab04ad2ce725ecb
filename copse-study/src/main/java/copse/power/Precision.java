package copse.power;

/// How precisely a trial estimates its effect.
///
/// @param variance of the estimate, in squared units of the outcome; 0 where a limit leaves none
/// @param df degrees of freedom of its t statistic; 0 or below: there is no test
public record Precision(double variance, double df) {
    /// @return the standard error
    public double se() {
        return Math.sqrt(variance);
    }
}
