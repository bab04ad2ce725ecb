package copse.notebook;

import copse.report.Document;
import copse.report.TextRenderer;

/// Results as text for a prompt that prints values.
public final class Show {
    private static final int WIDTH = 100;

    private Show() {}

    /// @param document what to show
    /// @return text
    public static String text(Document document) {
        return TextRenderer.of(WIDTH).render(document);
    }
}
