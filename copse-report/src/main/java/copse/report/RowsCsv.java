package copse.report;

import copse.frame.Column;
import copse.frame.Frame;
import copse.frame.RowSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Rows as CSV into a stream, chunk by chunk, in full precision.
public final class RowsCsv {
    private RowsCsv() {}

    /// @param rows a frame or a stream
    /// @param out gets UTF-8; flushed, not closed
    /// @throws IOException if `out` does
    public static void write(RowSource rows, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder();
        CsvRenderer.line(text, rows.schema().names());
        try (RowSource.Chunks chunks = rows.open()) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                List<Column> columns = chunk.names().stream().map(chunk::column).toList();
                for (int row = 0; row < chunk.rows(); row++) {
                    List<String> cells = new ArrayList<>(columns.size());
                    for (Column column : columns) {
                        cells.add(column.text(row));
                    }
                    CsvRenderer.line(text, cells);
                }
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
