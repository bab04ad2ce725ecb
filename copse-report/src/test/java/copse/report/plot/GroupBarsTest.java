package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.Interval;
import copse.infer.Share;
import copse.report.Chart;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupBarsTest {
    private static final Frame DATA = Frame.of(
            "y",
            NumericColumn.nanAsMissing(1, 3, 5, 7, 10, 20, Double.NaN, 9),
            "passed",
            FactorColumn.of("yes", "yes", "no", "yes", "no", "no", null, "yes"),
            "g",
            FactorColumn.of("a", "a", "a", "a", "b", "b", "b", "c"),
            "school",
            FactorColumn.of("s", "s", "t", "u", "s", "t", "t", "u"));

    @Test
    void meansOfRowsHaveIntervalsByT() {
        Chart chart = Drawn.both("bars", language -> GroupBars.mean(DATA, "y", "g", Optional.empty(), 0.95, language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(Drawn.numbers(rows, "value")).containsExactly(4, 15, 9);
        // R: t.test(c(1, 3, 5, 7))$conf.int
        assertThat(rows.get(0).get("lower").asDouble()).isEqualTo(-0.1085208, within(1e-6));
        assertThat(rows.get(0).get("upper").asDouble()).isEqualTo(8.1085208, within(1e-5));
        assertThat(rows.get(2).get("lower").isNull()).isTrue();
        assertThat(chart.description())
                .isEqualTo(
                        "Mean of y by g: a 4.0 (-0.1 to 8.1); b 15 (-49 to 79); c 9. Intervals at 95 % by t, rows taken as"
                                + " independent.");
    }

    @Test
    void meansOfClustersUseTheirTotals() {
        List<JsonNode> rows = Drawn.rows(
                Drawn.both("bars", language -> GroupBars.mean(DATA, "y", "g", Optional.of("school"), 0.9, language)));

        // group a: residual totals −4, 1, 3 of 3 clusters: 3/2 · 26/16 = 2.4375; t(0.95, 2) = 2.919986
        assertThat(rows.get(0).get("upper").asDouble() - 4).isEqualTo(2.919986 * Math.sqrt(2.4375), within(1e-5));
    }

    @Test
    void sharesOfRowsHaveWilsonsIntervals() {
        Chart chart = Drawn.both(
                "bars", language -> GroupBars.share(DATA, "passed", "yes", "g", Optional.empty(), 0.95, language));

        Interval wilson = new Share(3, 4).wilson(0.95);
        JsonNode a = Drawn.rows(chart).getFirst();
        assertThat(a.get("value").asDouble()).isEqualTo(0.75);
        assertThat(a.get("lower").asDouble()).isEqualTo(wilson.lower().value(), within(1e-6));
        assertThat(chart.description())
                .startsWith("Share of passed = yes by g: a 0.75 (0.30 to 0.95); b 0.00 (")
                .contains("Wilson");
    }

    @Test
    void sharesOfClustersStayWithinTheirRange() {
        List<JsonNode> rows = Drawn.rows(Drawn.both(
                "bars",
                language -> GroupBars.share(DATA, "passed", "yes", "g", Optional.of("school"), 0.95, language)));

        assertThat(rows.get(0).get("upper").asDouble()).isEqualTo(1);
        assertThat(rows.get(0).get("lower").asDouble()).isZero();
    }

    @Test
    void manyGroupsAreRanked() {
        Frame many = Frame.of(
                "y",
                NumericColumn.of(java.util.stream.IntStream.range(0, 100)
                        .mapToDouble(i -> i * 37 % 100)
                        .toArray()),
                "g",
                FactorColumn.of(100, i -> "g" + i));

        Chart chart = Drawn.both("bars", language -> GroupBars.mean(many, "y", "g", Optional.empty(), 0.95, language));

        assertThat(Drawn.numbers(Drawn.rows(chart), "value"))
                .startsWith(99, 98, 97)
                .hasSize(100);
        assertThat(chart.description()).endsWith("; and 92 more.");
    }
}
