package copse.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The headings of a page: one of level 1, no level left out on the way down, an address for each.
///
/// @param title of the page
/// @param titled whether the document brings the title itself, as its first heading of level 1
/// @param headings of the document in order, as the page has them
record HtmlOutline(String title, boolean titled, List<Entry> headings) {
    /// A heading of the page.
    ///
    /// @param level from 1 to 6
    /// @param text of the heading
    /// @param id unique in the page; empty for none
    record Entry(int level, String text, String id) {}

    /// @param document whose headings count
    /// @param name title of the page if the document has none
    /// @return the headings
    static HtmlOutline of(Document document, String name) {
        List<Part.Heading> headings = document.parts().stream()
                .filter(Part.Heading.class::isInstance)
                .map(Part.Heading.class::cast)
                .toList();
        boolean titled = !document.parts().isEmpty()
                && document.parts().getFirst() instanceof Part.Heading(int level, String _)
                && level == 1;
        List<Entry> entries = new ArrayList<>();
        Set<String> taken = new HashSet<>(Set.of("content"));
        int above = titled ? 0 : 1;
        for (Part.Heading heading : headings) {
            int lowest = entries.isEmpty() && titled ? 1 : 2;
            int level = Math.clamp(heading.level(), lowest, Math.max(lowest, above + 1));
            entries.add(new Entry(level, heading.text(), id(heading.text(), taken)));
            above = level;
        }
        return new HtmlOutline(titled ? entries.getFirst().text() : name, titled, List.copyOf(entries));
    }

    /// @return the headings of level 2, which a table of contents lists
    List<Entry> sections() {
        return headings.stream().filter(entry -> entry.level() == 2).toList();
    }

    /// @return the same headings without addresses
    HtmlOutline withoutAddresses() {
        return new HtmlOutline(
                title,
                titled,
                headings.stream()
                        .map(entry -> new Entry(entry.level(), entry.text(), ""))
                        .toList());
    }

    /// Letters and digits of any script, with hyphens between the words.
    private static String id(String text, Set<String> taken) {
        String words = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        String stem = words.isEmpty() ? "section" : words;
        String id = stem;
        for (int i = 2; !taken.add(id); i++) {
            id = stem + "-" + i;
        }
        return id;
    }
}
