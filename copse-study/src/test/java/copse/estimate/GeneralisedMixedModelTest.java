package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.infer.StudentT;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Effects on shares and rates from models with a random intercept per cluster.
class GeneralisedMixedModelTest {
    /// Quadrature with 40 points and the reference's 60 differ by rounding; its Hessian is one of differences.
    private static final double VALUE = 1e-8;

    private static final double ERROR = 1e-6;
    // maximum likelihood over 36 clusters that have 34 degrees of freedom
    private static final double WIDENED = Math.sqrt(36.0 / 34);

    private static EffectEstimate estimate(Question question) {
        return GeneralisedMixedModel.defaults().withPoints(40).estimate(SharesReference.experiment(), question);
    }

    private static ScaledEffect scale(EffectEstimate effect, String scale, String whose) {
        return effect.scales().stream()
                .filter(each -> each.scale().equals(scale) && each.whose().equals(whose))
                .findFirst()
                .orElseThrow();
    }

    private static void checkRatio(ScaledEffect ratio, double value, double logSe) {
        assertThat(ratio.value()).isCloseTo(value, within(VALUE));
        double half = WIDENED * logSe * StudentT.critical(0.95, 34);
        assertThat(Math.log(ratio.interval().upper().value() / ratio.value())).isCloseTo(half, within(ERROR));
        assertThat(Math.log(ratio.value() / ratio.interval().lower().value())).isCloseTo(half, within(ERROR));
    }

    @Test
    void sharesAreThoseOfBruteForce() {
        EffectEstimate effect = estimate(SharesReference.YES);
        assertThat(effect.value()).isCloseTo(SharesReference.value("binomial difference"), within(VALUE));
        assertThat(effect.se().orElseThrow())
                .isCloseTo(WIDENED * SharesReference.value("binomial difference_se"), within(ERROR));
        assertThat(effect.df()).hasValue(34);
        assertThat(effect.method()).isEqualTo("logistic mixed model, quadrature with 40 points, t with 34 df");
        assertThat(effect.estimand())
                .isEqualTo("average effect of treatment against control on yes, averaged over clusters like these");
        assertThat(effect.clusters()).isEqualTo(36);
        checkRatio(
                scale(effect, "odds ratio", "averaged over clusters"),
                SharesReference.value("binomial odds_ratio"),
                SharesReference.value("binomial log_odds_ratio_se"));
        checkRatio(
                scale(effect, "risk ratio", "averaged over clusters"),
                SharesReference.value("binomial ratio"),
                SharesReference.value("binomial log_ratio_se"));
        checkRatio(
                scale(effect, "odds ratio", "within a cluster"),
                SharesReference.value("binomial conditional"),
                SharesReference.value("binomial log_conditional_se"));
    }

    @Test
    void ratesAreThoseOfBruteForce() {
        EffectEstimate effect = estimate(SharesReference.EVENTS);
        assertThat(effect.value()).isCloseTo(SharesReference.value("poisson difference"), within(VALUE));
        assertThat(effect.se().orElseThrow())
                .isCloseTo(WIDENED * SharesReference.value("poisson difference_se"), within(ERROR));
        checkRatio(
                scale(effect, "rate ratio", "averaged over clusters"),
                SharesReference.value("poisson ratio"),
                SharesReference.value("poisson log_ratio_se"));
    }

    /// Nine points, the default, are as good as forty for clusters of this size.
    @Test
    void ninePointsAreEnough() {
        EffectEstimate few =
                GeneralisedMixedModel.defaults().estimate(SharesReference.experiment(), SharesReference.YES);
        assertThat(few.value()).isCloseTo(SharesReference.value("binomial difference"), within(1e-5));
    }

    /// A covariate of rows that has nothing to do with the outcome changes little, though it takes another way.
    @Test
    void rowsAreReadWhereCovariatesDifferWithinClusters() {
        Question adjusted = SharesReference.YES.withCovariates(List.of("odd"));
        EffectEstimate effect = estimate(adjusted);
        assertThat(effect.value()).isCloseTo(SharesReference.value("binomial difference"), within(2e-3));
        assertThat(effect.df()).hasValue(34);
        assertThat(estimate(SharesReference.YES.withCovariates(List.of("size"))).df())
                .hasValue(33);
        UnitTotals totals = SharesReference.experiment().totals(adjusted);
        assertThatThrownBy(() -> GeneralisedMixedModel.defaults().estimate(totals, adjusted))
                .hasMessageContaining("a covariate that differs between rows of a cluster");
    }

