package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.Question;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastEstimatesTest {
    private static final Question QUESTION = Question.of("score", "treatment", "control");

    private static Frame schools(int clusters, long seed) {
        RandomStream stream = Seed.of(seed).stream();
        int rows = 0;
        int[] size = new int[clusters];
        for (int u = 0; u < clusters; u++) {
            size[u] = 10 + stream.nextInt(21);
            rows += size[u];
        }
        double[] y = new double[rows];
        double[] pre = new double[rows];
        double[] ses = new double[rows];
        String[] school = new String[rows];
        int row = 0;
        for (int u = 0; u < clusters; u++) {
            double z = stream.nextGaussian();
            double b = stream.nextGaussian();
            for (int i = 0; i < size[u]; i++, row++) {
                school[row] = "s" + u;
                ses[row] = z;
                pre[row] = stream.nextGaussian();
                // between: 0.5 z + 0.5 b (half explained), within: 2 pre + 2 e (half explained)
                y[row] = 100 + 0.5 * z + 0.5 * b + 2 * pre[row] + 2 * stream.nextGaussian();
            }
        }
        return Frame.of(
                "school",
                FactorColumn.of(school),
                "score",
                NumericColumn.of(y),
                "pre",
                NumericColumn.of(pre),
                "ses",
                NumericColumn.of(ses));
    }

    @Test
    void variancesAreThoseOfTheAnalysisOfVariance() {
        Frame frame = Frame.of(
                "school",
                FactorColumn.of("a", "a", "a", "b", "b", "c", "c", "c", "c"),
                "score",
                NumericColumn.of(1, 2, 3, 4, 6, 0, 1, 1, 2));
        PastEstimates past = PastEstimates.of(PastClusters.kept(frame, "school", "score"), QUESTION, 2);
        var anova = frame.groupBy("school").anova("score");
        // exact but for rounding
        assertThat(past.plain().icc()).isCloseTo(anova.icc().orElseThrow(), within(1e-12));
        assertThat(past.plain().n0()).isCloseTo(anova.n0(), within(1e-12));
        assertThat(past.mean()).isCloseTo(20 / 9.0, within(1e-12));
        assertThat(past.sizes()).containsExactly(3, 2, 4);
        assertThat(past.meanSize()).isEqualTo(3);
        assertThat(past.cvOfSizes()).isCloseTo(Math.sqrt(2.0 / 3) / 3, within(1e-12));
        assertThat(past.explained()).isEmpty();
        assertThat(past.adjusted()).isEqualTo(past.plain());
    }

    @Test
    void covariatesExplainTheirShareOfEachLevel() {
        PastEstimates past = PastEstimates.of(
                PastClusters.kept(schools(200, 5), "school", "score"),
                QUESTION.withCovariates(List.of("pre", "ses")),
                2);
        PastEstimates.Explained explained = past.explained().orElseThrow();
        assertThat(explained.within()).isCloseTo(0.5, within(0.04));
        assertThat(explained.withinInterval().contains(0.5)).isTrue();
        assertThat(explained.between().orElseThrow()).isCloseTo(0.5, within(0.2));
        assertThat(explained.betweenInterval().orElseThrow().contains(0.5)).isTrue();
        assertThat(explained.clusterCovariates()).isEqualTo(1);
        assertThat(past.adjusted().within()).isCloseTo(4, within(0.4));
        assertThat(past.adjusted().dfBetween()).isEqualTo(197);
        assertThat(past.plain().within()).isCloseTo(8, within(0.8));
    }

    /// The draws of the ICC have the limits of the F test as their percentiles.
    @Test
    void drawsHaveTheIntervalAsTheirPercentiles() {
        PastEstimates past = PastEstimates.of(PastClusters.kept(schools(12, 8), "school", "score"), QUESTION, 2);
        double[] icc = past.draws(40_000, Seed.of(1).stream()).stream()
                .mapToDouble(Components.Draw::icc)
                .sorted()
                .toArray();
        double lower = Math.max(0, past.plain().iccInterval().lower().value());
        double upper = past.plain().iccInterval().upper().value();
        assertThat(icc[1000]).isCloseTo(lower, within(0.01));
        // Monte Carlo error of a percentile of the long tail
        assertThat(icc[39_000]).isCloseTo(upper, within(0.02));
    }

    @Test
    void aPopulationLikeThePastCanBeSimulated() {
        PastEstimates past = PastEstimates.of(PastClusters.kept(schools(60, 9), "school", "score"), QUESTION, 2);
        SimulatedClusters population = past.population(20);
        assertThat(population.clusters()).isEqualTo(20);
        assertThat(population.sizes()).isEqualTo(new SizeModel.Varying(past.meanSize(), past.cvOfSizes()));
        assertThat(population.model().sd()).isCloseTo(past.adjusted().estimate().sd(), within(1e-12));
    }

    /// Trap S13: an ICC below 0 is shown as it is and truncated where a variance is needed.
    @Test
    void trapS13NegativeIccIsShownAndTruncatedKnowingly() {
        double[] y =
                IntStream.range(0, 12).mapToDouble(i -> i % 2 == 0 ? 1 : -1).toArray();
        Frame frame = Frame.of(
                "school",
                FactorColumn.of("a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c", "c"),
                "score",
                NumericColumn.of(y));
        PastEstimates past = PastEstimates.of(PastClusters.kept(frame, "school", "score"), QUESTION, 1);
        assertThat(past.plain().icc()).isCloseTo(-1.0 / 3, within(1e-12));
        assertThat(past.plain().truncatedIcc()).isZero();
        assertThat(past.plain().estimate().between()).isZero();
        assertThat(past.draws(100, Seed.of(2).stream())).allMatch(draw -> draw.between() >= 0);
    }

    /// What the past leaves open reaches the answer: with few clusters the power may be nearly anything.
    @Test
    void powerCarriesWhatThePastLeavesOpen() {
        PastPower few = power(6);
        PastPower many = power(300);
        assertThat(few.range().width()).isGreaterThan(0.4);
        assertThat(many.range().width()).isLessThan(0.2);
        for (PastPower each : List.of(few, many)) {
            assertThat(each.atEnds().getFirst().strength().power())
                    .isLessThan(each.atEstimate().strength().power());
            assertThat(each.atEnds().getLast().strength().power())
                    .isGreaterThan(each.atEstimate().strength().power());
            assertThat(each.range().contains(each.assurance())).isTrue();
        }
        assertThat(many.assurance()).isCloseTo(many.atEstimate().strength().power(), within(0.02));
        assertThat(many.atEstimate().needed().orElseThrow()).isInstanceOf(Answer.Found.class);
    }

    private static PastPower power(int clusters) {
        PastEstimates past = PastEstimates.of(PastClusters.kept(schools(clusters, 21), "school", "score"), QUESTION, 2);
        PastPower.Planned planned = new PastPower.Planned(20, 20, OptionalDouble.empty(), TestRule.twoSided(0.05));
        return PastPower.of(past, planned, 0.8, 0.8, Seed.of(3).stream());
    }

    @Test
    void tooLittleOfAPastIsSaid() {
        Frame two = Frame.of("school", FactorColumn.of("a", "a", "b", "b"), "score", NumericColumn.of(1, 2, 3, 4));
        assertThatThrownBy(() -> PastEstimates.of(PastClusters.kept(two, "school", "score"), QUESTION, 1))
                .hasMessageContaining("W206")
                .hasMessageContaining("2 clusters `school` and 4 complete rows")
                .hasMessageContaining("--icc 0.05");
        Frame constant = Frame.of(
                "school", FactorColumn.of("a", "a", "b", "b", "c", "c"), "score", NumericColumn.of(1, 1, 2, 2, 3, 3));
        assertThatThrownBy(() -> PastEstimates.of(PastClusters.kept(constant, "school", "score"), QUESTION, 1))
                .hasMessageContaining("`score` does not vary within `school`");
    }
}
