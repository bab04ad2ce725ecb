package copse.report;

/// A column of a [Table].
///
/// @param name the heading, and the column's name in CSV
/// @param alignment where the cells stand
public record TableColumn(String name, Alignment alignment) {
    /// Where cells stand in their column.
    public enum Alignment {
        /// For words.
        LEFT,
        /// For numbers.
        RIGHT
    }

    /// @param name the heading
    /// @return a column of words
    public static TableColumn left(String name) {
        return new TableColumn(name, Alignment.LEFT);
    }

    /// @param name the heading
    /// @return a column of numbers
    public static TableColumn right(String name) {
        return new TableColumn(name, Alignment.RIGHT);
    }
}
