package copse.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Parses blocks of CSV records into buffers of cells, RFC 4180 with any line end.
///
/// - A cell in double quotes may hold separators, line ends and doubled quotes; quotes inside an unquoted cell are
/// text.
/// - An empty line is no record. Every other record must have as many cells as the header.
/// - Columns without a buffer are walked over and cost only that.
///
/// One parser per thread.
final class CsvParser {
    private final byte separator;
    private final @Nullable CellBuffer[] buffers;

    // the cell read last, quotes taken off: where it is
    private byte[] cell = new byte[0];
    private int cellFrom;
    private int cellTo;
    private byte[] scratch = new byte[64];

    /// @param separator between cells
    /// @param buffers one per column of the file, null where the column is not wanted; filled by [#parse]
    CsvParser(byte separator, @Nullable CellBuffer[] buffers) {
        this.separator = separator;
        this.buffers = buffers;
    }

    /// @param block whole records; not modified
    /// @return number of records, whose cells are in the buffers at rows 0 …
    /// @throws CsvFault if a record is ragged or its quotes are wrong
    /// @throws CellMismatch if a cell is not of the kind of its buffer
    int parse(CsvBlock block) {
        byte[] data = block.data;
        int length = block.length;
        int row = 0;
        int at = 0;
        while (at < length) {
            byte b = data[at];
            if (b == '\n' || b == '\r') {
                at++;
            } else {
                at = record(block, at, row++);
            }
        }
        return row;
    }

    /// One record; returns the position behind its last cell, which is a line end or the end of the block.
    private int record(CsvBlock block, int start, int row) {
        byte[] data = block.data;
        int length = block.length;
        int at = start;
        for (int column = 0; column < buffers.length; column++) {
            int from = at;
            at = cell(block, at);
            CellBuffer buffer = buffers[column];
            if (buffer != null && !buffer.add(row, cell, cellFrom, cellTo)) {
                throw new CellMismatch(
                        column,
                        block.offset + from,
                        CellKind.of(cell, cellFrom, cellTo),
                        new String(cell, cellFrom, cellTo - cellFrom, StandardCharsets.UTF_8));
            }
            boolean more = at < length && data[at] == separator;
            if (more != column + 1 < buffers.length) {
                throw CsvFault.ragged(block.offset + start, count(block, start));
            }
            at += more ? 1 : 0;
        }
        return at;
    }

    /// Finds the cell at a position; returns the position of what ends it.
    private int cell(CsvBlock block, int start) {
        byte[] data = block.data;
        int length = block.length;
        if (start < length && data[start] == '"') {
            return quoted(block, start);
        }
        int at = start;
        while (at < length) {
            byte b = data[at];
            if (b == separator || b == '\n' || b == '\r') {
                break;
            }
            at++;
        }
        cell = data;
        cellFrom = start;
        cellTo = at;
        return at;
    }

    private int quoted(CsvBlock block, int start) {
        byte[] data = block.data;
        int length = block.length;
        int doubled = 0;
        int at = start + 1;
        while (true) {
            if (at >= length) {
                throw CsvFault.openQuote(block.offset + start);
            }
            if (data[at] == '"') {
                if (at + 1 == length || data[at + 1] != '"') {
                    break;
                }
                doubled++;
                at++;
            }
            at++;
        }
        int end = at + 1;
        if (end < length && data[end] != separator && data[end] != '\n' && data[end] != '\r') {
            throw CsvFault.afterQuote(block.offset + end);
        }
        if (doubled == 0) {
            cell = data;
            cellFrom = start + 1;
            cellTo = at;
        } else {
            undouble(data, start + 1, at);
        }
        return end;
    }

    private void undouble(byte[] data, int from, int to) {
        if (scratch.length < to - from) {
            scratch = new byte[2 * (to - from)];
        }
        int written = 0;
        for (int i = from; i < to; i++) {
            scratch[written++] = data[i];
            if (data[i] == '"') {
                i++;
            }
        }
        cell = scratch;
        cellFrom = 0;
        cellTo = written;
    }

    private int count(CsvBlock block, int start) {
        int at = start;
        for (int cells = 1; ; cells++) {
            at = cell(block, at);
            if (at >= block.length || block.data[at] != separator) {
                return cells;
            }
            at++;
        }
    }

    /// The cells of the first record, for headers and samples.
    ///
    /// @param block whole records, the first of them not empty; not modified
    /// @param separator between cells
    /// @param start where the record starts
    /// @param into the cells are added here, quotes taken off. *Modified.*
    /// @return the position behind the record's last cell
    static int split(CsvBlock block, byte separator, int start, java.util.List<byte[]> into) {
        CsvParser parser = new CsvParser(separator, new CellBuffer[0]);
        int at = start;
        while (true) {
            at = parser.cell(block, at);
            into.add(Arrays.copyOfRange(parser.cell, parser.cellFrom, parser.cellTo));
            if (at >= block.length || block.data[at] != separator) {
                return at;
            }
            at++;
        }
    }

    /// Where a cell of a record starts.
    ///
    /// @param block whole records; not modified
    /// @param separator between cells
    /// @param record where the record starts
    /// @param column position of the cell, which the record has
    /// @return the position of its first byte, or of its opening quote
    static int start(CsvBlock block, byte separator, int record, int column) {
        CsvParser parser = new CsvParser(separator, new CellBuffer[0]);
        int at = record;
        for (int i = 0; i < column; i++) {
            at = parser.cell(block, at) + 1;
        }
        return at;
    }
}
