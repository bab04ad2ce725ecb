package copse.plan;

import java.util.Optional;

/// Those who are randomised, known before anybody is assigned.
///
/// @param source their table, one row each; empty for the units of simulated data
/// @param id column that tells them apart
/// @param cluster column of the clusters that are randomised as wholes, if the plan names it beside the design
public record UnitsPlan(Optional<TableSource> source, String id, Optional<String> cluster) {
    /// @param path of the table, relative to the plan's folder
    /// @param id column that tells units apart
    /// @return the units
    public static UnitsPlan file(String path, String id) {
        return new UnitsPlan(Optional.of(TableSource.file(path)), id, Optional.empty());
    }
}
