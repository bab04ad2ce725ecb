package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.report.Chart;
import copse.report.Flow;
import copse.report.Flow.Count;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FlowChartTest {
    static final Flow FLOW = new Flow(
            "school",
            true,
            Optional.of(Count.of(48, 2310)),
            List.of(new Flow.Loss("declined", Count.of(8, 350))),
            Count.of(40, 1960),
            List.of(arm("control", 0), arm("treatment", 3)));

    private static Flow.Arm arm(String name, long left) {
        return new Flow.Arm(
                name,
                Count.of(20, 980),
                Optional.of(Count.of(20, 980)),
                Count.of(1, 40),
                Count.of(0, left),
                Count.of(19, 940 - left));
    }

    @Test
    void everyCountStandsInTheDescription() {
        Chart chart = Drawn.both("flow", language -> FlowChart.of(FLOW, language));

        assertThat(chart.description())
                .isEqualTo("Flow of the trial: Assessed for eligibility (clusters: school) (48 clusters, 2,310 units);"
                        + " Excluded (declined: 8 clusters, 350 units); Randomised (40 clusters, 1,960 units);"
                        + " Allocated to control (20 clusters, 980 units, received it: 20 clusters, 980 units);"
                        + " Follow-up (without outcome: 1 cluster, 40 units); Analysed (19 clusters, 940 units);"
                        + " Allocated to treatment (20 clusters, 980 units, received it: 20 clusters, 980 units);"
                        + " Follow-up (without outcome: 1 cluster, 40 units, with an outcome, not analysed: 0 clusters, 3 units);"
                        + " Analysed (19 clusters, 937 units).");
    }

    @Test
    void boxesDoNotOverlapAndHoldTheirTexts() {
        Chart chart = FlowChart.of(FLOW, copse.report.Language.CHINESE);

        List<JsonNode> boxes = Drawn.sets(chart.spec()).stream()
                .filter(set -> set.get(0).has("x2") && set.size() == 9)
                .findFirst()
                .orElseThrow();
        for (JsonNode a : boxes) {
            for (JsonNode b : boxes) {
                boolean apart = a == b
                        || a.get("x2").asInt() < b.get("x").asInt()
                        || b.get("x2").asInt() < a.get("x").asInt()
                        || a.get("y2").asInt() < b.get("y").asInt()
                        || b.get("y2").asInt() < a.get("y").asInt();
                assertThat(apart).as(a + " " + b).isTrue();
            }
        }
        List<JsonNode> texts = Drawn.sets(chart.spec()).getLast();
        for (JsonNode text : texts) {
            assertThat(boxes)
                    .anyMatch(box -> box.get("x").asInt() < text.get("x").asInt()
                            && text.get("x").asInt() < box.get("x2").asInt()
                            && box.get("y").asInt() < text.get("y").asInt()
                            && text.get("y").asInt() < box.get("y2").asInt());
            assertThat(Channel.pixels(text.get("text").asString())).isLessThan(250);
        }
    }
}
