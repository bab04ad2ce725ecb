package copse.image;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// SVG drawn as dots by the platform's own graphics.
final class Png {
    /// 400 MB of memory.
    private static final double MOST_DOTS = 1e8;

    /// The platform's logical font falls back from one font to the next, so that Chinese letters show beside
    /// Latin ones; a font by name does not.
    private static final Pattern FONT = Pattern.compile("font-family=\"[^\"]*\"");

    private static final String LOGICAL_FONT = "font-family=\"SansSerif\"";

    /// The library's limits guard against foreign files; here charts are drawn, with some thousand marks.
    private static final DocumentLimits LIMITS = new DocumentLimits(
            DocumentLimits.DEFAULT_MAX_NESTING_DEPTH, DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH, Integer.MAX_VALUE);

    private Png() {}

    static byte[] of(Picture picture, double scale) {
        double width = Math.ceil(picture.width() * scale);
        double height = Math.ceil(picture.height() * scale);
        if (!(width * height <= MOST_DOTS)) {
            throw ImageCode.TOO_MANY_DOTS.refusal(
                    String.format(Locale.ROOT, "a picture of %.0f × %.0f dots", width, height),
                    String.format(Locale.ROOT, "a PNG of more than %.0e dots does not fit into memory", MOST_DOTS),
                    "--scale 1, or write .svg");
        }
        // Without it, the platform looks for a screen.
        System.setProperty("java.awt.headless", "true");
        try {
            return drawn(picture, Math.max(1, (int) width), Math.max(1, (int) height));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LinkageError | InternalError e) {
            throw noFonts(e);
        } catch (RuntimeException e) {
            // The platform tells of missing fonts by this, and by nothing more precise.
            if (String.valueOf(e.getMessage()).contains("Fontconfig")) {
                throw noFonts(e);
            }
            throw e;
        }
    }

    private static byte[] drawn(Picture picture, int width, int height) throws IOException {
        String svg = FONT.matcher(picture.svg()).replaceAll(LOGICAL_FONT);
        SVGDocument document = Objects.requireNonNull(new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.builder().documentLimits(LIMITS).build()));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(width, height));
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("the platform writes no PNG");
        }
        return bytes.toByteArray();
    }

    private static RuntimeException noFonts(Throwable cause) {
        return ImageCode.NO_FONTS.failure(
                "letters cannot be drawn here",
                "the machine has no fonts, or not the libraries that read them (" + cause.getMessage() + ")",
                "apt install fontconfig libfreetype6 fonts-dejavu; or give --out with the ending .svg or .html",
                cause);
    }
}
