package copse.io;

import copse.frame.Column;
import copse.frame.ColumnType;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.Levels;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.frame.TextBuffer;
import copse.frame.TextColumn;
import copse.frame.TimeColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Writes rows as CSV, TSV or JSON, chunk by chunk.
///
/// Numbers are the shortest texts that read back as the same number. Labels of factors are quoted and encoded
/// once per list of levels, not once per row. Large chunks are cut into ranges that all processors put into
/// text; one thread writes these in order.
abstract sealed class TextWriter {
    /// Rows that are put into text at once: some hundred kilobytes, which stay in the second-level cache.
    private static final int RANGE = 1 << 13;

    private final OutputStream file;
    private final Map<Levels, byte[][]> encoded = new IdentityHashMap<>();

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
        TextBuffer buffer = new TextBuffer(RANGE);
        begin(buffer, rows.schema().names());
        long row = 0;
        try (RowSource.Chunks chunks = rows.open();
                OrderedTexts texts = new OrderedTexts(file, Runtime.getRuntime().availableProcessors())) {
            for (Frame chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                Cells[] cells = cells(chunk);
                texts.write(buffer);
                for (int from = 0; from < chunk.rows(); from += RANGE) {
                    Range range = new Range(cells, from, Math.min(from + RANGE, chunk.rows()), row + from);
                    if (chunk.rows() <= RANGE) {
                        range.write(buffer);
                    } else {
                        texts.add(range::write);
                    }
                }
                row += chunk.rows();
            }
            texts.write(buffer);
        }
        end(buffer, row);
        buffer.writeTo(file);
    }

    /// Rows of a chunk.
    ///
    /// @param number of the first row, from 0, among all rows written
    private final class Range {
        private final Cells[] cells;
        private final int from;
        private final int to;
        private final long number;

        private Range(Cells[] cells, int from, int to, long number) {
            this.cells = cells;
            this.from = from;
            this.to = to;
            this.number = number;
        }

        private void write(TextBuffer buffer) {
            for (int row = from; row < to; row++) {
                row(buffer, cells, row, number + row - from);
            }
        }
    }

    /// Writes the cells of one column; for any number of threads.
    interface Cells {
        void write(TextBuffer out, int row);
    }

    private Cells[] cells(Frame chunk) {
        return chunk.names().stream().map(name -> cells(chunk.column(name))).toArray(Cells[]::new);
    }

    private Cells cells(Column column) {
        Cells values = switch (column) {
            case NumericColumn numbers -> (to, row) -> to.put(numbers.value(row));
            case LogicalColumn logicals -> (to, row) -> to.put(Boolean.toString(logicals.value(row)));
            case TimeColumn times -> (to, row) -> time(to, times, row);
            case TextColumn text -> (to, row) -> text(to, text.text(row));
            case FactorColumn factor -> {
                byte[][] labels = encoded.computeIfAbsent(factor.levels(), this::encoded);
                yield (to, row) -> to.put(labels[factor.code(row)]);
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

    private byte[][] encoded(Levels levels) {
        TextBuffer buffer = new TextBuffer(RANGE);
        byte[][] labels = new byte[levels.size()][];
        for (int code = 0; code < labels.length; code++) {
            buffer.clear();
            text(buffer, levels.label(code));
            labels[code] = buffer.toBytes();
        }
        return labels;
    }

    abstract void begin(TextBuffer to, List<String> names);

    abstract void row(TextBuffer to, Cells[] cells, int row, long number);

    abstract void end(TextBuffer to, long rows);

    abstract void missing(TextBuffer to);

    abstract void time(TextBuffer to, TimeColumn times, int row);

    abstract void text(TextBuffer to, String text);

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
        void begin(TextBuffer to, List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                if (i > 0) {
                    to.put(separator);
                }
                text(to, names.get(i));
            }
            to.put('\n');
        }

        @Override
        void row(TextBuffer to, Cells[] cells, int row, long number) {
            for (int i = 0; i < cells.length; i++) {
                if (i > 0) {
                    to.put(separator);
                }
                cells[i].write(to, row);
            }
            to.put('\n');
        }

        @Override
        void end(TextBuffer to, long rows) {}

        @Override
        void missing(TextBuffer to) {
            // a row of one empty cell would be an empty line, which is no row
            to.put(single ? "\"\"" : "");
        }

        @Override
        void time(TextBuffer to, TimeColumn times, int row) {
            to.put(times.text(row));
        }

        @Override
        void text(TextBuffer to, String text) {
            if (text.isEmpty()) {
                missing(to);
                return;
            }
            to.putCell(text, separator);
        }
    }

    /// An array of objects, or one object a line.
    private static final class Json extends TextWriter {
        /// The one form of time stamps with fractions that readers of JSON take for such.
        private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

        private final boolean lines;
        private final byte[][] keys;

        private Json(OutputStream file, boolean lines, List<String> names) {
            super(file);
            this.lines = lines;
            this.keys = names.stream()
                    .map(name -> {
                        TextBuffer key = new TextBuffer(name.length() + 3);
                        quote(key, name);
                        key.put(':');
                        return key.toBytes();
                    })
                    .toArray(byte[][]::new);
        }

        @Override
        void begin(TextBuffer to, List<String> names) {
            to.put(lines ? "" : "[");
        }

        @Override
        void row(TextBuffer to, Cells[] cells, int row, long number) {
            if (!lines) {
                to.put(number == 0 ? "\n" : ",\n");
            }
            to.put('{');
            for (int i = 0; i < cells.length; i++) {
                if (i > 0) {
                    to.put(',');
                }
                to.put(keys[i]);
                cells[i].write(to, row);
            }
            to.put(lines ? "}\n" : "}");
        }

        @Override
        void end(TextBuffer to, long rows) {
            to.put(lines ? "" : "\n]\n");
        }

        @Override
        void missing(TextBuffer to) {
            to.put("null");
        }

        @Override
        void time(TextBuffer to, TimeColumn times, int row) {
            String text = times.text(row);
            quote(
                    to,
                    times.type() == ColumnType.DATE
                            ? text
                            : LocalDateTime.parse(text).format(STAMP));
        }

        @Override
        void text(TextBuffer to, String text) {
            quote(to, text);
        }

        private static void quote(TextBuffer to, String text) {
            StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> quoted.append("\\\"");
                    case '\\' -> quoted.append("\\\\");
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    default -> {
                        if (c < ' ') {
                            quoted.append(String.format("\\u%04x", (int) c));
                        } else {
                            quoted.append(c);
                        }
                    }
                }
            }
            to.put(quoted.append('"').toString());
        }
    }
}
