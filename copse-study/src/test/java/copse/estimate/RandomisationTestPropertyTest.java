package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.TestStatistic.Per;
import copse.frame.Column;
import copse.frame.FactorColumn;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.test.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds for every randomisation test, whatever the data.
class RandomisationTestPropertyTest {
    private static final Question QUESTION = TestedExperiment.QUESTION.withCovariates(List.of("v"));

    private static final List<TestStatistic> STATISTICS = List.of(
            TestStatistic.units(),
            TestStatistic.rows(),
            new TestStatistic.Difference(Per.TOTALS),
            TestStatistic.blocks(),
            TestStatistic.ranks(),
            TestStatistic.studentised(Per.UNITS),
            TestStatistic.studentised(Per.ROWS),
            TestStatistic.studentised(Per.BLOCKS),
            TestStatistic.adjusted(Per.UNITS),
            TestStatistic.adjusted(Per.ROWS),
            TestStatistic.adjusted(Per.BLOCKS),
            TestStatistic.mixedModel(),
            TestStatistic.mixedModelRefitted());

    /// Designs over seven units in rows of different numbers, blocks `s` included.
    private static final List<String> DESIGNS = List.of(
            "complete()",
            "complete(counts: control=4, treatment=3)",
            "stratified(by: s)",
            "stratified(by: s, spare: independent)",
            "simple(arms: control=2, treatment=1, empty: redraw)",
            "walk(on: x)");

    private static Experiment experiment(SplittableRandom random) {
        String inner = DESIGNS.get(random.nextInt(DESIGNS.size()));
        int clusters = 7;
        int rows = 20;
        String[] cluster = new String[rows];
        String[] stratum = new String[rows];
        double[] x = new double[rows];
        double[] y = new double[rows];
        double[] v = new double[rows];
        for (int i = 0; i < rows; i++) {
            int c = i < clusters ? i : random.nextInt(clusters);
            cluster[i] = "c" + c;
            stratum[i] = c < 3 ? "small" : "large";
            x[i] = 3 * Math.sin(c + 1.0);
            v[i] = random.nextDouble(-1, 1) + 0.1 * c;
            // some ties
            y[i] = random.nextBoolean() ? random.nextInt(4) : random.nextDouble(-2, 2);
        }
        Map<String, Column> columns = Map.of(
                "c", FactorColumn.of(cluster),
                "s", FactorColumn.of(stratum),
                "v", NumericColumn.of(v),
                "x", NumericColumn.of(x));
        return TestedExperiment.of("clustered(by: c, " + inner + ")", columns, y);
    }

    /// `P(p ≤ α) ≤ α` for every α, if the outcomes do not depend on arms, whatever the design draws.
    @Test
    void pValuesHoldTheirLevelExactly() {
        Cases.of(20260601, 40).check(random -> {
            Experiment experiment = experiment(random);
            TestStatistic statistic = STATISTICS.get(random.nextInt(STATISTICS.size()));
            RandomisationTest test =
                    RandomisationTest.of(statistic).withDraws(1 << 10).withThreads(1);
            UnitTotals totals = experiment.totals(QUESTION);
            ReferenceSet set = test.reference(experiment.units(), QUESTION);
            assertThat(set.isComplete()).isTrue();
            double[][] p = new double[4][set.size()];
            double[] mass = new double[set.size()];
            double defined = 0;
            for (int a = 0; a < set.size(); a++) {
                int[] arms = arms(set, a);
                ShiftFamily.Values values = new ShiftFamilies(
                                set,
                                UnitOutcomes.of(totals.withUnits(totals.units().withArms(arms)), set.arms()),
                                1,
                                0,
                                1)
                        .of(statistic)
                        .at(0);
                if (!Double.isNaN(values.observed())) {
                    Tails tails = Tails.of(set, values);
                    double all = tails.defined();
                    mass[a] = set.probability(a);
                    defined += mass[a];
                    p[0][a] = tails.absolute() / all;
                    p[1][a] = tails.greater() / all;
                    p[2][a] = tails.less() / all;
                    p[3][a] = 2 * Math.min(p[1][a], p[2][a]);
                }
            }
            for (double[] kind : p) {
                for (int a = 0; a < set.size(); a++) {
                    if (mass[a] > 0) {
                        double below = 0;
                        for (int b = 0; b < set.size(); b++) {
                            below += kind[b] <= kind[a] * (1 + 1e-9) ? mass[b] : 0;
                        }
                        assertThat(below / defined).isLessThanOrEqualTo(kind[a] * (1 + 1e-9));
                    }
                }
            }
        });
    }

