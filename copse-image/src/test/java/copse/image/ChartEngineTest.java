package copse.image;

import static org.assertj.core.api.Assertions.assertThat;

import copse.report.Chart;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChartEngineTest {
    @Test
    void barsBecomePaths() {
        ObjectNode spec = (ObjectNode) JsonMapper.shared()
                .readTree(
                        """
                        {"data": {"values": [{"arm": "a", "mean": 2}, {"arm": "b", "mean": 5}]}, "mark": "bar",
                         "encoding": {"x": {"field": "arm"}, "y": {"field": "mean", "type": "quantitative"}}}
                        """);
        try (ChartEngine engine = ChartEngine.start()) {
            assertThat(engine.svg(new Chart("bars", "Means", "a 2, b 5", spec)))
                    .startsWith("<svg")
                    .contains("aria-label=\"arm: b; mean: 5\"");
        }
    }
}
