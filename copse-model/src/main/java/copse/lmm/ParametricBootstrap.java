package copse.lmm;

import copse.error.NumericException;
import copse.error.Problem;
import copse.infer.Interval;
import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.Fit;
import copse.model.internal.CovarianceTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Refits of a model to responses drawn from it: how its estimates scatter if it is true. Immutable.
///
/// A replicate of a linear model draws cross-products, not rows, so that it costs as many operations as there
/// are levels. Replicate k takes the k-th child of the random stream: the same stream gives the same draws for
/// any number of threads. Refits that do not reach a verified optimum are counted apart and left out.
///
/// Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, sections 2.3 and 5.2.
public final class ParametricBootstrap {
    // With more failures than this the rest is not a sample of the estimator any more.
    private static final double MOST_FAILED = 0.1;
    // Nothing can be said about the tails of fewer.
    private static final int FEWEST = 20;

    private final Fit fit;
    private final List<Parameter> parameters;
    private final double[] estimates;
    private final double[][] draws; // per parameter, finished replicates in order
    private final int failed;

    private ParametricBootstrap(Fit fit, List<Parameter> parameters, double[] estimates, double[][] draws, int failed) {
        this.fit = fit;
        this.parameters = parameters;
        this.estimates = estimates;
        this.draws = draws;
        this.failed = failed;
    }

    /// How percentiles become limits.
    public enum Kind {
        /// The quantiles of the replicates.
        PERCENTILE,
        /// Twice the estimate less the opposite quantile: corrects a bias of the estimator; may leave the range
        /// of the parameter.
        BASIC
    }

    /// @param fit the model to draw from and to refit, by its own estimator
    /// @param replicates number of refits, at least 20
    /// @param random the stream whose children the replicates take
    /// @return the draws of all parameters
    /// @throws NumericException `N213` if more than a tenth of the refits fail
    public static ParametricBootstrap of(LmmFit fit, int replicates, RandomStream random) {
        return of(fit, replicates, random, () -> {});
    }

    /// The same for those who watch it.
    ///
    /// @param fit the model to draw from and to refit, by its own estimator
    /// @param replicates number of refits, at least 20
    /// @param random the stream whose children the replicates take
    /// @param refitted called after each refit, from any thread
    /// @return the draws of all parameters
    /// @throws NumericException `N213` if more than a tenth of the refits fail
    public static ParametricBootstrap of(LmmFit fit, int replicates, RandomStream random, Runnable refitted) {
        ProductSimulator simulator = new ProductSimulator(fit);
        RandomLayout layout = new RandomLayout(
                fit, CovarianceTemplate.of(fit.standard().products().groupings()));
        List<Parameter> parameters = new ArrayList<>();
        layout.cells().forEach(cell -> parameters.add(layout.parameter(cell)));
        parameters.add(new Parameter.Sigma());
        fit.fixedNames().forEach(name -> parameters.add(new Parameter.Coefficient(name)));
        double[] estimates = values(fit, layout, fit.optimum().theta(), fit.sigma(), fit.beta());
        return of(fit, parameters, estimates, replicates, k -> {
            double[] row = refit(fit, layout, simulator.draw(random.split(k)));
            refitted.run();
            return row;
        });
    }

    /// A bootstrap of any model.
    ///
    /// @param fit the model drawn from
    /// @param parameters what each refit tells
    /// @param estimates what the fit itself tells, in that order
    /// @param replicates number of refits, at least 20
    /// @param refit from the number of a replicate what its refit tells, empty if it found no optimum; called
    ///     from any thread
    /// @return the draws of all parameters
    /// @throws NumericException `N213` if more than a tenth of the refits fail
    public static ParametricBootstrap of(
            Fit fit, List<Parameter> parameters, double[] estimates, int replicates, IntFunction<double[]> refit) {
        if (replicates < FEWEST) {
            throw new IllegalArgumentException(replicates + " replicates: at least " + FEWEST);
        }
        double[][] rows =
                IntStream.range(0, replicates).parallel().mapToObj(refit).toArray(double[][]::new);
        int failed = (int) Arrays.stream(rows).filter(row -> row.length == 0).count();
        if (failed > MOST_FAILED * replicates) {
            throw new NumericException(new Problem(
                    LmmCode.BOOTSTRAP_FAILED.code(),
                    failed + " of " + replicates + " bootstrap refits found no optimum",
                    "the rest is no sample of the estimator: the random terms are too many for these data",
                    "simplify the random terms, or take profile intervals"));
        }
        double[][] draws = new double[parameters.size()][replicates - failed];
        int at = 0;
        for (double[] row : rows) {
            if (row.length > 0) {
                for (int i = 0; i < row.length; i++) {
                    draws[i][at] = row[i];
                }
                at++;
            }
        }
        return new ParametricBootstrap(fit, List.copyOf(parameters), estimates.clone(), draws, failed);
    }

