package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.report.Chart;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForestPlotTest {
    private static final List<Estimated> EFFECTS = List.of(
            Estimated.of("Lin", 3.12, 0.81, 5.43).in("score"),
            Estimated.of("CR2", 2.95, 0.62, 5.28).in("score"),
            Estimated.of("Lin", -0.4, Double.NEGATIVE_INFINITY, 1.1).in("attendance"));

    @Test
    void rowsStandUnderTheirHeadings() {
        Chart chart =
                Drawn.both("forest", language -> ForestPlot.of(EFFECTS, "", 0, OptionalDouble.of(2), 0.95, language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(Drawn.numbers(rows, "value")).containsExactly(3.12, 2.95, -0.4);
        assertThat(Drawn.texts(rows, "text"))
                .containsExactly("3.1 (0.8 to 5.4)", "3.0 (0.6 to 5.3)", "-0.40 (-∞ to 1.10)");
        assertThat(Drawn.texts(rows, "label")).doesNotHaveDuplicates();
        assertThat(chart.spec().at("/layer/2/encoding/y/scale/domain").toString())
                .isEqualTo("[\"score\",\"\u2003Lin\",\"\u2003CR2\",\"attendance\",\"\u2003Lin\u200b\"]");
        assertThat(chart.description())
                .isEqualTo(
                        "Forest plot with 95 % intervals: score, Lin 3.1 (0.8 to 5.4); score, CR2 3.0 (0.6 to"
                                + " 5.3); attendance, Lin -0.40 (-∞ to 1.10). The dashed line is the smallest effect of interest, 2.");
    }

    @Test
    void openEndsReachTheEdgeWithAnArrow() {
        JsonNode open = Drawn.rows(Drawn.both(
                        "forest", language -> ForestPlot.of(EFFECTS, "x", 0, OptionalDouble.empty(), 0.9, language)))
                .get(2);

        // the range is that of the finite numbers, -0.4 to 5.43, with 4 % to either side
        assertThat(open.get("lower").asDouble()).isEqualTo(-0.4 - 0.04 * 5.83, within(1e-6));
        assertThat(open.get("below").asDouble()).isEqualTo(open.get("lower").asDouble());
        assertThat(open.get("above").isNull()).isTrue();
    }

    @Test
    void coefficientsLeaveTheInterceptOut() {
        List<Estimated> some = List.of(Estimated.of("(Intercept)", 50, 48, 52), Estimated.of("pre", 0.52, 0.48, 0.56));

        Chart chart = Drawn.both("coefficients", language -> CoefficientPlot.of(some, "", 0.95, language));
        Chart alone =
                Drawn.both("coefficients", language -> CoefficientPlot.of(some.subList(0, 1), "", 0.95, language));

        assertThat(Drawn.texts(Drawn.rows(chart), "label")).containsExactly("pre");
        assertThat(Drawn.texts(Drawn.rows(alone), "label")).containsExactly("(Intercept)");
    }
}
