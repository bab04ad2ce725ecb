package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.RowResults;
import copse.report.Chart;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupLinesTest {
    private static final Frame DATA = Frame.of(
            "y",
            NumericColumn.of(1, 3, 10, 20, 5, 7),
            "repeat",
            FactorColumn.of("no", "yes", "no", "yes", "yes", "yes"),
            "x",
            FactorColumn.of("pre", "pre", "post", "post", "pre", "post"),
            "school",
            FactorColumn.of("s", "s", "s", "s", "t", "t"));

    @Test
    void pointsAreMeansOfCells() {
        Chart chart = Drawn.both("lines", language -> GroupLines.of(DATA, "y", "x", "school", language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(Drawn.texts(rows, "x")).containsExactly("post", "pre", "post", "pre");
        assertThat(Drawn.numbers(rows, "y")).containsExactly(15, 2, 7, 5);
        assertThat(Drawn.numbers(Drawn.sets(chart.spec()).getLast(), "y")).containsExactly(12.33333, 3);
        assertThat(chart.description())
                .isEqualTo(
                        "y against x, one line for each of 2 levels of school. Means of all rows: post 12.33, pre 3.");
    }

    @Test
    void levelsAreSharesOfTheSecond() {
        Chart chart = Drawn.both("lines", language -> GroupLines.of(DATA, "repeat", "x", "school", language));

        assertThat(Drawn.numbers(Drawn.rows(chart), "y")).containsExactly(0.5, 0.5, 1, 1);
        assertThat(chart.title()).isEqualTo("Share of repeat = yes against x by school");
    }

    @Test
    void fittedLinesStandBesideRawOnes() {
        RowResults results = new RowResults(
                new long[] {0, 1, 2, 3, 4, 5}, new double[] {2, 2, 14, 14, 5.5, 7.5}, new double[6], new double[6]);

        Chart chart = Drawn.both("lines", language -> GroupLines.of(DATA, "y", "x", "school", results, language));

        assertThat(chart.spec().at("/hconcat/1/layer/0/data/values/0/y").asDouble())
                .isEqualTo(14);
        assertThat(chart.spec().at("/hconcat/1/title/text").asString()).isEqualTo("As fitted");
        assertThat(chart.spec().at("/hconcat/1/width").asInt()).isEqualTo(260);
        assertThat(chart.description()).endsWith("At the left as in the rows, at the right as fitted.");
    }

    @Test
    void manyNumbersAreBinned() {
        double[] x = IntStream.range(0, 80).mapToDouble(i -> i).toArray();
        Frame many = Frame.of("y", NumericColumn.of(x), "x", NumericColumn.of(x), "g", FactorColumn.of(80, i -> "a"));

        List<JsonNode> rows = Drawn.rows(Drawn.both("lines", language -> GroupLines.of(many, "y", "x", "g", language)));

        // eight bins of width 79/8: the first has 0 to 9
        assertThat(rows).hasSize(8);
        assertThat(rows.getFirst().get("x").asDouble()).isEqualTo(4.5, within(1e-9));
        assertThat(rows.getFirst().get("n").asInt()).isEqualTo(10);
    }
}
