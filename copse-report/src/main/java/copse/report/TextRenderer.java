package copse.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Documents as text for a terminal: aligned by blanks, readable without colour.
///
/// Sentences wrap at the width. A table that is wider is folded into blocks that fit, each of which starts with
/// the first column again.
public final class TextRenderer {
    /// Where a line may break: not within `95 %`, nor within `p = 0.01`.
    private static final Pattern BLANKS = Pattern.compile(" (?!%|[=<>] )(?<![=<>] )");

    /// Below this nothing readable can be laid out, whatever the terminal says.
    private static final int NARROWEST = 40;

    private static final String GAP = "  ";

    /// Punctuation that no line of Chinese starts with.
    private static final String NO_START = "，。；：、）！？”》」.,;:)!?%…";

    /// Punctuation that no line of Chinese ends with.
    private static final String NO_END = "（“《「(";

    private final int width;

    private TextRenderer(int width) {
        this.width = Math.max(NARROWEST, width);
    }

    /// @param width columns of the terminal
    /// @return a renderer
    public static TextRenderer of(int width) {
        return new TextRenderer(width);
    }

    /// @param document what to show
    /// @return text that ends with a newline, or the empty text
    public String render(Document document) {
        StringBuilder out = new StringBuilder();
        parts(out, document.parts());
        return out.toString();
    }

    private void parts(StringBuilder out, List<Part> parts) {
        Part before = null;
        for (Part part : parts) {
            if (before != null && !(before instanceof Part.Heading) && !together(before, part)) {
                out.append('\n');
            }
            switch (part) {
                case Part.Heading heading -> out.append(heading.text()).append('\n');
                case Part.Sentence sentence -> wrap(out, sentence.text(), "");
                case Part.Items items -> items.texts().forEach(text -> wrap(out, "- " + text, GAP));
                case Part.Command command ->
                    out.append(GAP).append("$ ").append(command.line()).append('\n');
                case Part.Code code ->
                    code.text()
                            .lines()
                            .forEach(line -> out.append(GAP).append(line).append('\n'));
                case Part.Note note -> note(out, note);
                case Part.KeyValues pairs -> pairs(out, pairs);
                case Part.Figure(Chart chart) -> wrap(out, chart.title() + ". " + chart.description(), GAP);
                case Part.Details details -> {
                    wrap(out, details.summary(), "");
                    parts(out, details.parts());
                }
                case Table table -> table(out, table);
            }
            before = part;
        }
    }

    private static boolean together(Part before, Part part) {
        return before instanceof Part.Sentence && part instanceof Part.Sentence
                || before instanceof Part.Note && part instanceof Part.Note;
    }

    private void note(StringBuilder out, Part.Note note) {
        wrap(out, note.label() + ": " + note.text(), GAP);
    }

    private void pairs(StringBuilder out, Part.KeyValues pairs) {
        int longest = pairs.entries().stream()
                .mapToInt(entry -> length(entry.key()))
                .max()
                .orElse(0);
        for (Part.Entry entry : pairs.entries()) {
            wrap(
                    out,
                    GAP + pad(entry.key(), longest, false) + GAP + entry.value(),
                    " ".repeat(longest + 2 * GAP.length()));
        }
    }

    /// Breaks at blanks; lines after the first are indented. A word longer than a line stands alone on it.
    /// Blanks at the start of the text are kept.
    private void wrap(StringBuilder out, String text, String indent) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        out.append(text, 0, start);
        int column = start;
        boolean first = true;
        for (String word : BLANKS.split(text.substring(start), -1)) {
            String gap = first ? "" : " ";
            for (String piece : pieces(word)) {
                if (!first && column + gap.length() + length(piece) > width) {
                    out.append('\n').append(indent);
                    column = indent.length();
                } else {
                    out.append(gap);
                    column += gap.length();
                }
                out.append(piece);
                column += length(piece);
                first = false;
                gap = "";
            }
        }
        out.append('\n');
    }

    private void table(StringBuilder out, Table table) {
        if (!table.caption().isEmpty()) {
            wrap(out, table.caption(), "");
        }
        int[] widths = widths(table);
        List<Integer> block = new ArrayList<>();
        int used = 0;
        for (int j = 0; j < widths.length; j++) {
            if (block.size() > 1 && used + GAP.length() + widths[j] > width) {
                block(out, table, block, widths);
                out.append('\n');
                block.subList(1, block.size()).clear();
                used = widths[0];
            }
            block.add(j);
            used += (block.size() > 1 ? GAP.length() : 0) + widths[j];
        }
        block(out, table, block, widths);
    }

    private static void block(StringBuilder out, Table table, List<Integer> block, int[] widths) {
        line(out, table, table.columns().stream().map(TableColumn::name).toList(), block, widths);
        for (List<Cell> row : table.rows()) {
            line(out, table, row.stream().map(Cell::shown).toList(), block, widths);
        }
    }

    private static void line(StringBuilder out, Table table, List<String> cells, List<Integer> block, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int j : block) {
            boolean right = table.columns().get(j).alignment() == TableColumn.Alignment.RIGHT;
            line.append(line.isEmpty() && j == block.getFirst() ? "" : GAP).append(pad(cells.get(j), widths[j], right));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static int[] widths(Table table) {
        int[] widths = new int[table.columns().size()];
        for (int j = 0; j < widths.length; j++) {
            widths[j] = length(table.columns().get(j).name());
            for (List<Cell> row : table.rows()) {
                widths[j] = Math.max(widths[j], length(row.get(j).shown()));
            }
        }
        return widths;
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - length(text)));
        return right ? blanks + text : text + blanks;
    }

    // Columns of a terminal, not UTF-16 units; a line break inside a value would tear the table.
    private static int length(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /// Characters of two columns: Chinese, Japanese and Korean ones with their punctuation.
    ///
    /// Source: Unicode Standard Annex 11, East Asian Width, classes W and F.
    /// https://www.unicode.org/reports/tr11/
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x20000 && c <= 0x3fffd;
    }

    /// A word is whole where it is written with letters; wide characters need no blanks to be broken between,
    /// but none of these starts a line.
    private static List<String> pieces(String word) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < word.length(); i = word.offsetByCodePoints(i, 1)) {
            boolean wide = isWide(word.codePointAt(i));
            boolean afterWide = i > start && isWide(word.codePointBefore(i));
            if (i > start && (wide || afterWide) && NO_START.indexOf(word.charAt(i)) < 0 && !opens(word, i)) {
                pieces.add(word.substring(start, i));
                start = i;
            }
        }
        pieces.add(word.substring(start));
        return pieces;
    }

    private static boolean opens(String word, int i) {
        return NO_END.indexOf(word.charAt(i - 1)) >= 0;
    }
}
