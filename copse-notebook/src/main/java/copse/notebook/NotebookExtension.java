package copse.notebook;

import copse.report.Chart;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/// Tells a Jupyter kernel for Java how copse's values look: HTML with SVG inside for those who show it, text
/// for all.
///
/// Kernels of the JJava family find it by the service loader when copse is on the class path.
public final class NotebookExtension implements Extension {
    /// For the service loader.
    public NotebookExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        View.ALL.forEach(view -> register(kernel.getRenderer(), view.type()));
    }

    private static <T> void register(Renderer renderer, Class<T> type) {
        renderer.createRegistration(type)
                .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
                .supporting(MIMEType.IMAGE_SVG)
                .register(NotebookExtension::render);
    }

    private static void render(Object value, RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> Show.text(value));
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> Show.html(value).orElseThrow());
        if (value instanceof Chart chart) {
            context.renderIfRequested(MIMEType.IMAGE_SVG, () -> Show.svg(chart));
        }
    }
}
