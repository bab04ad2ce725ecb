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
    // a share of the effect that somebody would miss
    static final double MISSED = 0.05;

    // Monte Carlo errors that are no chance
    private static final double SURE = 4;

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

    /// @return whether it was simulated and misses the effect on average: by more than a twentieth of it, and
    ///     more than chance explains
    public boolean misses() {
        return diagnosis()
                .filter(found -> found.finished() > 0)
                .filter(found ->
                        Math.abs(found.bias().value()) > SURE * found.bias().error()
                                && Math.abs(found.bias().value()) > MISSED * Math.abs(found.truth()))
                .isPresent();
    }

    /// @return arrangement and analysis in a few words
    public String label() {
        return analysis.name() + ", " + arrangement.label();
    }
}
