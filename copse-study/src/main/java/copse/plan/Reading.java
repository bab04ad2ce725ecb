package copse.plan;

import java.util.List;
import java.util.Optional;

/// How a table is read: what the command line says by `--factor`, `--numeric`, `--levels`, `--where`, `--na`.
///
/// @param factors columns to take as categories though they look like numbers
/// @param numerics columns that must be numbers
/// @param levels order of a column's levels, as `COL=a|b|c`; the first is the reference
/// @param where rows to use, as a condition in SQL
/// @param missing texts that mean missing, besides the empty cell
public record Reading(
        List<String> factors,
        List<String> numerics,
        List<String> levels,
        Optional<String> where,
        List<String> missing) {
    /// Copies the lists.
    public Reading {
        factors = List.copyOf(factors);
        numerics = List.copyOf(numerics);
        levels = List.copyOf(levels);
        missing = List.copyOf(missing);
    }

    /// @return as the reader guesses
    public static Reading defaults() {
        return new Reading(List.of(), List.of(), List.of(), Optional.empty(), List.of());
    }
}
