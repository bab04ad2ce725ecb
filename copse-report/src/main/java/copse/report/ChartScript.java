package copse.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The chart library as one script that defines `copseCharts` with `vega`, `vegaLite` and `embed`.
public final class ChartScript {
    private ChartScript() {}

    /// @return the script, ASCII, about 860 kB
    public static String text() {
        try (InputStream in = ChartScript.class.getResourceAsStream("charts.js")) {
            if (in == null) {
                throw new IllegalStateException("copse-report was packed without charts.js");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
