package copse.image;

import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sizes inside of a specification: at the top of a single or layered view, inside of each panel where there
/// are several.
final class Sizes {
    private static final int GAP = 20;

    private static final String WIDTH = "width";

    private Sizes() {}

    /// Widens or narrows: panels in the same proportion, so that all together have the width.
    ///
    /// @param view *Modified.*
    /// @param wanted in pixels; empty for what the view says
    /// @return the width of the plotting area, with the gaps between panels
    static int width(ObjectNode view, OptionalInt wanted) {
        int own = total(view);
        if (wanted.isPresent()) {
            scale(view, (double) wanted.getAsInt() / own);
        }
        return wanted.orElse(own);
    }

    /// @param view *Modified.*
    /// @param pixels of every panel
    static void height(ObjectNode view, int pixels) {
        if (isLeaf(view)) {
            view.put("height", pixels);
        }
        inner(view).forEach(panel -> height((ObjectNode) panel, pixels));
    }

    /// Gives a number to each width that only a page would know.
    ///
    /// @param view *Modified.*
    static void resolve(ObjectNode view) {
        if (isLeaf(view) && !view.path(WIDTH).isNumber() && !view.path(WIDTH).isObject()) {
            view.put(WIDTH, Look.WIDTH);
        }
        inner(view).forEach(panel -> resolve((ObjectNode) panel));
    }

    private static void scale(ObjectNode view, double factor) {
        if (view.path(WIDTH).isNumber()) {
            view.put(WIDTH, Math.max(1, (int) Math.round(view.path(WIDTH).asDouble() * factor)));
        }
        inner(view).forEach(panel -> scale((ObjectNode) panel, factor));
    }

    private static int total(ObjectNode view) {
        if (isLeaf(view)) {
            return view.path(WIDTH).asInt(Look.WIDTH);
        }
        int gap = view.path("spacing").asInt(GAP);
        if (view.path("spec").isObject()) {
            int columns = Math.max(1, view.path("columns").asInt(1));
            return columns * total((ObjectNode) view.path("spec")) + (columns - 1) * gap;
        }
        List<JsonNode> panels = inner(view);
        int inRow = view.has("hconcat")
                ? panels.size()
                : view.has("vconcat") ? 1 : view.path("columns").asInt(panels.size());
        int most = 0;
        for (int from = 0; from < panels.size(); from += inRow) {
            List<JsonNode> row = panels.subList(from, Math.min(panels.size(), from + inRow));
            int sum = (row.size() - 1) * gap;
            for (JsonNode panel : row) {
                sum += total((ObjectNode) panel);
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static boolean isLeaf(ObjectNode view) {
        return inner(view).isEmpty();
    }

    private static List<JsonNode> inner(ObjectNode view) {
        for (String name : List.of("hconcat", "vconcat", "concat")) {
            if (view.path(name).isArray()) {
                return List.copyOf(view.path(name).values());
            }
        }
        return view.path("spec").isObject() ? List.of(view.path("spec")) : List.of();
    }
}
