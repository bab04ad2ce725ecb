package copse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import copse.report.HtmlRenderer;
import copse.report.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page with one of everything, opened from disk with the network off.
class PageTest {
    private static final int WIDE = 1200;
    private static final int PHONE = 400;

    private static Chromium chromium;
    private static Path file;

    @BeforeAll
    static void write(@TempDir Path folder) throws IOException {
        chromium = Chromium.start();
        file = folder.resolve("page & co.html");
        Files.writeString(file, HtmlRenderer.render(Samples.everything(), "", Language.ENGLISH));
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

    @Test
    void figuresAreDrawnAndNothingIsWiderThanTheWindow() {
        for (int width : List.of(PHONE, WIDE)) {
            Page page = chromium.open(file, width);
            Checks.drawn(page);
            Checks.fits(page);
            Checks.headings(page);
            Checks.labelled(page);
        }
    }

    @Test
    void axeFindsNothingSerious() {
        Checks.accessible(chromium.open(file, WIDE));
        Checks.accessible(chromium.open(file, PHONE));
    }

    @Test
    void pointsTellTheirValues() {
        Page page = chromium.open(file, WIDE);
        page.locator("#figure-2 .mark-symbol.role-mark path").nth(1).hover();
        Locator tooltip = page.locator("#vg-tooltip-element.visible");
        tooltip.waitFor();
        assertThat(tooltip.textContent()).contains("group 1");
    }

    @Test
    void namesOfTheDataRunNoScript() {
        Page page = chromium.open(file, WIDE);
        page.locator("#figure-1 .mark-symbol.role-mark path").first().hover();
        page.locator("#vg-tooltip-element.visible").waitFor();
        assertThat(page.locator("img").count()).isZero();
    }

    @Test
    void keysReachLinksTablesAndButtons() {
        Page page = chromium.open(file, WIDE);
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").getAttribute("class")).isEqualTo("skip");
        for (String wanted : List.of("nav a", "button[value=svg]", ".table", "summary", "main > pre")) {
            assertThat(page.locator(wanted).first().isVisible()).as(wanted).isTrue();
            page.locator(wanted).first().focus();
            assertThat((Boolean) page.locator(wanted).first().evaluate("part => part === document.activeElement"))
                    .as(wanted)
                    .isTrue();
        }
    }

    @Test
    void buttonsSaveTheFigureByKeyToo() throws IOException {
        Page page = chromium.open(file, WIDE);
        page.locator("#figure-1 button[value=svg]").focus();
        Path svg = page.waitForDownload(() -> page.keyboard().press("Enter")).path();
        assertThat(Files.readString(svg)).startsWith("<svg").contains("</svg>");
        page.locator("#figure-1 button[value=png]").focus();
        Path png = page.waitForDownload(() -> page.keyboard().press("Enter")).path();
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void paperCutsNothing() {
        Paper.cutsNothing(chromium.open(file, WIDE));
    }

    @Test
    void longTablesRepeatTheirHeadOnEverySheet() {
        List<String> sheets = Paper.sheets(chromium.open(file, PHONE));
        List<String> holding =
                sheets.stream().filter(sheet -> sheet.contains("of long")).toList();
        assertThat(holding).hasSizeGreaterThan(1).allMatch(sheet -> sheet.contains("estimate 1 estimate 2"));
        for (int i = 0; i < Samples.ROWS; i++) {
            assertThat(String.join("\n", sheets)).contains("row " + i + " of long");
        }
    }

    @Test
    void withoutScriptsTheDescriptionsStand() {
        Page page = chromium.openWithoutScripts(file, PHONE);
        Checks.fits(page);
        assertThat(page.locator("#figure-1 button").first().isVisible()).isFalse();
        assertThat(page.locator("#figure-1").textContent()).contains("Effects", "Five points from 0 to 1.6.");
    }
}
