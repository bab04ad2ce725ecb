package copse.io;

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
    /// Most characters shown before the position.
    static final int WIDTH = 100;

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
    /// @return position of the cell in the decompressed text; the end of the file if there is none
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
                        return block.offset + CsvParser.start(block, file.separator(), start, position);
                    }
                }
            }
            return Long.MAX_VALUE;
        }
    }
}
