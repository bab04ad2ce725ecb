package copse.report;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of a frame as a table.
public final class FrameTable {
    /// Enough to tell values apart; CSV has the rest.
    private static final int DIGITS = 6;

    private FrameTable() {}

    /// @param frame rows to show, all of them
    /// @return a table named `rows`; numbers with up to six digits for people, all of them for programs
    public static Table of(Frame frame) {
        List<TableColumn> heads = new ArrayList<>();
        List<List<Cell>> columns = new ArrayList<>();
        for (String name : frame.names()) {
            Column column = frame.column(name);
            boolean number = column instanceof NumericColumn;
            heads.add(number ? TableColumn.right(name) : TableColumn.left(name));
            columns.add(number ? numbers((NumericColumn) column) : texts(column));
        }
        Table table = Table.of("rows", heads);
        for (int row = 0; row < frame.rows(); row++) {
            int at = row;
            table.row(columns.stream().map(cells -> cells.get(at)).toList());
        }
        return table;
    }

    private static List<Cell> texts(Column column) {
        return IntStream.range(0, column.size())
                .mapToObj(row -> column.isMissing(row) ? Cell.empty() : Cell.text(column.text(row)))
                .toList();
    }

    /// All values of a column with the same number of decimals, so that the points stand below each other.
    private static List<Cell> numbers(NumericColumn column) {
        double largest = 0;
        int decimals = 0;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                largest = Math.max(largest, Math.abs(column.value(row)));
                String brief = Numbers.brief(column.value(row), DIGITS);
                int point = brief.indexOf('.');
                decimals = Math.max(decimals, point < 0 ? 0 : brief.length() - point - 1);
            }
        }
        int before = largest < 1 ? 0 : (int) Math.floor(Math.log10(largest));
        int common = Math.min(decimals, Math.max(0, DIGITS - 1 - before));
        return IntStream.range(0, column.size())
                .mapToObj(row -> column.isMissing(row) ? Cell.empty() : number(column.value(row), common))
                .toList();
    }

    private static Cell number(double value, int decimals) {
        String fixed = Numbers.fixed(value, decimals);
        boolean lost = value != 0 && Double.parseDouble(fixed) == 0;
        return Cell.number(value, lost ? Numbers.brief(value, DIGITS) : fixed);
    }
}
