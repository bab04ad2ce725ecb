package copse.report;

import java.util.List;

/// Documents as Markdown with pipe tables, for a merge request, an issue or a notebook.
public final class MarkdownRenderer {
    private MarkdownRenderer() {}

    /// @param document what to show
    /// @return Markdown that ends with a newline, or the empty text
    public static String render(Document document) {
        StringBuilder out = new StringBuilder();
        parts(out, document.parts());
        return out.toString();
    }

    private static void parts(StringBuilder out, List<Part> parts) {
        for (Part part : parts) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            switch (part) {
                case Part.Heading heading ->
                    out.append("#".repeat(heading.level()))
                            .append(' ')
                            .append(escape(heading.text()))
                            .append('\n');
                case Part.Sentence sentence ->
                    out.append(escape(sentence.text())).append('\n');
                case Part.Items items ->
                    items.texts()
                            .forEach(text ->
                                    out.append("- ").append(escape(text)).append('\n'));
                case Part.Command command ->
                    out.append("```console\n$ ").append(command.line()).append("\n```\n");
                case Part.Code code -> code(out, code);
                case Part.Note note ->
                    out.append("> **")
                            .append(escape(note.label()))
                            .append("**: ")
                            .append(escape(note.text()))
                            .append('\n');
                case Part.KeyValues pairs ->
                    pairs.entries()
                            .forEach(entry -> out.append("- **")
                                    .append(escape(entry.key()))
                                    .append("**: ")
                                    .append(escape(entry.value()))
                                    .append('\n'));
                case Part.Figure(Chart chart) ->
                    out.append("*")
                            .append(escape(chart.title()))
                            .append(".* ")
                            .append(escape(chart.description()))
                            .append('\n');
                case Part.Details details -> {
                    out.append("**").append(escape(details.summary())).append("**\n");
                    parts(out, details.parts());
                }
                case Table table -> table(out, table);
            }
        }
    }

    /// The fence is longer than every run of backticks inside.
    private static void code(StringBuilder out, Part.Code code) {
        String fence = "```";
        while (code.text().contains(fence)) {
            fence += "`";
        }
        out.append(fence).append(code.language()).append('\n');
        out.append(code.text().stripTrailing()).append('\n').append(fence).append('\n');
    }

    private static void table(StringBuilder out, Table table) {
        if (!table.caption().isEmpty()) {
            out.append("*").append(escape(table.caption())).append("*\n\n");
        }
        line(out, table.columns().stream().map(TableColumn::name).toList());
        out.append('|');
        for (TableColumn column : table.columns()) {
            out.append(
                    switch (column.alignment()) {
                        case LEFT -> " :--- |";
                        case RIGHT -> " ---: |";
                    });
        }
        out.append('\n');
        table.rows().forEach(row -> line(out, row.stream().map(Cell::shown).toList()));
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
        out.append('\n');
    }

    /// Formulas are full of characters that Markdown takes for markup: `(1 | g)`, `call_CSAT`, `a*b`, `x < 1`.
    /// What stands between backticks stays as it is, but for the bar, which ends a table's cell even there.
    private static String escape(String text) {
        boolean spans = text.chars().filter(c -> c == '`').count() % 2 == 0;
        StringBuilder out = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            code ^= spans && c == '`';
            boolean markup = c == '|' || !code && "\\*_<>[]#".indexOf(c) >= 0 || c == '`' && !spans;
            out.append(markup ? "\\" : "").append(c == '\n' ? ' ' : c);
        }
        return out.toString();
    }
}
