package copse.interference;

import copse.error.Problem;
import copse.power.EstimatorDiagnosis;
import java.util.Optional;

/// One analysis of one arrangement.
///
/// @param arrangement clustering and design
/// @param analysis estimator and question
/// @param result how it fares, or why it cannot be done
public record NetworkCell(Arrangement arrangement, NetworkAnalysis analysis, Result result) {
    /// What became of it.
    public sealed interface Result {}

    /// It was simulated.
    ///
    /// @param diagnosis how it fares
    public record Simulated(EstimatorDiagnosis diagnosis) implements Result {}

    /// It cannot be done.
    ///
    /// @param why the reason, and what can be done instead
    public record Refused(Problem why) implements Result {}

    /// @return how it fares, if it was simulated
    public Optional<EstimatorDiagnosis> diagnosis() {
        return result instanceof Simulated(EstimatorDiagnosis diagnosis) ? Optional.of(diagnosis) : Optional.empty();
    }

    /// @return why it cannot be done, if so
    public Optional<Problem> refused() {
        return result instanceof Refused(Problem why) ? Optional.of(why) : Optional.empty();
    }

    /// @return arrangement and analysis in a few words
    public String label() {
        return analysis.name() + ", " + arrangement.label();
    }
}
