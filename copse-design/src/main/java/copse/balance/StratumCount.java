package copse.balance;

import java.util.List;

/// Units of a stratum by arm.
///
/// @param stratum its label
/// @param units per arm, in the order of the arms
public record StratumCount(String stratum, List<Integer> units) {
    /// Copies the list.
    public StratumCount {
        units = List.copyOf(units);
    }
}
