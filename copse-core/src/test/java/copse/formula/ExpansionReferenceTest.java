package copse.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The terms of 400 random formulas, as R's `terms.formula` makes them
/// (`src/test/reference/formula-terms/make.R`).
class ExpansionReferenceTest {
    private static final Path FILE = Path.of("src/test/reference/formula-terms/terms.tsv");

    @TestFactory
    Stream<DynamicTest> terms() throws IOException {
        return Files.readAllLines(FILE).stream().map(line -> {
            String[] parts = line.split("\t", -1);
            return DynamicTest.dynamicTest(parts[0], () -> {
                Terms terms = Formula.parse("y ~ " + parts[0]).fixed(List.of());
                String labels = terms.terms().stream().map(Term::label).collect(Collectors.joining(" + "));
                assertThat(labels).isEqualTo(parts[2]);
                assertThat(terms.intercept()).isEqualTo(parts[1].equals("1"));
            });
        });
    }

    @Test
    void thereAreFourHundred() throws IOException {
        assertThat(Files.readAllLines(FILE)).hasSize(400);
    }
}
