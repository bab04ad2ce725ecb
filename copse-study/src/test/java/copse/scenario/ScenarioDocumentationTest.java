package copse.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The reference page lists exactly the parameters there are, with their defaults, and the columns there are.
class ScenarioDocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "scenarios.md");

    @ParameterizedTest
    @EnumSource(ScenarioType.class)
    void optionsAreThoseOfTheCatalogue(ScenarioType type) throws IOException {
        List<String> expected = type.parameters().stream()
                .map(parameter -> "| `--" + parameter.name()
                        + (parameter.kind() == Parameter.Kind.SWITCH
                                ? ""
                                : " " + parameter.kind().placeholder()) + "` | "
                        + (parameter.standard().isEmpty()
                                ? "none"
                                : parameter.kind() == Parameter.Kind.SWITCH ? "off" : parameter.standard())
                        + " | " + parameter.help() + " |")
                .toList();
        assertThat(section(type).filter(line -> line.startsWith("| `--"))).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(ScenarioType.class)
    void columnsAreThoseOfTheRows(ScenarioType type) throws IOException {
        Scenario scenario =
                type.defaults() instanceof CallCenter callCenter ? callCenter.withEffect(1) : type.defaults();
        List<String> columns = scenario.rows(copse.math.Seed.of(1)).schema().names();
        assertThat(section(type)
                        .filter(line -> line.startsWith("| `") && !line.startsWith("| `--"))
                        .map(line -> line.substring(3, line.indexOf('`', 3))))
                .containsExactlyElementsOf(columns);
    }

    private static Stream<String> section(ScenarioType type) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## " + type.label()))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "));
    }
}
