package copse.report.plot;

import static copse.report.plot.BayesianExamples.DATA;
import static copse.report.plot.BayesianExamples.FIT;
import static copse.report.plot.BayesianExamples.YES_NO_FIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.bayes.PosteriorPredictive;
import copse.bayes.PredictiveCheck;
import copse.bayes.PredictiveOptions;
import copse.bayes.RowSummary;
import copse.loo.ComparedModel;
import copse.loo.Elpd;
import copse.loo.ModelComparison;
import copse.math.Seed;
import copse.report.Chart;
import copse.report.Language;
import copse.report.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Predictive checks and comparisons show what the engines found.
class PredictivePlotsTest {
    static final PosteriorPredictive NUMBERS =
            PosteriorPredictive.of(FIT, DATA, PredictiveOptions.defaults().withDraws(200));

    static final PosteriorPredictive SHARES = PosteriorPredictive.of(
            YES_NO_FIT, DATA, PredictiveOptions.defaults().withDraws(200));

    @Test
    void numbersAreDrawnAsDensities() {
        Chart chart = Drawn.both(
                "predictive",
                language -> PredictivePlot.of(NUMBERS, PredictivePlot.Source.POSTERIOR, "score", language));
        List<List<JsonNode>> sets = Drawn.sets(chart.spec());
        assertThat(sets).hasSize(2);
        assertThat(Drawn.numbers(sets.get(0), "replicate")).contains(0, 39).doesNotContain(40);
        double[] x = Drawn.numbers(sets.get(1), "value");
        double[] y = Drawn.numbers(sets.get(1), "density");
        double area = 0;
        for (int i = 1; i < x.length; i++) {
            area += 0.5 * (x[i] - x[i - 1]) * (y[i] + y[i - 1]);
        }
        // what is below 0.2 % of the peak is left out
        assertThat(area).isCloseTo(1, within(0.02));
        double mean = Arrays.stream(BayesianExamples.column("score")).average().orElseThrow();
        assertThat(Double.parseDouble(chart.description().replaceAll(".*mean observed is ([0-9.]+),.*", "$1")))
                .isCloseTo(mean, within(0.05));
        assertThat(chart.title()).isEqualTo("Outcomes that the fitted model makes");
    }

    @Test
    void replicatesAreThoseThatStatisticsAreTakenOf() {
        double[][] some = NUMBERS.replicates(200);
        PredictiveCheck check = NUMBERS.check(NUMBERS.usual()).getFirst();
        double[] means = Arrays.stream(some)
                .mapToDouble(y -> Arrays.stream(y).sum() / y.length)
                .sorted()
                .toArray();
        assertThat(means[0]).isCloseTo(check.replicated().quantile(0), within(1e-9));
        assertThat(means[means.length - 1]).isCloseTo(check.replicated().quantile(1), within(1e-9));
        assertThat(NUMBERS.observed()).isEqualTo(BayesianExamples.column("score"));
    }

    @Test
    void sharesAreDrawnAsBars() {
        Chart chart = Drawn.both(
                "predictive", language -> PredictivePlot.of(SHARES, PredictivePlot.Source.PRIOR, "passed", language));
        double share =
                Arrays.stream(BayesianExamples.column("passed")).average().orElseThrow();
        double[] observed = Drawn.numbers(Drawn.rows(chart), "observed");
        assertThat(observed).hasSize(2);
        assertThat(observed[1]).isCloseTo(share, within(1e-6));
        assertThat(chart.description()).contains("In 0 of 2 bars");
        assertThat(chart.title()).isEqualTo("Outcomes that the priors expect");
    }

