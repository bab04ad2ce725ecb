package copse.image;

import copse.report.Chart;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Fits a specification to a picture of fixed size.
final class Sizes {
    private static final int TITLE = 15;

    /// Fonts of most machines from left to right; Chinese ones last, since their Latin letters are plain.
    private static final String FONTS =
            "Helvetica, Arial, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

    private Sizes() {}

    /// @param chart what to draw
    /// @param look how
    /// @return what `draw.js` takes
    static ObjectNode job(Chart chart, Look look) {
        ObjectNode spec = chart.spec().deepCopy();
        spec.remove("description");
        ObjectNode config = spec.withObject("/config");
        // The picture as a whole has a title and a description; a label on each mark would be noise beside them.
        config.put("aria", false);
        if (!config.has("font")) {
            config.put("font", FONTS);
        }
        if (!spec.has("background")) {
            spec.put("background", "white");
        }
        if (!spec.has("padding")) {
            spec.put("padding", 8);
        }
        int width = fit(spec, "width", look.width().orElse(0), Look.WIDTH);
        fit(spec, "height", look.height().orElse(0), Look.WIDTH * 5 / 8);
        ObjectNode job = JsonMapper.shared().createObjectNode();
        job.set("spec", spec);
        job.put("title", look.titled() ? chart.title() : "");
        job.withObject("/look").put("width", width).put("titleSize", TITLE);
        return job;
    }

    /// A single or layered view has its size at the top; one of several views side by side has it inside.
    private static int fit(ObjectNode spec, String side, int wanted, int otherwise) {
        boolean facets = spec.path("spec").isObject();
        ObjectNode view = facets ? (ObjectNode) spec.path("spec") : spec;
        boolean several = spec.has("hconcat") || spec.has("vconcat") || spec.has("concat");
        JsonNode own = view.path(side);
        int columns = facets && side.equals("width")
                ? Math.max(1, spec.path("columns").asInt(1))
                : 1;
        if (several) {
            return wanted > 0 ? wanted : otherwise;
        }
        if (wanted > 0) {
            view.put(side, wanted / columns);
            return wanted;
        }
        if (own.isString()) {
            view.put(side, otherwise / columns);
            return otherwise;
        }
        return own.isNumber() ? columns * own.asInt() : otherwise;
    }
}
