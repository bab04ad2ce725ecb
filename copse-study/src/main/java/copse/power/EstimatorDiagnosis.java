package copse.power;

import copse.error.Diagnostic;
import copse.infer.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one estimator fares over many simulated experiments. Failed estimates are counted apart: they are in
/// none of the other numbers.
///
/// Truth is the mean effect of the population, as far as limits of the outcome leave it; where outcomes are
/// kept from experiment to experiment it is the mean effect on these very clusters.
///
/// @param estimator its name
/// @param finished estimates that did not fail
/// @param failed share of estimates that failed
/// @param failures number of failures by what was wrong
/// @param truth the effect to be found
/// @param mean of the estimates
/// @param bias mean of the estimates less truth
/// @param sd of the estimates: their true standard error
/// @param meanSe mean of the standard errors that were reported; empty if the estimator has none
/// @param rmse root of the mean squared error
/// @param power share of experiments taken to show an effect: without an effect the rate of false positives
/// @param coverage share of intervals that hold the truth
/// @param typeS share of the wrong sign among experiments that show an effect; empty if none does or truth is 0
/// @param typeM mean size of the estimate over that of the truth, among experiments that show an effect: by how
///     much significant estimates exaggerate; empty as before
/// @param diagnostics what a reader must know
public record EstimatorDiagnosis(
        String estimator,
        int finished,
        Share failed,
        Map<String, Integer> failures,
        double truth,
        MonteCarlo mean,
        MonteCarlo bias,
        MonteCarlo sd,
        Optional<MonteCarlo> meanSe,
        MonteCarlo rmse,
        Share power,
        Share coverage,
        Optional<Share> typeS,
        Optional<MonteCarlo> typeM,
        List<Diagnostic> diagnostics) {
    /// Copies the list.
    public EstimatorDiagnosis {
        diagnostics = List.copyOf(diagnostics);
    }

    /// @param more what else a reader must know
    /// @return this diagnosis with that at the end
    EstimatorDiagnosis with(Diagnostic more) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.add(more);
        return new EstimatorDiagnosis(
                estimator, finished, failed, failures, truth, mean, bias, sd, meanSe, rmse, power, coverage, typeS,
                typeM, all);
    }

    /// @return whether so many estimates failed that the rest is no sample of the estimator
    public boolean givenUp() {
        return diagnostics.stream().anyMatch(each -> each.code().equals(SimulationCode.TOO_MANY_FAILURES.code()));
    }
}
