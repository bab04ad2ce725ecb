package copse.notebook;

import copse.image.ChartEngine;
import copse.image.Look;
import copse.math.Lazy;
import copse.report.Chart;

/// Draws charts by one engine that lives as long as the program: it takes half a second to start, a chart 25
/// ms.
final class Pictures {
    private static final Lazy<ChartEngine> ENGINE = new Lazy<>(ChartEngine::start);

    private Pictures() {}

    /// @param chart what to draw
    /// @return an SVG element with its title
    static String svg(Chart chart) {
        return ENGINE.value().svg(chart);
    }

    /// @param chart what to draw
    /// @return an SVG element for a page that has the title in a caption
    static String untitled(Chart chart) {
        return ENGINE.value().draw(chart, Look.defaults().untitled()).svg();
    }
}
