package copse.frame;

/// True or false.
public final class LogicalColumn implements Column {
    private final Mask values;
    private final Mask missing;

    private LogicalColumn(Mask values, Mask missing) {
        if (values.size() != missing.size()) {
            throw Problems.unlikeMask(values.size(), missing.size());
        }
        // false at missing rows, so that equal columns have equal masks
        this.values = values.and(missing.not());
        this.missing = missing;
    }

    /// @param values the rows that are true
    /// @param missing the rows that are missing
    /// @return the column
    public static LogicalColumn of(Mask values, Mask missing) {
        return new LogicalColumn(values, missing);
    }

    /// @param values one per row, none missing
    /// @return the column
    public static LogicalColumn of(boolean... values) {
        return of(Mask.of(values.length, row -> values[row]), Mask.none(values.length));
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public ColumnType type() {
        return ColumnType.LOGICAL;
    }

    @Override
    public Mask missing() {
        return missing;
    }

    /// @return the rows that are true; missing ones are not
    public Mask trueRows() {
        return values;
    }

    /// @param row from 0
    /// @return the value; without meaning if missing
    public boolean value(int row) {
        return values.get(row);
    }

    @Override
    public LogicalColumn select(int[] rows) {
        return new LogicalColumn(values.select(rows), missing.selectMissing(rows));
    }

    @Override
    public LogicalColumn slice(int from, int to) {
        return new LogicalColumn(values.slice(from, to), missing.slice(from, to));
    }

    @Override
    public String text(int row) {
        return isMissing(row) ? "" : Boolean.toString(value(row));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogicalColumn column && column.values.equals(values) && column.missing.equals(missing);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode() + missing.hashCode();
    }
}
