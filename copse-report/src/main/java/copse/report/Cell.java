package copse.report;

import copse.frame.NumericColumn;

/// A table's cell: what people read, and what programs read.
///
/// @param shown formatted for people
/// @param exact for CSV: numbers in full precision without separators of thousands
public record Cell(String shown, String exact) {
    private static final Cell EMPTY = new Cell("", "");

    /// @return a cell with nothing in it
    public static Cell empty() {
        return EMPTY;
    }

    /// @param text for people and programs alike
    /// @return the cell
    public static Cell text(String text) {
        return new Cell(text, text);
    }

    /// @param value the number; infinite or NaN leaves the exact form empty
    /// @param shown the number formatted
    /// @return the cell
    public static Cell number(double value, String shown) {
        return new Cell(shown, Double.isFinite(value) ? NumericColumn.format(value) : "");
    }

    /// @param count a whole number, shown with separators of thousands
    /// @return the cell
    public static Cell count(long count) {
        return new Cell(Numbers.count(count), Long.toString(count));
    }
}
