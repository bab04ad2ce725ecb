package copse.report;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The parts of a document as elements of HTML.
final class HtmlParts {
    /// Rows of a table that is shown whole; a longer one is folded on the screen and may be broken on paper.
    static final int LONG = 40;

    /// Columns from which a table is set in smaller print on paper.
    private static final int WIDE = 9;

    /// A digest, a path: no column is as wide as these.
    private static final Pattern LONG_WORD = Pattern.compile("[^\\s-]{25}");

    private final StringBuilder out = new StringBuilder();
    private final Phrases phrases;
    private final Iterator<HtmlOutline.Entry> headings;
    private final Function<Chart, String> figure;
    private String contents;
    private String above;
    private boolean answered;

    private HtmlParts(HtmlOutline outline, String contents, Language language, Function<Chart, String> figure) {
        this.contents = contents;
        this.phrases = Phrases.of(HtmlParts.class, language);
        this.headings = outline.headings().iterator();
        this.figure = figure;
        this.above = outline.title();
    }

    /// @param document what to show
    /// @param outline of the document
    /// @param contents what stands before the first section
    /// @param language of the document
    /// @param figure what stands in a figure's place
    /// @return the elements one after the other
    static String of(
            Document document,
            HtmlOutline outline,
            String contents,
            Language language,
            Function<Chart, String> figure) {
        HtmlParts parts = new HtmlParts(outline, contents, language, figure);
        parts.parts(document.parts());
        return parts.out.toString();
    }

    private void parts(List<Part> parts) {
        for (Part part : parts) {
            switch (part) {
                case Part.Heading _ -> heading(headings.next());
                case Part.Sentence(String text) -> sentence(text);
                case Part.Items(List<String> texts) -> {
                    out.append("<ul>\n");
                    texts.forEach(text ->
                            out.append("<li>").append(HtmlText.inline(text)).append("</li>\n"));
                    out.append("</ul>\n");
                }
                case Part.Command(String line) -> code("$ " + line);
                case Part.Code(String _, String text) -> code(text.stripTrailing());
                case Part.KeyValues(List<Part.Entry> entries) -> {
                    out.append("<dl>\n");
                    entries.forEach(entry -> out.append("<dt>")
                            .append(HtmlText.inline(entry.key()))
                            .append("</dt><dd>")
                            .append(HtmlText.inline(entry.value()))
                            .append("</dd>\n"));
                    out.append("</dl>\n");
                }
                case Part.Note(String label, String text) ->
                    out.append("<p class=\"note\"><strong>")
                            .append(HtmlText.inline(label))
                            .append(":</strong> ")
                            .append(HtmlText.inline(text))
                            .append("</p>\n");
                case Part.Figure(Chart chart) -> out.append(figure.apply(chart));
                case Part.Details(String summary, List<Part> folded) -> {
                    // what is there to be copied only, such as BibTeX, is not printed
                    fold(summary, folded.stream().allMatch(Part.Code.class::isInstance) ? " class=\"source\"" : "");
                    parts(folded);
                    out.append("</details>\n");
                }
                case Table table -> table(table);
            }
        }
    }

    private void heading(HtmlOutline.Entry heading) {
        if (heading.level() == 2) {
            out.append(contents);
            contents = "";
        }
        above = heading.text();
        String id = heading.id().isEmpty() ? "" : " id=\"" + HtmlText.escape(heading.id()) + "\"";
        out.append("<h%d%s>".formatted(heading.level(), id))
                .append(HtmlText.inline(heading.text()))
                .append("</h%d>\n".formatted(heading.level()));
    }

    /// The first sentence is the answer, unless it is the question.
    private void sentence(String text) {
        String role = "";
        if (!answered) {
            boolean asks = text.endsWith("?") || text.endsWith("？");
            role = asks ? " class=\"question\"" : " class=\"answer\"";
            answered = !asks;
        }
        out.append("<p").append(role).append('>').append(HtmlText.inline(text)).append("</p>\n");
    }

    private void code(String text) {
        out.append("<pre tabindex=\"0\"><code>").append(HtmlText.escape(text)).append("</code></pre>\n");
    }

    private void fold(String summary, String attributes) {
        out.append("<details")
                .append(attributes)
                .append(">\n<summary>")
                .append(HtmlText.inline(summary))
                .append("</summary>\n");
    }

    private void table(Table table) {
        boolean folded = table.rows().size() > LONG;
        String name = table.caption().isEmpty() ? above : table.caption();
        if (folded) {
            fold(phrases.say("html.rows", Numbers.count(table.rows().size())), "");
        }
        out.append("<div class=\"table%s%s\" role=\"group\" tabindex=\"0\" aria-label=\"%s\">\n<table>\n"
                .formatted(
                        folded ? "" : " short",
                        table.columns().size() >= WIDE ? " wide" : "",
                        HtmlText.escape(name.replace("`", ""))));
        if (!table.caption().isEmpty()) {
            out.append("<caption>").append(HtmlText.inline(table.caption())).append("</caption>\n");
        }
        out.append("<thead><tr>");
        table.columns()
                .forEach(column -> cell(column.name().isEmpty() ? "td" : "th scope=\"col\"", column, column.name()));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            out.append("<tr>");
            for (int j = 0; j < row.size(); j++) {
                TableColumn column = table.columns().get(j);
                boolean heads = j == 0 && column.alignment() == TableColumn.Alignment.LEFT;
                cell(heads ? "th scope=\"row\"" : "td", column, row.get(j).shown());
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
        if (folded) {
            out.append("</details>\n");
        }
    }

    private void cell(String tag, TableColumn column, String text) {
        out.append('<').append(tag);
        if (column.alignment() == TableColumn.Alignment.RIGHT) {
            out.append(" class=\"number\"");
        } else if (LONG_WORD.matcher(text).find()) {
            out.append(" class=\"long\"");
        }
        out.append('>')
                .append(HtmlText.inline(text))
                .append("</")
                .append(tag, 0, 2)
                .append('>');
    }
}
