package copse.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// Bytes of text in UTF-8 that cells are written into, as they stand in files. Grows as needed; for one thread.
///
/// Numbers come out as [NumericColumn#format(double)] gives them, without a text in between where they are
/// whole, and from memory where a number is the one before.
public final class TextBuffer {
    private static final byte[] DIGIT_PAIRS = pairs();

    /// A whole number of a double has no more digits, its sign included.
    private static final int LONGEST = 20;

    private byte[] bytes;
    private int size;
    private double last = 0;
    private byte[] lastText = {'0'};

    /// @param capacity bytes at first
    public TextBuffer(int capacity) {
        this.bytes = new byte[Math.max(capacity, LONGEST)];
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /// @return number of bytes
    public int size() {
        return size;
    }

    /// Forgets what was written.
    public void clear() {
        size = 0;
    }

    /// @param ascii a character below 128
    public void put(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /// @param text encoded already
    public void put(byte[] text) {
        int length = text.length;
        reserve(length);
        System.arraycopy(text, 0, bytes, size, length);
        size += length;
    }

    /// @param text any
    public void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A text as a cell of a table: in quotes where it holds the separator, a quote or a line end (RFC 4180).
    ///
    /// @param text any; nothing is written for the empty one
    /// @param separator between cells
    public void putCell(String text, char separator) {
        boolean plain = true;
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c != separator && c != '"' && c != '\n' && c != '\r';
        }
        put(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    /// @param value a finite number
    public void put(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) <= 1L << 53) {
            put(whole);
            return;
        }
        if (value != last) {
            last = value;
            lastText = NumericColumn.format(value).getBytes(StandardCharsets.US_ASCII);
        }
        put(lastText);
    }

    /// @param value a whole number other than the smallest of all
    public void put(long value) {
        reserve(LONGEST);
        if (value < 0) {
            bytes[size++] = '-';
        }
        long left = Math.abs(value);
        int at = size + digits(left);
        size = at;
        while (left >= 100) {
            int pair = 2 * (int) (left % 100);
            left /= 100;
            bytes[--at] = DIGIT_PAIRS[pair + 1];
            bytes[--at] = DIGIT_PAIRS[pair];
        }
        if (left >= 10) {
            bytes[--at] = DIGIT_PAIRS[2 * (int) left + 1];
            bytes[--at] = DIGIT_PAIRS[2 * (int) left];
        } else {
            bytes[--at] = (byte) ('0' + left);
        }
    }

    private static int digits(long value) {
        int digits = 1;
        for (long limit = 10; digits < LONGEST - 1 && value >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (size > bytes.length - more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /// @param out where the bytes go
    /// @throws IOException if they cannot be written
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /// @return the bytes, copied
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// @param digest that the bytes go into
    public void addTo(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    /// @return the text
    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