    @Test
    void statisticsAreCountedInBins() {
        List<PredictiveCheck> checks = NUMBERS.check(NUMBERS.usual());
        Chart chart = Drawn.both("predictive-statistic", language -> PredictiveStatisticPlot.of(checks, language));
        JsonNode first = chart.spec().at("/concat/0");
        double total = 0;
        for (JsonNode row : first.at("/layer/0/data/values")) {
            total += row.path("count").doubleValue();
        }
        assertThat(total).isEqualTo(checks.getFirst().replicated().count());
        assertThat(first.at("/layer/1/data/values/0/from").doubleValue())
                .isCloseTo(checks.getFirst().observed(), within(1e-4));
        assertThat(chart.description())
                .contains("mean: observed")
                .contains("standard deviation of the mean by school")
                .contains("at least the observed " + Numbers.p(checks.getFirst().probability()));
        assertThat(PredictiveStatisticPlot.of(checks, Language.CHINESE).description())
                .contains("各 school 的均值的标准差");
    }

    @Test
    void groupsStandInTheOrderOfTheData() {
        List<PredictiveCheck> checks = SHARES.check(SHARES.by(RowSummary.MEAN, "school"));
        Chart chart = Drawn.both("predictive-groups", language -> PredictiveGroupsPlot.of(checks, language));
        List<List<JsonNode>> sets = Drawn.sets(chart.spec());
        assertThat(sets.get(0)).hasSize(12);
        double[] observed = sets.get(1).stream()
                .filter(row -> row.path("kind").asString().equals("Observed"))
                .mapToDouble(row -> row.path("value").doubleValue())
                .toArray();
        assertThat(observed).hasSize(12);
        for (int i = 1; i < observed.length; i++) {
            assertThat(observed[i]).isLessThanOrEqualTo(observed[i - 1]);
        }
        long outside = checks.stream()
                .filter(check -> check.observed() < check.replicated().quantile(0.05)
                        || check.observed() > check.replicated().quantile(0.95))
                .count();
        assertThat(chart.description())
                .isEqualTo("mean by school, 12 groups. In " + outside
                        + " of them what was observed lies outside of the range from the 5 % to the 95 % quantile of the"
                        + " model's outcomes.");
    }

    @Test
    void modelsAreComparedByTheErrorOfTheirDifference() {
        SequencedMap<String, Elpd> models = new LinkedHashMap<>();
        models.put("flat", BayesianExamples.loo("score ~ 1"));
        models.put("slope", BayesianExamples.loo("score ~ pre + (1 | school)"));
        ModelComparison comparison = ModelComparison.of(models, Seed.of(1));
        Chart chart = Drawn.both("loo", language -> LooPlot.of(comparison, language));
        ComparedModel worse = comparison.rows().get(1);
        List<JsonNode> differences = Drawn.sets(chart.spec().at("/hconcat/1")).getFirst();
        assertThat(differences).hasSize(1);
        assertThat(differences.getFirst().path("value").doubleValue()).isCloseTo(worse.difference(), within(1e-4));
        assertThat(differences.getFirst().path("lower").doubleValue())
                .isCloseTo(worse.difference() - worse.seDifference(), within(1e-4));
        assertThat(chart.description())
                .contains("slope predicts best")
                .contains("flat is " + Numbers.fixed(-worse.difference(), 1) + " lower (standard error "
                        + Numbers.fixed(worse.seDifference(), 1) + ")");
    }

    @Test
    void observationsAboveTheThresholdAreNamed() {
        double[] k = {0.1, 0.9, Double.NEGATIVE_INFINITY, 0.75, 0.3, 1.2};
        boolean[] exact = {false, false, false, false, false, true};
        Chart chart = Drawn.both("pareto-k", language -> ParetoPlot.of(k, exact, 0.7, language));
        assertThat(chart.description())
                .contains("2 of 6 observations cannot be left out")
                .contains("The largest is 0.90, of observation 2.")
                .contains("fitted again without 1 of them");
        List<JsonNode> rows = Drawn.rows(chart);
        assertThat(Drawn.texts(rows, "kind"))
                .containsExactly("Reliable", "Not reliable", "Not reliable", "Reliable", "Fitted again");
        assertThat(Drawn.numbers(rows, "row")).containsExactly(1, 2, 4, 5, 6);
        assertThat(ParetoPlot.of(new double[] {0.1}, new boolean[1], 0.7, Language.ENGLISH)
                        .description())
                .startsWith("All 1 observations can be left out");
    }
}
