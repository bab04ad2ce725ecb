package copse.notebook;

import copse.report.Chart;
import copse.report.Document;
import copse.report.HtmlRenderer;
import copse.report.Language;
import copse.report.TextRenderer;
import java.util.Optional;

/// Results as text, HTML and pictures, as the command line tells them.
///
/// What has a document of its own: fits of all engines, posteriors, estimates, frames, assignments, balance,
/// analyses, power, diagnoses, documents and charts themselves. Any other value is told by its `toString`.
public final class Show {
    private static final int WIDTH = 100;

    /// What sets the tables of a result apart inside a page that is not copse's own.
    private static final String STYLE = """
            <style>.copse table { border-collapse: collapse; margin: 0.5em 0 }
            .copse th, .copse td { padding: 0.15em 0.6em; text-align: left }
            .copse thead th { border-bottom: 1px solid currentColor }
            .copse tbody th { font-weight: normal }
            .copse .number { text-align: right; font-variant-numeric: tabular-nums }
            .copse h2 { font-size: 1.1em; margin: 1em 0 0.3em }
            .copse figure { margin: 0.5em 0 }
            .copse svg { max-width: 100%; height: auto }</style>
            """;

    private Show() {}

    /// Prints a value to standard output.
    ///
    /// @param value any value
    public static void show(Object value) {
        System.out.println(text(value));
    }

    /// @param value any value
    /// @return text without a newline at its end; a picture is told in words
    public static String text(Object value) {
        return View.document(value)
                .map(document -> TextRenderer.of(WIDTH).render(document).stripTrailing())
                .orElseGet(() -> String.valueOf(value));
    }

    /// @param value any value
    /// @return an HTML element with tables as tables and charts as SVG; empty where copse has nothing to tell
    ///     of such values
    public static Optional<String> html(Object value) {
        return View.document(value).map(Show::element);
    }

    /// @param chart what to draw
    /// @return an SVG document
    public static String svg(Chart chart) {
        return Pictures.svg(chart);
    }

    private static String element(Document document) {
        return "<div class=\"copse\">" + STYLE + HtmlRenderer.fragment(document, Language.ENGLISH, Pictures::untitled)
                + "</div>";
    }
}
