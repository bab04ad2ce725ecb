package copse.power;

import copse.error.Diagnostic;
import copse.frame.Frame;
import java.util.List;
import java.util.OptionalDouble;

/// How a declared experiment fares when it is run many times.
///
/// @param declaration what was run
/// @param options how often it was to be run
/// @param replicates how often it was run
/// @param stop why no more
/// @param realised mean effect over the rows of an experiment, on average over experiments: less than the
///     nominal effect where outcomes end at limits
/// @param estimators one per estimator, in the order of the declaration
/// @param estimates every simulated estimate, one row per experiment and estimator: `replicate`, `estimator`,
/// `effect` (realised), `estimate`, `se`, `df`, `lower`, `upper`, `p`, `shown`, `failure` (code and words,
/// missing if it did not fail)
/// @param diagnostics what a reader must know
public record Diagnosis(
        Declaration declaration,
        SimulationOptions options,
        int replicates,
        Stop stop,
        MonteCarlo realised,
        List<EstimatorDiagnosis> estimators,
        Frame estimates,
        List<Diagnostic> diagnostics) {
    /// Why a simulation ended.
    public enum Stop {
        /// All replicates were run.
        ALL_RUN,
        /// The wanted Monte Carlo error was reached.
        PRECISE,
        /// Too many estimates of every estimator failed.
        TOO_MANY_FAILED
    }

    /// Copies the lists.
    public Diagnosis {
        estimators = List.copyOf(estimators);
        diagnostics = List.copyOf(diagnostics);
    }

    /// @return the effect as declared
    public double nominal() {
        return declaration.effect().mean();
    }

    /// The power in closed form, for two arms of simulated clusters, complete or within strata.
    ///
    /// @return empty where there is no closed form
    public OptionalDouble closedForm() {
        return ClosedForm.power(declaration);
    }

    /// @return the first estimator's part
    public EstimatorDiagnosis first() {
        return estimators.getFirst();
    }

    /// @param estimator a name
    /// @return its part
    /// @throws IllegalArgumentException if there is none of that name
    public EstimatorDiagnosis of(String estimator) {
        return estimators.stream()
                .filter(each -> each.estimator().equals(estimator))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(estimator));
    }
}
