package copse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import copse.report.Chart;
import copse.report.Document;
import copse.report.HtmlRenderer;
import copse.report.Language;
import copse.report.Part;
import copse.report.plot.BayesianGallery;
import copse.report.plot.FrequentistGallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of plot on one page, in each language.
class GalleryTest {
    private static Chromium chromium;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> plotsAreDrawn() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.of(400, 1200)
                        .map(width -> dynamicTest(language.code() + " " + width, () -> check(language, width))));
    }

    private static void check(Language language, int width) throws IOException {
        Page page = chromium.open(write(language), width);
        Checks.drawn(page);
        Checks.fits(page);
        Checks.labelled(page);
        if (width > 400) {
            Checks.accessible(page);
            Paper.cutsNothing(page);
        }
        assertThat(chromium.complaints()).isEmpty();
        page.context().close();
    }

    private static Path write(Language language) throws IOException {
        List<Chart> charts = Stream.of(FrequentistGallery.charts(language), BayesianGallery.charts(language))
                .flatMap(List::stream)
                .toList();
        assertThat(charts).isNotEmpty();
        List<Part> parts = new ArrayList<>();
        for (Chart chart : charts) {
            parts.add(new Part.Heading(chart.kind()));
            parts.add(new Part.Figure(chart));
        }
        return Files.writeString(
                folder.resolve(language.code() + ".html"),
                HtmlRenderer.render(new Document(parts), "copse plot", language));
    }
}
