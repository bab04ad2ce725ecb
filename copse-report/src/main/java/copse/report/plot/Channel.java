package copse.report.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How one property of a mark (position, colour, text…) follows from a field: a channel definition of
/// Vega-Lite.
///
/// Without [#title(String)] it has no title: names of fields are never shown. Categories keep the order of the
/// data.
final class Channel {
    private static final int LABEL_SIZE = 12;

    /// Mean width of a letter or digit of that size in a wide font.
    private static final int LATIN = 7;

    /// Where Chinese punctuation and characters begin.
    private static final int FULL_WIDTH = 0x2e80;

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private Channel() {}

    /// @param field numbers
    /// @return a channel with a linear scale
    static Channel number(String field) {
        return of(field, "quantitative");
    }

    /// @param field texts
    /// @return a channel of categories in the order of the data
    static Channel category(String field) {
        return of(field, "nominal").set("sort", null);
    }

    /// @param value the same for all marks: in pixels for a position, a colour…
    /// @return a channel without a scale
    static Channel value(Object value) {
        Channel channel = new Channel();
        return channel.set("value", value);
    }

    /// @param value the same for all marks, on the scale of the data
    /// @return a channel with the scale that its siblings have
    static Channel datum(double value) {
        Channel channel = new Channel();
        return channel.set("datum", Rows.rounded(value)).set("type", "quantitative");
    }

    /// @param field the groups' names
    /// @param groups in the order of the legend
    /// @return colours by group
    static Channel colour(String field, List<String> groups) {
        return category(field)
                .scale("domain", groups)
                .scale("range", Palette.colours(groups.size()))
                .columns(groups);
    }

    /// @param field colours themselves
    /// @return colours without a scale, and so without a legend: for what is fainter than its legend should be
    static Channel own(String field) {
        Channel channel = of(field, "nominal");
        return channel.set("scale", null);
    }

    /// @param field the groups' names
    /// @param groups in the order of the legend
    /// @return shapes by group; the legend is that of [#colour(String, List)] if both have the same title
    static Channel shape(String field, List<String> groups) {
        return category(field)
                .scale("domain", groups)
                .scale("range", Palette.shapes(groups.size()))
                .columns(groups);
    }

    /// @param field the groups' names
    /// @param groups in the order of the legend
    /// @return dashes by group; the legend is that of [#colour(String, List)] if both have the same title
    static Channel dash(String field, List<String> groups) {
        return category(field)
                .scale("domain", groups)
                .scale("range", Palette.dashes(groups.size()))
                .columns(groups);
    }

    private static Channel of(String field, String type) {
        Channel channel = new Channel();
        channel.node.put("field", field);
        channel.node.put("type", type);
        return channel.set("title", null);
    }

    /// A legend above the picture in as many columns as its width takes.
    private Channel columns(List<String> groups) {
        int longest = groups.stream().mapToInt(Channel::pixels).max().orElse(1);
        return legend("columns", Math.clamp(Specs.WIDTH / (longest + 34), 1, Math.max(1, groups.size())));
    }

    /// @param text of a label
    /// @return about how wide it is: Chinese characters are square, others about half as wide
    static int pixels(String text) {
        return text.codePoints().map(c -> c >= FULL_WIDTH ? LABEL_SIZE : LATIN).sum();
    }

    /// @param title of the axis or legend; null for none
    /// @return this
    Channel title(@Nullable String title) {
        return set("title", title);
    }

    /// @param format of numbers in d3's notation, such as `.0%`
    /// @return this
    Channel format(String format) {
        return set("format", format);
    }

    /// @param low end of the axis
    /// @param high other end
    /// @return this, with exactly that range
    Channel domain(double low, double high) {
        return scale("domain", List.of(Rows.rounded(low), Rows.rounded(high))).scale("nice", false);
    }

    /// @return this, with a scale that need not hold zero
    Channel noZero() {
        return scale("zero", false);
    }

    /// @param key of the scale
    /// @param value of it
    /// @return this
    Channel scale(String key, @Nullable Object value) {
        node.withObject("/scale").set(key, Specs.json(value));
        return this;
    }

    /// @param key of the axis, such as `values`
    /// @param value of it
    /// @return this
    Channel axis(String key, @Nullable Object value) {
        node.withObject("/axis").set(key, Specs.json(value));
        return this;
    }

    /// @return this without an axis
    Channel noAxis() {
        return set("axis", null);
    }

    /// @param key of the legend
    /// @param value of it
    /// @return this
    Channel legend(String key, @Nullable Object value) {
        node.withObject("/legend").set(key, Specs.json(value));
        return this;
    }

    /// @return this without a legend
    Channel noLegend() {
        return set("legend", null);
    }

    /// @param key of Vega-Lite's channel definition
    /// @param value of it
    /// @return this
    Channel set(String key, @Nullable Object value) {
        node.set(key, Specs.json(value));
        return this;
    }

    /// @return the definition, not to be changed
    ObjectNode node() {
        return node;
    }
}
