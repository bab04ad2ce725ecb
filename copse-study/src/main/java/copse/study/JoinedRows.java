package copse.study;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import java.util.List;
import java.util.Optional;

/// Rows of outcomes with the arms of the units they belong to.
///
/// Rows may be finer than what was randomised, and what was randomised may have no rows.
///
/// @param arms who got which arm
/// @param rows those with an arm, in the order of the data, with the columns of the data, the arm, the block
///     under its name in the assignment, and what was randomised under [#unitName()]
/// @param unit what was randomised, of each row; levels are all that were randomised
/// @param block the group of each row within which arms were handed out, if there are such
/// @param key the column of the data by which rows were joined
/// @param byCluster whether that column holds clusters, not ids
/// @param position of each row in the assignment: a unit, or any unit of the row's cluster
/// @param checks what came out of the join
public record JoinedRows(
        RecordedArms arms,
        Frame rows,
        FactorColumn unit,
        Optional<FactorColumn> block,
        String key,
        boolean byCluster,
        int[] position,
        List<Check> checks) {
    /// Copies the list; the positions are kept.
    public JoinedRows {
        checks = List.copyOf(checks);
    }

    /// Cost: one pass over the rows.
    ///
    /// @param arms who got which arm
    /// @param data rows of outcomes, as fine or finer than the units
    /// @param options how to join
    /// @return the rows with their arms
    /// @throws copse.error.InputException `A104` if no column holds the ids, `A105` if ids do not match, `A106`
    ///     and `A107` if the data have a column of arms that contradicts the record, `I101` if the column named
    ///     in the options is not there
    public static JoinedRows of(RecordedArms arms, Frame data, JoinOptions options) {
        return new Joining(arms, data, options).joined();
    }

    /// @return the column of what was randomised: the clusters as they were called at the assignment, or the
    ///     ids
    public String unitName() {
        return arms.clusterColumn().orElse(key);
    }

    /// @param part of the arm, such as `arm`
    /// @return its label of each row, levels in the order of the design
    public FactorColumn part(String part) {
        return arms.part(part).select(position);
    }

    /// @return number of rows of each randomised unit, by level of [#unit()]
    public int[] rowsOfUnits() {
        return counts(unit);
    }

    static int[] counts(FactorColumn unit) {
        int[] counts = new int[unit.levels().size()];
        for (int row = 0; row < unit.size(); row++) {
            counts[unit.code(row)]++;
        }
        return counts;
    }
}
