package copse.io;

/// What the cells of a CSV column are read as.
enum CellKind {
    /// Finite decimal numbers; but whole ones beyond ±2^53 are labels, since they would be rounded: they are
    /// names.
    NUMBER,
    /// `true` and `false`, in any case.
    LOGICAL,
    /// Days.
    DATE,
    /// Points in time; bare days are their midnight.
    TIMESTAMP,
    /// Labels that repeat, or free text: decided when all have been seen.
    LABEL;

    /// @param data the bytes
    /// @param from first byte of a cell that is not empty
    /// @param to one past its last byte
    /// @return the narrowest kind that holds the cell
    static CellKind of(byte[] data, int from, int to) {
        double number = NumberText.parse(data, from, to);
        if (!Double.isNaN(number)) {
            return NumberText.isInexact(number, data, from, to) ? LABEL : NUMBER;
        }
        if (LogicalText.parse(data, from, to) != LogicalText.NONE) {
            return LOGICAL;
        }
        if (TimeText.date(data, from, to) != TimeText.NONE) {
            return DATE;
        }
        return TimeText.timestamp(data, from, to) != TimeText.NONE ? TIMESTAMP : LABEL;
    }

    /// @param other kind of other cells of the same column
    /// @return the narrowest kind that holds both
    CellKind join(CellKind other) {
        if (this == other) {
            return this;
        }
        boolean times = (this == DATE || this == TIMESTAMP) && (other == DATE || other == TIMESTAMP);
        return times ? TIMESTAMP : LABEL;
    }
}