    private static double[] refit(LmmFit fit, RandomLayout layout, CrossProducts products) {
        Criterion criterion = Criterion.of(fit.standard(), products, fit.estimator());
        Minimiser.Optimum optimum = new Minimiser(criterion).from(start(fit));
        if (optimum.convergence() instanceof Convergence.Failed) {
            return new double[0];
        }
        Evaluation at = optimum.evaluation();
        double sigma = fit.standard().yScale() * Math.sqrt(at.residualSquares() / criterion.degrees());
        return values(fit, layout, optimum.theta(), sigma, fit.standard().beta(at.beta()));
    }

    /// The fit's own θ, but not at a variance of 0, where the criterion is flat to first order.
    private static double[] start(LmmFit fit) {
        double[] start = fit.optimum().theta().clone();
        CovarianceTemplate template =
                CovarianceTemplate.of(fit.standard().products().groupings());
        for (int k = 0; k < start.length; k++) {
            if (template.entry(k).isDiagonal() && start[k] < INSIDE) {
                start[k] = INSIDE;
            }
        }
        return start;
    }

    private static final double INSIDE = 0.1;

    private static double[] values(LmmFit fit, RandomLayout layout, double[] theta, double sigma, double[] beta) {
        double[] values = new double[layout.cells().size() + 1 + beta.length];
        int at = 0;
        for (RandomLayout.Cell cell : layout.cells()) {
            values[at++] = layout.value(cell, theta) * (cell.isSd() ? sigma : 1);
        }
        values[at++] = sigma;
        System.arraycopy(beta, 0, values, at, fit.fixedNames().size());
        return values;
    }

    /// @return the model drawn from
    public Fit fit() {
        return fit;
    }

    /// @return standard deviations and correlations (most levels first), σ, coefficients
    public List<Parameter> parameters() {
        return parameters;
    }

    /// @return refits that are in the sample
    public int replicates() {
        return draws.length == 0 ? 0 : draws[0].length;
    }

    /// @return refits without a verified optimum, left out
    public int failed() {
        return failed;
    }

    /// @param parameter one of [#parameters()]
    /// @return its estimate in each replicate, in order; a copy
    public double[] draws(Parameter parameter) {
        return draws[parameters.indexOf(parameter)].clone();
    }

    /// @param kind how percentiles become limits
    /// @param level coverage, such as 0.95
    /// @return one interval per parameter
    public List<ParameterInterval> intervals(Kind kind, double level) {
        List<ParameterInterval> out = new ArrayList<>();
        for (int i = 0; i < draws.length; i++) {
            double[] sorted = draws[i].clone();
            Arrays.sort(sorted);
            double low = quantile(sorted, 0.5 * (1 - level));
            double high = quantile(sorted, 0.5 * (1 + level));
            Interval interval = switch (kind) {
                case PERCENTILE -> Interval.of(low, high, level, "bootstrap (percentile)");
                case BASIC -> Interval.of(2 * estimates[i] - high, 2 * estimates[i] - low, level, "bootstrap (basic)");
            };
            out.add(new ParameterInterval(parameters.get(i), estimates[i], interval));
        }
        return out;
    }

    /// The quantile at `(n + 1) p`, by interpolation: the expected share below it is p.
    private static double quantile(double[] sorted, double p) {
        double at = Math.clamp((sorted.length + 1) * p - 1, 0, sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
