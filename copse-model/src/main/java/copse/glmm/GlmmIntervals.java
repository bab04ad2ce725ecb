package copse.glmm;

import copse.infer.Interval;
import copse.infer.Limit;
import copse.infer.StudentT;
import copse.lmm.Parameter;
import copse.lmm.VarianceIntervals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Standard errors and Wald intervals of all parameters of a generalised linear mixed model, from the Hessian
/// of its likelihood in all of them.
///
/// Estimates are taken as normal on scales on which they nearly are: the logarithm of a standard deviation and
/// of the shape, the inverse hyperbolic tangent of a correlation. At a boundary there is neither error nor
/// limit; profile likelihood ([GlmmProfile]) still gives limits.
public final class GlmmIntervals {
    // A correlation this close to ±1 is the boundary seen through rounding.
    private static final double EDGE = 1e-9;

    private GlmmIntervals() {}

    /// @param fit a model
    /// @param level coverage, such as 0.95
    /// @return standard deviations and correlations (most levels first), shape, coefficients, those of zero
    ///     inflation
    public static List<VarianceIntervals.Entry> of(GlmmFit fit, double level) {
        double z = StudentT.critical(level, Double.POSITIVE_INFINITY);
        double[] psi = fit.optimum().psi();
        double[][] covariance = fit.standardCovariance();
        List<Parameter> parameters = GlmmParameters.of(fit);
        List<Quantity> quantities = Quantity.of(fit);
        List<VarianceIntervals.Entry> out = new ArrayList<>();
        for (int k = 0; k < parameters.size(); k++) {
            Quantity quantity = quantities.get(k);
            double[] gradient = quantity.gradient(psi);
            double se = root(covariance, gradient);
            out.add(entry(fit, parameters.get(k), quantity, psi, se, z, level));
        }
        return out;
    }

    private static VarianceIntervals.Entry entry(
            GlmmFit fit, Parameter parameter, Quantity quantity, double[] psi, double se, double z, double level) {
        double value = quantity.value(psi);
        double estimate = Quantity.outward(parameter, fit.family(), value);
        double[] bounds = quantity.bounds();
        if (se == 0 || value == bounds[0] || quantity instanceof Quantity.Association && 1 - Math.abs(value) < EDGE) {
            String why = "no standard error at a boundary; profile likelihood gives a limit at level " + level;
            Limit low = value == bounds[0] ? new Limit.Boundary(value) : new Limit.Open(bounds[0], why);
            return new VarianceIntervals.Entry(
                    parameter,
                    estimate,
                    OptionalDouble.empty(),
                    new Interval(low, new Limit.Open(bounds[1], why), level, "Wald"));
        }
        return switch (quantity) {
            case Quantity.Spread _ ->
                new VarianceIntervals.Entry(
                        parameter,
                        value,
                        OptionalDouble.of(se),
                        Interval.of(
                                value * Math.exp(-z * se / value),
                                value * Math.exp(z * se / value),
                                level,
                                "Wald (log)"));
            case Quantity.Association _ -> {
                double centre = 0.5 * Math.log((1 + value) / (1 - value));
                double spread = z * se / (1 - value * value);
                yield new VarianceIntervals.Entry(
                        parameter,
                        value,
                        OptionalDouble.of(se),
                        Interval.of(
                                Math.tanh(centre - spread), Math.tanh(centre + spread), level, "Wald (Fisher's z)"));
            }
            case Quantity.Linear _ -> {
                double low = Quantity.outward(parameter, fit.family(), value - z * se);
                double high = Quantity.outward(parameter, fit.family(), value + z * se);
                boolean log = estimate != value;
                // d exp(cω)/dω is c times the value, and c the logarithm of two values one apart
                double slope = log ? estimate * Math.log(high / low) / (2 * z * se) : 1;
                yield new VarianceIntervals.Entry(
                        parameter,
                        estimate,
                        OptionalDouble.of(slope * se),
                        Interval.of(low, high, level, log ? "Wald (log)" : "Wald"));
            }
        };
    }

    static double root(double[][] covariance, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                sum += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return Math.sqrt(Math.max(0, sum));
    }
}
