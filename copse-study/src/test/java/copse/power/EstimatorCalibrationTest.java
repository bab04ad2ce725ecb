package copse.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import copse.design.Design;
import copse.estimate.BlockedMeans;
import copse.estimate.BootstrapOptions;
import copse.estimate.BootstrapOptions.Limits;
import copse.estimate.ClusterBootstrap;
import copse.estimate.Cuped;
import copse.estimate.EffectEstimator;
import copse.estimate.Hajek;
import copse.estimate.HorvitzThompson;
import copse.estimate.MatchedPairs;
import copse.estimate.MixedModel;
import copse.estimate.NaiveRows;
import copse.estimate.Question;
import copse.estimate.RandomisationTest;
import copse.estimate.Regression;
import copse.estimate.Regression.Adjustment;
import copse.estimate.RowMeans;
import copse.estimate.TestStatistic;
import copse.estimate.UnitMeans;
import copse.estimate.WildClusterBootstrap;
import copse.estimate.WildOptions;
import copse.infer.Interval;
import copse.infer.Share;
import copse.math.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Rate of false positives without an effect, and coverage of 95 % intervals with one, of every estimator of
/// cluster experiments: at 6, 10, 20 and 60 clusters of equal and of very different size.
///
/// What is asked of an estimator:
///
/// - an exact one (t test of normal cluster means; randomisation test) errs at 5 %, or below where its p-values
///   come in steps;
/// - an approximate one stays within the 2.5 to 7.5 % that Bradley calls robust;
/// - whatever goes beyond that has a diagnostic that says so. No estimator fails in silence.
///
/// A rate is held against its Clopper-Pearson limits of 1 in 10,000, since there are some hundred rates; the
/// seed is fixed.
///
/// Source: Bradley (1978), Robustness?, Br. J. Math. Stat. Psychol. 31, 144-152 (the liberal criterion).
/// doi:10.1111/j.2044-8317.1978.tb00581.x
@Tag("slow")
class EstimatorCalibrationTest {
    private static final double SURE = 0.9999;
    private static final double ALPHA = 0.05;
    private static final double ROBUST_LEAST = 0.025;
    private static final double ROBUST_MOST = 0.075;
    private static final int REPLICATES = 2_000;
    private static final double EFFECT = 0.5;
    private static final Question QUESTION = Question.of("y", "treatment", "control");
    private static final OutcomeModel OUTCOME = OutcomeModel.Gaussian.ofIcc(0, 1, 0.1);

    private enum Claim {
        /// Errs at 5 % exactly.
        EXACT,
        /// Errs at 5 % at most.
        AT_MOST,
        /// Errs at between 2.5 and 7.5 %.
        ROBUST,
        /// Errs at 7.5 % at most.
        ROBUST_OR_BELOW,
        /// Errs more often, and says so.
        SAYS_SO
    }

    /// Codes of diagnostics that tell a reader not to trust the p-value.
    private static final Set<String> WARNINGS =
            Set.of("few-units", "unequal-sizes", "below-randomisation", "bootstrap-few-units");

    /// @param name of the dynamic test
    /// @param design of the clusters
    /// @param covariates that the estimator adjusts for
    /// @param estimator to be judged
    /// @param equal claim where clusters are of one size
    /// @param unequal claim where they are not
    private record Judged(
            String name,
            Design design,
            List<String> covariates,
            EffectEstimator estimator,
            Claim equal,
            Claim unequal) {
        Judged(String name, Design design, EffectEstimator estimator, Claim equal, Claim unequal) {
            this(name, design, List.of(), estimator, equal, unequal);
        }

        Judged(String name, EffectEstimator estimator, Claim equal, Claim unequal) {
            this(name, COMPLETE, List.of(), estimator, equal, unequal);
        }

        Judged adjusted(String... columns) {
            return new Judged(name, design, List.of(columns), estimator, equal, unequal);
        }
    }

