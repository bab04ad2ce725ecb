package copse.lmm;

import copse.infer.Interval;
import copse.infer.Limit;
import copse.infer.StudentT;
import copse.model.internal.CovarianceTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Standard errors and Wald intervals of standard deviations and correlations.
///
/// The estimates are taken as normal on scales on which they nearly are: the logarithm of a standard deviation,
/// the inverse hyperbolic tangent of a correlation (Fisher's z). Standard errors there follow from the Hessian
/// of the deviance in (θ, log σ) by the delta method. At a boundary there is neither; profile likelihood still
/// gives limits.
///
/// Source: Pinheiro and Bates (2000), Mixed-Effects Models in S and S-PLUS, sections 2.4 and 5.2.
public final class VarianceIntervals {
    private VarianceIntervals() {}

    /// A standard deviation or correlation with its standard error.
    ///
    /// @param parameter which
    /// @param estimate of the fit's own estimator
    /// @param se standard error on the scale of the estimate; empty at a boundary
    /// @param interval its limits
    public record Entry(Parameter parameter, double estimate, OptionalDouble se, Interval interval) {
        /// @return the standard error of the square, the variance; empty at a boundary
        public OptionalDouble varianceSe() {
            return se.isPresent() ? OptionalDouble.of(2 * estimate * se.getAsDouble()) : se;
        }
    }

    /// @param fit a model
    /// @param level coverage, such as 0.95
    /// @return standard deviations and correlations (most levels first), then σ
    public static List<Entry> of(LmmFit fit, double level) {
        double[][] covariance = VarianceInformation.of(fit).covariance();
        CovarianceTemplate template =
                CovarianceTemplate.of(fit.standard().products().groupings());
        RandomLayout layout = new RandomLayout(fit, template);
        double[] theta = fit.optimum().theta();
        int k = theta.length;
        double z = StudentT.critical(level, Double.POSITIVE_INFINITY);
        List<Entry> out = new ArrayList<>();
        for (RandomLayout.Cell cell : layout.cells()) {
            double value = layout.value(cell, theta);
            Parameter parameter = layout.parameter(cell);
            double[] gradient = new double[k + 1];
            if (cell.isSd()) {
                if (value == 0) {
                    Limit high = open(Double.POSITIVE_INFINITY, level);
                    out.add(atBoundary(parameter, 0, new Limit.Boundary(0), high, level));
                    continue;
                }
                System.arraycopy(layout.gradient(cell, theta), 0, gradient, 0, k);
                gradient[k] = 1;
                out.add(deviation(parameter, value * fit.sigma(), root(covariance, gradient), z, level));
            } else if (1 - Math.abs(value) < EDGE || undefined(layout, cell, theta)) {
                Limit low = value < 0 ? new Limit.Boundary(-1) : open(-1, level);
                Limit high = value > 0 ? new Limit.Boundary(1) : open(1, level);
                out.add(atBoundary(parameter, value, low, high, level));
            } else {
                System.arraycopy(layout.gradient(cell, theta), 0, gradient, 0, k);
                double se = root(covariance, gradient);
                double centre = 0.5 * Math.log((1 + value) / (1 - value));
                double spread = z * se / (1 - value * value);
                out.add(new Entry(
                        parameter,
                        value,
                        OptionalDouble.of(se),
                        Interval.of(
                                Math.tanh(centre - spread), Math.tanh(centre + spread), level, "Wald (Fisher's z)")));
            }
        }
        double[] gradient = new double[k + 1];
        gradient[k] = 1;
        out.add(deviation(new Parameter.Sigma(), fit.sigma(), root(covariance, gradient), z, level));
        return out;
    }

    // A correlation this close to ±1 is the boundary seen through rounding.
    private static final double EDGE = 1e-9;

    private static boolean undefined(RandomLayout layout, RandomLayout.Cell cell, double[] theta) {
        return layout.cells().stream()
                .filter(other -> other.isSd() && other.grouping() == cell.grouping())
                .filter(other -> other.row() == cell.row() || other.row() == cell.column())
                .anyMatch(other -> layout.value(other, theta) == 0);
    }

    private static Entry deviation(Parameter parameter, double value, double logSe, double z, double level) {
        return new Entry(
                parameter,
                value,
                OptionalDouble.of(value * logSe),
                Interval.of(value * Math.exp(-z * logSe), value * Math.exp(z * logSe), level, "Wald (log)"));
    }

    private static Entry atBoundary(Parameter parameter, double value, Limit lower, Limit upper, double level) {
        return new Entry(parameter, value, OptionalDouble.empty(), new Interval(lower, upper, level, "Wald"));
    }

    private static Limit open(double bound, double level) {
        return new Limit.Open(
                bound, "no standard error at a boundary; profile likelihood gives a limit at level " + level);
    }

    private static double root(double[][] covariance, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            for (int j = 0; j < gradient.length; j++) {
                sum += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        return Math.sqrt(Math.max(0, sum));
    }
}
