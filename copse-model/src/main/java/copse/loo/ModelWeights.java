package copse.loo;

import copse.math.RandomStream;
import copse.math.SymmetricEigen;

/// Weights of models from the log predictive densities of observations.
///
/// @param stacking of the mixture that predicts best
/// @param stackingScore `Σ_i log Σ_k w_k exp(elpd_ik)` of these weights
/// @param pseudoBma in proportion to `exp(Σ_i elpd_ik)`
/// @param pseudoBmaPlus mean of such weights over the Bayesian bootstrap of rows
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record ModelWeights(double[] stacking, double stackingScore, double[] pseudoBma, double[] pseudoBmaPlus) {
    // Monte Carlo error of a weight then is at most 0.5 / √20000 < 0.004.
    private static final int REPLICATES = 20_000;
    // Beyond so many rows sums of randomly weighted rows are normal for all purposes, and drawn as such.
    private static final int MANY_ROWS = 20_000;

    /// @param elpd log predictive densities by model and observation; not modified
    /// @param stream of the bootstrap
    /// @return the weights, in the order of the models
    public static ModelWeights of(double[][] elpd, RandomStream stream) {
        double[] totals = new double[elpd.length];
        for (int k = 0; k < elpd.length; k++) {
            for (double value : elpd[k]) {
                totals[k] += value;
            }
        }
        Stacking stacking = Stacking.of(elpd);
        double[] plus = elpd[0].length > MANY_ROWS ? normalLimit(elpd, totals, stream) : bootstrap(elpd, stream);
        return new ModelWeights(stacking.weights(), stacking.score(), shares(totals), plus);
    }

    private static double[] shares(double[] logs) {
        double total = LogMeans.logSum(logs);
        double[] shares = new double[logs.length];
        for (int k = 0; k < logs.length; k++) {
            shares[k] = Math.exp(logs[k] - total);
        }
        return shares;
    }

    // Weights of rows are Dirichlet(1, …, 1): exponential numbers over their sum (Rubin 1981).
    private static double[] bootstrap(double[][] elpd, RandomStream stream) {
        int n = elpd[0].length;
        double[] mean = new double[elpd.length];
        double[] weights = new double[n];
        for (int r = 0; r < REPLICATES; r++) {
            double total = 0;
            for (int i = 0; i < n; i++) {
                weights[i] = -Math.log1p(-stream.nextDouble());
                total += weights[i];
            }
            double[] sums = new double[elpd.length];
            for (int k = 0; k < elpd.length; k++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += weights[i] * elpd[k][i];
                }
                sums[k] = sum * n / total;
            }
            add(shares(sums), mean);
        }
        return mean;
    }

    private static void add(double[] shares, double[] mean) {
        for (int k = 0; k < mean.length; k++) {
            mean[k] += shares[k] / REPLICATES;
        }
    }

    private static double[] normalLimit(double[][] elpd, double[] totals, RandomStream stream) {
        int models = elpd.length;
        int n = elpd[0].length;
        double[][] covariance = new double[models][models];
        for (int j = 0; j < models; j++) {
            for (int k = 0; k < models; k++) {
                for (int i = 0; i < n; i++) {
                    covariance[j][k] += (elpd[j][i] - totals[j] / n) * (elpd[k][i] - totals[k] / n);
                }
            }
        }
        SymmetricEigen roots = SymmetricEigen.of(covariance);
        double[] mean = new double[models];
        for (int r = 0; r < REPLICATES; r++) {
            double[] sums = totals.clone();
            for (int v = 0; v < models; v++) {
                double along = Math.sqrt(Math.max(0, roots.values()[v])) * stream.nextGaussian();
                for (int k = 0; k < models; k++) {
                    sums[k] += along * roots.vector(v)[k];
                }
            }
            add(shares(sums), mean);
        }
        return mean;
    }
}
