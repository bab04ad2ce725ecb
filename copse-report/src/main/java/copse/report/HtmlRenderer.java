package copse.report;

import copse.record.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// Documents as one HTML file that needs nothing else: it opens from disk, on a phone, without a network, and
/// prints.
///
/// The chart library stands in the page once (860 kB) if there is a figure; each figure brings its
/// specification with its data, and the browser draws it as SVG. Without scripts, and to a reader who does not
/// see it, a figure is its title and its description. The page's content security policy lets it fetch nothing
/// and run no script but its own, so that no name in the data can become one.
///
/// Tables scroll inside their own box where the screen is narrow; those with many rows are folded. On paper
/// everything is unfolded, header rows are repeated, and neither rows nor figures are cut.
public final class HtmlRenderer {
    /// Rows of a table that is shown whole; a longer one is folded on the screen and may be broken on paper.
    static final int LONG = 40;

    /// Columns from which a table is set in smaller print on paper.
    private static final int WIDE = 9;

    /// Sections from which a table of contents helps.
    private static final int MANY_SECTIONS = 4;

    private final StringBuilder out = new StringBuilder();
    private final Phrases phrases;
    private final HtmlOutline outline;
    private final Iterator<HtmlOutline.Entry> headings;
    private String above;
    private boolean answered;
    private int figures;

    private HtmlRenderer(HtmlOutline outline, Language language) {
        this.phrases = Phrases.of(HtmlRenderer.class, language);
        this.outline = outline;
        this.headings = outline.headings().iterator();
        this.above = outline.title();
    }

    /// @param document what to show
    /// @param title of the page, if the document does not begin with a heading of level 1
    /// @param language of what the page itself says, and of the document
    /// @return an HTML document
    public static String render(Document document, String title, Language language) {
        return new HtmlRenderer(HtmlOutline.of(document, title), language).page(document);
    }

    private String page(Document document) {
        contents();
        out.append("<main id=\"content\">\n");
        if (!outline.titled()) {
            out.append("<h1>").append(HtmlText.inline(outline.title())).append("</h1>\n");
        }
        parts(document.parts());
        out.append("</main>\n<footer>")
                .append(HtmlText.escape(phrases.say("html.made", Version.copse())))
                .append("</footer>\n");
        String script = figures > 0 ? "\n" + ChartScript.text() + resource("page.js") : "";
        String end = script.isEmpty() ? "" : "<script>" + script + "</script>\n";
        return head(script) + out + end + "</body>\n</html>\n";
    }

    private String head(String script) {
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                img-src data: blob:; script-src %s; base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="copse %s">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <a class="skip" href="#content">%s</a>
                """.formatted(
                        phrases.language().locale().toLanguageTag(),
                        script.isEmpty() ? "'none'" : "'sha256-" + sha256(script) + "'",
                        HtmlText.escape(Version.copse()),
                        HtmlText.escape(outline.title().replace("`", "")),
                        resource("page.css"),
                        HtmlText.escape(phrases.say("html.skip")));
    }

    private void contents() {
        List<HtmlOutline.Entry> sections = outline.sections();
        if (sections.size() < MANY_SECTIONS) {
            return;
        }
        out.append("<nav aria-labelledby=\"contents-of-page\">\n<p id=\"contents-of-page\">")
                .append(HtmlText.escape(phrases.say("html.contents")))
                .append("</p>\n<ul>\n");
        sections.forEach(section -> out.append("<li><a href=\"#")
                .append(HtmlText.escape(section.id()))
                .append("\">")
                .append(HtmlText.escape(section.text().replace("`", "")))
                .append("</a></li>\n"));
        out.append("</ul>\n</nav>\n");
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
                case Part.Figure(Chart chart) -> figure(chart);
                case Part.Details(String summary, List<Part> folded) -> {
                    fold(summary);
                    parts(folded);
                    out.append("</details>\n");
                }
                case Table table -> table(table);
            }
        }
    }

    private void heading(HtmlOutline.Entry heading) {
        above = heading.text();
        out.append("<h%d id=\"%s\">".formatted(heading.level(), HtmlText.escape(heading.id())))
                .append(HtmlText.inline(heading.text()))
                .append("</h%d>\n".formatted(heading.level()));
    }

    /// The first sentence is the answer.
    private void sentence(String text) {
        out.append(answered ? "<p>" : "<p class=\"answer\">")
                .append(HtmlText.inline(text))
                .append("</p>\n");
        answered = true;
    }

    private void code(String text) {
        out.append("<pre tabindex=\"0\"><code>").append(HtmlText.escape(text)).append("</code></pre>\n");
    }

    private void fold(String summary) {
        out.append("<details>\n<summary>").append(HtmlText.inline(summary)).append("</summary>\n");
    }

    private void figure(Chart chart) {
        figures++;
        String id = "figure-" + figures;
        out.append("<figure id=\"").append(id).append("\">\n<div class=\"chart\"></div>\n");
        out.append("<figcaption><b>")
                .append(HtmlText.inline(chart.title()))
                .append("</b> ")
                .append(HtmlText.inline(chart.description()))
                .append("</figcaption>\n<p class=\"save\" hidden>");
        for (String format : List.of("svg", "png")) {
            String label = phrases.say("html.save", format.toUpperCase(Locale.ROOT), chart.title());
            out.append("<button type=\"button\" value=\"")
                    .append(format)
                    .append("\" aria-label=\"")
                    .append(HtmlText.escape(label))
                    .append("\">")
                    .append(format.toUpperCase(Locale.ROOT))
                    .append("</button>");
        }
        out.append("</p>\n<script type=\"application/json\">")
                .append(HtmlText.script(chart.spec().toString()))
                .append("</script>\n</figure>\n");
    }

    private void table(Table table) {
        boolean folded = table.rows().size() > LONG;
        String name = table.caption().isEmpty() ? above : table.caption();
        if (folded) {
            fold(phrases.say("html.rows", Numbers.count(table.rows().size())));
        }
        out.append("<div class=\"table%s%s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table>\n"
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
        }
        out.append('>')
                .append(HtmlText.inline(text))
                .append("</")
                .append(tag, 0, 2)
                .append('>');
    }

    private static String resource(String name) {
        try (InputStream in = HtmlRenderer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("copse-report was packed without " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
