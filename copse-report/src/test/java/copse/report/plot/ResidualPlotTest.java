package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.infer.OrderBand;
import copse.report.Chart;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResidualPlotTest {
    private static final int N = 60;
    private static final double[] FITTED =
            IntStream.range(0, N).mapToDouble(i -> (i * 7) % N).toArray();

    @Test
    void meansAreThoseOfBins() {
        // residual is the fitted value less 29.5: four bins of 15 have means −22.5, −7.5, 7.5, 22.5
        double[] residuals = Arrays.stream(FITTED).map(x -> x - 29.5).toArray();

        Chart chart = Drawn.both("residuals", language -> ResidualPlot.of(FITTED, residuals, language));

        List<JsonNode> means = Drawn.sets(chart.spec()).stream()
                .filter(set -> set.get(0).has("mean"))
                .findFirst()
                .orElseThrow();
        assertThat(Drawn.numbers(means, "mean")).containsExactly(-22.5, -7.5, 7.5, 22.5);
        // 2 · sd(1..15)/√15 = 2 · √20/√15
        assertThat(means.getFirst().get("upper").asDouble() + 22.5).isEqualTo(2 * Math.sqrt(20.0 / 15), within(1e-5));
        assertThat(chart.description()).startsWith("60 residuals against fitted values, from -29.5 to 29.5;");
    }

    @Test
    void spreadThatGrowsIsTold() {
        double[] residuals = IntStream.range(0, N)
                .mapToDouble(i -> (i % 2 == 0 ? 1 : -1) * (FITTED[i] < 20 ? 0.25 : FITTED[i] < 40 ? 1 : 4))
                .toArray();

        Chart chart = Drawn.both("scale-location", language -> ScaleLocationPlot.of(FITTED, residuals, language));

        assertThat(chart.description())
                .isEqualTo(
                        "Size of 60 residuals against fitted values: the root of their size is 0.5 on average in the lower"
                                + " third and 2 in the upper.");
    }

    @Test
    void manyPointsAreThinnedAndSaidSo() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(50_000).toArray();
        double[] y = random.doubles(50_000).toArray();

        Chart chart = Drawn.both("residuals", language -> ResidualPlot.of(x, y, language));

        int drawn = Drawn.rows(chart).size();
        assertThat(drawn).isBetween(1900, Specs.MOST_POINTS);
        assertThat(chart.description())
                .endsWith(String.format("%,d of 50,000 points are drawn, the extremes among them.", drawn));
        assertThat(chart.spec().toString().length()).isLessThan(100_000);
    }

    @Test
    void quantilesOfTheNormalStandBesideSortedResiduals() {
        double[] normal = IntStream.rangeClosed(1, 25)
                .mapToDouble(i -> NormalDistribution.of(0, 1).inverseCumulativeProbability((i - 0.3175) / 25.365))
                .toArray();

        Chart chart = Drawn.both("qq", language -> QuantilePlot.of(normal, language));

        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(Drawn.numbers(rows, "residual")).isEqualTo(Drawn.numbers(rows, "normal"));
        assertThat(rows.getFirst().get("lower").asDouble())
                .isEqualTo(
                        NormalDistribution.of(0, 1)
                                .inverseCumulativeProbability(
                                        OrderBand.of(25, 0.95).lower(1)),
                        within(1e-5));
        assertThat(chart.description()).contains("all that are drawn lie inside the simultaneous 95 % band");
    }

    @Test
    void outliersLieOutsideTheBand() {
        double[] heavy = IntStream.rangeClosed(1, 200)
                .mapToDouble(i -> Math.tan(Math.PI * (i / 201.0 - 0.5)))
                .toArray();

        Chart chart = Drawn.both("qq", language -> QuantilePlot.of(heavy, language));

        long outside = Drawn.rows(chart).stream()
                .filter(row -> row.get("outside").asBoolean())
                .count();
        assertThat(outside).isGreaterThan(10);
        assertThat(chart.description()).contains("outside the simultaneous 95 % band: " + outside + " of those drawn");
    }
}
