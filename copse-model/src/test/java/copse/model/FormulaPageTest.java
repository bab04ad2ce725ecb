package copse.model;

import static org.assertj.core.api.Assertions.assertThat;

import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What docs/reference/formula.md says, held against what happens.
class FormulaPageTest {
    private static final Path PAGE = Path.of("../docs/reference/formula.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static final Frame CALLS = Frame.of(
            "y", NumericColumn.of(1, 2, 3, 4, 5, 6),
            "age", NumericColumn.of(20, 30, 40, 50, 60, 71),
            "reason", FactorColumn.of("claim", "property", "claim", "property", "claim", "property"),
            "arm", FactorColumn.of("a", "a", "b", "b", "a", "b"));

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /// The table of formulas and the columns of X that they make.
    @TestFactory
    Stream<DynamicTest> columns() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `y ~ "))
                .toList();
        assertThat(rows).hasSizeGreaterThan(4);
        return rows.stream().map(row -> {
            List<String> cells = quoted(row);
            return DynamicTest.dynamicTest(
                    cells.getFirst(),
                    () -> assertThat(ModelSpec.of(Formula.parse(cells.getFirst()), CALLS)
                                    .fixedNames())
                            .isEqualTo(cells.subList(1, cells.size())));
        });
    }

    /// Every random term of its table, alone in a formula.
    @Test
    void randomTermsParse() throws IOException {
        List<String> terms = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `("))
                .filter(line -> line.contains("\\|"))
                .flatMap(line -> quoted(line.split("(?<!\\\\)\\|")[1]).stream())
                .map(term -> term.replace("\\|", "|"))
                .toList();
        assertThat(terms).hasSizeGreaterThan(6);
        terms.forEach(term -> assertThat(Formula.parse("y ~ " + term)).hasToString("y ~ " + term));
    }
}
