package copse.image;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import copse.report.Chart;
import copse.report.ChartScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Draws charts as SVG by running the chart library in V8.
///
/// Starting costs about half a second, a chart some 25 ms: keep one engine for many charts. An engine may be
/// used by several threads, of which one draws at a time; engines are independent of each other. What is drawn
/// depends on the chart and the look alone, not on fonts, screen or language of the machine.
///
/// ```java
/// try (ChartEngine engine = ChartEngine.start()) {
///     Files.writeString(Path.of("forest.svg"), engine.draw(chart, Look.defaults()).svg());
/// }
/// ```
public final class ChartEngine implements AutoCloseable {
    /// Characters of a specification: some 10^5 points.
    private static final int MOST_TEXT = 30_000_000;

    private final V8Runtime runtime;

    private boolean closed;

    private ChartEngine(V8Runtime runtime) {
        this.runtime = runtime;
    }

    /// @return an engine with the library loaded
    /// @throws copse.error.NumericException `I241` if there is no native code for this machine
    public static ChartEngine start() {
        V8Runtime runtime = null;
        try {
            runtime = V8Library.host().createV8Runtime();
            runtime.getExecutor(script("surroundings.js")).executeVoid();
            runtime.getExecutor(ChartScript.text()).executeVoid();
            runtime.getExecutor(script("draw.js")).executeVoid();
            return new ChartEngine(runtime);
        } catch (JavetException | LinkageError e) {
            release(runtime);
            throw ImageCode.NO_ENGINE.failure(
                    "pictures cannot be drawn on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch"),
                    "V8, which draws them, does not start: " + e.getMessage(),
                    "write .html or .json instead: a browser draws these",
                    e);
        }
    }

    /// @param chart what to draw
    /// @return an SVG document, as [Picture#svg()] of [#draw(Chart, Look)]
    public String svg(Chart chart) {
        return draw(chart, Look.defaults()).svg();
    }

    /// @param chart what to draw; not modified
    /// @param look how
    /// @return the picture
    /// @throws copse.error.InputException `I242` if the library refuses the specification, with its message;
    ///     `I243` if there is too much in it
    /// @throws IllegalStateException if the engine is closed
    public synchronized Picture draw(Chart chart, Look look) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        String job = look.job(chart).toString();
        if (job.length() > MOST_TEXT) {
            throw ImageCode.TOO_LARGE.refusal(
                    "the plot `" + chart.kind() + "` has " + job.length() / 1_000_000 + " MB of data",
                    "at most " + MOST_TEXT / 1_000_000 + " MB are drawn",
                    "draw fewer points or groups");
        }
        JsonNode drawn = drawn(chart, job);
        if (drawn.has("error")) {
            throw refused(chart, drawn.path("error").asString());
        }
        List<String> warnings =
                drawn.path("warnings").valueStream().map(JsonNode::asString).toList();
        return new Picture(
                Accessible.svg(drawn.path("svg").asString(), chart),
                drawn.path("width").asDouble(),
                drawn.path("height").asDouble(),
                drawn.path("marks").asInt(),
                warnings);
    }

    private JsonNode drawn(Chart chart, String job) {
        try {
            runtime.getGlobalObject().set("job", job);
            runtime.getExecutor("draw(job)").executeVoid();
            runtime.await();
            @Nullable String drawn = runtime.getExecutor("globalThis.drawn").executeString();
            runtime.getExecutor("globalThis.drawn = globalThis.job = null").executeVoid();
            if (drawn == null) {
                throw refused(chart, "it waits for something that does not come");
            }
            return JsonMapper.shared().readTree(drawn);
        } catch (JavetException e) {
            throw refused(chart, String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException refused(Chart chart, String message) {
        return ImageCode.REFUSED.refusal(
                "the plot `" + chart.kind() + "` cannot be drawn",
                "the chart library says: " + message.lines().findFirst().orElse(message),
                "copse explain " + ImageCode.REFUSED.code());
    }

    private static String script(String name) {
        try (InputStream in = Objects.requireNonNull(ChartEngine.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Frees the memory of the engine; nothing is drawn afterwards.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release(runtime);
        }
    }

    private static void release(@Nullable V8Runtime runtime) {
        if (runtime != null) {
            try {
                runtime.close(true);
            } catch (JavetException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
