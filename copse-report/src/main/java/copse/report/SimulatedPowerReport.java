package copse.report;

import copse.power.Diagnosis;
import copse.power.SmallestEffect;
import java.util.List;
import java.util.Optional;

/// Power by simulation, each question beside its closed form.
///
/// @param rows at least one, all asked the same
public record SimulatedPowerReport(List<Row> rows) {
    /// @param rows at least one
    public SimulatedPowerReport {
        rows = List.copyOf(rows);
    }

    /// One question with what the simulation says.
    ///
    /// @param closed the same question in closed form
    /// @param diagnosis of the experiment; empty where the smallest effect was asked for, or no trial does it
    /// @param smallest effect with the wanted power, per estimator; empty where something else was asked for
    public record Row(PowerReport.Row closed, Optional<Diagnosis> diagnosis, List<SmallestEffect> smallest) {
        /// Copies the list.
        public Row {
            smallest = List.copyOf(smallest);
        }
    }
}
