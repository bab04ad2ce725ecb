package copse.report.plot;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pictures of several panels whose names are those of parameters.
final class Panels {
    private static final int GAP = 12;

    /// Room for the labels of a vertical axis, so that panels in a column begin at the same place.
    private static final int EXTENT = 44;

    private static final int LEAST_WIDTH = 60;

    private Panels() {}

    /// @param view changed
    /// @param name above its left end
    static void headed(ObjectNode view, String name) {
        headed(view, List.of(name));
    }

    /// @param view changed
    /// @param lines above its left end
    static void headed(ObjectNode view, List<String> lines) {
        ObjectNode title = view.putObject("title");
        title.set("text", Specs.json(lines));
        title.put("anchor", "start");
        title.put("fontSize", 12);
        title.put("fontWeight", "normal");
        title.put("color", Palette.TEXT);
        title.put("offset", 6);
        title.put("limit", Specs.WIDTH / 2);
    }

    /// Panels with data of their own, in rows of several.
    ///
    /// @param views from left to right, then down
    /// @param columns panels side by side
    /// @return one picture
    static ObjectNode wrapped(List<ObjectNode> views, int columns) {
        ObjectNode view = Specs.object();
        ArrayNode panels = view.putArray("concat");
        views.forEach(panels::add);
        view.put("columns", columns);
        view.put("spacing", GAP);
        return view;
    }

    /// The same picture once per chain, side by side, with the parameter's name above.
    ///
    /// @param parameter name above the row
    /// @param rows of all panels, with a field `chain`
    /// @param chains names in order
    /// @param first whether the chains' names stand above the panels
    /// @param height of a panel
    /// @param marks layers of a panel
    /// @return one row of a picture
    static ObjectNode byChain(
            String parameter, Rows rows, List<String> chains, boolean first, int height, Mark... marks) {
        ObjectNode view = Specs.object();
        headed(view, parameter);
        view.set("data", rows.data());
        Channel column = Channel.category("chain").set("sort", chains);
        if (!first) {
            column.set("header", Specs.object().put("labels", false));
        }
        view.putObject("facet").set("column", column.node());
        int width = (Specs.WIDTH - GAP * (chains.size() - 1)) / chains.size();
        ObjectNode panel = Specs.sized(Specs.object(), Math.max(LEAST_WIDTH, width), height);
        ArrayNode layers = panel.putArray("layer");
        for (Mark mark : marks) {
            layers.add(mark.node());
        }
        view.set("spec", panel);
        view.put("spacing", GAP);
        return view;
    }

    /// @param channel of a vertical axis
    /// @return the channel, its axis as wide as those of the rows above and below
    static Channel aligned(Channel channel) {
        return channel.axis("minExtent", EXTENT).axis("maxExtent", EXTENT);
    }
}
