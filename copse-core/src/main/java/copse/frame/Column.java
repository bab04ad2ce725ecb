package copse.frame;

/// A column of a [Frame]: values of one type and the mask of the missing ones. Immutable.
///
/// Values at missing rows exist but mean nothing; ask [#isMissing(int)] first.
public sealed interface Column permits NumericColumn, FactorColumn, TextColumn, LogicalColumn, TimeColumn {
    /// @return number of rows
    int size();

    /// @return the type of the values
    ColumnType type();

    /// @return the rows whose value is missing
    Mask missing();

    /// @param row from 0
    /// @return whether the value is missing
    default boolean isMissing(int row) {
        return missing().get(row);
    }

    /// @param rows rows to take, in that order; may repeat; a negative one gives a missing value
    /// @return the column of the rows taken
    Column select(int[] rows);

    /// @param from first row
    /// @param to one past the last row
    /// @return the column of the range, copied
    /// @throws IndexOutOfBoundsException if the range is not within the column
    Column slice(int from, int to);

    /// @param row from 0
    /// @return the value as text, the empty text if missing; whole numbers without a decimal point
    String text(int row);
}
