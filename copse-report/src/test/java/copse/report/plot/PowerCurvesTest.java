package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.power.Outcome;
import copse.power.ParallelTrial;
import copse.power.Power;
import copse.power.PowerCurve.Over;
import copse.power.TestRule;
import copse.report.Chart;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PowerCurvesTest {
    private static final Power PLANNED =
            Power.of(ParallelTrial.of(20, 20, 25, 0.1), new Outcome.Mean(10), TestRule.twoSided(0.05));

    @Test
    void closedFormIsThePowerOfEachTrial() {
        PowerCurves.Curve clusters = PowerCurves.closed("t", PLANNED, 3, Over.CLUSTERS, 10, 90);

        assertThat(clusters.points()).hasSize(81);
        assertThat(clusters.points().get(30).at()).isEqualTo(40, within(1e-9));
        assertThat(clusters.points().get(30).power()).isEqualTo(PLANNED.power(3), within(1e-9));
        assertThat(PowerCurves.closed("t", PLANNED, 3, Over.SIZE, 5, 45)
                        .points()
                        .get(40)
                        .power())
                .isEqualTo(PLANNED.power(3), within(1e-9));
        assertThat(PowerCurves.closed("t", PLANNED, 0, Over.EFFECT, 0, 4)
                        .points()
                        .getFirst()
                        .power())
                .isEqualTo(0.05, within(1e-9));
    }

    @Test
    void bandsAreDrawnForSimulationsOnly() {
        PowerCurves.Curve simulated = new PowerCurves.Curve(
                "simulated",
                List.of(new PowerCurves.Point(40, 0.82, 0.78, 0.86), new PowerCurves.Point(20, 0.42, 0.38, 0.46)),
                true);

        Chart chart = Drawn.both(
                "power",
                language -> PowerCurves.of(
                        List.of(PowerCurves.closed("closed", PLANNED, 3, Over.CLUSTERS, 10, 50), simulated),
                        Over.CLUSTERS,
                        0.8,
                        language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(rows).hasSize(83);
        assertThat(rows.get(81).get("at").asInt()).isEqualTo(20);
        assertThat(rows.get(81).get("lower").asDouble()).isEqualTo(0.38);
        assertThat(chart.spec().at("/layer/1/transform/0/filter").asString()).isEqualTo("datum.simulated");
        // 0.42 + (0.82 − 0.42) s = 0.8 at s = 0.95
        assertThat(chart.description())
                .contains("simulated: 0.42 at 20, 0.82 at 40, the target from about 39")
                .endsWith(
                        "Bands hold the power that endless replicates would find, with 95 % confidence at each point.");
    }

    @Test
    void curvesThatStayBelowTheTargetSaySo() {
        Chart chart = Drawn.both(
                "power",
                language -> PowerCurves.of(
                        List.of(PowerCurves.closed("t", PLANNED, 1, Over.SIZE, 1, 100)), Over.SIZE, 0.8, language));

        assertThat(chart.description()).endsWith(", short of the target.");
    }

    /// Effects below none are found where they are far from it, which is where the axis begins.
    @Test
    void theTargetIsToldNextToNoEffect() {
        assertThat(over(-8, 0)).contains("the target up to about -");
        assertThat(over(0, 8)).contains("the target from about ").doesNotContain("about -");
        assertThat(over(-8, 8)).containsPattern("the target up to about -[0-9.]+ and from about [0-9.]+");
    }

    private static String over(double from, double to) {
        PowerCurves.Curve curve = PowerCurves.closed("t", PLANNED, 1, Over.EFFECT, from, to);
        return PowerCurves.of(List.of(curve), Over.EFFECT, 0.8, copse.report.Language.ENGLISH)
                .description();
    }
}
