package copse.estimate;

import copse.frame.Mask;
import java.util.List;

/// How rows and units found each other.
///
/// The masks are over the rows of the data as they were handed in: `data.where(joined.unknown())`.
///
/// @param by column of the data by which rows found their unit; empty if each row is a unit
/// @param rows of the data
/// @param unknown rows whose id is missing, or none of the assignment
/// @param unarmed rows of units that have no arm, such as those that matching left over
/// @param withoutRows units with an arm but without rows, by number, ascending
/// @param notes what else is to be known
public record Joined(
        String by,
        int rows,
        Mask unknown,
        Mask unarmed,
        List<Integer> withoutRows,
        List<copse.error.Diagnostic> notes) {
    /// Copies the lists.
    public Joined {
        withoutRows = List.copyOf(withoutRows);
        notes = List.copyOf(notes);
    }

    /// @return rows that have an arm
    public int used() {
        return rows - unknown.count() - unarmed.count();
    }
}
