package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import copse.report.Chart;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpecsTest {
    @Test
    void layersShareDataAndKeepTheirOrder() {
        Rows rows = Rows.of("x", "y", "arm").add(1.0, 2.5, "a").add(2.0, Double.NaN, "b");
        Mark points = Mark.of("point")
                .x(Channel.number("x").title("Dose"))
                .y(Channel.number("y"))
                .encode("color", Channel.colour("arm", List.of("a", "b")).title("Arm"))
                .tip("arm", "Arm")
                .tip("y", "Mean", ".2f");

        Chart chart = Specs.chart("test", "Title", "Two points.", Specs.layered(rows, Mark.vertical(0), points));

        JsonNode spec = chart.spec();
        assertThat(spec.at("/description").asString()).isEqualTo("Two points.");
        assertThat(spec.has("title")).isFalse();
        assertThat(spec.at("/data/values/0").toString()).isEqualTo("{\"x\":1.0,\"y\":2.5,\"arm\":\"a\"}");
        assertThat(spec.at("/data/values/1/y").isNull()).isTrue();
        assertThat(spec.at("/layer/0/mark/type").asString()).isEqualTo("rule");
        assertThat(spec.at("/layer/1/encoding/x/title").asString()).isEqualTo("Dose");
        assertThat(spec.at("/layer/1/encoding/y/title").isNull()).isTrue();
        assertThat(spec.at("/layer/1/encoding/color/scale/range/1").asString()).isEqualTo(Palette.ACCENT);
        assertThat(spec.at("/layer/1/encoding/tooltip/1/format").asString()).isEqualTo(".2f");
    }

    @Test
    void rowsRoundToSevenDigitsAndRefuseWrongLengths() {
        assertThat(Rows.rounded(1e9 / 3)).isEqualTo(333333300.0);
        assertThatThrownBy(() -> Rows.of("x", "y").add(1.0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thinningIsEvenAndKeepsExtremes() {
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1e9 + (i * 7919L % n) * 1e-3;
        }
        y[4321] = 9;
        y[77] = -9;

        int[] drawn = Thinning.along(x, y, 1000);

        assertThat(drawn.length).isBetween(951, 1000);
        assertThat(drawn).contains(4321, 77);
        double[] at = Arrays.stream(drawn).mapToDouble(i -> x[i]).toArray();
        assertThat(at).isSorted();
        long lowerHalf = Arrays.stream(at).filter(v -> v < 1e9 + n / 2 * 1e-3).count();
        assertThat(lowerHalf).isBetween(450L, 550L);
        assertThat(Thinning.evenly(10, 4)).containsExactly(1, 3, 6, 8);
    }
}
