package copse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/// What every page of copse must hold on a screen, whatever stands on it.
final class Checks {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Checks() {}

    /// Every figure holds an SVG with marks in it.
    ///
    /// @param page open
    static void drawn(Page page) {
        for (Locator figure : page.locator("figure").all()) {
            Object marks = figure.evaluate("""
                    figure => [...figure.querySelectorAll('svg [class~=role-mark]')]
                      .flatMap(group => [...group.querySelectorAll('path, rect, line, text, circle')])
                      .filter(mark => { const box = mark.getBoundingClientRect(); return box.width + box.height > 0; })
                      .length
                    """);
            assertThat(((Number) marks).intValue())
                    .as("marks of %s", figure.locator("figcaption").textContent())
                    .isPositive();
        }
    }

    /// Every picture says what it shows to those who do not see it, in the words below it.
    ///
    /// @param page open
    static void labelled(Page page) {
        for (Locator figure : page.locator("figure").all()) {
            assertThat(figure.locator("[role=graphics-document]").getAttribute("aria-label"))
                    .contains(figure.locator("figcaption").textContent())
                    .contains(figure.locator(".description").textContent());
        }
    }

    /// Nothing is wider than the window but what scrolls in its own box.
    ///
    /// @param page open
    static void fits(Page page) {
        Object beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) beyond).intValue())
                .as("pixels that the page is wider than its window of %d", page.viewportSize().width)
                .isNotPositive();
    }

    /// axe-core finds nothing serious, neither in what is shown nor in what is folded.
    ///
    /// @param page open; everything is unfolded
    static void accessible(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
        List<String> found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().getFirst().getHtml())
                        .toList();
        assertThat(found).isEmpty();
    }

    /// Headings start with one of level 1 and leave no level out.
    ///
    /// @param page open
    static void headings(Page page) {
        int above = 0;
        for (Locator heading : page.locator("h1, h2, h3, h4, h5, h6").all()) {
            int level = ((Number) heading.evaluate("heading => Number(heading.tagName[1])")).intValue();
            assertThat(level).as(heading.textContent()).isBetween(above == 0 ? 1 : 2, above + 1);
            above = level;
        }
    }
}
