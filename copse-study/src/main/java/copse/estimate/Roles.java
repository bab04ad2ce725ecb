package copse.estimate;

import java.util.Optional;

/// Which columns of data that carry their arms themselves say what.
///
/// @param arm column of the arms
/// @param unit column of the units that were randomised: clusters of rows; empty if every row was randomised by
///     itself
/// @param block column of strata, blocks or pairs within which units were randomised; empty for none
/// @param probability column with the probability with which the row's unit was to get the arm that it got;
///     empty if it is not known
public record Roles(String arm, Optional<String> unit, Optional<String> block, Optional<String> probability) {
    /// @param arm column of the arms
    /// @return rows randomised one by one
    public static Roles of(String arm) {
        return new Roles(arm, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// @param column of the units that were randomised
    /// @return these roles with units
    public Roles withUnit(String column) {
        return new Roles(arm, Optional.of(column), block, probability);
    }

    /// @param column of strata, blocks or pairs
    /// @return these roles with blocks
    public Roles withBlock(String column) {
        return new Roles(arm, unit, Optional.of(column), probability);
    }

    /// @param column of probabilities
    /// @return these roles with probabilities
    public Roles withProbability(String column) {
        return new Roles(arm, unit, block, Optional.of(column));
    }
}