    private static int[] arms(ReferenceSet set, int assignment) {
        long[][] planes = new long[set.arms().size()][set.words()];
        set.copy(assignment, planes);
        int[] arms = new int[set.positions()];
        for (int i = 0; i < arms.length; i++) {
            arms[i] = (int) (planes[1][i >>> 6] >>> i & 1);
        }
        return arms;
    }

    /// The values kept for all effects at once are those of outcomes from which the effect is taken in fact.
    @Test
    void shiftedStatisticsAreThoseOfShiftedOutcomes() {
        Cases.of(20260701, 60).check(random -> {
            Experiment experiment = experiment(random);
            UnitTotals totals = experiment.totals(QUESTION);
            TestStatistic statistic = STATISTICS.get(random.nextInt(STATISTICS.size()));
            ReferenceSet set = RandomisationTest.of(statistic).reference(experiment.units(), QUESTION);
            double theta = random.nextDouble(-3, 3);
            UnitOutcomes outcomes = UnitOutcomes.of(totals, set.arms());
            double[] shifted = new double[outcomes.size()];
            Arrays.setAll(shifted, i -> outcomes.sums()[i] - (outcomes.arm()[i] == 1 ? theta * outcomes.rows()[i] : 0));
            UnitOutcomes less = new UnitOutcomes(
                    outcomes.arm(),
                    outcomes.rows(),
                    shifted,
                    outcomes.block(),
                    outcomes.covariates(),
                    outcomes.within());
            ShiftFamily.Values at =
                    new ShiftFamilies(set, outcomes, 1, 0, 1).of(statistic).at(theta);
            ShiftFamily.Values of =
                    new ShiftFamilies(set, less, 1, 0, 2).of(statistic).at(0);
            assertThat(at.observed()).isCloseTo(of.observed(), within(1e-9 * (1 + Math.abs(of.observed()))));
            for (int a = 0; a < set.size(); a++) {
                if (Double.isFinite(of.reference()[a])) {
                    assertThat(at.reference()[a])
                            .isCloseTo(of.reference()[a], within(1e-8 * (1 + Math.abs(of.reference()[a]))));
                } else {
                    assertThat(Double.compare(at.reference()[a], of.reference()[a]))
                            .as("%s", statistic)
                            .isZero();
                }
            }
        });
    }

    /// Sums over bits give what the textbook formulas give when they are written down plainly.
    @Test
    void statisticsAreWhatTheirNamesSay() {
        Cases.of(20260801, 20).check(random -> {
            Experiment experiment = experiment(random);
            compare(experiment, TestStatistic.units(), (y, n, z) -> mean(y, z, true) - mean(y, z, false));
            compare(experiment, TestStatistic.rows(), (y, n, z) -> ratio(y, n, z, true) - ratio(y, n, z, false));
            compare(
                    experiment,
                    TestStatistic.studentised(Per.UNITS),
                    (y, n, z) -> (mean(y, z, true) - mean(y, z, false))
                            / Math.sqrt(variance(y, z, true) + variance(y, z, false)));
        });
    }

    private static RandomisationResult test(Experiment experiment, TestStatistic statistic) {
        return RandomisationTest.of(statistic).result(experiment.totals(QUESTION), QUESTION);
    }