    /// 0 and 1, and true and false, are the same outcome.
    @Test
    void logicalOutcomesAreShares() {
        Experiment numbers = SharesReference.experiment();
        NumericColumn yes = numbers.rows().numeric("yes");
        Experiment logical = numbers.withRows(numbers.rows()
                .with(
                        "yes",
                        LogicalColumn.of(
                                copse.frame.Mask.of(yes.size(), row -> yes.value(row) == 1),
                                copse.frame.Mask.none(yes.size()))));
        assertThat(estimate(SharesReference.YES).value())
                .isEqualTo(GeneralisedMixedModel.defaults()
                        .withPoints(40)
                        .estimate(logical, SharesReference.YES)
                        .value());
        assertThat(OutcomeKind.of(logical.rows().column("yes"))).isEqualTo(OutcomeKind.BINARY);
        assertThat(OutcomeKind.of(yes)).isEqualTo(OutcomeKind.BINARY);
        assertThat(OutcomeKind.of(numbers.rows().column("events"))).isEqualTo(OutcomeKind.NUMBER);
    }

    /// Where clusters do not differ beyond chance the model has no variance between them, and says so.
    @Test
    void withoutDifferencesBetweenClustersItIsThePooledShareAndSaysSo() {
        Experiment alike = clusters(12, 20, row -> row % 20 < 8 ? 1 : 0);
        EffectEstimate effect = GeneralisedMixedModel.defaults().estimate(alike, question(OutcomeKind.BINARY));
        assertThat(effect.value()).isCloseTo(0, within(1e-9));
        assertThat(effect.diagnostics()).extracting(Diagnostic::code).contains("no-between-variance");
        double binomial = Math.sqrt(2 * 0.4 * 0.6 / 120) * Math.sqrt(12 / 10.0);
        assertThat(effect.se().orElseThrow()).isCloseTo(binomial, within(1e-6));
    }

    @Test
    void anArmWithoutEventsIsRefusedAndMeansAnswer() {
        Experiment none = clusters(12, 20, row -> (row / 20) % 2 == 0 || row % 20 > 2 ? 0 : 1);
        Question question = question(OutcomeKind.BINARY);
        assertThatThrownBy(() -> GeneralisedMixedModel.defaults().estimate(none, question))
                .hasMessageContaining("E152")
                .hasMessageContaining("every `y` in arm `control` is 0");
        EffectEstimate means = UnitMeans.welch().estimate(none, question);
        assertThat(means.value()).isCloseTo(3 / 20.0, within(1e-12));
        assertThat(means.diagnostics())
                .filteredOn(each -> each.code().equals("few-events"))
                .singleElement()
                .satisfies(each -> assertThat(each.meaning()).startsWith("In one arm it never happened"));
        assertThat(means.scales()).isEmpty();
    }

    @Test
    void outcomesMustBeOfTheirKind() {
        Experiment counts = clusters(12, 20, row -> row % 3);
        assertThatThrownBy(() -> GeneralisedMixedModel.defaults().estimate(counts, question(OutcomeKind.BINARY)))
                .hasMessageContaining("E150")
                .hasMessageContaining("`y` is not 0 or 1");
        Experiment halves = clusters(12, 20, row -> row % 7 == 0 ? 0.5 : 1);
        assertThatThrownBy(() -> GeneralisedMixedModel.defaults().estimate(halves, question(OutcomeKind.COUNT)))
                .hasMessageContaining("`y` is not a count");
        assertThatThrownBy(() -> GeneralisedMixedModel.defaults().estimate(counts, question(OutcomeKind.NUMBER)))
                .hasMessageContaining("E151")
                .hasMessageContaining("--estimators mixed");
    }

    private static Question question(OutcomeKind kind) {
        return Question.of("y", "treatment", "control").withKind(kind);
    }

    /// Clusters of equal size, every second one treated.
    private static Experiment clusters(int number, int size, IntToDoubleFunction outcome) {
        int n = number * size;
        return Experiment.observed(
                Frame.of(
                                "cluster",
                                FactorColumn.of(n, row -> "c" + row / size),
                                "arm",
                                FactorColumn.of(n, row -> (row / size) % 2 == 1 ? "treatment" : "control"))
                        .with(
                                "y",
                                NumericColumn.of(IntStream.range(0, n)
                                        .mapToDouble(outcome::applyAsDouble)
                                        .toArray()))
                        .relevel("arm", "control"),
                Roles.of("arm").withUnit("cluster"));
    }
}
