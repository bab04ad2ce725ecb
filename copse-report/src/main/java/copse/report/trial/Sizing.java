package copse.report.trial;

import copse.power.Diagnosis;
import copse.report.PowerReport;
import java.util.Optional;

/// How large the experiment was to be, as found before it.
///
/// @param asked the question in closed form with its answer
/// @param simulated the same by simulation; empty if it was not simulated
public record Sizing(PowerReport.Row asked, Optional<Diagnosis> simulated) {
    /// @param asked the question in closed form with its answer
    /// @return without a simulation
    public static Sizing of(PowerReport.Row asked) {
        return new Sizing(asked, Optional.empty());
    }
}
