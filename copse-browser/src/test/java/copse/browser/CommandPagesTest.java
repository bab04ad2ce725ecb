package copse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
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

/// What commands print under `--format html`.
class CommandPagesTest {
    private static Chromium chromium;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        Copse.run(folder, List.of("simulate", "call-center", "--calls", "4000", "--seed", "7", "--out", "calls.csv"));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> pages() {
        return Stream.of(
                        List.of("describe", "calls.csv", "--by", "center_ID"),
                        List.of("show", "calls.csv", "--head", "60"),
                        List.of("fit", "call_CSAT ~ reason + age + (1 | center_ID)", "calls.csv"),
                        List.of("power", "--clusters", "40", "--size", "25", "--icc", "0.05", "--effect-sd", "0.2"),
                        List.of("balance", "calls.csv", "--arm", "reason"),
                        List.of("explain"))
                .map(words -> dynamicTest(words.getFirst(), () -> check(words)));
    }

    private static void check(List<String> words) throws Exception {
        List<String> asked = new ArrayList<>(words);
        asked.addAll(List.of("--format", "html"));
        Path file = Files.writeString(folder.resolve(words.getFirst() + ".html"), Copse.run(folder, asked));
        for (int width : List.of(400, 1200)) {
            Page page = chromium.open(file, width);
            assertThat(page.title()).isNotBlank();
            Checks.headings(page);
            Checks.drawn(page);
            Checks.fits(page);
            Checks.accessible(page);
            assertThat(chromium.complaints()).isEmpty();
            page.context().close();
        }
        Paper.cutsNothing(chromium.open(file, 1200));
    }
}
