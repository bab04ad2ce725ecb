package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.infer.Interval;
import copse.infer.Limit;
import copse.lmm.Parameter;
import copse.lmm.ProfileCurve;
import copse.report.Chart;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfilePlotTest {
    @Test
    void limitsStandWhereTheCurveMeetsTheQuantile() {
        ProfileCurve sigma = new ProfileCurve(
                new Parameter.Sigma(),
                2,
                Interval.of(1.5, 2.75, 0.95, "profile likelihood"),
                new double[] {1.25, 2, 3},
                new double[] {-2.8, 0, 2.4});
        ProfileCurve sd = new ProfileCurve(
                new Parameter.StandardDeviation("g", "(Intercept)"),
                0,
                new Interval(new Limit.Boundary(0), new Limit.At(0.5), 0.95, "profile likelihood"),
                new double[] {0, 0.75},
                new double[] {0, 2.5});

        Chart chart = Drawn.both("profile", language -> ProfilePlot.of(List.of(sigma, sd), 0.95, language));

        List<JsonNode> limits = Drawn.rows(chart).stream()
                .filter(row -> row.get("limit").isNumber())
                .toList();
        assertThat(Drawn.numbers(limits, "limit")).containsExactly(1.5, 2.75, 0.5);
        assertThat(Drawn.numbers(limits, "target")).containsExactly(-1.959964, 1.959964, 1.959964);
        assertThat(chart.spec().at("/columns").asInt()).isEqualTo(2);
        assertThat(chart.description())
                .isEqualTo(
                        "Likelihood profiles with 95 % intervals: sigma 2.00 (1.50 to 2.75); sd(g,(Intercept)) 0.00 (0.00 to"
                                + " 0.50).");
    }
}