    private static void compare(Experiment experiment, TestStatistic statistic, TestStatistic.Function plain) {
        RandomisationResult got = test(experiment, statistic);
        RandomisationResult wanted = test(experiment, TestStatistic.of("plain", plain));
        assertThat(got.observed()).isCloseTo(wanted.observed(), within(1e-9 * (1 + Math.abs(wanted.observed()))));
        assertThat(got.twoSided()).isCloseTo(wanted.twoSided(), within(1e-12));
        assertThat(got.greater()).isCloseTo(wanted.greater(), within(1e-12));
        assertThat(got.estimate()).isCloseTo(wanted.estimate(), within(1e-6));
        if (Double.isFinite(wanted.interval().lower().value())) {
            assertThat(got.interval().lower().value())
                    .isCloseTo(wanted.interval().lower().value(), within(1e-6));
        }
    }

    private static double mean(double[] y, boolean[] z, boolean arm) {
        return IntStream.range(0, y.length)
                .filter(i -> z[i] == arm)
                .mapToDouble(i -> y[i])
                .average()
                .orElse(Double.NaN);
    }

    private static double ratio(double[] y, double[] n, boolean[] z, boolean arm) {
        double sum = 0;
        double rows = 0;
        for (int i = 0; i < y.length; i++) {
            sum += z[i] == arm ? n[i] * y[i] : 0;
            rows += z[i] == arm ? n[i] : 0;
        }
        return sum / rows;
    }

    private static double variance(double[] y, boolean[] z, boolean arm) {
        double mean = mean(y, z, arm);
        double square = 0;
        int count = 0;
        for (int i = 0; i < y.length; i++) {
            if (z[i] == arm) {
                square += (y[i] - mean) * (y[i] - mean);
                count++;
            }
        }
        return square / (count - 1) / count;
    }

    @Test
    void intervalsHoldWhatIsNotRejected() {
        Cases.of(20260901, 40).check(random -> {
            Experiment experiment = experiment(random);
            UnitTotals totals = experiment.totals(QUESTION);
            TestStatistic statistic = STATISTICS.get(random.nextInt(STATISTICS.size()));
            double alpha = random.nextDouble(0.05, 0.5);
            boolean doubled = random.nextBoolean();
            int draws = random.nextBoolean() ? 1 << 10 : 60;
            RandomisationTest test = RandomisationTest.of(statistic)
                    .withDraws(draws)
                    .withTwoSided(doubled ? RandomisationTest.TwoSided.DOUBLED : RandomisationTest.TwoSided.ABSOLUTE);
            ReferenceSet set = test.reference(experiment.units(), QUESTION);
            ShiftFamily family = new ShiftFamilies(set, UnitOutcomes.of(totals, set.arms()), 1, 0, 1).of(statistic);
            if (Double.isNaN(family.observed(0))) {
                return;
            }
            // the p-value rises towards the estimate only for these
            if (statistic instanceof TestStatistic.Studentised) {
                return;
            }
            RandomisationResult result = test.result(set, totals, QUESTION.withLevel(1 - alpha));
            double low = result.interval().lower().value();
            double high = result.interval().upper().value();
            assertThat(result.interval().contains(result.estimate())).isTrue();
            for (int k = 0; k < 20; k++) {
                double theta = result.estimate() + random.nextDouble(-6, 6);
                if (Math.abs(theta - low) < 1e-6 || Math.abs(theta - high) < 1e-6) {
                    continue;
                }
                RandomisationResult at = test.result(
                        set,
                        totals,
                        QUESTION.withHypothesis(new Hypothesis.Equality(theta)).withLevel(1 - alpha));
                assertThat(result.interval().contains(theta))
                        .as("%s at %s, p %s", statistic, theta, at.p())
                        .isEqualTo(at.p() > alpha);
            }
        });
    }

