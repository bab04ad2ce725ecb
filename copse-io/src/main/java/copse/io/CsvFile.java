package copse.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A CSV or TSV file whose first line has been read.
///
/// @param path the file
/// @param separator between cells
/// @param names of the columns, distinct
/// @param unnamed positions of columns whose name was empty and is made from the position
/// @param start position of the first record behind the header, in the decompressed text
record CsvFile(Path path, byte separator, List<String> names, List<Integer> unnamed, long start) {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int HEAD = 1 << 16;

    /// Reads the header.
    ///
    /// @param path the file
    /// @param tabs whether the name promises tabs
    /// @return the file
    /// @throws IOException if the file cannot be read
    /// @throws copse.error.InputException `I204` empty, `I207` a name twice, `I209` not UTF-8, `I210` an open
    /// quote
    static CsvFile open(Path path, boolean tabs) throws IOException {
        try (InputStream in = text(path)) {
            int mark = byteOrderMark(path, in);
            CsvBlock block = new CsvBlock(HEAD);
            byte separator = (byte) (tabs ? '\t' : ',');
            CsvBlocks blocks = new CsvBlocks(in, mark, separator, HEAD);
            if (!blocks.next(block)) {
                throw empty(path);
            }
            int start = 0;
            while (start < block.length && (block.data[start] == '\n' || block.data[start] == '\r')) {
                start++;
            }
            if (start == block.length) {
                throw empty(path);
            }
            if (!tabs) {
                separator = separator(block, start);
            }
            List<byte[]> cells = new ArrayList<>();
            int end = CsvParser.split(block, separator, start, cells);
            List<Integer> unnamed = new ArrayList<>();
            List<String> names = names(path, cells, unnamed);
            return new CsvFile(path, separator, names, List.copyOf(unnamed), block.offset + end);
        } catch (CsvFault fault) {
            throw CsvErrors.exception(path, fault, 0);
        }
    }

    private static RuntimeException empty(Path path) {
        return IoCode.EMPTY_FILE.exception(
                "`" + FileFormat.fileName(path) + "` is empty",
                "a table starts with a line of column names",
                "export the file again");
    }

    /// The text of a file from its first byte, decompressed if it is gzip by content.
    static InputStream text(Path path) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    /// The records behind the header.
    CsvBlocks blocks(int capacity) throws IOException {
        InputStream in = text(path);
        in.skipNBytes(start);
        return new CsvBlocks(in, start, separator, capacity);
    }

    /// Files of other kinds under the name of a CSV file, told by their first bytes.
    private static void refuseOther(Path path, byte[] head) {
        String name = FileFormat.fileName(path);
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.equals("PK\u0003\u0004")) {
            throw IoCode.UNREADABLE.exception(
                    "`" + name + "` is no text but a zip archive, as spreadsheets are",
                    "its first bytes say so",
                    "save the sheet as CSV, or unpack the archive");
        }
        if (start.equals("PAR1")) {
            throw IoCode.UNREADABLE.exception(
                    "`" + name + "` is no text but Parquet",
                    "its first bytes say so",
                    "rename it to end with .parquet");
        }
    }

    private static int byteOrderMark(Path path, InputStream in) throws IOException {
        // a stream that can look ahead: GZIPInputStream cannot, so the mark is looked for in a fresh one
        try (InputStream fresh = text(path)) {
            byte[] head = fresh.readNBytes(4);
            refuseOther(path, head);
            if (head.length >= 2 && (head[0] & 0xff ^ head[1] & 0xff) == 1 && (head[0] & 0xfe) == 0xfe) {
                throw IoCode.ENCODING.exception(
                        "`" + FileFormat.fileName(path) + "` is UTF-16, not UTF-8",
                        "it starts with the byte order mark of UTF-16",
                        "convert it: iconv -f UTF-16 -t UTF-8 " + FileFormat.fileName(path) + " > utf8.csv");
            }
            boolean mark =
                    head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
            if (mark) {
                in.skipNBytes(3);
            }
            return mark ? 3 : 0;
        }
    }

    /// A comma if the first line has one outside of quotes; else a semicolon, tab or bar if it has one; else a
    /// comma.
    private static byte separator(CsvBlock block, int start) {
        boolean quoted = false;
        Set<Byte> seen = new HashSet<>();
        for (int i = start; i < block.length && (quoted || block.data[i] != '\n' && block.data[i] != '\r'); i++) {
            quoted ^= block.data[i] == '"';
            if (!quoted) {
                seen.add(block.data[i]);
            }
        }
        for (byte candidate : new byte[] {',', ';', '\t', '|'}) {
            if (seen.contains(candidate)) {
                return candidate;
            }
        }
        return ',';
    }

    private static List<String> names(Path path, List<byte[]> cells, List<Integer> unnamed) {
        List<String> names = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            String name = decode(cells.get(column));
            if (name == null) {
                throw CsvErrors.encoding(path, "the name of column " + (column + 1), 1);
            }
            if (name.isBlank()) {
                unnamed.add(column);
            }
            names.add(name.isBlank() ? "column" + (column + 1) : name.strip());
        }
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < names.size(); column++) {
            if (!seen.add(names.get(column))) {
                throw IoCode.DUPLICATE_COLUMN.exception(
                        "two columns are called `" + names.get(column) + "` in `" + FileFormat.fileName(path) + "`",
                        "columns " + (names.indexOf(names.get(column)) + 1) + " and " + (column + 1)
                                + " of line 1 have the same name",
                        "rename one of them in the first line of the file");
            }
        }
        return List.copyOf(names);
    }

    /// @param bytes of a text
    /// @return the text, or null if the bytes are not UTF-8
    static @Nullable String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
