package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.report.Chart;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CaterpillarTest {
    @Test
    void levelsAreRankedFromTheHighest() {
        List<Estimated> modes = List.of(
                Estimated.of("b", -1, -1.5, -0.5), Estimated.of("a", 2, 1.2, 2.8), Estimated.of("c", 0.1, -0.3, 0.5));

        Chart chart =
                Drawn.both("caterpillar", language -> Caterpillar.of("school", "(Intercept)", modes, 0.95, language));

        assertThat(Drawn.texts(Drawn.rows(chart), "level")).containsExactly("a", "c", "b");
        assertThat(chart.description())
                .isEqualTo(
                        "Caterpillar plot of 3 levels of school: deviations from the mean in (Intercept), from the highest, a 2.00 (1.20 to 2.80),"
                                + " to the lowest, b -1.00 (-1.50 to -0.50); of these, 2 have 95 % intervals that do not hold zero.");
    }

    @Test
    void manyLevelsAreThinnedByRank() {
        List<Estimated> modes = IntStream.range(0, 10_000)
                .mapToObj(i -> Estimated.of("g" + i, i, i - 1.0, i + 1.0))
                .toList();

        Chart chart = Drawn.both("caterpillar", language -> Caterpillar.of("g", "x", modes, 0.95, language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(rows).hasSize(Specs.MOST_POINTS);
        assertThat(rows.get(0).get("rank").asInt()).isEqualTo(3);
        assertThat(rows.get(0).get("value").asInt()).isEqualTo(9997);
        assertThat(rows.get(1).get("rank").asInt()).isEqualTo(8);
        assertThat(chart.description()).endsWith(" 2,000 of 10,000 are drawn, evenly chosen.");
    }
}