    @Test
    void aLinearChangeOfTheOutcomeChangesNothingElse() {
        Cases.of(20261001, 30).check(random -> {
            Experiment experiment = experiment(random);
            TestStatistic statistic = STATISTICS.get(random.nextInt(STATISTICS.size()));
            double[] y = experiment.rows().numeric("y").present();
            double scale = random.nextDouble(0.5, 1000);
            double[] changed = Arrays.stream(y).map(v -> 1e6 + scale * v).toArray();
            Experiment other = experiment.withRows(experiment.rows().with("y", NumericColumn.of(changed)));
            if (statistic.equals(new TestStatistic.Difference(Per.TOTALS))
                    || Double.isNaN(family(experiment, statistic).observed(0))) {
                return; // totals grow with the number of rows
            }
            RandomisationResult a = test(experiment, statistic);
            RandomisationResult b = test(other, statistic);
            assertThat(b.p()).isCloseTo(a.p(), within(1e-12));
            assertThat(b.estimate()).isCloseTo(scale * a.estimate(), within(1e-6 * scale));
        });
    }

    private static ShiftFamily family(Experiment experiment, TestStatistic statistic) {
        ReferenceSet set = RandomisationTest.of(statistic).reference(experiment.units(), QUESTION);
        return new ShiftFamilies(set, UnitOutcomes.of(experiment.totals(QUESTION), set.arms()), 1, 0, 1).of(statistic);
    }

    @Test
    void drawsEstimateTheExactPValue() {
        Cases.of(20261101, 20).check(random -> {
            double[] y = random.doubles(12, -1, 1).toArray();
            Experiment experiment = TestedExperiment.of("complete()", Map.of("v", NumericColumn.of(y)), y);
            RandomisationTest exact = RandomisationTest.of(TestStatistic.units());
            RandomisationTest drawn = exact.withDraws(900).withSeed(Seed.of(random.nextLong()));
            RandomisationResult all = exact.result(experiment.totals(QUESTION), QUESTION);
            RandomisationResult some = drawn.result(experiment.totals(QUESTION), QUESTION);
            assertThat(all.exact()).isTrue();
            assertThat(all.monteCarloError()).isEmpty();
            assertThat(some.exact()).isFalse();
            assertThat(some.p()).isEqualTo(RandomisationResult.monteCarloP((long) some.extreme(), some.assignments()));
            assertThat(some.p())
                    .isCloseTo(all.p(), within(5 * some.monteCarloError().orElseThrow() + 0.002));
        });
    }

    @Test
    void neitherThreadsNorTheOrderOfRowsMatter() {
        double[] y = new SplittableRandom(5).doubles(300, 0, 10).toArray();
        double[] v = new SplittableRandom(6).doubles(300, 0, 10).toArray();
        Map<String, Column> columns =
                Map.of("c", FactorColumn.of(300, row -> "c" + row % 30), "v", NumericColumn.of(v));
        Experiment experiment = TestedExperiment.of("clustered(by: c, complete())", columns, y);
        int[] order = IntStream.range(0, 300).map(i -> (i * 7) % 300).toArray();
        Experiment mixed = Experiment.of(
                experiment.rows().rows(order), experiment.assignment().orElseThrow());
        for (TestStatistic statistic : STATISTICS) {
            RandomisationTest test = RandomisationTest.of(statistic).withDraws(3000);
            RandomisationResult one = test.withThreads(1).result(experiment.totals(QUESTION), QUESTION);
            RandomisationResult three = test.withThreads(3).result(experiment.totals(QUESTION), QUESTION);
            RandomisationResult other = test.result(mixed.totals(QUESTION), QUESTION);
            assertThat(three.p()).isEqualTo(one.p());
            assertThat(three.interval()).isEqualTo(one.interval());
            assertThat(three.distribution().values())
                    .isEqualTo(one.distribution().values());
            assertThat(other.p()).isEqualTo(one.p());
            assertThat(other.interval().lower().value())
                    .isCloseTo(one.interval().lower().value(), within(1e-8));
        }
    }
}
