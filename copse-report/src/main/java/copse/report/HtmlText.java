package copse.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as HTML: what has a meaning there is escaped, what stands between backticks becomes code, addresses
/// become links.
final class HtmlText {
    /// Characters that no document may hold: HTML has no way to write them.
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");

    /// An address, or a DOI as references give it. Punctuation and brackets after it belong to the sentence.
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|doi:10\\.)[^\\s<>`\"\\p{IsHan}，。；）]*[^\\s<>`\"\\p{IsHan}，。；）.,;:!?)\\]]");

    private HtmlText() {}

    /// @param text anything
    /// @return the same to a reader, in an element or in an attribute between double quotes
    static String escape(String text) {
        return CONTROLS.matcher(text)
                .replaceAll("\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// @param text a line or a paragraph
    /// @return with `<code>` for what stands between backticks and `<a>` for addresses
    static String inline(String text) {
        if (text.chars().filter(c -> c == '`').count() % 2 != 0) {
            return links(text);
        }
        StringBuilder out = new StringBuilder();
        boolean code = false;
        for (String piece : text.split("`", -1)) {
            out.append(code ? "<code>" + escape(piece) + "</code>" : links(piece));
            code = !code;
        }
        return out.toString();
    }

    private static String links(String text) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = ADDRESS.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String shown = matcher.group();
            String target = shown.startsWith("doi:") ? "https://doi.org/" + shown.substring("doi:".length()) : shown;
            out.append(escape(text.substring(from, matcher.start())))
                    .append("<a href=\"")
                    .append(escape(target))
                    .append("\">")
                    .append(escape(shown))
                    .append("</a>");
            from = matcher.end();
        }
        return out.append(escape(text.substring(from))).toString();
    }

    /// @param json a JSON text
    /// @return the same JSON, which cannot end the script element that it stands in
    static String script(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
