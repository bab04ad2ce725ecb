package copse.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import copse.estimate.RandomisationSummary;
import copse.estimate.ReferenceDistribution;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.report.Chart;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedIntervalsTest {
    private static Frame estimates(double... effects) {
        return Frame.of(
                "replicate",
                NumericColumn.of(1, 2, 3, 1),
                "estimator",
                FactorColumn.of("lin", "lin", "lin", "other"),
                "effect",
                NumericColumn.of(effects),
                "estimate",
                NumericColumn.nanAsMissing(3, 1.5, 2.1, Double.NaN),
                "lower",
                NumericColumn.nanAsMissing(2.2, 0.5, 1.1, Double.NaN),
                "upper",
                NumericColumn.nanAsMissing(3.8, 2.5, 3.1, Double.NaN));
    }

    @Test
    void intervalsAreSortedAndCounted() {
        Chart chart =
                Drawn.both("simulated", language -> SimulatedIntervals.of(estimates(2, 2, 2, 2), "lin", language));

        assertThat(Drawn.numbers(Drawn.rows(chart), "estimate")).containsExactly(1.5, 2.1, 3);
        assertThat(Drawn.texts(Drawn.rows(chart), "covers"))
                .containsExactly("holds the truth", "holds the truth", "misses it");
        assertThat(chart.description())
                .isEqualTo(
                        "Intervals of 3 simulated experiments, sorted by the estimate; 66.67 % of them hold the truth (Monte"
                                + " Carlo error 27 points); missing it: 1. The truth is 2.");
    }

    @Test
    void truthsThatDifferAreTakenOff() {
        Chart chart =
                Drawn.both("simulated", language -> SimulatedIntervals.of(estimates(2, 3, 2, 2), "lin", language));

        assertThat(Drawn.numbers(Drawn.rows(chart), "estimate")).containsExactly(-1.5, 0.1, 1);
        assertThat(chart.description()).endsWith("missing it: 2.");
    }

    @Test
    void nothingToShowIsSaid() {
        assertThat(Drawn.both("simulated", language -> SimulatedIntervals.of(estimates(2, 2, 2, 2), "other", language))
                        .description())
                .isEqualTo("No simulated experiment has an interval to show.");
    }

    @Test
    void randomisationDistributionHasTheObservedValue() {
        RandomisationSummary test = new RandomisationSummary(
                "difference in means of units",
                4.1,
                0,
                0.0123,
                5000,
                false,
                new ReferenceDistribution.Histogram(-5, 5, new double[] {0.1, 0.4, 0.0, 0.4, 0.1}));

        Chart chart = Drawn.both("randomisation", language -> RandomisationPlot.of(test, language));

        assertThat(Drawn.numbers(Drawn.rows(chart), "start")).containsExactly(-5, -3, 1, 3);
        assertThat(Drawn.sets(chart.spec()).get(1).getFirst().get("at").asDouble())
                .isEqualTo(4.1);
        assertThat(chart.description())
                .isEqualTo(
                        "difference in means of units: observed 4.1, among 5,000 drawn assignments if the effect is 0; p ="
                                + " 0.012.");
    }

    @Test
    void frontierNamesWhatNoOtherBeats() {
        List<FrontierPlot.Point> points = List.of(
                new FrontierPlot.Point("leiden", -0.3, 0.12, 80, true),
                new FrontierPlot.Point("net", -0.6, 0.15, 1500, false),
                new FrontierPlot.Point("egos", -0.9, 0.05, 900, true));

        Chart chart = Drawn.both("frontier", language -> FrontierPlot.of(points, language));

        assertThat(Drawn.texts(Drawn.rows(chart), "name")).containsExactly("egos", "leiden", "net");
        assertThat(chart.description())
                .isEqualTo(
                        "Clusterings compared: 3. On the frontier: egos with 900 clusters, bias 0.9, standard error 0.05;"
                                + " leiden with 80 clusters, bias 0.3, standard error 0.12.");
    }
}
