package copse.report;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.List;

/// Rows of a frame as a table.
public final class FrameTable {
    /// Enough to tell values apart; CSV has the rest.
    private static final int DIGITS = 6;

    private FrameTable() {}

    /// @param frame rows to show, all of them
    /// @return a table named `rows`; numbers with up to six digits for people, all of them for programs
    public static Table of(Frame frame) {
        List<TableColumn> heads = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String name : frame.names()) {
            Column column = frame.column(name);
            columns.add(column);
            heads.add(column instanceof NumericColumn ? TableColumn.right(name) : TableColumn.left(name));
        }
        Table table = Table.of("rows", heads);
        for (int row = 0; row < frame.rows(); row++) {
            List<Cell> cells = new ArrayList<>();
            for (Column column : columns) {
                cells.add(cell(column, row));
            }
            table.row(cells);
        }
        return table;
    }

    private static Cell cell(Column column, int row) {
        if (column.isMissing(row)) {
            return Cell.empty();
        }
        return column instanceof NumericColumn numeric
                ? Cell.number(numeric.value(row), Numbers.brief(numeric.value(row), DIGITS))
                : Cell.text(column.text(row));
    }
}
