package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.report.Chart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistogramTest {
    // 1, 2, …, 9 and 100; then 2, 4, 6
    private static final Frame DATA = Frame.of(
            "x",
            NumericColumn.nanAsMissing(1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 2, 4, 6, Double.NaN),
            "g",
            FactorColumn.of("a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "b", "b", "b", "b"));

    @Test
    void boxesHaveTheQuartilesOfEachGroup() {
        Chart chart = Drawn.both("histogram", language -> Histogram.of(DATA, "x", Optional.of("g"), language));

        List<List<JsonNode>> sets = Drawn.sets(chart.spec());
        List<JsonNode> boxes = sets.getFirst();
        // R: quantile(c(1:9, 100)) has 3.25, 5.5, 7.75; fences at −3.5 and 14.5
        assertThat(boxes.get(0).get("q1").asDouble()).isEqualTo(3.25);
        assertThat(boxes.get(0).get("median").asDouble()).isEqualTo(5.5);
        assertThat(boxes.get(0).get("q3").asDouble()).isEqualTo(7.75);
        assertThat(boxes.get(0).get("low").asDouble()).isEqualTo(1);
        assertThat(boxes.get(0).get("high").asDouble()).isEqualTo(9);
        assertThat(boxes.get(1).get("q1").asDouble()).isEqualTo(3);
        List<JsonNode> outside =
                sets.stream().filter(set -> set.get(0).has("value")).findFirst().orElseThrow();
        assertThat(Drawn.numbers(outside, "value")).containsExactly(100);
        assertThat(chart.title()).isEqualTo("Distribution of x by g");
        assertThat(chart.description())
                .isEqualTo(
                        "Histogram with boxes. a: 10 values, mean 14.5, standard deviation 30.2, median 5.5, from 1 to 100;"
                                + " b: 3 values, mean 4, standard deviation 2, median 4, from 2 to 6.");
    }

    @Test
    void heightsOfAGroupAddUpToOne() {
        Chart chart = Histogram.of(DATA, "x", Optional.of("g"), copse.report.Language.ENGLISH);

        List<JsonNode> bars = Drawn.sets(chart.spec()).stream()
                .filter(set -> set.get(0).has("height") && set.get(0).has("count"))
                .findFirst()
                .orElseThrow();
        for (String group : List.of("a", "b")) {
            List<JsonNode> own = bars.stream()
                    .filter(bar -> bar.get("group").asString().equals(group))
                    .toList();
            assertThat(Arrays.stream(Drawn.numbers(own, "height")).sum()).isEqualTo(1, within(1e-6));
        }
        assertThat(Arrays.stream(Drawn.numbers(bars, "count")).sum()).isEqualTo(13);
    }

    @Test
    void manyGroupsAndNoValuesAreShown() {
        Frame many = Frame.of(
                "x",
                NumericColumn.of(
                        IntStream.range(0, 90).mapToDouble(i -> i * 0.37).toArray()),
                "g",
                FactorColumn.of(90, i -> "g" + i % 9));
        Frame none = Frame.of("x", NumericColumn.nanAsMissing(Double.NaN, Double.NaN));

        Chart pooled = Drawn.both("histogram", language -> Histogram.of(many, "x", Optional.of("g"), language));
        Chart empty = Drawn.both("histogram", language -> Histogram.of(none, "x", Optional.empty(), language));

        assertThat(Drawn.sets(pooled.spec()).getFirst()).hasSize(9);
        assertThat(pooled.description()).endsWith("; and 3 more.");
        assertThat(empty.description()).isEqualTo("x has no values to show.");
    }

    @Test
    void binsHaveRoundEndsAndHoldAll() {
        Breaks whole = Breaks.of(List.of(new double[] {3, 4, 4, 7}));
        assertThat(whole).isEqualTo(new Breaks(2.5, 1, 5));
        assertThat(whole.counts(new double[] {3, 4, 4, 7})).containsExactly(1, 2, 0, 0, 1);

        double[] even = IntStream.range(0, 1000).mapToDouble(i -> i / 999.0).toArray();
        // 2 · 0.5 / 10 = 0.1
        assertThat(Breaks.of(List.of(even))).isEqualTo(new Breaks(0, 0.1, 11));
        assertThat(Arrays.stream(Breaks.of(List.of(even)).counts(even)).sum()).isEqualTo(1000);
        double[] tailed = even.clone();
        tailed[999] = 1000;
        assertThat(Breaks.of(List.of(tailed)).count()).isLessThanOrEqualTo(Breaks.MOST);
        assertThat(Breaks.of(List.of(new double[] {0.3, 0.3}))).isEqualTo(new Breaks(-0.2, 1, 1));
    }
}
