package copse.report.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One layer: a kind of mark, its data and how its properties follow from them.
///
/// ```java
/// Mark.of("rule").data(rows).x(Channel.number("lower").title("Effect")).x2("upper").y(Channel.category("method"))
/// ```
final class Mark {
    private static final List<Integer> DASHED = List.of(4, 3);

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();
    private final ObjectNode mark;
    private final ObjectNode encoding;

    private Mark(String type) {
        mark = node.putObject("mark");
        mark.put("type", type);
        encoding = node.putObject("encoding");
    }

    /// @param type of Vega-Lite's marks: `point`, `rule`, `line`, `area`, `bar`, `rect`, `text`, `tick`
    /// @return a mark with no property yet
    static Mark of(String type) {
        return new Mark(type);
    }

    /// A thin dashed line across the picture that helps reading: zero, a threshold.
    ///
    /// @param at position on the horizontal axis
    /// @return the line
    static Mark vertical(double at) {
        return guide(at).encode("x", Channel.number("at"));
    }

    /// A thin dashed line across the picture that helps reading.
    ///
    /// @param at position on the vertical axis
    /// @return the line
    static Mark horizontal(double at) {
        return guide(at).encode("y", Channel.number("at"));
    }

    private static Mark guide(double at) {
        // a row of its own: with the picture's data the line would be drawn once per row
        return of("rule")
                .data(Rows.of("at").add(at))
                .set("color", Palette.GUIDE)
                .set("strokeDash", DASHED);
    }

    /// @param rows of this layer alone
    /// @return this
    Mark data(Rows rows) {
        node.set("data", rows.data());
        return this;
    }

    /// @param test of Vega's expression language, such as `datum.simulated`
    /// @return this, drawn only for rows that pass
    Mark where(String test) {
        node.putArray("transform").addObject().put("filter", test);
        return this;
    }

    /// @param key of the mark, such as `size`, `opacity`
    /// @param value of it
    /// @return this
    Mark set(String key, @Nullable Object value) {
        mark.set(key, Specs.json(value));
        return this;
    }

    /// @param channel horizontal position
    /// @return this
    Mark x(Channel channel) {
        return encode("x", channel);
    }

    /// @param field other end of a rule, bar or area
    /// @return this
    Mark x2(String field) {
        encoding.putObject("x2").put("field", field);
        return this;
    }

    /// @param channel vertical position
    /// @return this
    Mark y(Channel channel) {
        return encode("y", channel);
    }

    /// @param field other end of a rule, bar or area
    /// @return this
    Mark y2(String field) {
        encoding.putObject("y2").put("field", field);
        return this;
    }

    /// @param name of the channel: `color`, `shape`, `strokeDash`, `detail`, `text`, `order`, `column`…
    /// @param channel its definition
    /// @return this
    Mark encode(String name, Channel channel) {
        encoding.set(name, channel.node());
        return this;
    }

    /// A line of what appears when the pointer rests on a mark.
    ///
    /// @param field text, or a number, which is shown to four digits
    /// @param title in front of it
    /// @return this
    Mark tip(String field, String title) {
        return tip(field, title, null);
    }

    /// A line of what appears when the pointer rests on a mark.
    ///
    /// @param field a number
    /// @param title in front of it
    /// @param format in d3's notation; null for what suits most
    /// @return this
    Mark tip(String field, String title, @Nullable String format) {
        ArrayNode tips = encoding.get("tooltip") instanceof ArrayNode some ? some : encoding.putArray("tooltip");
        ObjectNode tip = tips.addObject();
        tip.put("field", field);
        tip.put("title", title);
        if (format != null) {
            tip.put("type", "quantitative");
            tip.put("format", format);
        }
        return this;
    }

    /// @return the layer, not to be changed
    ObjectNode node() {
        return node;
    }
}
