package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.formula.Contrast;
import copse.formula.Formula;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Model matrices of R's `model.matrix`, and the random terms of lme4, for many formulas on one data set.
///
/// The values come from `src/test/reference/model-matrix/make.R`; R is not needed to run the test.
class ModelMatrixReferenceTest {
    /// Both sides work in doubles; the orthogonal polynomials of R come from a QR decomposition, ours from a
    /// recurrence, and agree to rounding only.
    private static final double TOLERANCE = 1e-9;

    private static JsonNode reference;
    private static Frame frame;

    @BeforeAll
    static void read() throws IOException {
        reference = new ObjectMapper()
                .readTree(Path.of("src/test/reference/model-matrix/model-matrix.json")
                        .toFile());
        Map<String, Column> columns = new LinkedHashMap<>();
        reference.get("data").properties().forEach(entry -> columns.put(entry.getKey(), column(entry)));
        frame = Frame.of(columns);
    }

    private static Column column(Map.Entry<String, JsonNode> entry) {
        List<JsonNode> values = list(entry.getValue());
        if (entry.getKey().equals("w")) {
            boolean[] flags = new boolean[values.size()];
            IntStream.range(0, flags.length)
                    .forEach(i -> flags[i] = values.get(i).asString().equals("true"));
            return LogicalColumn.of(flags);
        }
        if (values.getFirst().isString()) {
            return FactorColumn.of(values.stream()
                    .map(value -> value.isNull() ? null : value.asString())
                    .toArray(String[]::new));
        }
        return NumericColumn.nanAsMissing(values.stream()
                .mapToDouble(value -> value.isNull() ? Double.NaN : value.asDouble())
                .toArray());
    }

    @TestFactory
    Stream<DynamicTest> fixedPart() {
        return list(reference.get("cases")).stream().map(c -> dynamicTest(name(c), () -> checkFixed(c)));
    }

    private static String name(JsonNode c) {
        return c.get("formula").asString() + (c.get("contrasts").isEmpty() ? "" : " " + c.get("contrasts"));
    }

    private static void checkFixed(JsonNode c) {
        Roles roles = Roles.defaults();
        for (Map.Entry<String, JsonNode> entry : c.get("contrasts").properties()) {
            roles = roles.withContrast(
                    entry.getKey(), Contrast.of(entry.getValue().asString()).orElseThrow());
        }
        ModelSpec spec = ModelSpec.of(Formula.parse(c.get("formula").asString()), frame, roles);
        assertThat(spec.fixedNames()).isEqualTo(texts(c.get("columns")));
        assertThat(terms(spec)).isEqualTo(terms(c));
        ModelRows rows = spec.rows(frame);
        assertThat(rows.source())
                .containsExactly(numbers(c.get("rows")).mapToInt(v -> (int) v).toArray());
        for (int j = 0; j < spec.fixedNames().size(); j++) {
            double[] expected = numbers(c.get("x").get(j)).toArray();
            double scale =
                    Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1));
            assertThat(rows.x()[j]).as(spec.fixedNames().get(j)).containsExactly(expected, within(TOLERANCE * scale));
        }
        assertThat(rows.response()).containsExactly(numbers(c.get("response")).toArray(), within(TOLERANCE));
        assertThat(spec.hasOffset()).isEqualTo(c.hasNonNull("offset"));
        if (spec.hasOffset()) {
            assertThat(rows.offset()).containsExactly(numbers(c.get("offset")).toArray(), within(TOLERANCE));
        }
    }

    /// Label and columns of each term.
    private static Map<String, List<Integer>> terms(ModelSpec spec) {
        Map<String, List<Integer>> terms = new LinkedHashMap<>();
        for (FixedTerm term : spec.fixedTerms()) {
            terms.put(
                    term.label(),
                    IntStream.range(term.from(), term.to()).boxed().toList());
        }
        return terms;
    }

    private static Map<String, List<Integer>> terms(JsonNode c) {
        List<String> labels = new ArrayList<>(texts(c.get("labels")));
        labels.addFirst("(Intercept)");
        Map<String, List<Integer>> terms = new LinkedHashMap<>();
        List<JsonNode> assign = list(c.get("assign"));
        for (int j = 0; j < assign.size(); j++) {
            terms.computeIfAbsent(labels.get(assign.get(j).asInt()), key -> new ArrayList<>())
                    .add(j);
        }
        return terms;
    }

    @TestFactory
    Stream<DynamicTest> randomPart() {
        return list(reference.get("random")).stream()
                .map(c -> dynamicTest(c.get("formula").asString(), () -> checkRandom(c)));
    }

    private static void checkRandom(JsonNode c) {
        ModelSpec spec = ModelSpec.of(Formula.parse(c.get("formula").asString()), frame);
        ModelRows rows = spec.rows(frame);
        List<String> expected = list(c.get("terms")).stream()
                .map(term -> term.get("group").asString() + " " + texts(term.get("columns")) + " "
                        + texts(term.get("levels")).stream().sorted().toList())
                .sorted()
                .toList();
        List<String> actual = new ArrayList<>();
        for (int g = 0; g < spec.groupings().size(); g++) {
            Grouping grouping = spec.groupings().get(g);
            List<String> levels = Arrays.stream(rows.keys()[g])
                    .distinct()
                    .mapToObj(grouping::label)
                    .sorted()
                    .toList();
            grouping.terms().forEach(term -> actual.add(grouping.name() + " " + term.columns() + " " + levels));
        }
        assertThat(actual.stream().sorted().toList()).isEqualTo(expected);
    }

    @Test
    void thereAreCases() {
        assertThat(reference.get("cases").size()).isGreaterThan(60);
        assertThat(reference.get("random").size()).isGreaterThan(15);
    }

    private static List<JsonNode> list(JsonNode array) {
        Collection<JsonNode> values = array.values();
        return List.copyOf(values);
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asString).toList();
    }

    private static DoubleStream numbers(JsonNode array) {
        return list(array).stream().mapToDouble(JsonNode::asDouble);
    }
}