    private static final Design COMPLETE = Design.parse("complete()");
    private static final Design STRATIFIED = Design.parse("stratified(by: stratum)");
    private static final Design PAIRS = Design.parse("pairs(on: x)");

    private static List<Judged> judged() {
        return List.of(
                new Judged("t test of cluster means", UnitMeans.pooled(), Claim.EXACT, Claim.ROBUST),
                new Judged("Welch's t test of cluster means", UnitMeans.welch(), Claim.ROBUST, Claim.ROBUST),
                new Judged("randomisation test", test(TestStatistic.units()), Claim.AT_MOST, Claim.AT_MOST),
                new Judged(
                        "studentised randomisation test",
                        test(TestStatistic.studentised(TestStatistic.Per.UNITS)),
                        Claim.AT_MOST,
                        Claim.AT_MOST),
                new Judged("means of rows by clusters", new RowMeans(), Claim.ROBUST, Claim.ROBUST),
                new Judged("Hájek, of clusters", Hajek.ofUnits(), Claim.ROBUST, Claim.ROBUST),
                new Judged("Hájek, of rows", Hajek.ofRows(), Claim.ROBUST, Claim.ROBUST),
                new Judged(
                        "Horvitz-Thompson, of rows",
                        HorvitzThompson.ofRows(),
                        Claim.ROBUST_OR_BELOW,
                        Claim.ROBUST_OR_BELOW),
                new Judged("rows as if independent", new NaiveRows(), Claim.SAYS_SO, Claim.SAYS_SO),
                new Judged("regression, CR2", Regression.ofRows(Adjustment.NONE), Claim.ROBUST, Claim.ROBUST),
                new Judged("ANCOVA of rows, CR2", Regression.ofRows(Adjustment.ANCOVA), Claim.ROBUST, Claim.ROBUST)
                        .adjusted("pre"),
                new Judged("Lin of rows, CR2", Regression.ofRows(Adjustment.LIN), Claim.ROBUST, Claim.ROBUST)
                        .adjusted("pre"),
                new Judged("ANCOVA of means, HC2", Regression.ofUnits(Adjustment.ANCOVA), Claim.ROBUST, Claim.ROBUST)
                        .adjusted("x"),
                new Judged("Lin of means, HC2", Regression.ofUnits(Adjustment.LIN), Claim.ROBUST, Claim.ROBUST)
                        .adjusted("x"),
                new Judged("CUPED of rows", Cuped.ofRows(), Claim.ROBUST, Claim.ROBUST).adjusted("pre"),
                new Judged("mixed model, Kenward-Roger", MixedModel.kenwardRoger(), Claim.ROBUST, Claim.ROBUST),
                new Judged("mixed model with a covariate", MixedModel.kenwardRoger(), Claim.ROBUST, Claim.ROBUST)
                        .adjusted("pre"),
                new Judged(
                        "wild cluster bootstrap",
                        new WildClusterBootstrap(WildOptions.defaults().withReplicates(399)),
                        Claim.ROBUST_OR_BELOW,
                        Claim.ROBUST_OR_BELOW),
                new Judged(
                        "cluster bootstrap, studentised", bootstrap(Limits.STUDENTISED), Claim.SAYS_SO, Claim.SAYS_SO),
                new Judged("cluster bootstrap, percentile", bootstrap(Limits.PERCENTILE), Claim.SAYS_SO, Claim.SAYS_SO),
                new Judged("blocked means", STRATIFIED, BlockedMeans.ofUnits(), Claim.ROBUST, Claim.ROBUST),
                new Judged(
                        "randomisation test within strata",
                        STRATIFIED,
                        test(TestStatistic.blocks()),
                        Claim.AT_MOST,
                        Claim.AT_MOST),
                new Judged("matched pairs", PAIRS, MatchedPairs.equal(), Claim.ROBUST, Claim.ROBUST),
                new Judged(
                        "matched pairs by size",
                        PAIRS,
                        MatchedPairs.bySize(),
                        Claim.ROBUST_OR_BELOW,
                        Claim.ROBUST_OR_BELOW),
                new Judged("signs of pairs", PAIRS, test(TestStatistic.blocks()), Claim.AT_MOST, Claim.AT_MOST));
    }

