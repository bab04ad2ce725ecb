package copse.image;

import copse.record.Digest;
import copse.report.Chart;

/// Makes of a drawn chart a picture that stands alone: one that tells what it shows, and whose names do not
/// clash with those of another picture in the same page.
final class Accessible {
    private static final int PREFIX = 8;

    private Accessible() {}

    /// @param svg as the library draws it
    /// @param chart whose title and description go into it
    /// @return a document
    static String svg(String svg, Chart chart) {
        String own = "c" + Digest.sha256(svg).substring(0, PREFIX);
        String unique = svg.replaceAll(" id=\"(clip|gradient_)", " id=\"" + own + "-$1")
                .replaceAll("url\\(#(clip|gradient_)", "url(#" + own + "-$1");
        int end = unique.indexOf('>');
        String names = chart.title().isEmpty() ? own + "-d" : own + "-t " + own + "-d";
        String title =
                chart.title().isEmpty() ? "" : "<title id=\"" + own + "-t\">" + escaped(chart.title()) + "</title>";
        return unique.substring(0, end)
                + " role=\"img\" aria-labelledby=\"" + names + "\">"
                + title
                + "<desc id=\"" + own + "-d\">" + escaped(chart.description()) + "</desc>"
                + unique.substring(end + 1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
