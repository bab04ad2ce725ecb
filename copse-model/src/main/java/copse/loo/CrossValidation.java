package copse.loo;

import copse.math.Tasks;
import java.util.Arrays;

/// Cross-validation in folds: the model is fitted once per fold, without its observations, and predicts them.
///
/// ```java
/// Folds folds = Folds.ofRows(data.rows(), 10, seed.stream());
/// CrossValidation.of(folds, (kept, heldOut) -> fit(data.rows(kept)).logLikelihood(data.rows(heldOut)), mark,
/// 2);
/// ```
public final class CrossValidation extends SummedElpd {
    private final double[] densities;
    private final Folds folds;

    private CrossValidation(double[] densities, Folds folds, long fingerprint) {
        super(RowTotals.of(densities), fingerprint);
        this.densities = densities;
        this.folds = folds;
    }

    /// A model that was fitted to a part of the observations.
    @FunctionalInterface
    public interface Refit {
        /// @param kept observations to fit to, ascending
        /// @param heldOut observations to predict, ascending
        /// @return per observation held out its log likelihood at every draw
        double[][] logLikelihood(int[] kept, int[] heldOut);
    }

    /// @param folds which observations are left out together
    /// @param refit fits the model; called from several threads
    /// @param fingerprint mark of the data, as in [PointwiseLogLikelihood#fingerprint()]
    /// @param threads that share the fits
    /// @return the predictive densities
    public static CrossValidation of(Folds folds, Refit refit, long fingerprint, int threads) {
        double[] densities = new double[folds.of().length];
        Tasks.run(folds.count(), threads, fold -> {
            int[] heldOut = folds.heldOut(fold);
            double[][] logs = refit.logLikelihood(folds.kept(fold), heldOut);
            for (int i = 0; i < heldOut.length; i++) {
                densities[heldOut[i]] = LogMeans.logMean(logs[i]);
            }
        });
        return new CrossValidation(densities, folds, fingerprint);
    }

    @Override
    public String method() {
        return folds.count() + "-fold cross-validation";
    }

    @Override
    public String kind() {
        // the same folds: which rows are predicted together is part of what is asked
        return folds.count() + "-fold " + Integer.toHexString(Arrays.hashCode(folds.of()));
    }

    @Override
    public int rows() {
        return densities.length;
    }

    @Override
    public double elpd(int row) {
        return densities[row];
    }
}
