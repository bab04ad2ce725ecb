package copse.bayes;

import copse.error.Diagnostic;
import copse.loo.PointwiseLogLikelihood;
import copse.loo.Psis;
import copse.mcmc.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How far posteriors of parameters move when the prior, or the likelihood, is raised to a power near 1: made a
/// little stronger or weaker. Nothing is sampled anew; draws are reweighted.
///
/// The measure is the rate at which the posterior moves per doubling of the power: the cumulative
/// Jensen-Shannon distance between the distribution functions, over log₂ of the power. Above 0.05 is a movement
/// to look at: about that of a normal mean that shifts by 0.3 standard deviations when the prior counts twice.
///
/// Priors are those of the hyperparameters; the distribution of groups' effects is part of the model.
///
/// Source: Kallioinen, Paananen, Bürkner and Vehtari (2024), Detecting and diagnosing prior and likelihood
/// sensitivity with power-scaling, Stat. Comput. 34, 57. doi:10.1007/s11222-023-10366-5 (the measure and the
/// threshold)
///
/// @param rows one per hyperparameter, in the order of the draws
/// @param k the worst shape of the weights' tail ([Psis]); above 0.7 weights are not to be relied on
public record PriorSensitivity(List<Row> rows, double k) {
    /// Powers are 1 + this and its inverse.
    private static final double STEP = 0.01;

    private static final double THRESHOLD = 0.05;

    /// @param rows one per hyperparameter
    /// @param k the worst shape of the weights' tail
    public PriorSensitivity {
        rows = List.copyOf(rows);
    }

    /// @param parameter name
    /// @param prior how fast its posterior moves with the power of the priors
    /// @param likelihood how fast it moves with the power of the likelihood
    public record Row(String parameter, double prior, double likelihood) {}

    /// @param fit a sampled model
    /// @param logLikelihood of its rows, at its draws
    /// @return what the fit's hyperparameters hang on
    public static PriorSensitivity of(BayesFit fit, PointwiseLogLikelihood logLikelihood) {
        Draws draws = fit.draws();
        return of(draws, LogPrior.of(fit.model(), draws), total(logLikelihood));
    }

    /// @param draws of parameters; those of groups' effects are left out
    /// @param logPrior by draw, chain after chain, up to a constant
    /// @param logLikelihood likewise
    static PriorSensitivity of(Draws draws, double[] logPrior, double[] logLikelihood) {
        Powers prior = Powers.of(logPrior);
        Powers likelihood = Powers.of(logLikelihood);
        List<Row> rows = draws.names().stream()
                .filter(name -> !name.startsWith("r("))
                .map(name -> {
                    double[] values = draws.column(name);
                    int[] order = order(values);
                    return new Row(name, prior.rate(values, order), likelihood.rate(values, order));
                })
                .toList();
        return new PriorSensitivity(rows, Math.max(prior.k(), likelihood.k()));
    }

    private static double[] total(PointwiseLogLikelihood logLikelihood) {
        int draws = logLikelihood.chains() * logLikelihood.perChain();
        double[] sum = new double[draws];
        double[] own = new double[draws];
        for (int column = 0; column < logLikelihood.columns(); column++) {
            logLikelihood.fill(column, own);
            double times = logLikelihood.multiplicity(column);
            for (int i = 0; i < draws; i++) {
                sum[i] += times * own[i];
            }
        }
        return sum;
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// @return `prior-data-conflict` where a posterior moves with both, `strong-prior` where with the prior
    ///     alone
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.prior >= THRESHOLD) {
                BayesCode code = row.likelihood >= THRESHOLD ? BayesCode.PRIOR_DATA_CONFLICT : BayesCode.STRONG_PRIOR;
                found.add(new Diagnostic(
                        code.code(), row.parameter, row.prior, THRESHOLD, code.meaning(), code.advice()));
            }
        }
        return found;
    }

    /// Weights of the draws under a power a little below 1 and a little above.
    private record Powers(Psis below, Psis above) {
        static Powers of(double[] log) {
            return new Powers(weights(log, 1 / (1 + STEP) - 1), weights(log, STEP));
        }

        private static Psis weights(double[] log, double power) {
            // draws that are correlated tell less of the tail, which at such powers is far from heavy
            return Psis.smooth(Arrays.stream(log).map(value -> power * value).toArray(), 1);
        }

        double k() {
            return Math.max(below.k(), above.k());
        }

        double rate(double[] values, int[] order) {
            double moved = CumulativeDistance.of(values, order, below.logWeights())
                    + CumulativeDistance.of(values, order, above.logWeights());
            return moved / (2 * Math.log(1 + STEP) / Math.log(2));
        }
    }
}
