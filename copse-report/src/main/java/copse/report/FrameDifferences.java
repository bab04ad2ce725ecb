package copse.report;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.NumericColumn;

/// Two tables of the same command, cell by cell in the order of rows.
public final class FrameDifferences {
    private FrameDifferences() {}

    /// Cost: one pass over both.
    ///
    /// @param name of the file
    /// @param before the first table
    /// @param now the second
    /// @return what differs
    public static ResultComparison of(String name, Frame before, Frame now) {
        if (!before.names().equals(now.names())) {
            return ResultComparison.unlike(
                    name,
                    "its columns were " + String.join(", ", before.names()) + ", and are "
                            + String.join(", ", now.names()));
        }
        if (before.rows() != now.rows()) {
            return ResultComparison.unlike(
                    name,
                    "it had " + Numbers.count(before.rows(), "row") + ", and has " + Numbers.count(now.rows(), "row"));
        }
        ResultComparison.Tally tally = new ResultComparison.Tally();
        for (String column : before.names()) {
            compare(column, before.column(column), now.column(column), tally);
        }
        return tally.of(name);
    }

    private static void compare(String name, Column before, Column now, ResultComparison.Tally tally) {
        for (int row = 0; row < before.size(); row++) {
            int place = row + 1;
            if (before instanceof NumericColumn one && now instanceof NumericColumn other) {
                tally.number(() -> place(name, place), value(one, row), value(other, row));
            } else {
                tally.text(() -> place(name, place), text(before, row), text(now, row));
            }
        }
    }

    private static String place(String column, int row) {
        return "row " + row + ", " + column;
    }

    private static double value(NumericColumn column, int row) {
        return column.isMissing(row) ? Double.NaN : column.value(row);
    }

    private static String text(Column column, int row) {
        return column.isMissing(row) ? "" : column.text(row);
    }
}
