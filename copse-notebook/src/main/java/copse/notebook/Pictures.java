package copse.notebook;

import copse.image.ChartEngine;
import copse.report.Chart;

/// Draws charts by one engine that lives as long as the program: it takes half a second to start, a chart 25 ms.
final class Pictures {
    private Pictures() {}

    /// Made when the first picture is asked for, by the rules of class initialisation.
    private static final class Engine {
        static final ChartEngine ONE = ChartEngine.start();
    }

    /// @param chart what to draw
    /// @return an SVG document
    static String svg(Chart chart) {
        synchronized (Engine.ONE) {
            return Engine.ONE.svg(chart);
        }
    }
}
