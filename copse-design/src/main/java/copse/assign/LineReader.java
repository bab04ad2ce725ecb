package copse.assign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lines of a file from a place on, as bytes. Holds one line and one chunk at a time.
final class LineReader {
    private static final int CHUNK = 1 << 16;

    private final LedgerChannel channel;
    private byte[] buffer = new byte[CHUNK];
    private int from;
    private int to;
    private long read;
    private long start;

    /// @param channel a file
    /// @param at place where a line begins
    LineReader(LedgerChannel channel, long at) {
        this.channel = channel;
        this.read = at;
        this.start = at;
    }

    /// @return the next whole line without its newline; null if there is none
    /// @throws IOException if the file fails
    byte @Nullable [] next() throws IOException {
        int scanned = from;
        while (true) {
            for (int i = scanned; i < to; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, i);
                    start += line.length + 1;
                    from = i + 1;
                    return line;
                }
            }
            scanned = to - from;
            if (!fill()) {
                return null;
            }
        }
    }

    /// @return place behind the last line that was returned
    long position() {
        return start;
    }

    /// @return bytes behind the last newline, once there are no more lines
    byte[] rest() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /// Moves what is unread to the front and reads on behind it.
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int n = channel.read(ByteBuffer.wrap(buffer, to, buffer.length - to), read);
        if (n <= 0) {
            return false;
        }
        read += n;
        to += n;
        return true;
    }
}
