package copse.report.plot;

import copse.report.Chart;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What all pictures share: paper, fonts, grid, sizes, and how layers and panels are put together.
///
/// ```java
/// ObjectNode view = Specs.layered(rows, Mark.vertical(0), intervals, points);
/// Chart chart = Specs.chart("forest", title, description, view);
/// ```
///
/// A single view of layers has a width that a page may replace by `container`. Panels ([#stacked], [#beside],
/// [#grid]) have numbers as widths, all inside one of [#WIDTH] together; a page scales them.
final class Specs {
    /// Width of what is inside the axes, in pixels, for one panel.
    static final int WIDTH = 560;

    /// Height of what is inside the axes, in pixels, where the picture has no rows.
    static final int HEIGHT = 320;

    /// Height of a row of a picture that has one line per thing.
    static final int ROW = 24;

    /// Points that a picture shows at most: more hide each other and make pages heavy.
    static final int MOST_POINTS = 2000;

    private static final int GAP = 16;

    private static final List<String> TITLED = List.of("x", "y", "color", "shape", "strokeDash");

    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

    private static final String FONTS =
            "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, Noto Sans CJK SC, PingFang SC,"
                    + " Microsoft YaHei, sans-serif";

    private Specs() {}

    /// @param kind what `copse plot` calls it
    /// @param title a line above it
    /// @param description alternative text, with the numbers that matter
    /// @param view of [#layered], [#stacked], [#beside] or [#grid]
    /// @return the chart: the view with paper, fonts and description
    static Chart chart(String kind, String title, String description, ObjectNode view) {
        ObjectNode spec = object();
        spec.put("$schema", SCHEMA);
        spec.put("description", description);
        spec.set("config", config());
        spec.setAll(view);
        return new Chart(kind, title, description, spec);
    }

    /// Layers over the same axes.
    ///
    /// @param rows of all layers that have none of their own; null if all have
    /// @param marks from the back to the front
    /// @return a view of height [#HEIGHT]
    static ObjectNode layered(@Nullable Rows rows, Mark... marks) {
        return layered(rows, Arrays.asList(marks));
    }

    /// Layers over the same axes.
    ///
    /// @param rows of all layers that have none of their own; null if all have
    /// @param marks from the back to the front
    /// @return a view of height [#HEIGHT]
    static ObjectNode layered(@Nullable Rows rows, List<Mark> marks) {
        ObjectNode view = object();
        view.put("height", HEIGHT);
        if (rows != null) {
            view.set("data", rows.data());
        }
        ArrayNode layers = view.putArray("layer");
        marks.forEach(mark -> layers.add(mark.node()));
        shareTitles(layers);
        return view;
    }

    /// Gives every layer the titles that one of them has: a layer without a title would take it from the
    /// others' axis.
    private static void shareTitles(ArrayNode layers) {
        for (String channel : TITLED) {
            String title = null;
            for (JsonNode layer : layers) {
                JsonNode own = layer.path("encoding").path(channel).path("title");
                title = title == null && own.isString() ? own.asString() : title;
            }
            for (JsonNode layer : layers) {
                if (title != null && layer.path("encoding").path(channel) instanceof ObjectNode definition) {
                    if (!definition.path("title").isString()) {
                        definition.put("title", title);
                    }
                }
            }
        }
    }

    /// Sizes of a panel, or of a picture that cannot be laid out anew.
    ///
    /// @param view changed
    /// @param width inside the axes, in pixels
    /// @param height inside the axes, in pixels
    /// @return the view
    static ObjectNode sized(ObjectNode view, int width, int height) {
        view.put("width", width);
        view.put("height", height);
        return view;
    }

    /// A picture with one row per thing: as high as they need.
    ///
    /// @param view changed
    /// @param rows number of categories on its vertical axis
    /// @return the view
    static ObjectNode tall(ObjectNode view, int rows) {
        return view.put("height", Math.max(2, rows) * ROW);
    }

    /// @param views from top to bottom
    /// @return panels above one another
    static ObjectNode stacked(List<ObjectNode> views) {
        return panels("vconcat", views);
    }

    /// @param views from left to right
    /// @return panels beside one another
    static ObjectNode beside(List<ObjectNode> views) {
        return panels("hconcat", views);
    }

