package copse.io;

/// Whole records of a CSV file: a worker's buffer, filled again and again. Mutable.
final class CsvBlock {
    /// Bytes, of which `[0, length)` are records.
    byte[] data;
    int length;
    /// Position of the first byte in the (decompressed) file.
    long offset;
    /// Number of the block, from 0.
    int index;

    CsvBlock(int capacity) {
        data = new byte[capacity];
    }
}
