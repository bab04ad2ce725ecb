package copse.power;

import copse.infer.Interval;
import copse.infer.StudentT;

/// A number found by simulation, with the error that comes from simulating a finite number of experiments.
///
/// @param value the number
/// @param error its Monte Carlo standard error
public record MonteCarlo(double value, double error) {
    /// @param level coverage, such as 0.95
    /// @return limits within which the number would be found with endless replicates; normal
    public Interval interval(double level) {
        double margin = StudentT.critical(level, Double.POSITIVE_INFINITY) * error;
        return Interval.of(value - margin, value + margin, level, "Monte Carlo, normal");
    }

    /// The mean of independent values.
    ///
    /// @param values one per experiment
    /// @return their mean
    public static MonteCarlo mean(double[] values) {
        Moments moments = Moments.of(values);
        return new MonteCarlo(moments.mean(), Math.sqrt(moments.variance() / values.length));
    }

    /// The standard deviation; the error by the delta method, `var(s²) = (m₄ − s⁴)/n`, which needs no
    /// normality.
    static MonteCarlo sd(double[] values) {
        Moments moments = Moments.of(values);
        double sd = Math.sqrt(moments.variance());
        double spread = Math.max(0, moments.fourth() - moments.variance() * moments.variance());
        return new MonteCarlo(sd, sd == 0 ? 0 : Math.sqrt(spread / values.length) / (2 * sd));
    }

    /// The root of the mean of squares; the error by the delta method.
    static MonteCarlo rootMeanSquare(double[] values) {
        double[] squares = new double[values.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = values[i] * values[i];
        }
        MonteCarlo mean = mean(squares);
        double root = Math.sqrt(mean.value());
        return new MonteCarlo(root, root == 0 ? 0 : mean.error() / (2 * root));
    }

    /// Central moments.
    ///
    /// @param variance with n − 1
    /// @param fourth with n
    private record Moments(double mean, double variance, double fourth) {
        static Moments of(double[] values) {
            double mean = 0;
            for (double value : values) {
                mean += value;
            }
            mean /= values.length;
            double second = 0;
            double fourth = 0;
            for (double value : values) {
                double square = (value - mean) * (value - mean);
                second += square;
                fourth += square * square;
            }
            return new Moments(mean, second / Math.max(1, values.length - 1), fourth / values.length);
        }
    }
}
