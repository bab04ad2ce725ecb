package copse.family;

import org.apache.commons.numbers.gamma.LogGamma;

/// What Stirling's formula leaves of log Γ, and its derivatives, without cancellation at large arguments.
///
/// Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 6.1.41 and 6.3.18.
final class Stirling {
    /// From here six terms of the series leave less than 1e-16.
    private static final double SERIES_FROM = 16;

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Stirling() {}

    /// @param x above 0
    /// @return log Γ(x + 1) − (x + ½) log x + x − ½ log 2π, about 1/(12x)
    static double remainder(double x) {
        if (x < SERIES_FROM) {
            return LogGamma.value(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
        }
        double v = 1 / (x * x);
        return (1.0 / 12
                        - v * (1.0 / 360 - v * (1.0 / 1260 - v * (1.0 / 1680 - v * (1.0 / 1188 - v * 691.0 / 360360)))))
                / x;
    }

    /// @param x above 0
    /// @return log x − ψ(x), about 1/(2x)
    static double logLessDigamma(double x) {
        double shift = 0;
        double at = x;
        while (at < SERIES_FROM) {
            shift += 1 / at;
            at++;
        }
        double v = 1 / (at * at);
        double series = 0.5 / at
                + v
                        * (1.0 / 12
                                - v
                                        * (1.0 / 120
                                                - v
                                                        * (1.0 / 252
                                                                - v
                                                                        * (1.0 / 240
                                                                                - v
                                                                                        * (1.0 / 132
                                                                                                - v * 691.0
                                                                                                        / 32760)))));
        return series + shift - Math.log1p((at - x) / x);
    }
}
