package copse.io;

import copse.error.InputException;
import copse.error.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines and columns of positions in a CSV file, for messages. Reads the file again up to there: errors may be
/// slow.
final class CsvPlaces {
    private static final int WIDTH = 100;

    private CsvPlaces() {}

    /// The line that a position is on, cut to what fits a screen, with the position marked.
    ///
    /// Lines are counted as an editor does: those inside quotes as well.
    ///
    /// @param path the file
    /// @param offset position in the decompressed text
    /// @param length number of characters to mark
    /// @return the place
    /// @throws IOException if the file cannot be read
    static Place of(Path path, long offset, int length) throws IOException {
        try (InputStream in = new java.io.BufferedInputStream(CsvFile.text(path), 1 << 16)) {
            int line = 1;
            byte[] text = new byte[WIDTH];
            int kept = 0;
            int inLine = 0;
            int previous = -1;
            for (long at = 0; at < offset; at++) {
                int b = in.read();
                if (b == '\n' || b == '\r') {
                    line += b == '\n' && previous == '\r' ? 0 : 1;
                    inLine = 0;
                    kept = 0;
                } else if (b < 0) {
                    break;
                } else {
                    inLine++;
                    if (kept == WIDTH) {
                        // drop the front half: the end of the line so far is what matters
                        System.arraycopy(text, WIDTH / 2, text, 0, WIDTH / 2);
                        kept = WIDTH / 2;
                    }
                    text[kept++] = (byte) b;
                }
                previous = b;
            }
            boolean cut = inLine > kept;
            String before = new String(text, 0, kept, StandardCharsets.UTF_8).replace("\ufeff", "");
            byte[] after = new byte[WIDTH / 2];
            int more = 0;
            int b = in.read();
            while (b >= 0 && b != '\n' && b != '\r' && more < after.length) {
                after[more++] = (byte) b;
                b = in.read();
            }
            String behind = new String(after, 0, more, StandardCharsets.UTF_8);
            String head = (cut ? "…" : "") + before;
            int from = head.length();
            int to = Math.min(from + Math.max(1, length), Math.max(from + 1, from + behind.length()));
            return new Place(FileFormat.fileName(path), line, head + behind, from, to);
        }
    }

    /// Finds the first row whose cell is a given text.
    ///
    /// @param file the file
    /// @param position of the column
    /// @param text bytes of the cell
    /// @return position of the record in the decompressed text; the end of the file if there is none
    static long find(CsvFile file, int position, byte[] text) throws IOException {
        try (CsvBlocks blocks = file.blocks(CsvBlocks.BLOCK)) {
            CsvBlock block = new CsvBlock(CsvBlocks.BLOCK);
            List<byte[]> cells = new ArrayList<>();
            while (blocks.next(block)) {
                for (int at = 0; at < block.length; ) {
                    if (block.data[at] == '\n' || block.data[at] == '\r') {
                        at++;
                        continue;
                    }
                    int start = at;
                    cells.clear();
                    at = CsvParser.split(block, file.separator(), at, cells);
                    if (cells.size() > position && Arrays.equals(cells.get(position), text)) {
                        return block.offset + start;
                    }
                }
            }
            return Long.MAX_VALUE;
        }
    }

    /// @param path the file
    /// @param fault what a parser stumbled on
    /// @param expected number of columns
    /// @return the error to throw
    static InputException exception(Path path, CsvFault fault, int expected) {
        try {
            return switch (fault.fault()) {
                case RAGGED -> ragged(path, fault, expected);
                case OPEN_QUOTE -> {
                    Place place = of(path, fault.offset(), 1);
                    yield IoCode.OPEN_QUOTE.exception(
                            "a quote opened in line " + place.line() + " is never closed",
                            "all text from there to the end of the file is one cell",
                            "close it; a double quote inside a quoted text is written twice",
                            place);
                }
                case AFTER_QUOTE -> {
                    Place place = of(path, fault.offset(), 1);
                    yield IoCode.AFTER_QUOTE.exception(
                            "text behind a closing quote in line " + place.line(),
                            "behind the closing quote of a cell only a separator or the end of the line may follow",
                            "write a double quote inside a quoted text twice: \"a 5\"\" pipe\"",
                            place);
                }
            };
        } catch (IOException e) {
            return DataFiles.failure(path, e);
        }
    }

    private static InputException ragged(Path path, CsvFault fault, int expected) throws IOException {
        Place place = of(path, fault.offset(), WIDTH);
        boolean less = fault.cells() < expected;
        return IoCode.RAGGED.exception(
                "line " + place.line() + " has " + cells(fault.cells()) + ", the first line names " + expected
                        + " columns",
                less
                        ? "cells are missing, or a line end stands inside a text"
                        : "a text with the separator in it must stand in double quotes",
                less
                        ? "write an empty cell for each missing value, or put the text in double quotes"
                        : "put the text in double quotes, or remove the surplus",
                place);
    }

    private static String cells(int count) {
        return count == 1 ? "1 cell" : count + " cells";
    }

    /// @param path the file
    /// @param what the text that cannot be decoded, in words
    /// @param line its line, 0 if not known
    /// @return the error to throw
    static InputException encoding(Path path, String what, int line) {
        String name = FileFormat.fileName(path);
        return IoCode.ENCODING.exception(
                "`" + name + "` is not UTF-8",
                what + (line > 0 ? ", line " + line + "," : "")
                        + " is no valid UTF-8 text; perhaps the file is Latin-1",
                "convert it: iconv -f LATIN1 -t UTF-8 " + name + " > utf8.csv");
    }
}
