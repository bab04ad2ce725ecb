package copse.io;

import copse.frame.Column;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Writes rows as CSV, TSV or JSON, chunk by chunk.
///
/// Numbers are the shortest texts that read back as the same number. Labels of factors are quoted once per
/// level and chunk, not once per row.
abstract sealed class TextWriter {
    private static final int FLUSH = 1 << 16;

    private final StringBuilder out = new StringBuilder(FLUSH + 1024);
    private final OutputStream file;

    private TextWriter(OutputStream file) {
        this.file = file;
    }

    /// @param rows to write
    /// @param separator between cells
    /// @param file where to; not closed
    static void csv(RowSource rows, char separator, OutputStream file) throws IOException {
        new Separated(file, separator, rows.schema().names().size() == 1).write(rows);
    }

    /// @param rows to write
    /// @param lines whether each row is a document of its own on a line, instead of an element of one array
    /// @param file where to; not closed
    static void json(RowSource rows, boolean lines, OutputStream file) throws IOException {
        new Json(file, lines, rows.schema().names()).write(rows);
    }

    final void write(RowSource rows) throws IOException {
        begin(out, rows.schema().names());
        long row = 0;
        try (RowSource.Chunks chunks = rows.open()) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                Cells[] cells = cells(chunk);
                for (int i = 0; i < chunk.rows(); i++) {
                    row(out, cells, i, row++);
                    if (out.length() > FLUSH) {
                        flush();
                    }
                }
            }
        }
        end(out, row);
        flush();
    }

    private void flush() throws IOException {
        file.write(out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }

    /// Writes the cells of one column.
    interface Cells {
        void write(StringBuilder out, int row);
    }

    private Cells[] cells(Frame chunk) {
        return chunk.names().stream().map(name -> cells(chunk.column(name))).toArray(Cells[]::new);
    }

    private Cells cells(Column column) {
        Cells values = switch (column) {
            case NumericColumn numbers -> (to, row) -> to.append(NumericColumn.format(numbers.value(row)));
            case LogicalColumn logicals -> (to, row) -> to.append(logicals.value(row));
            case TimeColumn times -> (to, row) -> time(to, times, row);
            case TextColumn text -> (to, row) -> text(to, text.text(row));
            case FactorColumn factor -> {
                String[] labels = factor.levels().labels().stream()
                        .map(label -> {
                            StringBuilder quoted = new StringBuilder();
                            text(quoted, label);
                            return quoted.toString();
                        })
                        .toArray(String[]::new);
                yield (to, row) -> to.append(labels[factor.code(row)]);
            }
        };
        return column.missing().isEmpty()
                ? values
                : (to, row) -> {
                    if (column.isMissing(row)) {
                        missing(to);
                    } else {
                        values.write(to, row);
                    }
                };
    }

    abstract void begin(StringBuilder to, List<String> names);

    abstract void row(StringBuilder to, Cells[] cells, int row, long number);

    abstract void end(StringBuilder to, long rows);

    abstract void missing(StringBuilder to);

    abstract void time(StringBuilder to, TimeColumn times, int row);

    abstract void text(StringBuilder to, String text);

    /// RFC 4180, but for line ends of one character; quotes only where they are needed.
    private static final class Separated extends TextWriter {
        private final char separator;
        private final boolean single;

        private Separated(OutputStream file, char separator, boolean single) {
            super(file);
            this.separator = separator;
            this.single = single;
        }

        @Override
        void begin(StringBuilder to, List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                if (i > 0) {
                    to.append(separator);
                }
                text(to, names.get(i));
            }
            to.append('\n');
        }

        @Override
        void row(StringBuilder to, Cells[] cells, int row, long number) {
            for (int i = 0; i < cells.length; i++) {
                if (i > 0) {
                    to.append(separator);
                }
                cells[i].write(to, row);
            }
            to.append('\n');
        }

        @Override
        void end(StringBuilder to, long rows) {}

        @Override
        void missing(StringBuilder to) {
            // a row of one empty cell would be an empty line, which is no row
            to.append(single ? "\"\"" : "");
        }

        @Override
        void time(StringBuilder to, TimeColumn times, int row) {
            to.append(times.text(row));
        }

        @Override
        void text(StringBuilder to, String text) {
            if (text.isEmpty()) {
                missing(to);
                return;
            }
            boolean plain = true;
            for (int i = 0; plain && i < text.length(); i++) {
                char c = text.charAt(i);
                plain = c != separator && c != '"' && c != '\n' && c != '\r';
            }
            if (plain) {
                to.append(text);
            } else {
                to.append('"').append(text.replace("\"", "\"\"")).append('"');
            }
        }
    }

    /// An array of objects, or one object a line.
    private static final class Json extends TextWriter {
        /// The one form of time stamps with fractions that readers of JSON take for such.
        private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

        private final boolean lines;
        private final String[] keys;

        private Json(OutputStream file, boolean lines, List<String> names) {
            super(file);
            this.lines = lines;
            this.keys = names.stream()
                    .map(name -> {
                        StringBuilder key = new StringBuilder();
                        quote(key, name);
                        return key.append(':').toString();
                    })
                    .toArray(String[]::new);
        }

        @Override
        void begin(StringBuilder to, List<String> names) {
            to.append(lines ? "" : "[");
        }

        @Override
        void row(StringBuilder to, Cells[] cells, int row, long number) {
            if (!lines) {
                to.append(number == 0 ? "\n" : ",\n");
            }
            to.append('{');
            for (int i = 0; i < cells.length; i++) {
                to.append(i == 0 ? "" : ",").append(keys[i]);
                cells[i].write(to, row);
            }
            to.append(lines ? "}\n" : "}");
        }

        @Override
        void end(StringBuilder to, long rows) {
            to.append(lines ? "" : "\n]\n");
        }

        @Override
        void missing(StringBuilder to) {
            to.append("null");
        }

        @Override
        void time(StringBuilder to, TimeColumn times, int row) {
            String text = times.text(row);
            quote(
                    to,
                    times.type() == ColumnType.DATE
                            ? text
                            : LocalDateTime.parse(text).format(STAMP));
        }

        @Override
        void text(StringBuilder to, String text) {
            quote(to, text);
        }

        private static void quote(StringBuilder to, String text) {
            to.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> to.append("\\\"");
                    case '\\' -> to.append("\\\\");
                    case '\n' -> to.append("\\n");
                    case '\r' -> to.append("\\r");
                    case '\t' -> to.append("\\t");
                    default -> {
                        if (c < ' ') {
                            to.append(String.format("\\u%04x", (int) c));
                        } else {
                            to.append(c);
                        }
                    }
                }
            }
            to.append('"');
        }
    }
}
