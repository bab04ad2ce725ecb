package copse.plan;

import copse.scenario.Scenario;
import java.util.Optional;

/// Where outcomes come from.
public sealed interface DataPlan {
    /// A table that arrives when outcomes have been measured.
    ///
    /// @param source the table, as fine as the units or finer
    /// @param key column with the ids of units, or with their clusters; empty for the name that it has in the
    ///     units
    /// @param period column of the periods, for designs over periods
    record Awaited(TableSource source, Optional<String> key, String period) implements DataPlan {}

    /// Rows that a scenario makes, with a true effect that is known.
    ///
    /// @param scenario with its parameters
    /// @param effect that the treatment adds to the primary outcome, in its units
    record Simulated(Scenario scenario, double effect) implements DataPlan {}

    /// The column of periods unless said otherwise.
    String PERIOD = "period";

    /// @param path of the table, relative to the plan's folder
    /// @return outcomes by the ids of the units
    static DataPlan file(String path) {
        return new Awaited(TableSource.file(path), Optional.empty(), PERIOD);
    }
}
