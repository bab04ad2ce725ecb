package copse.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void summarisesEachType() {
        Frame frame = Frame.of(
                "x", NumericColumn.nanAsMissing(4, 1, Double.NaN, 2),
                "g", FactorColumn.of(Levels.of("b", "a", "z"), "a", null, "b", "a"),
                "t", TextColumn.of("u", "u", null, "v"),
                "l", LogicalColumn.of(true, false, true, true),
                "d", TimeColumn.dates(new long[] {5, 0, 0, 5}, Mask.of(4, row -> row == 1)));
        List<ColumnSummary> summaries = frame.describe();
        assertThat(summaries.subList(1, 5))
                .containsExactly(
                        new ColumnSummary.Factor(
                                "g",
                                4,
                                1,
                                List.of(
                                        new ColumnSummary.LevelCount("b", 1),
                                        new ColumnSummary.LevelCount("a", 2),
                                        new ColumnSummary.LevelCount("z", 0))),
                        new ColumnSummary.Text("t", 4, 1, 2),
                        new ColumnSummary.Logical("l", 4, 0, 3),
                        new ColumnSummary.Time("d", 4, 1, ColumnType.DATE, 2, "1970-01-01", "1970-01-06"));
        ColumnSummary.Numeric x = (ColumnSummary.Numeric) summaries.getFirst();
        assertThat(x.missing()).isEqualTo(1);
        assertThat(x.whole()).isTrue();
        Spread spread = x.spread().orElseThrow();
        assertThat(spread.mean()).isCloseTo(7 / 3.0, within(1e-15));
        assertThat(spread.sd().orElseThrow()).isCloseTo(Math.sqrt(7 / 3.0), within(1e-15));
        assertThat(List.of(spread.min(), spread.q25(), spread.median(), spread.q75(), spread.max()))
                .containsExactly(1.0, 1.5, 2.0, 3.0, 4.0);
    }

    @Test
    void histogramHoldsEveryValueOnce() {
        double[] values = IntStream.range(0, 100).asDoubleStream().toArray();
        assertThat(Spread.of(values).orElseThrow().histogram()).containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
        assertThat(Spread.of(new double[] {3, 3}).orElseThrow().histogram()).containsExactly(2);
        assertThat(Spread.of(new double[] {-1e308, 1e308}).orElseThrow().histogram())
                .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void aSingleValueHasNoSpreadAndNoneHasNothing() {
        assertThat(Spread.of(new double[] {3}).orElseThrow().sd()).isEmpty();
        assertThat(Spread.of(new double[0])).isEmpty();
        ColumnSummary.Time time =
                (ColumnSummary.Time) ColumnSummary.of("d", TimeColumn.dates(new long[1], Mask.all(1)));
        assertThat(time.first()).isEmpty();
    }

    @Test
    void quantilesOfTypeSevenAreThoseOfR() {
        // R 4.2: quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1), type = 7)
        double[] sorted = {1, 2, 4, 8, 16};
        double[] probabilities = {0, 0.1, 0.25, 0.5, 0.9, 1};
        double[] expected = {1, 1.4, 2, 4, 12.8, 16};
        for (int i = 0; i < expected.length; i++) {
            assertThat(Quantiles.type7(sorted, 0, 5, probabilities[i])).isCloseTo(expected[i], within(1e-14));
        }
    }

    @Test
    void measuresClusters() {
        Frame frame = Frame.of("g", FactorColumn.of(Levels.of("a", "b", "unused"), "a", "b", "a", null, "a"));
        ClusterSummary sizes = frame.groupBy("g").sizes();
        assertThat(sizes).isEqualTo(new ClusterSummary(List.of("g"), 2, 4, 1, 1, 2, 2, 3, 0.5));
        assertThatThrownBy(
                        () -> frame.where(Condition.isMissing("g")).groupBy("g").sizes())
                .hasMessageContaining("the key is missing in every row");
    }

    @Test
    void correlationIsNegativeWhereClustersAreMoreAlikeThanRows() {
        Frame frame = Frame.of(
                "g", FactorColumn.of("a", "a", "b", "b", null),
                "y", NumericColumn.nanAsMissing(-1, 1, -1, 1, 9),
                "same", NumericColumn.of(1, 1, 1, 1, 1),
                "id", NumericColumn.of(1, 2, 3, 4, 5));
        OneWayAnova anova = frame.groupBy("g").anova("y");
        assertThat(anova).isEqualTo(new OneWayAnova(2, 4, 2, 0, 4));
        assertThat(anova.icc()).hasValue(-1);
        assertThat(frame.groupBy("g").anova("same").icc()).isEmpty();
        assertThat(frame.groupBy("id").anova("y").icc()).isEmpty();
        assertThat(frame.groupBy().anova("y").icc()).isEmpty();
    }

    @Test
    void correlationDoesNotDependOnTheOrigin() {
        Frame frame =
                Frame.of("g", FactorColumn.of("a", "a", "b", "b", "b", "c"), "y", NumericColumn.of(1, 2, 4, 5, 7, 3));
        double icc = frame.groupBy("g").anova("y").icc().orElseThrow();
        double shifted =
                frame.with("y", "y", y -> y + 1e9).groupBy("g").anova("y").icc().orElseThrow();
        // the shifted values are exact, so only the arithmetic of the analysis can differ
        assertThat(shifted).isCloseTo(icc, within(1e-13));
    }
}
