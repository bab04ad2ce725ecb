package copse.io;

/// Something wrong in the text of a CSV file, at a position that [CsvPlaces] turns into line and column.
///
/// Thrown by parsers, which know bytes only, and turned into an [copse.error.InputException] at the border.
/// Never leaves this package.
final class CsvFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    enum Fault {
        RAGGED,
        OPEN_QUOTE,
        AFTER_QUOTE
    }

    private final transient Fault fault;
    private final long offset;
    private final int cells;

    private CsvFault(Fault fault, long offset, int cells) {
        super(fault + " at byte " + offset, null, false, false);
        this.fault = fault;
        this.offset = offset;
        this.cells = cells;
    }

    static CsvFault ragged(long offset, int cells) {
        return new CsvFault(Fault.RAGGED, offset, cells);
    }

    static CsvFault openQuote(long offset) {
        return new CsvFault(Fault.OPEN_QUOTE, offset, 0);
    }

    static CsvFault afterQuote(long offset) {
        return new CsvFault(Fault.AFTER_QUOTE, offset, 0);
    }

    Fault fault() {
        return fault;
    }

    /// Position in the (decompressed) file.
    long offset() {
        return offset;
    }

    /// Number of cells found in a ragged row.
    int cells() {
        return cells;
    }
}
