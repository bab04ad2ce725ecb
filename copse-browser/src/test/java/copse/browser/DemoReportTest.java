package copse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The report that `copse demo` ends with, as a reader opens it: from disk, the network off.
///
/// `COPSE_GOLDEN=write ./test DemoReportTest` takes the pictures of it that the documentation shows.
class DemoReportTest {
    private static final boolean WRITE = "write".equals(System.getenv("COPSE_GOLDEN"));
    private static final Path PICTURES = Path.of("../docs/pictures");

    /// What a page may weigh that is mailed.
    private static final long MOST_BYTES = 2_000_000;

    private static Chromium chromium;
    private static Path report;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        chromium = Chromium.start();
        Copse.run(folder, List.of("demo", "demo", "--calls", "20000", "--quiet"));
        report = folder.resolve("demo/trial.copse/report.html");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1200})
    void screens(int width) throws IOException {
        Page page = chromium.open(report, width);
        assertThat(page.locator("figure").count()).isGreaterThan(3);
        Checks.drawn(page);
        Checks.labelled(page);
        Checks.fits(page);
        Checks.headings(page);
        if (WRITE) {
            Files.createDirectories(PICTURES);
            page.setViewportSize(width, 4 * Math.max(width, 500) / 3);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("report-" + width + ".png")));
        }
        Checks.accessible(page);
    }

    @Test
    void theFirstThingToBeReadIsTheAnswer() {
        Page page = chromium.open(report, 400);
        assertThat(page.locator(".answer").textContent()).containsPattern("95 ?%");
        assertThat(page.locator(".answer").boundingBox().y).isLessThan(900);
    }

    @Test
    void effectsTellTheirNumbers() {
        Page page = chromium.open(report, 1200);
        page.locator("#figure-1 .mark-symbol.role-mark path:visible").last().hover();
        Locator tooltip = page.locator("#vg-tooltip-element.visible");
        tooltip.waitFor();
        assertThat(tooltip.textContent()).containsPattern("\\d");
    }

    @Test
    void paper() {
        Paper.cutsNothing(chromium.open(report, 1200));
        List<String> sheets = Paper.sheets(chromium.open(report, 1200));
        assertThat(sheets).hasSizeBetween(3, 20);
        assertThat(String.join("", sheets)).contains("doi:10.");
    }

    @Test
    void isSmallEnoughToBeMailed() throws IOException {
        assertThat(Files.size(report)).isLessThan(MOST_BYTES);
    }
}
