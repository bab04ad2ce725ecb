package copse.power;

import static org.assertj.core.api.Assertions.assertThat;

import copse.design.Design;
import copse.estimate.EffectEstimator;
import copse.estimate.GeneralisedMixedModel;
import copse.estimate.Hypothesis;
import copse.estimate.MatchedPairs;
import copse.estimate.MixedModel;
import copse.estimate.OutcomeKind;
import copse.estimate.PopulationAveragedModel;
import copse.estimate.Question;
import copse.estimate.RowMeans;
import copse.estimate.UnitMeans;
import copse.infer.Share;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Simulated power against the closed form, on a grid of designs.
///
/// Bounds are exact binomial intervals of 4,000 experiments that all hold together with probability 0.999, were
/// the closed form exact: half a width of about 0.03 near a power of one half. Effects are chosen so that
/// powers lie between 0.2 and 0.97, where a wrong variance or wrong degrees of freedom would show.
@Tag("slow")
class PowerAgreementTest {
    private static final Question QUESTION = Question.of("y", "treatment", "control");
    private static final SimulationOptions OPTIONS =
            SimulationOptions.defaults().withReplicates(4000).withSeed(Seed.of(20260401));
    private static final String COMPLETE = "complete()";
    private static final double ALL_HOLD = 0.999;

    private record Case(String name, Declaration declared) {}

    @TestFactory
    Stream<DynamicTest> simulationAgreesWithTheClosedForm() {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(30);
        double level = 1 - (1 - ALL_HOLD) / cases.size();
        return cases.stream()
                .map(each -> DynamicTest.dynamicTest(each.name, () -> {
                    Diagnosis diagnosis = each.declared.diagnose(OPTIONS);
                    double closed = diagnosis.closedForm().orElseThrow();
                    Share power = diagnosis.first().power();
                    assertThat(closed).isBetween(0.2, 0.97);
                    assertThat(power.clopperPearson(level).contains(closed))
                            .as(
                                    "%s: simulated %.4f (%d), closed form %.4f",
                                    each.name, power.value(), power.trials(), closed)
                            .isTrue();
                    assertThat(diagnosis.first().failures()).isEmpty();
                }));
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        parallel(cases);
        unequalSizes(cases);
        covariates(cases);
        blocks(cases);
        otherOutcomes(cases);
        generalisedModels(cases);
        otherHypotheses(cases);
        return cases;
    }

    private static OutcomeModel gaussian(double icc) {
        return OutcomeModel.Gaussian.ofIcc(50, 1, icc);
    }

    private static void add(
            List<Case> cases,
            String name,
            SimulatedClusters population,
            String design,
            double effect,
            Question question,
            EffectEstimator estimator) {
        cases.add(new Case(
                name,
                Declaration.of(
                        population, Design.parse(design), AddedEffect.of(effect), question, List.of(estimator))));
    }

    private static void parallel(List<Case> cases) {
        double[][] grid = {
            // clusters, size, icc, effect
            {4, 50, 0.02, 0.9},
            {6, 20, 0.05, 0.7},
            {6, 200, 0.01, 0.4},
            {10, 5, 0.2, 0.9},
            {10, 100, 0.1, 0.6},
            {16, 30, 0, 0.25},
            {20, 20, 0.05, 0.3},
            {40, 25, 0.05, 0.25},
            {60, 8, 0.3, 0.4},
            {200, 200, 0.02, 0.05}
        };
        for (double[] row : grid) {
            add(
                    cases,
                    (int) row[0] + " clusters of " + (int) row[1] + ", ICC " + row[2],
                    SimulatedClusters.of((int) row[0], (int) row[1], gaussian(row[2])),
                    COMPLETE,
                    row[3],
                    QUESTION,
                    UnitMeans.pooled());
        }
        for (double[] row : new double[][] {{9, 30, 0.05, 0.5}, {24, 15, 0.1, 0.45}}) {
            add(
                    cases,
                    "a third treated of " + (int) row[0],
                    SimulatedClusters.of((int) row[0], (int) row[1], gaussian(row[2])),
                    "complete(arms: control=2, treatment=1)",
                    row[3],
                    QUESTION,
                    UnitMeans.pooled());
        }
        add(
                cases,
                "7 against 21",
                SimulatedClusters.of(28, 40, gaussian(0.03)),
                "complete(counts: control=21, treatment=7)",
                0.35,
                QUESTION,
                UnitMeans.pooled());
    }

