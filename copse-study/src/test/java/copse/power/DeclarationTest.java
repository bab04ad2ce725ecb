package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.design.Design;
import copse.error.InputException;
import copse.estimate.EffectEstimator;
import copse.estimate.Question;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.infer.NoncentralT;
import copse.infer.Share;
import copse.infer.StudentT;
import copse.math.Seed;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/// Limits in these tests are those of 1 in 10,000 chance for a correct program; seeds are fixed.
class DeclarationTest {
    private static final double SURE = 0.9999;
    private static final Question QUESTION = Question.of("y", "treatment", "control");
    private static final Design COMPLETE = Design.parse("complete()");
    private static final SimulatedClusters SCHOOLS =
            SimulatedClusters.of(20, 25, OutcomeModel.Gaussian.ofIcc(10, 2, 0.1));
    private static final SimulationOptions OPTIONS =
            SimulationOptions.defaults().withReplicates(2000).withSeed(Seed.of(20260704));

    private static Declaration declare(Population population, AddedEffect effect, EffectEstimator... estimators) {
        return Declaration.of(population, COMPLETE, effect, QUESTION, List.of(estimators));
    }

    private static double exactPower(int clusters, double effect, double variance) {
        double ncp = effect / Math.sqrt(4 * variance / clusters);
        double critical = StudentT.critical(0.95, clusters - 2);
        return NoncentralT.survival(critical, clusters - 2, ncp) + NoncentralT.cumulative(-critical, clusters - 2, ncp);
    }

    private static void assertHolds(Share share, double truth) {
        assertThat(share.clopperPearson(SURE).contains(truth))
                .as("%s of %s against %s", share.hits(), share.trials(), truth)
                .isTrue();
    }

