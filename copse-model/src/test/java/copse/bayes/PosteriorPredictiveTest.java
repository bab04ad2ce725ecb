package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.InputException;
import copse.family.Family;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.RandomStream;
import copse.math.Seed;
import copse.model.ModelSpec;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PosteriorPredictiveTest {
    private static final int N = 200;
    private static final Frame DATA = data();

    private static Frame data() {
        RandomStream random = Seed.of(3).stream();
        double[] y = new double[N];
        double[] number = new double[N];
        String[] g = new String[N];
        for (int i = 0; i < N; i++) {
            y[i] = random.nextInt(2);
            number[i] = random.nextGaussian();
            g[i] = "g" + i % 8;
        }
        return Frame.of("y", NumericColumn.of(y), "number", NumericColumn.of(number), "g", FactorColumn.of(g));
    }

    private static PosteriorPredictive of(String formula, Family family, PredictiveOptions options) {
        ModelSpec spec = HandMade.spec(formula, family, DATA);
        return PosteriorPredictive.of(HandMade.parameters(spec, family, 400, 9), DATA, options);
    }

    /// Mean of the replicated means against the mean of the draws' own means; the Monte Carlo error is below
    /// 0.003.
    @Test
    void replicatesHaveTheMeanOfTheModel() {
        ModelSpec spec = HandMade.spec("number ~ 1 + (1 | g)", Family.gaussian(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.gaussian(), 400, 9);
        PredictiveOptions options = PredictiveOptions.defaults().withDraws(1200);
        PredictiveCheck check = PosteriorPredictive.of(parameters, DATA, options)
                .check(List.of(PredictiveStatistic.of(RowSummary.MEAN)))
                .get(0);
        double expected = DoubleStream.of(parameters.draws().column("(Intercept)"))
                .average()
                .orElseThrow();
        for (int g = 0; g < 8; g++) {
            expected += DoubleStream.of(parameters.draws().column("r(g)[g" + g + ",(Intercept)]"))
                            .average()
                            .orElseThrow()
                    / 8;
        }
        assertThat(check.replicated().count()).isEqualTo(1200);
        assertThat(check.replicated().mean()).isCloseTo(expected, within(0.012));
        assertThat(check.observed())
                .isCloseTo(
                        DoubleStream.of(DATA.numeric("number").present())
                                .average()
                                .orElseThrow(),
                        within(1e-14));
    }

    @Test
    void tiesCountAsAtLeast() {
        PosteriorPredictive predictive = of("y ~ 1 + (1 | g)", Family.binomial(), PredictiveOptions.defaults());
        PredictiveCheck none = predictive
                .check(List.of(PredictiveStatistic.across(RowSummary.count(0), RowSummary.MEAN, "g")))
                .get(0);
        assertThat(none.observed()).isZero();
        assertThat(none.probability()).isEqualTo(1);
        assertThat(none.statistic().label()).isEqualTo("number of 0 of mean by g");
    }

    @Test
    void aReplicateIsTheSameWhateverIsAsked() {
        PosteriorPredictive predictive = of("y ~ 1 + (1 | g)", Family.binomial(), PredictiveOptions.defaults());
        PredictiveStatistic mean = PredictiveStatistic.of(RowSummary.MEAN);
        List<PredictiveStatistic> byGroup = predictive.by(RowSummary.MEAN, "g");
        assertThat(byGroup).hasSize(8);
        PredictiveCheck alone = predictive.check(List.of(mean)).get(0);
        List<PredictiveCheck> parts = predictive.check(byGroup);
        double sum = 0;
        for (PredictiveCheck part : parts) {
            sum += part.replicated().byChain()[2][17] / 8;
        }
        // groups are equally large
        assertThat(sum).isCloseTo(alone.replicated().byChain()[2][17], within(1e-14));
    }

    @Test
    void histogramsHaveAllRows() {
        PredictiveHistogram histogram = of("number ~ 1", Family.gaussian(), PredictiveOptions.defaults())
                .histogram(20);
        assertThat(histogram.edges()).hasSize(21);
        assertThat(DoubleStream.of(histogram.observed()).sum()).isCloseTo(1, within(1e-12));
        PredictiveHistogram values =
                of("y ~ 1", Family.binomial(), PredictiveOptions.defaults()).histogram(20);
        assertThat(values.edges()).containsExactly(-0.5, 0.5, 1.5);
        assertThat(values.median()[0] + values.median()[1]).isCloseTo(1, within(0.01));
    }

    /// With effects drawn anew the spread of group means is that of the distribution of groups.
    @Test
    void newGroupsVaryAsTheDistributionSays() {
        PredictiveOptions options =
                PredictiveOptions.defaults().withDraws(1200).withGroups(PredictiveOptions.Groups.NEW);
        ModelSpec spec = HandMade.spec("number ~ 0 + (1 | g)", Family.gaussian(), DATA);
        DrawnParameters parameters = HandMade.parameters(spec, Family.gaussian(), 400, 9);
        PredictiveCheck check = PosteriorPredictive.of(parameters, DATA, options)
                .check(List.of(PredictiveStatistic.across(
                        RowSummary.of(
                                "mean square",
                                values -> DoubleStream.of(values)
                                        .map(x -> x * x)
                                        .average()
                                        .orElse(0)),
                        RowSummary.MEAN,
                        "g")))
                .get(0);
        double expected = DoubleStream.of(parameters.draws().column("sd(g,(Intercept))"))
                        .map(x -> x * x)
                        .average()
                        .orElseThrow()
                + DoubleStream.of(parameters.draws().column("sigma"))
                                .map(x -> x * x)
                                .average()
                                .orElseThrow()
                        / (N / 8.0);
        // 1200 means of 8 squares each: relative error √(2/8/1200) = 0.015
        assertThat(check.replicated().mean() / expected).isCloseTo(1, within(0.06));
    }

    @Test
    void namesTheValuesThereAre() {
        PosteriorPredictive predictive = of("y ~ 1 + (1 | g)", Family.binomial(), PredictiveOptions.defaults());
        assertThatThrownBy(() -> predictive.check(List.of(PredictiveStatistic.within(RowSummary.MEAN, "g", "g9"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no rows where `g` is `g9`");
    }
}