    /// The closed form weighs clusters by their size, as the difference in means of rows does.
    private static void unequalSizes(List<Case> cases) {
        for (double[] row :
                new double[][] {{40, 30, 0.05, 0.3, 0.3}, {60, 20, 0.02, 0.5, 0.2}, {80, 50, 0.1, 0.4, 0.25}}) {
            add(
                    cases,
                    (int) row[0] + " clusters, CV of sizes " + row[3],
                    SimulatedClusters.of((int) row[0], 1, gaussian(row[2]))
                            .withSizes(new SizeModel.Varying(row[1], row[3])),
                    COMPLETE,
                    row[4],
                    QUESTION,
                    new RowMeans());
        }
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sizes.add(10 + i % 5 * 8);
        }
        add(
                cases,
                "50 clusters of listed sizes",
                SimulatedClusters.of(50, 1, gaussian(0.05)).withSizes(new SizeModel.Listed(sizes)),
                COMPLETE,
                0.25,
                QUESTION,
                new RowMeans());
    }

    private static void covariates(List<Case> cases) {
        Object[][] grid = {
            // clusters, size, icc, r2 between, r2 within, effect
            {16, 20, 0.1, 0.5, 0.0, 0.4},
            {30, 10, 0.2, 0.8, 0.0, 0.25},
            {20, 30, 0.05, 0.0, 0.5, 0.3},
            {24, 20, 0.1, 0.6, 0.4, 0.25}
        };
        for (Object[] row : grid) {
            List<SimulatedCovariate> covariates = new ArrayList<>();
            List<String> names = new ArrayList<>();
            if ((double) row[3] > 0) {
                covariates.add(new SimulatedCovariate.OfClusters("size_of_town", (double) row[3]));
                names.add("size_of_town");
            }
            if ((double) row[4] > 0) {
                covariates.add(new SimulatedCovariate.OfRows("pre", (double) row[4]));
                names.add("pre");
            }
            add(
                    cases,
                    row[0] + " clusters, covariates explain " + row[3] + " between and " + row[4] + " within",
                    new SimulatedClusters(
                            (int) row[0], new SizeModel.Equal((int) row[1]), gaussian((double) row[2]), covariates),
                    COMPLETE,
                    (double) row[5],
                    QUESTION.withCovariates(names),
                    MixedModel.kenwardRoger());
        }
    }

    private static void blocks(List<Case> cases) {
        for (double[] row : new double[][] {{24, 3, 20, 0.1, 0.5, 0.35}, {40, 5, 10, 0.2, 0.3, 0.35}}) {
            add(
                    cases,
                    (int) row[1] + " strata of " + (int) row[0] + " clusters",
                    SimulatedClusters.of((int) row[0], (int) row[2], gaussian(row[3]))
                            .withCovariates(new SimulatedCovariate.Strata("region", (int) row[1], row[4])),
                    "stratified(by: region)",
                    row[5],
                    QUESTION,
                    MixedModel.kenwardRoger().withBlocks());
        }
        for (double[] row :
                new double[][] {{5, 40, 0.1, 0.8, 0.45}, {10, 25, 0.05, 0.5, 0.3}, {20, 10, 0.2, 0.3, 0.4}}) {
            int pairs = (int) row[0];
            add(
                    cases,
                    pairs + " pairs, correlation " + row[3],
                    SimulatedClusters.of(2 * pairs, (int) row[1], gaussian(row[2]))
                            .withCovariates(new SimulatedCovariate.Strata("pair", pairs, row[3])),
                    "stratified(by: pair)",
                    row[4],
                    QUESTION,
                    MatchedPairs.equal());
        }
    }

    private static void otherOutcomes(List<Case> cases) {
        for (double[] row :
                new double[][] {{20, 50, 0.3, 0.02, 0.12}, {40, 40, 0.5, 0.05, -0.12}, {60, 100, 0.1, 0.01, 0.03}}) {
            add(
                    cases,
                    "share " + row[2] + " in " + (int) row[0] + " clusters",
                    SimulatedClusters.of((int) row[0], (int) row[1], new OutcomeModel.Binary(row[2], row[3])),
                    COMPLETE,
                    row[4],
                    QUESTION,
                    UnitMeans.pooled());
        }
        for (double[] row : new double[][] {{20, 40, 2, 0.2, 0.5}, {50, 20, 0.8, 0.3, 0.25}}) {
            add(
                    cases,
                    "rate " + row[2] + " in " + (int) row[0] + " clusters",
                    SimulatedClusters.of((int) row[0], (int) row[1], new OutcomeModel.Count(row[2], row[3])),
                    COMPLETE,
                    row[4],
                    QUESTION,
                    UnitMeans.pooled());
        }
    }

    /// The models that analyse shares and rates have the power of the closed form too, which is that of a
    /// t-test.
    private static void generalisedModels(List<Case> cases) {
        for (double[] row : new double[][] {{40, 50, 0.3, 0.02, 0.08}, {60, 40, 0.5, 0.05, -0.1}}) {
            SimulatedClusters population =
                    SimulatedClusters.of((int) row[0], (int) row[1], new OutcomeModel.Binary(row[2], row[3]));
            Question question = QUESTION.withKind(OutcomeKind.BINARY);
            String name = "share " + row[2] + " in " + (int) row[0] + " clusters, ";
            add(cases, name + "logistic", population, COMPLETE, row[4], question, GeneralisedMixedModel.defaults());
            add(cases, name + "GEE", population, COMPLETE, row[4], question, PopulationAveragedModel.defaults());
        }
        add(
                cases,
                "rate 0.8 in 50 clusters, Poisson",
                SimulatedClusters.of(50, 20, new OutcomeModel.Count(0.8, 0.3)),
                COMPLETE,
                0.25,
                QUESTION.withKind(OutcomeKind.COUNT),
                GeneralisedMixedModel.defaults());
    }

    private static void otherHypotheses(List<Case> cases) {
        SimulatedClusters schools = SimulatedClusters.of(20, 30, gaussian(0.05));
        add(
                cases,
                "one-sided",
                schools,
                COMPLETE,
                0.25,
                QUESTION.withHypothesis(new Hypothesis.Superiority(0, Hypothesis.Direction.HIGHER)),
                UnitMeans.pooled());
        add(
                cases,
                "non-inferiority at 99 %",
                schools,
                COMPLETE,
                0,
                QUESTION.withHypothesis(new Hypothesis.NonInferiority(0.4, Hypothesis.Direction.HIGHER))
                        .withLevel(0.99),
                UnitMeans.pooled());
        add(
                cases,
                "equivalence",
                SimulatedClusters.of(60, 30, gaussian(0.05)),
                COMPLETE,
                0.02,
                QUESTION.withHypothesis(Hypothesis.within(0.25)),
                UnitMeans.pooled());
    }
}