    /// The same picture once per group, in rows of several.
    ///
    /// @param rows of all panels
    /// @param by how the field of the groups is titled and sorted
    /// @param columns panels side by side
    /// @param height of a panel
    /// @param marks layers of a panel, without data of their own: those are repeated in every panel
    /// @return small panels with the same axes
    static ObjectNode grid(Rows rows, Channel by, int columns, int height, Mark... marks) {
        ObjectNode view = object();
        view.set("data", rows.data());
        view.set("facet", by.node());
        view.put("columns", columns);
        ObjectNode panel = sized(object(), (WIDTH - GAP * (columns - 1)) / columns, height);
        ArrayNode layers = panel.putArray("layer");
        for (Mark mark : marks) {
            layers.add(mark.node());
        }
        shareTitles(layers);
        view.set("spec", panel);
        view.put("spacing", GAP);
        return view;
    }

    private static ObjectNode panels(String how, List<ObjectNode> views) {
        ObjectNode view = object();
        ArrayNode panels = view.putArray(how);
        views.forEach(panels::add);
        view.put("spacing", GAP);
        return view;
    }

    /// Scales or legends that panels or layers do not share.
    ///
    /// @param view changed
    /// @param what `scale`, `axis` or `legend`
    /// @param channel such as `y`
    /// @return the view
    static ObjectNode independent(ObjectNode view, String what, String channel) {
        view.withObject("/resolve/" + what).put(channel, "independent");
        return view;
    }

    /// @param value a text, number, truth value, list of these, node, or null
    /// @return the value in JSON
    static JsonNode json(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case null -> nodes.nullNode();
            case JsonNode node -> node;
            case String text -> nodes.stringNode(text);
            case Boolean truth -> nodes.booleanNode(truth);
            case Integer count -> nodes.numberNode(count);
            case Long count -> nodes.numberNode(count);
            case Double number -> nodes.numberNode(number);
            case List<?> list -> {
                ArrayNode array = nodes.arrayNode();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case Object other -> throw new IllegalArgumentException("a " + other.getClass());
        };
    }

    /// @return an empty object
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode config() {
        ObjectNode config = object();
        config.put("background", "#ffffff");
        config.put("font", FONTS);
        // the description tells what is to be seen; a label per mark would only lengthen what a reader hears
        config.putObject("mark").put("aria", false).put("tooltip", false);
        config.putObject("view").put("stroke", "transparent");
        ObjectNode axis = config.putObject("axis");
        axis.put("labelFontSize", 12)
                .put("titleFontSize", 12)
                .put("titleFontWeight", "normal")
                .put("titlePadding", 8);
        axis.put("labelColor", Palette.TEXT).put("titleColor", Palette.TEXT);
        axis.put("domainColor", Palette.GUIDE).put("tickColor", Palette.GUIDE).put("tickSize", 4);
        axis.put("gridColor", "#e4e4e4").put("labelLimit", 220).put("labelOverlap", true);
        // nearly as many as fit on a phone
        config.putObject("axisX").put("tickCount", 7);
        config.putObject("axisBand")
                .put("grid", false)
                .put("ticks", false)
                .put("domain", false)
                .put("labelPadding", 8);
        ObjectNode legend = config.putObject("legend");
        legend.put("orient", "top").put("labelFontSize", 12).put("titleFontSize", 12);
        legend.put("titleFontWeight", "normal").put("labelColor", Palette.TEXT).put("titleColor", Palette.TEXT);
        legend.put("labelLimit", 240).put("symbolStrokeWidth", 2).put("columnPadding", 16);
        ObjectNode header = config.putObject("header");
        header.put("labelFontSize", 12).put("titleFontSize", 12).put("titleFontWeight", "normal");
        header.put("labelColor", Palette.TEXT).put("titleColor", Palette.TEXT);
        config.putObject("text").put("fontSize", 12).put("color", Palette.TEXT);
        config.putObject("point")
                .put("filled", true)
                .put("size", 50)
                .put("color", Palette.INK)
                .put("opacity", 1);
        config.putObject("rule").put("color", Palette.INK);
        config.putObject("line").put("color", Palette.INK).put("strokeWidth", 2);
        config.putObject("bar").put("color", Palette.INK);
        config.putObject("area").put("color", Palette.INK);
        config.putObject("rect").put("color", Palette.INK);
        config.putObject("tick").put("color", Palette.INK).put("thickness", 1.5);
        return config;
    }
}
