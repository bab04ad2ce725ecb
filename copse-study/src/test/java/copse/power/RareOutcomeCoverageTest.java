package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.design.Design;
import copse.estimate.EffectEstimator;
import copse.estimate.GeneralisedMixedModel;
import copse.estimate.OutcomeKind;
import copse.estimate.PopulationAveragedModel;
import copse.estimate.Question;
import copse.estimate.RowMeans;
import copse.estimate.UnitMeans;
import copse.infer.Share;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Coverage of the difference of shares where the outcome is rare: 2 % in clusters of about 50 rows, so that a
/// cluster has one event on average and many have none.
///
/// An interval of 95 % is to miss the truth in 7.5 % of experiments at most (Bradley's liberal criterion);
/// where it does so more often, every estimate says that events are few. With 10 clusters and 0.5 % intervals
/// do miss.
///
/// Source: Bradley (1978), Robustness?, Br. J. Math. Stat. Psychol. 31, 144-152.
/// doi:10.1111/j.2044-8317.1978.tb00581.x
@Tag("slow")
class RareOutcomeCoverageTest {
    private static final double SURE = 0.9999;
    private static final double MOST_MISSED = 0.075;
    private static final int REPLICATES = 2_000;
    private static final double ICC = 0.02;
    // The effect is the same in points in every cluster, so that clusters of the treated arm differ less in log odds: a
    // logistic model with one variance takes its shares a tenth of the effect too far apart.
    private static final double MODEL = 1e-3;
    private static final Set<String> WARNINGS = Set.of("few-events");
    private static final Question QUESTION =
            Question.of("y", "treatment", "control").withKind(OutcomeKind.BINARY);

    private static List<EffectEstimator> estimators() {
        return List.of(
                UnitMeans.welch(),
                new RowMeans(),
                GeneralisedMixedModel.defaults(),
                PopulationAveragedModel.defaults());
    }

    private static Declaration declaration(
            int clusters, SizeModel sizes, double share, double effect, List<? extends EffectEstimator> estimators) {
        return Declaration.of(
                SimulatedClusters.of(clusters, 50, new OutcomeModel.Binary(share, ICC))
                        .withSizes(sizes),
                Design.parse("complete()"),
                AddedEffect.of(effect),
                QUESTION,
                List.copyOf(estimators));
    }

    private static SimulationOptions options(int clusters) {
        // without events in an arm a model refuses, which is counted apart
        return SimulationOptions.defaults()
                .withReplicates(REPLICATES)
                .withMostFailed(1)
                .withSeed(Seed.of(clusters));
    }

    @TestFactory
    Stream<DynamicTest> intervalsHoldTheDifferenceOfShares() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int clusters : new int[] {20, 60}) {
            for (SizeModel sizes : List.of(new SizeModel.Equal(50), new SizeModel.Varying(50, 0.8))) {
                for (double effect : new double[] {0, 0.01}) {
                    String name = clusters + " clusters, " + sizes + ", effect " + effect;
                    tests.add(dynamicTest(name, () -> {
                        Diagnosis diagnosis = declaration(clusters, sizes, 0.02, effect, estimators())
                                .diagnose(options(clusters));
                        for (EstimatorDiagnosis each : diagnosis.estimators()) {
                            assertThat(each.failed().value()).as("%s", each).isLessThan(0.01);
                            assertThat(missed(each).clopperPearson(SURE).lower().value())
                                    .as(
                                            "%s misses %.3f",
                                            each.estimator(), missed(each).value())
                                    .isLessThanOrEqualTo(MOST_MISSED);
                            assertThat(each.bias().value())
                                    .as("bias of %s", each.estimator())
                                    .isBetween(
                                            -4 * each.bias().error() - MODEL,
                                            4 * each.bias().error() + MODEL);
                        }
                    }));
                }
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> whereTheyDoNotEveryEstimateSaysSo() {
        return Stream.of(0.0025, -0.0025)
                .map(effect -> dynamicTest("effect " + effect, () -> {
                    List<Warned> watched = estimators().stream()
                            .map(each -> Warned.of(each, WARNINGS))
                            .toList();
                    Diagnosis diagnosis = declaration(10, new SizeModel.Equal(50), 0.005, effect, watched)
                            .diagnose(options(10));
                    Share means = missed(diagnosis.estimators().getFirst());
                    assertThat(means.clopperPearson(SURE).lower().value()).isGreaterThan(MOST_MISSED);
                    for (Warned each : watched) {
                        assertThat(each.share()).as(each.name()).isGreaterThan(0.97);
                    }
                }));
    }

    private static Share missed(EstimatorDiagnosis of) {
        return new Share(
                of.coverage().trials() - of.coverage().hits(), of.coverage().trials());
    }
}
