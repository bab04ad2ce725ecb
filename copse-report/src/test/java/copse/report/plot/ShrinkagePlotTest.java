package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.lmm.Lmm;
import copse.lmm.LmmFit;
import copse.report.Chart;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShrinkagePlotTest {
    /// Group means 10 (2 rows), 14 (4 rows), 20 (3 rows).
    private static final Frame DATA = Frame.of(
            "y",
            NumericColumn.of(9, 11, 13, 15, 12, 16, 18, 22, 20),
            "g",
            FactorColumn.of("a", "a", "b", "b", "b", "b", "c", "c", "c"));

    @Test
    void modesAreShrunkenMeans() {
        LmmFit fit = Lmm.of("y ~ 1 + (1 | g)").fit(DATA);

        Chart chart = Drawn.both("shrinkage", language -> ShrinkagePlot.of(fit, DATA, "g", language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(Drawn.texts(rows, "level")).containsExactly("a", "c", "b");
        double mean = fit.beta()[0];
        double between = fit.covariance("g").at(0, 0);
        double within = fit.sigma() * fit.sigma();
        double[] alone = {10 - mean, 20 - mean, 14 - mean};
        int[] n = {2, 3, 4};
        for (int i = 0; i < 3; i++) {
            assertThat(rows.get(i).get("alone").asDouble()).isEqualTo(alone[i], within(1e-5));
            double shrink = between / (between + within / n[i]);
            assertThat(rows.get(i).get("pooled").asDouble()).isEqualTo(shrink * alone[i], within(1e-5));
        }
        assertThat(chart.description())
                .startsWith("Shrinkage of 3 levels of g: the standard deviation between them is 5.03 by");
    }
}
