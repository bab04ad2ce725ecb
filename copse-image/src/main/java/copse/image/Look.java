package copse.image;

import copse.report.Chart;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How a chart is drawn where it cannot stretch to a page.
///
/// @param width of the plotting area in pixels, without axes and legends; empty for what the chart itself says,
///     or [#WIDTH] where it fills a page
/// @param height of the plotting area in pixels, of each panel where there are several; empty for what the
///     chart itself says
/// @param titled whether the title stands above
public record Look(OptionalInt width, OptionalInt height, boolean titled) {
    /// Width of a chart that would fill its page.
    public static final int WIDTH = 560;

    private static final int TITLE = 15;

    private static final int PADDING = 8;

    /// Sizes that the chart itself says, with its title.
    ///
    /// @return the look of `copse plot` without options
    public static Look defaults() {
        return new Look(OptionalInt.empty(), OptionalInt.empty(), true);
    }

    /// @param pixels of the plotting area, above 0
    /// @return the same in this width
    public Look withWidth(int pixels) {
        return new Look(OptionalInt.of(pixels), height, titled);
    }

    /// @param pixels of the plotting area, above 0
    /// @return the same in this height
    public Look withHeight(int pixels) {
        return new Look(width, OptionalInt.of(pixels), titled);
    }

    /// @return the same without a title, for where one stands beside the picture
    public Look untitled() {
        return new Look(width, height, false);
    }

    /// The chart in the sizes that this look asks for; in its own where none are.
    ///
    /// @param chart any; not modified
    /// @return a chart for a page, or to be kept
    public Chart sized(Chart chart) {
        ObjectNode spec = chart.spec().deepCopy();
        if (width.isPresent()) {
            Sizes.resolve(spec);
            Sizes.width(spec, width);
        }
        height.ifPresent(pixels -> Sizes.height(spec, pixels));
        return new Chart(chart.kind(), chart.title(), chart.description(), spec);
    }

    /// @param chart to be drawn; not modified
    /// @return what `draw.js` takes
    ObjectNode job(Chart chart) {
        ObjectNode spec = sized(chart).spec();
        Sizes.resolve(spec);
        spec.remove("description");
        // The picture as a whole has a title and a description; a label on each mark would be noise beside them.
        spec.withObject("/config").put("aria", false);
        if (!spec.has("padding")) {
            spec.put("padding", PADDING);
        }
        ObjectNode job = JsonMapper.shared().createObjectNode();
        job.set("spec", spec);
        job.put("title", titled ? chart.title() : "");
        job.withObject("/look")
                .put("width", Sizes.width(spec, OptionalInt.empty()))
                .put("titleSize", TITLE);
        return job;
    }
}
