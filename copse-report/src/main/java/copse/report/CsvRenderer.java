package copse.report;

import java.util.List;

/// Tables as CSV after RFC 4180, with `\n` between the lines: full precision, a missing value is the empty cell.
public final class CsvRenderer {
    private CsvRenderer() {}

    /// The document's main table.
    ///
    /// @param document what to show
    /// @return CSV with a header, or the empty text if the document has no table
    public static String render(Document document) {
        return document.mainTable().map(CsvRenderer::render).orElse("");
    }

    /// @param table what to show
    /// @return CSV with a header
    public static String render(Table table) {
        StringBuilder out = new StringBuilder();
        line(out, table.columns().stream().map(TableColumn::name).toList());
        table.rows().forEach(row -> line(out, row.stream().map(Cell::exact).toList()));
        return out.toString();
    }

    /// @param out gets one line. *Modified.*
    /// @param cells in order
    public static void line(StringBuilder out, List<String> cells) {
        for (int j = 0; j < cells.size(); j++) {
            if (j > 0) {
                out.append(',');
            }
            quote(out, cells.get(j), cells.size() == 1);
        }
        out.append('\n');
    }

    // A lone empty cell is quoted, since most readers skip blank lines.
    private static void quote(StringBuilder out, String cell, boolean alone) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (plain && !(alone && cell.isEmpty())) {
            out.append(cell);
        } else {
            out.append('"').append(cell.replace("\"", "\"\"")).append('"');
        }
    }
}
