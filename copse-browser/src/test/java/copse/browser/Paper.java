package copse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// What every page of copse must hold on paper, A4.
final class Paper {
    /// What the margins of `page.css` leave, in pixels of 1/96 inch.
    private static final int WIDTH = (int) ((210 - 2 * 16) / 25.4 * 96);

    private static final int HEIGHT = (int) ((297 - 2 * 18) / 25.4 * 96);

    /// Glyphs may hang out of their box by a fraction of this, in points.
    private static final double OVERHANG = 2;

    private static final double MARGIN = 16 / 25.4 * 72;

    private Paper() {}

    /// No row, figure or short table is cut by the end of a sheet, and nothing is wider than one.
    ///
    /// A browser does not tell where it breaks a print, but columns as high as a sheet break by the same rules,
    /// and what is cut has a box in each of two.
    ///
    /// @param page open; afterwards it is laid out for paper
    static void cutsNothing(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.setViewportSize(WIDTH, HEIGHT);
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        page.addStyleTag(new Page.AddStyleTagOptions()
                .setContent("body { height: %dpx; columns: %dpx; column-gap: 40px; column-fill: auto; }"
                        .formatted(HEIGHT, WIDTH)));
        assertThat(strings(page, """
                [...document.querySelectorAll('main tbody tr, main figure, main .short, main dt, main dd, h1, h2, h3, h4')]
                  .filter(part => part.getClientRects().length > 1)
                  .map(part => part.tagName + ' ' + part.textContent.trim().slice(0, 60))
                """)).as("cut by the end of a sheet").isEmpty();
        assertThat(strings(page, """
                [...document.querySelectorAll('main table, main svg, main pre')]
                  .filter(part => [...part.getClientRects()].some(box => box.width > %d + 1))
                  .map(part => part.tagName + ' ' + part.textContent.trim().slice(0, 60))
                """.formatted(WIDTH))).as("wider than a sheet").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Page page, String script) {
        return (List<String>) page.evaluate(script);
    }

    /// @param page open
    /// @return the text of each sheet of its print
    static List<String> sheets(Page page) {
        try (PDDocument print = Loader.loadPDF(pdf(page))) {
            List<String> sheets = new ArrayList<>();
            for (int i = 1; i <= print.getNumberOfPages(); i++) {
                InMargins stripper =
                        new InMargins(print.getPage(i - 1).getMediaBox().getWidth());
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                sheets.add(stripper.getText(print));
                assertThat(stripper.outside).as("in the margin of sheet %d", i).isEmpty();
            }
            return sheets;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] pdf(Page page) {
        return page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setPrintBackground(false));
    }

    /// Collects characters that stand in the margins.
    private static final class InMargins extends PDFTextStripper {
        private final double width;
        private final List<String> outside = new ArrayList<>();

        InMargins(double width) {
            this.width = width;
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            boolean level = text.getDir() == 0;
            double right = text.getX() + (level ? text.getWidth() : 0);
            if (text.getX() < MARGIN - OVERHANG || right > width - MARGIN + OVERHANG) {
                outside.add(text.getUnicode());
            }
            super.processTextPosition(text);
        }
    }
}
