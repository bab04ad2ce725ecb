package copse.io;

/// A cell that is not of the kind its column is read as: the column has to be read as something wider, or the
/// cell is an error. Never leaves this package.
final class CellMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final long offset;
    private final transient CellKind kind;
    private final String text;

    /// @param column position in the file, from 0
    /// @param offset position of the cell in the (decompressed) file
    /// @param kind what the cell is
    /// @param text the cell
    CellMismatch(int column, long offset, CellKind kind, String text) {
        super("column " + column + ": " + text, null, false, false);
        this.column = column;
        this.offset = offset;
        this.kind = kind;
        this.text = text;
    }

    int column() {
        return column;
    }

    long offset() {
        return offset;
    }

    CellKind kind() {
        return kind;
    }

    String text() {
        return text;
    }
}
