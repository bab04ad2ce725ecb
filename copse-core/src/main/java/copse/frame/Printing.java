package copse.frame;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// The first rows of a frame as text, for a look at it while programming.
final class Printing {
    private static final int ROWS = 10;
    private static final int WIDEST = 30;
    private static final MathContext DIGITS = new MathContext(6);

    private Printing() {}

    /// @param frame the frame
    /// @return size, names and the first rows in aligned columns; numbers rounded to six digits, missing ones
    ///     blank
    static String of(Frame frame) {
        if (frame.names().isEmpty()) {
            return Words.count(frame.rows(), "row") + " without columns";
        }
        int shown = Math.min(ROWS, frame.rows());
        List<String> lines = new ArrayList<>();
        for (int line = 0; line <= shown; line++) {
            lines.add("");
        }
        for (String name : frame.names()) {
            Column column = frame.column(name);
            List<String> cells = new ArrayList<>(List.of(name));
            for (int row = 0; row < shown; row++) {
                cells.add(cell(column, row));
            }
            int width = cells.stream().mapToInt(String::length).max().orElseThrow();
            boolean right = column.type() == ColumnType.NUMERIC;
            for (int line = 0; line <= shown; line++) {
                String blank = " ".repeat(width - cells.get(line).length());
                String cell = right ? blank + cells.get(line) : cells.get(line) + blank;
                lines.set(line, lines.get(line) + (lines.get(line).isEmpty() ? "" : "  ") + cell);
            }
        }
        if (shown < frame.rows()) {
            lines.add("… " + Words.count(frame.rows() - shown, "more row"));
        }
        return String.join("\n", lines.stream().map(String::stripTrailing).toList());
    }

    private static String cell(Column column, int row) {
        String text = column instanceof NumericColumn numeric && !numeric.isMissing(row)
                ? rounded(numeric.value(row))
                : column.text(row);
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    private static String rounded(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return NumericColumn.format(value);
        }
        BigDecimal decimal = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e15;
        return plain ? decimal.toPlainString() : decimal.toString();
    }
}
