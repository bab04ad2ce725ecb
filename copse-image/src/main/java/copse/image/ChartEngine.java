package copse.image;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import copse.report.Chart;
import copse.report.ChartScript;
import org.jspecify.annotations.Nullable;

/// Draws charts as SVG by running the chart library in V8. Starting takes about half a second, a chart 25 ms.
public final class ChartEngine implements AutoCloseable {
    /// What the library expects of its surroundings and V8 alone does not have.
    private static final String SURROUNDINGS =
            """
            globalThis.structuredClone ??= x => x === undefined ? x : JSON.parse(JSON.stringify(x));
            globalThis.setTimeout ??= f => f();
            globalThis.clearTimeout ??= () => {};
            globalThis.setInterval ??= () => 0;
            globalThis.clearInterval ??= () => {};
            """;

    private static final String DRAW =
            """
            function draw(text) {
              globalThis.drawn = null;
              const spec = copseCharts.vegaLite.compile(JSON.parse(text)).spec;
              const view = new copseCharts.vega.View(copseCharts.vega.parse(spec), {renderer: 'none'});
              view.toSVG().then(svg => { globalThis.drawn = svg; }, error => { globalThis.drawn = 'error ' + error; });
            }
            """;

    private final V8Runtime runtime;

    private ChartEngine(V8Runtime runtime) {
        this.runtime = runtime;
    }

    /// @return an engine with the library loaded
    public static ChartEngine start() {
        try {
            V8Runtime runtime = V8Host.getV8Instance().createV8Runtime();
            runtime.getExecutor(SURROUNDINGS).executeVoid();
            runtime.getExecutor(ChartScript.text()).executeVoid();
            runtime.getExecutor(DRAW).executeVoid();
            return new ChartEngine(runtime);
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param chart what to draw
    /// @return an SVG document
    public String svg(Chart chart) {
        try {
            runtime.getGlobalObject().set("spec", chart.spec().toString());
            runtime.getExecutor("draw(spec)").executeVoid();
            runtime.await();
            @Nullable String drawn = runtime.getExecutor("globalThis.drawn").executeString();
            if (drawn == null || drawn.startsWith("error ")) {
                throw new IllegalStateException(chart.kind() + ": " + drawn);
            }
            return drawn;
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            runtime.close();
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }
}
