package copse.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A browser without a window and without a network. Tests are skipped, with a message, where there is none.
///
/// The browser is the system's own Chromium or Chrome: `COPSE_CHROMIUM` names it, else the search path is
/// looked through.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private static final int HEIGHT = 900;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// @return the browser, started
    static Chromium start() {
        Optional<Path> executable = find();
        assumeTrue(
                executable.isPresent(),
                "no browser: install chromium (Debian: apt install chromium) or set COPSE_CHROMIUM to one");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable.get())
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none")));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> find() {
        String given = System.getenv("COPSE_CHROMIUM");
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Opens a file as a reader does, with the network off, and waits until its figures are drawn. What the
    /// page complains of is remembered for [#complaints()].
    ///
    /// @param file a page
    /// @param width of the window in pixels
    /// @return the page
    Page open(Path file, int width) {
        Page page = open(file, width, true);
        if (page.locator("figure").count() > 0) {
            page.waitForSelector("html[data-charts=drawn]");
        }
        return page;
    }

    /// @param file a page
    /// @param width of the window in pixels
    /// @return the page, in a browser that runs no scripts
    Page openWithoutScripts(Path file, int width) {
        return open(file, width, false);
    }

    private Page open(Path file, int width, boolean scripts) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, HEIGHT)
                        .setJavaScriptEnabled(scripts)
                        .setOffline(true))
                .newPage();
        complaints.clear();
        page.onConsoleMessage(message -> {
            if (Stream.of("error", "warning").anyMatch(message.type()::equals)) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().equals(file.toUri().toString()) && !request.url().startsWith("data:")) {
                complaints.add("asks for " + request.url());
            }
        });
        page.navigate(file.toUri().toString());
        return page;
    }

    /// @return errors and warnings of the page opened last, and what it asked a network for
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
