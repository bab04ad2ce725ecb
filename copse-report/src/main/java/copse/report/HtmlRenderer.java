package copse.report;

import copse.record.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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
    /// Sections from which a table of contents helps.
    private static final int MANY_SECTIONS = 4;

    private final Phrases phrases;
    private final HtmlOutline outline;
    private int figures;

    private HtmlRenderer(HtmlOutline outline, Language language) {
        this.phrases = Phrases.of(HtmlRenderer.class, language);
        this.outline = outline;
    }

    /// @param document what to show
    /// @param title of the page, if the document does not begin with a heading of level 1
    /// @param language of what the page itself says, and of the document
    /// @return an HTML document
    public static String render(Document document, String title, Language language) {
        return new HtmlRenderer(HtmlOutline.of(document, title), language).page(document);
    }

    /// A piece for a page of somebody else, such as a notebook: the elements alone, without style, script and
    /// addresses of headings, which would meet those of other pieces.
    ///
    /// @param document what to show
    /// @param language of the document
    /// @param figure what stands in a figure's place, such as its SVG
    /// @return elements one after the other
    public static String fragment(Document document, Language language, Function<Chart, String> figure) {
        return HtmlParts.of(document, HtmlOutline.of(document, "").withoutAddresses(), "", language, figure);
    }

    private String page(Document document) {
        String parts = HtmlParts.of(document, outline, contents(), phrases.language(), this::figure);
        String script = figures > 0 ? "\n" + ChartScript.text() + resource("page.js") : "";
        StringBuilder out = new StringBuilder(head(script));
        out.append("<main id=\"content\">\n");
        if (!outline.titled()) {
            out.append("<h1>").append(HtmlText.inline(outline.title())).append("</h1>\n");
        }
        out.append(parts)
                .append("</main>\n<footer>")
                .append(HtmlText.escape(phrases.say("html.made", Version.copse())))
                .append("</footer>\n");
        if (!script.isEmpty()) {
            out.append("<script>").append(script).append("</script>\n");
        }
        return out.append("</body>\n</html>\n").toString();
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

    /// A list of the sections, after the answer and before the first of them.
    private String contents() {
        List<HtmlOutline.Entry> sections = outline.sections();
        if (sections.size() < MANY_SECTIONS) {
            return "";
        }
        StringBuilder out =
                new StringBuilder("<nav aria-labelledby=\"contents-of-page\">\n<p id=\"contents-of-page\">");
        out.append(HtmlText.escape(phrases.say("html.contents"))).append("</p>\n<ul>\n");
        sections.forEach(section -> out.append("<li><a href=\"#")
                .append(HtmlText.escape(section.id()))
                .append("\">")
                .append(HtmlText.escape(section.text().replace("`", "")))
                .append("</a></li>\n"));
        return out.append("</ul>\n</nav>\n").toString();
    }

    /// What is drawn with scripts: an empty box between title and description, the data in an element of their
    /// own.
    private String figure(Chart chart) {
        figures++;
        StringBuilder out = new StringBuilder("<figure id=\"figure-" + figures + "\">\n<figcaption>");
        out.append(HtmlText.inline(chart.title()))
                .append("</figcaption>\n<div class=\"chart\"></div>\n<p class=\"description\">")
                .append(HtmlText.inline(chart.description()))
                .append("</p>\n<p class=\"save\" hidden>");
        for (String format : List.of("svg", "png")) {
            String shown = format.toUpperCase(Locale.ROOT);
            out.append("<button type=\"button\" value=\"%s\" aria-label=\"%s\">%s</button>"
                    .formatted(format, HtmlText.escape(phrases.say("html.save", shown, chart.title())), shown));
        }
        return out.append("</p>\n<script type=\"application/json\">")
                .append(HtmlText.script(chart.spec().toString()))
                .append("</script>\n</figure>\n")
                .toString();
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
