package copse.loo;

import java.util.Arrays;

/// How well a model predicts each of some observations that it has not seen, by the log of its predictive
/// density.
public sealed interface Elpd permits SummedElpd {
    /// @return how it was found, as printed
    String method();

    /// What was left out at a time: densities of one kind can be compared. Whether some of them were found
    /// exactly and others by importance sampling makes no difference.
    ///
    /// @return `leave-one-out`, `WAIC`, or the number of folds with a mark of which rows are in which
    String kind();

    /// @return number of observations
    int rows();

    /// @param row an observation
    /// @return log predictive density of the observation
    double elpd(int row);

    /// @return log predictive density of each observation; a copy
    default double[] pointwise() {
        double[] densities = new double[rows()];
        Arrays.setAll(densities, this::elpd);
        return densities;
    }

    /// @return log predictive density of all observations together: the sum
    double elpd();

    /// Standard error of [#elpd()], as of a sum over rows that were drawn from a population: `√(n · variance
    /// over rows)`. Where there are few rows, or the model is badly wrong, it is too small.
    ///
    /// @return standard error
    double se();

    /// @return mark of the data, as in [PointwiseLogLikelihood#fingerprint()]
    long fingerprint();

    /// @return −2 elpd: on the scale of a deviance
    default double deviance() {
        return -2 * elpd();
    }
}
