package copse.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream of CSV text into blocks of whole records, so that blocks can be parsed independently.
///
/// Only line ends outside of quotes end a record. Without a quote in a block its last line end is searched from
/// behind; with one, the block is walked through once. Not thread-safe: callers take turns.
final class CsvBlocks implements Closeable {
    /// Bytes per block: some tens of thousands of rows of a few columns, and still in the second-level cache.
    static final int BLOCK = 1 << 20;

    /// A record longer than this is a quote that somebody forgot to close.
    private static final int LONGEST = 1 << 26;

    private final InputStream in;
    private final byte separator;
    private final int capacity;
    private byte[] rest = new byte[0];
    private long offset;
    private int index;
    private boolean ended;

    /// @param in the text, at the start of a record; closed with this
    /// @param offset position of that record in the file
    /// @param separator between cells
    /// @param capacity usual size of a block
    CsvBlocks(InputStream in, long offset, byte separator, int capacity) {
        this.in = in;
        this.offset = offset;
        this.separator = separator;
        this.capacity = capacity;
    }

    /// Fills a block with the next records; it grows when a record is longer than it.
    ///
    /// @param block to fill. *Modified.*
    /// @return whether there was anything left
    /// @throws IOException if the file cannot be read
    /// @throws CsvFault if the file ends within quotes
    boolean next(CsvBlock block) throws IOException {
        if (ended && rest.length == 0) {
            return false;
        }
        if (block.data.length < Math.max(capacity, 2 * rest.length)) {
            block.data = new byte[Math.max(capacity, 2 * rest.length)];
        }
        System.arraycopy(rest, 0, block.data, 0, rest.length);
        int filled = rest.length;
        while (true) {
            int read = ended ? 0 : in.readNBytes(block.data, filled, block.data.length - filled);
            filled += read;
            ended |= filled < block.data.length;
            int end = recordsEnd(block.data, filled);
            if (end > 0) {
                rest = Arrays.copyOfRange(block.data, end, filled);
                block.length = end;
                block.offset = offset;
                block.index = index++;
                offset += end;
                return true;
            }
            if (filled == 0) {
                return false;
            }
            if (filled >= LONGEST) {
                throw CsvFault.openQuote(offset + Math.max(0, quoteAt(block.data, filled)));
            }
            block.data = Arrays.copyOf(block.data, 2 * block.data.length);
        }
    }

    /// Makes as if the file ended here.
    void stop() {
        ended = true;
        rest = new byte[0];
    }

    private static int quoteAt(byte[] data, int filled) {
        for (int i = 0; i < filled; i++) {
            if (data[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    private int recordsEnd(byte[] data, int filled) {
        if (quoteAt(data, filled) >= 0) {
            return quotedEnd(data, filled);
        }
        if (ended) {
            return filled;
        }
        for (int i = filled - 1; i >= 0; i--) {
            if (data[i] == '\n') {
                return i + 1;
            }
        }
        // old Macintosh line ends; the last byte does not count, since a line feed may follow it
        for (int i = filled - 2; i >= 0; i--) {
            if (data[i] == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    private int quotedEnd(byte[] data, int filled) {
        int end = 0;
        int opened = -1;
        boolean cellStart = true;
        for (int i = 0; i < filled; i++) {
            byte b = data[i];
            if (opened >= 0) {
                // a doubled quote closes and opens again: the second one stands directly behind the first
                if (b == '"') {
                    opened = -1;
                    cellStart = i + 1 < filled && data[i + 1] == '"';
                }
            } else if (b == '"' && cellStart) {
                opened = i;
            } else if (b == '\n' || b == '\r' && (i + 1 < filled ? data[i + 1] != '\n' : ended)) {
                end = i + 1;
                cellStart = true;
            } else {
                cellStart = b == separator;
            }
        }
        if (!ended) {
            return end;
        }
        if (opened >= 0) {
            throw CsvFault.openQuote(offset + opened);
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
