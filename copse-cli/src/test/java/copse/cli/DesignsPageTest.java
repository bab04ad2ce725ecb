package copse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.design.Design;
import copse.design.DesignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// docs/reference/designs.md: what it shows in three spellings is the same design, and no design is missing.
class DesignsPageTest {
    private static final Pattern SPELLINGS =
            Pattern.compile("```text\\n(.*?)\\n```\\n```toml\\n(.*?)\\n```\\n```json\\n(.*?)\\n```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/reference/designs.md"));
    }

    @TestFactory
    Stream<DynamicTest> threeSpellingsAreOneDesign() throws IOException {
        return SPELLINGS
                .matcher(page())
                .results()
                .map(shown -> dynamicTest(shown.group(1), () -> {
                    Design design = Design.parse(shown.group(1));
                    assertThat(DesignText.fromToml(shown.group(2))).isEqualTo(design);
                    assertThat(DesignText.fromJson(shown.group(3))).isEqualTo(design);
                }));
    }

    @Test
    void everyDesignIsShown() throws IOException {
        String page = page();
        Set<String> shown = SPELLINGS
                .matcher(page)
                .results()
                .map(found -> Design.parse(found.group(1)).getClass().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(Stream.of(Design.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .isSubsetOf(shown);
        assertThat(List.of("cut(age, 30, 50)", "spare", "per: north"))
                .allSatisfy(part -> assertThat(page).contains(part));
    }
}
