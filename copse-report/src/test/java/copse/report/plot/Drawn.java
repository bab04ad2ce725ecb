package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.report.Chart;
import copse.report.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What stands in a chart, for tests.
final class Drawn {
    private Drawn() {}

    /// @param chart any
    /// @return the rows of its first data set with more than one field, searched from the outside
    static List<JsonNode> rows(Chart chart) {
        return sets(chart.spec()).stream()
                .filter(set -> set.get(0).size() > 1)
                .findFirst()
                .orElseThrow();
    }

    /// @param node of a specification
    /// @return all data sets in it that have rows
    static List<List<JsonNode>> sets(JsonNode node) {
        List<List<JsonNode>> sets = new ArrayList<>();
        if (node.at("/data/values").size() > 0) {
            sets.add(StreamSupport.stream(node.at("/data/values").spliterator(), false)
                    .toList());
        }
        for (String inside : List.of("layer", "vconcat", "hconcat", "concat")) {
            node.path(inside).forEach(part -> sets.addAll(sets(part)));
        }
        if (node.has("spec")) {
            sets.addAll(sets(node.get("spec")));
        }
        return sets;
    }

    /// @param rows of a data set
    /// @param field of numbers
    /// @return the numbers, NaN for none
    static double[] numbers(List<JsonNode> rows, String field) {
        return rows.stream()
                .mapToDouble(row ->
                        row.get(field).isNull() ? Double.NaN : row.get(field).asDouble())
                .toArray();
    }

    /// @param rows of a data set
    /// @param field of texts
    /// @return the texts
    static List<String> texts(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.get(field).asString()).toList();
    }

    /// Checks what every chart must have, in both languages, and that only words differ.
    ///
    /// @param kind of chart
    /// @param chart by language
    /// @return the English one
    static Chart both(String kind, Function<Language, Chart> chart) {
        Chart english = chart.apply(Language.ENGLISH);
        Chart chinese = chart.apply(Language.CHINESE);
        for (Chart one : List.of(english, chinese)) {
            assertThat(one.kind()).isEqualTo(kind);
            assertThat(one.title()).isNotBlank();
            assertThat(one.spec().at("/description").asString()).isEqualTo(one.description());
            assertThat(one.title() + one.description() + titles(one.spec())).doesNotContain("{", "}", "null");
        }
        assertThat(chinese.title()).containsPattern("\\p{IsHan}");
        assertThat(chinese.description()).containsPattern("\\p{IsHan}").endsWith("。");
        assertThat(english.title() + english.description()).isNotEqualTo(chinese.title() + chinese.description());
        assertThat(english.description()).endsWith(".");
        assertThat(sets(chinese.spec())).hasSameSizeAs(sets(english.spec()));
        return english;
    }

    /// @param node of a specification
    /// @return all titles of axes, legends and tooltips in it
    static List<String> titles(JsonNode node) {
        return node.findValues("title").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }
}