    private static RandomisationTest test(TestStatistic statistic) {
        return RandomisationTest.of(statistic).withDraws(999).withThreads(1);
    }

    private static ClusterBootstrap bootstrap(Limits limits) {
        return ClusterBootstrap.defaults()
                .withOptions(BootstrapOptions.defaults().withLimits(limits).withReplicates(399));
    }

    @TestFactory
    Stream<DynamicTest> estimators() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Judged judged : judged()) {
            for (int clusters : new int[] {6, 10, 20, 60}) {
                if (judged.design() == STRATIFIED && clusters < 10) {
                    continue; // a variance within a stratum needs two clusters of each arm
                }
                tests.add(test(judged, clusters, "equal", new SizeModel.Equal(25), judged.equal()));
                tests.add(test(judged, clusters, "unequal", new SizeModel.Varying(25, 0.8), judged.unequal()));
            }
        }
        return tests.stream();
    }

    private static DynamicTest test(Judged judged, int clusters, String how, SizeModel sizes, Claim claim) {
        return dynamicTest(judged.name() + ", " + clusters + " clusters of " + how + " size", () -> {
            SimulatedCovariate ofClusters = judged.design() == STRATIFIED
                    ? new SimulatedCovariate.Strata("stratum", 2, 0.3)
                    : new SimulatedCovariate.OfClusters("x", 0.3);
            SimulatedClusters population = SimulatedClusters.of(clusters, 25, OUTCOME)
                    .withSizes(sizes)
                    .withCovariates(ofClusters, new SimulatedCovariate.OfRows("pre", 0.3));
            Warned estimator = Warned.of(judged.estimator(), WARNINGS);
            Declaration declared = Declaration.of(
                    population,
                    judged.design(),
                    AddedEffect.of(0),
                    QUESTION.withCovariates(judged.covariates()),
                    List.of(estimator));
            SimulationOptions options =
                    SimulationOptions.defaults().withReplicates(REPLICATES).withSeed(Seed.of(clusters));
            Share size = declared.diagnose(options).first().power();
            // other data: of the same ones an interval would miss just where the test erred
            Share covered = declared.withEffect(AddedEffect.of(EFFECT))
                    .diagnose(options.withSeed(Seed.of(1_000 + clusters)))
                    .first()
                    .coverage();
            Share missed = new Share(covered.trials() - covered.hits(), covered.trials());
            for (Share rate : List.of(size, missed)) {
                Interval limits = rate.clopperPearson(SURE);
                switch (claim) {
                    case EXACT ->
                        assertThat(limits.contains(ALPHA))
                                .as("%s", rate.value())
                                .isTrue();
                    case AT_MOST ->
                        assertThat(limits.lower().value())
                                .as("%s", rate.value())
                                .isLessThanOrEqualTo(ALPHA);
                    case ROBUST -> {
                        assertThat(limits.lower().value())
                                .as("%s", rate.value())
                                .isLessThanOrEqualTo(ROBUST_MOST);
                        assertThat(limits.upper().value())
                                .as("%s", rate.value())
                                .isGreaterThanOrEqualTo(ROBUST_LEAST);
                    }
                    case ROBUST_OR_BELOW ->
                        assertThat(limits.lower().value())
                                .as("%s", rate.value())
                                .isLessThanOrEqualTo(ROBUST_MOST);
                    case SAYS_SO -> {}
                }
                if (limits.lower().value() > ROBUST_MOST) {
                    assertThat(estimator.share())
                            .as("errs at %s without a word", rate.value())
                            .isEqualTo(1);
                }
            }
        });
    }
}