    @Test
    void powerOfClusterMeansIsTheNoncentralT() {
        Diagnosis diagnosis = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS);
        double variance = 4 * (0.1 + 0.9 / 25);
        assertHolds(diagnosis.first().power(), exactPower(20, 1, variance));
        assertHolds(diagnosis.first().coverage(), 0.95);
        assertThat(diagnosis.realised()).isEqualTo(new MonteCarlo(1, 0));
        assertThat(diagnosis.first().bias().value())
                .isCloseTo(0, within(4 * diagnosis.first().bias().error()));
        double se = Math.sqrt(4 * variance / 20);
        assertThat(diagnosis.first().sd().value())
                .isCloseTo(se, within(4 * diagnosis.first().sd().error()));
        assertThat(diagnosis.first().rmse().value())
                .isCloseTo(se, within(4 * diagnosis.first().rmse().error()));
        assertThat(diagnosis.stop()).isEqualTo(Diagnosis.Stop.ALL_RUN);
        assertThat(diagnosis.first().diagnostics()).isEmpty();
    }

    @Test
    void withoutAnEffectRejectionsAreThoseOfTheLevel() {
        Diagnosis diagnosis = declare(SCHOOLS, AddedEffect.of(0), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS);
        assertHolds(diagnosis.first().power(), 0.05);
        assertThat(diagnosis.first().typeS()).isEmpty();
        assertThat(diagnosis.first().typeM()).isEmpty();
    }

    @Test
    void totalsAndRowsHaveTheSameDistribution() {
        SimulatedClusters population = SCHOOLS.withCovariates(
                new SimulatedCovariate.OfRows("pre", 0.4), new SimulatedCovariate.OfClusters("region", 0.3));
        Declaration totals = declare(population, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS);
        Diagnosis rows =
                declare(population, AddedEffect.of(1), TestEstimators.FROM_ROWS).diagnose(OPTIONS);
        Diagnosis fast = totals.diagnose(OPTIONS);
        double variance = 4 * (0.1 + 0.9 / 25);
        assertHolds(rows.first().power(), exactPower(20, 1, variance));
        assertHolds(fast.first().power(), exactPower(20, 1, variance));
    }

    @Test
    void theAnswerDoesNotDependOnTheNumberOfThreads() {
        Declaration declared = declare(
                SCHOOLS,
                new AddedEffect(1, 0.5, java.util.Optional.empty()),
                TestEstimators.CLUSTER_MEANS,
                TestEstimators.FROM_ROWS);
        SimulationOptions few = OPTIONS.withReplicates(300);
        Diagnosis one = declared.diagnose(few.withThreads(1));
        Diagnosis three = declared.diagnose(few.withThreads(3));
        assertThat(three.estimates()).isEqualTo(one.estimates());
        assertThat(three.estimators()).isEqualTo(one.estimators());
    }

    /// Rows are drawn once, and both estimators read the same.
    @Test
    void estimatorsOfRowsAndTotalsSeeTheSameExperiment() {
        Frame estimates = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS, TestEstimators.FROM_ROWS)
                .diagnose(OPTIONS.withReplicates(40))
                .estimates();
        for (int row = 0; row < estimates.rows(); row += 2) {
            assertThat(estimates.numeric("estimate").value(row + 1))
                    .isCloseTo(estimates.numeric("estimate").value(row), within(1e-9)); // rounding of sums
        }
    }

    @Test
    void stopsAtTheWantedMonteCarloError() {
        Diagnosis diagnosis = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS.withReplicates(100_000).withError(0.02));
        assertThat(diagnosis.stop()).isEqualTo(Diagnosis.Stop.PRECISE);
        assertThat(diagnosis.replicates()).isBetween(300, 1500);
        assertThat(diagnosis.first().power().standardError()).isLessThan(0.02);
    }

    @Test
    void failuresAreNeitherRejectionsNorNonRejections() {
        Diagnosis diagnosis = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.failingBelow(0.3))
                .diagnose(OPTIONS.withMostFailed(1));
        EstimatorDiagnosis failing = diagnosis.first();
        double se = Math.sqrt(4 * 4 * (0.1 + 0.9 / 25) / 20);
        assertHolds(failing.failed(), NormalDistribution.of(1, se).cumulativeProbability(0.3));
        assertThat(failing.finished() + failing.failed().hits()).isEqualTo(2000);
        assertThat(failing.power().trials()).isEqualTo(failing.finished());
        assertThat(failing.failures()).containsOnlyKeys("X1 an estimate below the bound");
    }

    @Test
    void anEstimatorThatFailsTooOftenIsGivenUp() {
        Diagnosis diagnosis = declare(
                        SCHOOLS, AddedEffect.of(1), TestEstimators.failingBelow(1), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS);
        EstimatorDiagnosis failing = diagnosis.of("failing");
        assertThat(failing.givenUp()).isTrue();
        assertThat(failing.failed().trials()).isLessThan(200);
        assertThat(failing.diagnostics().getFirst().meaning())
                .contains("estimates failed, most often: X1 an estimate below the bound");
        assertThat(diagnosis.of("cluster means").finished()).isEqualTo(2000);
        assertThat(declare(SCHOOLS, AddedEffect.of(1), TestEstimators.failingBelow(1))
                        .diagnose(OPTIONS)
                        .stop())
                .isEqualTo(Diagnosis.Stop.TOO_MANY_FAILED);
    }

    @Test
    void anEstimatorThatNeverAnswersIsRefusedWithItsOwnReason() {
        Declaration declared = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.failingBelow(1e6));
        assertThatThrownBy(() -> declared.diagnose(OPTIONS))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("W204")
                .hasMessageContaining("`failing` cannot analyse this experiment: an estimate below the bound");
    }

    /// Gelman and Carlin (2014), Beyond power calculations, Perspect. Psychol. Sci. 9(6): with a known standard
    /// error significance cuts a normal distribution on both sides.
    @Test
    void signAndSizeErrorsAreThoseOfATruncatedNormal() {
        double se = Math.sqrt(4 * 4 * (0.1 + 0.9 / 25) / 20);
        double effect = 0.5 * se;
        EstimatorDiagnosis found = declare(SCHOOLS, AddedEffect.of(effect), TestEstimators.knownError(se))
                .diagnose(OPTIONS.withReplicates(20_000))
                .first();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double z = StudentT.critical(0.95, Double.POSITIVE_INFINITY);
        double ratio = effect / se;
        double above = normal.survivalProbability(z - ratio);
        double below = normal.cumulativeProbability(-z - ratio);
        double size = ratio * (above - below) + normal.density(z - ratio) + normal.density(z + ratio);
        assertHolds(found.power(), above + below);
        assertHolds(found.typeS().orElseThrow(), below / (above + below));
        MonteCarlo typeM = found.typeM().orElseThrow();
        assertThat(typeM.value()).isCloseTo(size / (above + below) / ratio, within(4 * typeM.error()));
        assertThat(typeM.value()).isGreaterThan(3);
    }

    /// Trap S5: outcomes end at 10.
    @Test
    void trapS5RealisedEffectIsReportedBesideTheNominalOne() {
        double sd = 2;
        SimulatedClusters satisfied = SimulatedClusters.of(20, 25, OutcomeModel.Gaussian.ofIcc(8.5, sd, 0.2));
        Diagnosis diagnosis = declare(satisfied, AddedEffect.of(1).withLimits(0, 10), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS);
        double realised = clippedMean(9.5, sd) - clippedMean(8.5, sd);
        assertThat(realised).isLessThan(0.75);
        assertThat(diagnosis.nominal()).isEqualTo(1);
        assertThat(diagnosis.realised().value())
                .isCloseTo(realised, within(4 * diagnosis.realised().error()));
        assertThat(diagnosis.first().mean().value())
                .isCloseTo(realised, within(4 * diagnosis.first().mean().error()));
        assertThat(diagnosis.diagnostics().getFirst().code()).isEqualTo("clipped");
        assertThat(diagnosis.diagnostics().getFirst().meaning()).contains(" is left of the nominal effect of 1.");
    }

    /// Mean of a normal number kept within 0 and 10.
    private static double clippedMean(double mean, double sd) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double a = -mean / sd;
        double b = (10 - mean) / sd;
        double inside = normal.cumulativeProbability(b) - normal.cumulativeProbability(a);
        return 10 * normal.survivalProbability(b) + mean * inside - sd * (normal.density(b) - normal.density(a));
    }

    /// Trap S6: every experiment has clusters of its own, so replicates are independent and their number says
    /// how exact the power is.
    @Test
    void trapS6ReplicatesAreIndependentAndHaveAMonteCarloError() {
        Diagnosis diagnosis = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS);
        double[] estimates = diagnosis.estimates().numeric("estimate").present();
        assertThat(java.util.Arrays.stream(estimates).distinct().count()).isEqualTo(2000);
        double mean = java.util.Arrays.stream(estimates).average().orElseThrow();
        double lag = 0;
        double square = 0;
        for (int k = 1; k < estimates.length; k++) {
            lag += (estimates[k] - mean) * (estimates[k - 1] - mean);
            square += (estimates[k] - mean) * (estimates[k] - mean);
        }
        assertThat(lag / square).isCloseTo(0, within(4 / Math.sqrt(2000)));
        double power = diagnosis.first().power().value();
        assertThat(diagnosis.first().power().standardError())
                .isCloseTo(Math.sqrt(power * (1 - power) / 2000), within(1e-12)); // one formula
    }

    /// Trap S9: with fixed clusters more rows do not help beyond a ceiling.
    @Test
    void trapS9MoreRowsPerClusterDoNotReachAnyPower() {
        double ceiling = exactPower(10, 1, 4 * 0.1);
        SimulatedClusters huge = SimulatedClusters.of(10, 100_000, OutcomeModel.Gaussian.ofIcc(0, 2, 0.1));
        Diagnosis diagnosis =
                declare(huge, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS).diagnose(OPTIONS);
        assertHolds(diagnosis.first().power(), ceiling);
        assertThat(ceiling).isLessThan(0.7);
    }

    /// Trap S13: sizes that vary cost power.
    @Test
    void trapS13UnequalSizesAreSimulatedAsSuch() {
        SimulatedClusters uneven = SCHOOLS.withSizes(new SizeModel.Varying(25, 0.8));
        double equal = declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS)
                .first()
                .sd()
                .value();
        MonteCarlo unequal = declare(uneven, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS)
                .first()
                .sd();
        assertThat(unequal.value()).isGreaterThan(equal + 3 * unequal.error());
    }

    @Test
    void binaryAndCountOutcomesHaveTheirMeansAndClusterVariances() {
        for (OutcomeModel model : List.of(new OutcomeModel.Binary(0.3, 0.05), new OutcomeModel.Count(2, 0.3))) {
            double between = model instanceof OutcomeModel.Binary ? 0.05 * 0.21 : 0.09 * 4;
            double within = model instanceof OutcomeModel.Binary ? 0.95 * 0.21 : 2;
            Diagnosis diagnosis = declare(
                            SimulatedClusters.of(20, 25, model), AddedEffect.of(0.1), TestEstimators.CLUSTER_MEANS)
                    .diagnose(OPTIONS);
            EstimatorDiagnosis first = diagnosis.first();
            assertThat(first.bias().value())
                    .isCloseTo(0, within(4 * first.bias().error()));
            // the treated half varies a little more: within 5 % of the untreated variance
            assertThat(first.sd().value())
                    .isCloseTo(
                            Math.sqrt(4 * (between + within / 25) / 20),
                            within(0.05 * first.sd().value() + 4 * first.sd().error()));
            Diagnosis rows = declare(SimulatedClusters.of(20, 25, model), AddedEffect.of(0.1), TestEstimators.FROM_ROWS)
                    .diagnose(OPTIONS);
            assertThat(rows.first().sd().value())
                    .isCloseTo(first.sd().value(), within(5 * first.sd().error()));
        }
    }

    @Test
    void designsOfClustersAreTheDeclaredOnes() {
        SimulatedClusters population = SCHOOLS.withCovariates(new SimulatedCovariate.OfClusters("baseline", 0.8));
        Declaration complete = Declaration.of(
                population, COMPLETE, AddedEffect.of(1), QUESTION, List.of(TestEstimators.CLUSTER_MEANS));
        Declaration pairs = complete.withDesign(Design.parse("clustered(by: cluster, pairs(on: baseline))"));
        double unmatched = complete.diagnose(OPTIONS).first().sd().value();
        double matched = pairs.diagnose(OPTIONS).first().sd().value();
        // pairs take away most of what the baseline explains: 0.08 of 0.136
        assertThat(matched / unmatched).isLessThan(0.75);
    }

    @Test
    void clustersOfOtherColumnsAreRefused() {
        assertThatThrownBy(() -> declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                        .withDesign(Design.parse("clustered(by: school, complete())")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("W201")
                .hasMessageContaining("the design randomises clusters `school`")
                .hasMessageContaining("clustered(by: cluster, …)");
        assertThatThrownBy(() -> declare(SCHOOLS, AddedEffect.of(1), TestEstimators.CLUSTER_MEANS)
                        .withDesign(Design.parse("wedge(sequences: 3)")))
                .hasMessageContaining("W201");
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertThatThrownBy(() -> OutcomeModel.Gaussian.ofIcc(0, 1, 1))
                .hasMessageContaining("W202")
                .hasMessageContaining("the intraclass correlation is 1");
        assertThatThrownBy(() -> new OutcomeModel.Binary(1.2, 0))
                .hasMessageContaining("the share is 1.2")
                .hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> AddedEffect.of(1).withLimits(10, 0))
                .hasMessageContaining("outcomes are limited to 10 to 0")
                .hasMessageContaining("--limits 0,10");
        assertThatThrownBy(() -> SCHOOLS.withClusters(1)).hasMessageContaining("the number of clusters is 1");
        assertThatThrownBy(() -> OPTIONS.withReplicates(5))
                .hasMessageContaining("W207")
                .hasMessageContaining("5 replicates")
                .hasMessageContaining("--reps 1000");
        assertThatThrownBy(() -> OPTIONS.withError(0)).hasMessageContaining("a Monte Carlo error of 0");
    }

    @Test
    void columnsThatAreNotThereAreNamed() {
        Declaration declared = Declaration.of(
                SCHOOLS,
                COMPLETE,
                AddedEffect.of(1),
                QUESTION.withCovariates(List.of("pre")),
                List.of(TestEstimators.CLUSTER_MEANS));
        assertThatThrownBy(() -> declared.diagnose(OPTIONS))
                .hasMessageContaining("W205")
                .hasMessageContaining("no covariate `pre`");
        assertThatThrownBy(() -> Declaration.of(
                        SCHOOLS,
                        COMPLETE,
                        AddedEffect.of(1),
                        QUESTION.withOutcome("score"),
                        List.of(TestEstimators.CLUSTER_MEANS)))
                .hasMessageContaining("the question is about `score`");
        assertThatThrownBy(() -> Declaration.of(
                                SCHOOLS,
                                COMPLETE,
                                AddedEffect.of(1),
                                Question.of("y", "drug", "control"),
                                List.of(TestEstimators.CLUSTER_MEANS))
                        .diagnose(OPTIONS))
                .hasMessageContaining("the design has no arm `drug`");
        Frame past = Frame.of(
                "school",
                FactorColumn.of("a", "a", "b"),
                "score",
                NumericColumn.of(1, 2, 3),
                "grade",
                FactorColumn.of("x", "y", "x"));
        assertThatThrownBy(() -> PastClusters.kept(past, "scholl", "score"))
                .hasMessageContaining("W201")
                .hasMessageContaining("did you mean `school`?");
        assertThatThrownBy(() -> PastClusters.kept(past, "school", "grade"))
                .hasMessageContaining("W206")
                .hasMessageContaining("the outcome `grade` is factor, not a number");
    }

    @Test
    void keptOutcomesGiveEveryAssignmentItsEstimate() {
        double[] y = {1, 3, 2, 6, 4, 4, 8, 9};
        Frame past =
                Frame.of("school", FactorColumn.of("a", "a", "b", "b", "c", "c", "d", "d"), "y", NumericColumn.of(y));
        Diagnosis diagnosis = declare(
                        PastClusters.kept(past, "school", "y"), AddedEffect.of(0), TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS.withReplicates(600));
        // means 2, 4, 4, 8.5: six ways to treat two of four, ±3.25 twice each, ±1.25 once
        double[] estimates = diagnosis.estimates().numeric("estimate").present();
        assertThat(java.util.Arrays.stream(estimates).distinct().sorted().toArray())
                .containsExactly(-3.25, -1.25, 1.25, 3.25);
        assertThat(diagnosis.first().sd().value())
                .isCloseTo(
                        Math.sqrt((4 * 3.25 * 3.25 + 2 * 1.25 * 1.25) / 6),
                        within(4 * diagnosis.first().sd().error()));
    }

    @Test
    void anEffectOnPastSharesTurnsZerosIntoOnes() {
        double[] y = new double[400];
        String[] school = new String[400];
        for (int i = 0; i < 400; i++) {
            y[i] = i % 4 == 0 ? 1 : 0;
            school[i] = "s" + i / 20;
        }
        Frame past = Frame.of("school", FactorColumn.of(school), "y", NumericColumn.of(y));
        Diagnosis diagnosis = declare(
                        PastClusters.kept(past, "school", "y").resampled(40),
                        AddedEffect.of(0.15),
                        TestEstimators.CLUSTER_MEANS)
                .diagnose(OPTIONS);
        assertThat(diagnosis.realised().value()).isCloseTo(0.15, within(1e-9)); // expected, the same in each
        assertThat(diagnosis.first().bias().value())
                .isCloseTo(0, within(4 * diagnosis.first().bias().error()));
    }
}
