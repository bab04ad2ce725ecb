package copse.estimate;

import static copse.estimate.TestedExperiment.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.estimate.TestStatistic.Per;
import copse.frame.FactorColumn;
import copse.frame.NumericColumn;
import copse.infer.Limit;
import copse.math.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomisationTestTest {
    private static final double[] Y = {12.1, 9.8, 11.4, 13.9, 8.7, 10.2, 9.9, 12.8, 9.1, 8.8};
    private static final int[] Z = {1, 0, 1, 1, 0, 0, 0, 1, 1, 0};

    private static Map<String, copse.frame.Column> pairs(int n) {
        return Map.of("pair", FactorColumn.of(2 * n, row -> "p" + row / 2));
    }

    @Test
    void saysHowManyAssignmentsWereCompared() {
        Experiment all = TestedExperiment.of("complete()", Y).withArms(Z);
        EffectEstimate exact = RandomisationTest.of(TestStatistic.units()).estimate(all, QUESTION);
        assertThat(exact.method())
                .isEqualTo("randomisation test, difference in means of unit means, all 252 assignments");
        assertThat(exact.se()).isEmpty();
        assertThat(exact.df()).isEmpty();
        assertThat(exact.value()).isCloseTo(2.38, within(1e-12));
        assertThat(exact.clusters()).isEqualTo(10);
        EffectEstimate drawn =
                RandomisationTest.of(TestStatistic.units()).withDraws(99).estimate(all, QUESTION);
        assertThat(drawn.method())
                .isEqualTo("randomisation test, difference in means of unit means, 99 random draws of 252 assignments");
    }

    /// Trap P7: pairs that are analysed as pairs. The pairs differ by 10 from one to the next and the treated
    /// by about 1 from their mates: a comparison that forgets pairs sees nothing.
    @Test
    void trapP7PairsAreTestedByFlippingSigns() {
        double[] y = {10.9, 10, 20, 21.2, 31, 30.1, 40, 40.8, 51.1, 50, 60, 60.9};
        int[] z = {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1};
        Experiment experiment =
                TestedExperiment.of("stratified(by: pair)", pairs(6), y).withArms(z);
        RandomisationResult paired = TestedExperiment.test(experiment, TestStatistic.blocks());
        assertThat(paired.assignments()).isEqualTo(64);
        assertThat(paired.p()).isEqualTo(2 / 64.0);
        RandomisationResult studentised = TestedExperiment.test(experiment, TestStatistic.studentised(Per.BLOCKS));
        // the paired t statistic: mean over s/√6 of the differences
        double[] d = {0.9, 1.2, 0.9, 0.8, 1.1, 0.9};
        double mean = IntStream.range(0, 6).mapToDouble(i -> d[i]).average().orElseThrow();
        double square = IntStream.range(0, 6)
                .mapToDouble(i -> (d[i] - mean) * (d[i] - mean))
                .sum();
        assertThat(studentised.observed()).isCloseTo(mean / Math.sqrt(square / 5 / 6), within(1e-9));
        assertThat(studentised.p()).isEqualTo(2 / 64.0);
        Experiment forgotten = TestedExperiment.of("complete()", y).withArms(z);
        assertThat(TestedExperiment.test(forgotten, TestStatistic.units()).p()).isGreaterThan(0.8);
    }

    /// Trap P8: with five pairs no two-sided test at 5 % can reject, which is said beside the result.
    @Test
    void trapP8FivePairsCannotReject() {
        double[] y = {5.2, 4.6, 6.1, 5, 5.9, 5.8, 4.9, 4.1, 6.6, 5.7};
        Experiment experiment = TestedExperiment.of("stratified(by: pair)", pairs(5), y)
                .withArms(new int[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 0});
        RandomisationResult got = TestedExperiment.test(experiment, TestStatistic.blocks());
        assertThat(got.p()).isEqualTo(0.0625).isEqualTo(got.smallest().twoSided());
        assertThat(got.interval().lower()).isInstanceOf(Limit.Open.class);
        assertThat(((Limit.Open) got.interval().upper()).reason())
                .isEqualTo("no effect is rejected on this side: 32 assignments are too few for a p-value of 0.05");
        assertThat(got.diagnostics()).singleElement().satisfies(said -> {
            assertThat(said.code()).isEqualTo("test-cannot-reject");
            assertThat(said.meaning())
                    .isEqualTo("The design admits 32 assignments: the smallest two-sided p-value that any data could"
                            + " give is 0.0625, above 0.05.");
        });
        // one-sided it can
        Question oneSided = QUESTION.withHypothesis(new Hypothesis.Superiority(0, Hypothesis.Direction.HIGHER));
        RandomisationResult one =
                RandomisationTest.of(TestStatistic.blocks()).result(experiment.totals(oneSided), oneSided);
        assertThat(one.p()).isEqualTo(0.03125);
        assertThat(one.diagnostics()).isEmpty();
        assertThat(one.interval().lower().value()).isCloseTo(0.1, within(1e-6));
    }

    /// Trap R6: the reference set is what the design accepts; two accepted assignments, mirrors of each other,
    /// leave p = 1 as the only outcome.
    @Test
    void trapR6OnlyAcceptedAssignmentsAreCompared() {
        double[] x = {0.3, 1.1, 3.7, 7.2, 12.9, 20.4, 31.3, 45.8};
        double[] y = {1, 2, 2.5, 4, 5, 6, 9, 14};
        Map<String, copse.frame.Column> columns = Map.of("x", NumericColumn.of(x));
        Experiment two = TestedExperiment.of("rerandomised(complete(), on: x, below: 0.002965)", columns, y);
        RandomisationResult got = TestedExperiment.test(two, TestStatistic.units());
        assertThat(got.assignments()).isEqualTo(2);
        assertThat(got.p()).isEqualTo(1);
        assertThat(got.diagnostics()).extracting(Diagnostic::code).contains("test-cannot-reject");
        assertThat(got.diagnostics().getFirst().meaning())
                .contains("admits 2 assignments")
                .contains("is 1, above 0.05");
        RandomisationResult more = TestedExperiment.test(
                TestedExperiment.of("rerandomised(complete(), on: x, accept: 0.4)", columns, y), TestStatistic.units());
        assertThat(more.assignments()).isBetween(20, 40);
    }

    @Test
    void clustersAreComparedAsClusters() {
        double[] y = {4, 5, 6, 2, 3, 7, 8, 6, 9, 3, 4, 2, 6, 5, 1, 2, 3, 2};
        String[] cluster = "a a a b b c c c c d d d e e f f f f".split(" ");
        Experiment experiment = TestedExperiment.of(
                        "clustered(by: c, complete())", Map.of("c", FactorColumn.of(cluster)), y)
                .withArms(new int[] {1, 0, 1, 0, 1, 0});
        EffectEstimate got = RandomisationTest.of(TestStatistic.rows()).estimate(experiment, QUESTION);
        assertThat(got.p()).isEqualTo(0.1);
        assertThat(got.rows()).isEqualTo(18);
        assertThat(got.clusters()).isEqualTo(6);
        assertThat(got.method()).endsWith("all 20 assignments");
    }

    @Test
    void coinsThatLeaveAnArmEmptyAreLeftOutAndSaid() {
        Experiment coins =
                TestedExperiment.of("simple(empty: redraw)", 1, 2, 3, 4, 5, 9).withArms(new int[] {0, 0, 0, 1, 1, 1});
        RandomisationResult redrawn = TestedExperiment.test(coins, TestStatistic.units());
        assertThat(redrawn.undefined()).isZero();
        assertThat(redrawn.assignments()).isEqualTo(62);
        // two units lost their outcomes: some draws now have an arm of only these two
        Experiment lost = TestedExperiment.of("complete(counts: control=4, treatment=2)", 1, 2, 3, 4, 5, 9)
                .withArms(new int[] {0, 0, 0, 1, 1, 0});
        Experiment some = lost.withRows(lost.rows()
                .with(
                        "y",
                        NumericColumn.wrap(new double[] {0, 0, 3, 4, 5, 9}, copse.frame.Mask.of(6, row -> row < 2))));
        RandomisationResult got = TestedExperiment.test(some, TestStatistic.units());
        assertThat(got.undefined()).isEqualTo(1);
        assertThat(got.assignments()).isEqualTo(14);
        assertThat(got.diagnostics()).extracting(Diagnostic::code).contains("undefined-draws");
        assertThat(got.diagnostics().getLast().meaning()).startsWith("1 assignment of 15 leave");
    }

    @Test
    void threeArmsAreComparedGivenTheThird() {
        double[] y = {1, 2, 3, 11, 12, 13, 100, 50, 75};
        Experiment experiment =
                TestedExperiment.of("complete(arms: a, b, c)", y).withArms(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2});
        Question question = Question.of("y", "b", "a");
        EffectEstimate got = RandomisationTest.of(TestStatistic.units()).estimate(experiment, question);
        // C(6, 3) exchanges of a and b
        assertThat(got.p()).isEqualTo(0.1);
        assertThat(got.method()).endsWith("all 20 assignments, given the units of the other arms");
        assertThat(got.clusters()).isEqualTo(6);
        assertThat(got.value()).isCloseTo(10, within(1e-12));
    }

    @Test
    void hodgesLehmannOfRanksIsTheMedianOfDifferences() {
        Experiment experiment = TestedExperiment.of("complete()", Y).withArms(Z);
        RandomisationResult got = TestedExperiment.test(experiment, TestStatistic.ranks());
        double[] differences = new double[25];
        int next = 0;
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                if (Z[i] == 1 && Z[j] == 0) {
                    differences[next++] = Y[i] - Y[j];
                }
            }
        }
        java.util.Arrays.sort(differences);
        assertThat(got.estimate()).isCloseTo(differences[12], within(1e-8));
    }

    @Test
    void marginsShiftTheTest() {
        Experiment experiment = TestedExperiment.of("complete()", Y).withArms(Z);
        RandomisationTest test = RandomisationTest.of(TestStatistic.units());
        Question superior = QUESTION.withHypothesis(new Hypothesis.Superiority(1, Hypothesis.Direction.HIGHER));
        double[] shifted = IntStream.range(0, 10).mapToDouble(i -> Y[i] - Z[i]).toArray();
        Question plain = QUESTION.withHypothesis(new Hypothesis.Superiority(0, Hypothesis.Direction.HIGHER));
        Experiment less = TestedExperiment.of("complete()", shifted).withArms(Z);
        assertThat(test.estimate(experiment, superior).p())
                .isEqualTo(test.estimate(less, plain).p());
        EffectEstimate equivalent =
                test.estimate(experiment, QUESTION.withHypothesis(new Hypothesis.Equivalence(-6, 6)));
        assertThat(equivalent.interval().level()).isCloseTo(0.9, within(1e-12));
        assertThat(equivalent.shown()).isTrue();
        assertThat(equivalent.interval().lower().value()).isGreaterThan(-6);
        assertThat(equivalent.interval().upper().value()).isLessThan(6);
    }

    @Test
    void errorsSayWhatToDo() {
        RandomisationTest test = RandomisationTest.of(TestStatistic.units());
        UnitTotals unknown = UnitTotals.of(
                RandomisedUnits.of(List.of("control", "treatment"), new int[] {0, 1, 0, 1}),
                List.of("y"),
                new long[] {1, 1, 1, 1},
                new double[] {1, 2, 3, 4},
                new double[0]);
        assertThatThrownBy(() -> test.result(unknown, QUESTION))
                .hasMessageContaining("E201")
                .hasMessageContaining("it is not known how the arms of these 4 units came about")
                .hasMessageContaining("--assignment RECORD.json");
        Experiment certain = TestedExperiment.of("complete(counts: control=0, treatment=4)", 1, 2, 3, 4);
        assertThatThrownBy(() -> test.reference(certain.units(), QUESTION))
                .hasMessageContaining("E202")
                .hasMessageContaining("admits one assignment of these 4 units");
        Experiment changed = TestedExperiment.of("complete()", 1, 2, 3, 4).withArms(new int[] {0, 1, 1, 1});
        assertThatThrownBy(() -> test.estimate(changed, QUESTION))
                .hasMessageContaining("E203")
                .hasMessageContaining("none of the 6 assignments that the design can draw");
        Experiment one = TestedExperiment.of("complete(counts: control=3, treatment=1)", 1, 2, 3, 4)
                .withArms(new int[] {0, 1, 0, 0});
        assertThatThrownBy(() -> RandomisationTest.of(TestStatistic.studentised(Per.UNITS))
                        .estimate(one, QUESTION))
                .hasMessageContaining("E204")
                .hasMessageContaining("`treatment` has outcomes of 1 unit, `control` of 3 units");
        assertThatThrownBy(() -> test.withDraws(0).estimate(one, QUESTION))
                .hasMessageContaining("E205")
                .hasMessageContaining("0 draws");
        Experiment screened = TestedExperiment.of(
                "rerandomised(complete(arms: a, b, c), on: x, accept: 0.5)",
                Map.of("x", NumericColumn.of(1, 5, 2, 8, 3, 4)),
                1,
                2,
                3,
                4,
                5,
                6);
        assertThatThrownBy(() -> test.estimate(screened, Question.of("y", "b", "a")))
                .hasMessageContaining("E206")
                .hasMessageContaining("`b` against `a`")
                .hasMessageContaining("with 3 arms");
    }

    /// The refitted coefficient is the one of REML, and taking the estimate off leaves nothing.
    @Test
    void refittedCoefficientIsThatOfTheMixedModel() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        double[] level = random.doubles(12, -2, 2).toArray();
        double[] v = random.doubles(200, -1, 1).toArray();
        double[] y = new double[200];
        String[] cluster = new String[200];
        for (int i = 0; i < 200; i++) {
            int c = (int) (12 * Math.pow(random.nextDouble(), 1.5));
            cluster[i] = "c" + (char) ('a' + c);
            y[i] = 10 + level[c] + 2 * v[i] + random.nextDouble(-1, 1) + (c % 2);
        }
        Experiment experiment = TestedExperiment.of(
                        "clustered(by: c, complete())",
                        Map.of("c", FactorColumn.of(cluster), "v", NumericColumn.of(v)),
                        y)
                .withArms(new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
        Question question = QUESTION.withCovariates(List.of("v"));
        EffectEstimate model = MixedModel.kenwardRoger().estimate(experiment, question);
        RandomisationResult refitted =
                RandomisationTest.of(TestStatistic.mixedModelRefitted()).result(experiment.totals(question), question);
        assertThat(refitted.observed()).isCloseTo(model.value(), within(1e-7));
        assertThat(refitted.estimate()).isCloseTo(model.value(), within(1e-7));
        RandomisationResult once =
                RandomisationTest.of(TestStatistic.mixedModel()).result(experiment.totals(question), question);
        assertThat(once.estimate()).isCloseTo(model.value(), within(0.05));
        assertThat(once.p()).isCloseTo(refitted.p(), within(0.02));
        assertThat(once.interval().lower().value())
                .isCloseTo(refitted.interval().lower().value(), within(0.1));
    }

    @Test
    void covariatesTakeAwayWhatTheyExplain() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] y = IntStream.range(0, 10)
                .mapToDouble(i -> 5 * x[i] + Z[i] + 0.1 * Math.sin(i))
                .toArray();
        Experiment experiment = TestedExperiment.of("complete()", Map.of("x", NumericColumn.of(x)), y)
                .withArms(Z);
        Question question = QUESTION.withCovariates(List.of("x"));
        RandomisationResult plain =
                RandomisationTest.of(TestStatistic.units()).result(experiment.totals(question), question);
        RandomisationResult adjusted =
                RandomisationTest.of(TestStatistic.adjusted(Per.UNITS)).result(experiment.totals(question), question);
        assertThat(plain.p()).isGreaterThan(0.5);
        assertThat(adjusted.p()).isEqualTo(2 / 252.0);
        assertThat(adjusted.estimate()).isCloseTo(1, within(0.1));
        assertThatThrownBy(() ->
                        RandomisationTest.of(TestStatistic.adjusted(Per.UNITS)).estimate(experiment, QUESTION))
                .hasMessageContaining("E207")
                .hasMessageContaining("nothing to adjust `y` for");
    }

    /// Kruskal's question with means: 9!/(3!)³ assignments, of which 3! exchange whole arms.
    @Test
    void omnibusComparesAllArms() {
        double[] y = {1, 2, 3, 11, 12, 13, 100, 150, 175};
        Experiment experiment =
                TestedExperiment.of("complete(arms: a, b, c)", y).withArms(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2});
        UnitTotals totals = experiment.totals(Question.of("y", "b", "a"));
        ReferenceSet set = ReferenceSet.of(experiment.units(), 10_000, Seed.of(1).stream(), 2);
        RandomisationOmnibus got = RandomisationOmnibus.of(set, totals, 2);
        assertThat(got.assignments()).isEqualTo(1680);
        assertThat(got.p()).isEqualTo(6 / 1680.0);
        // R: anova(lm(y ~ arm))
        double between = 3 * (square(2 - 467 / 9.0) + square(12 - 467 / 9.0) + square(425 / 3.0 - 467 / 9.0));
        double within = 2 + 2 + square(100 - 425 / 3.0) + square(150 - 425 / 3.0) + square(175 - 425 / 3.0);
        assertThat(got.f()).isCloseTo(between / 2 / (within / 6), within(1e-9));
        assertThat(got.method()).isEqualTo("randomisation test, F of unit means between 3 arms, all 1,680 assignments");
        ReferenceSet some = ReferenceSet.of(experiment.units(), 500, Seed.of(1).stream(), 1);
        assertThat(RandomisationOmnibus.of(some, totals, 1).exact()).isFalse();
    }

    private static double square(double x) {
        return x * x;
    }

    @Test
    void aSharedTestSaysTheSame() {
        Experiment experiment = TestedExperiment.of("complete()", Y).withArms(Z);
        RandomisationTest test = RandomisationTest.of(TestStatistic.units()).withDraws(100);
        TotalsEstimator shared = test.shared();
        double[] other = IntStream.range(0, 10).mapToDouble(i -> Y[9 - i]).toArray();
        for (double[] y : List.of(Y, other)) {
            Experiment one = experiment.withRows(experiment.rows().with("y", NumericColumn.of(y)));
            assertThat(shared.estimate(one, QUESTION)).isEqualTo(test.estimate(one, QUESTION));
        }
    }

    /// A statistic that no effect moves gives a p-value, but neither estimate nor limits.
    @Test
    void aStatisticWithoutDirectionHasNoLimits() {
        Experiment experiment = TestedExperiment.of("complete()", Y).withArms(Z);
        TestStatistic spread = TestStatistic.of("ratio of variances", (y, rows, treated) -> {
            double[] sum = new double[2];
            double[] square = new double[2];
            for (int i = 0; i < y.length; i++) {
                sum[treated[i] ? 1 : 0] += y[i] / 5;
            }
            for (int i = 0; i < y.length; i++) {
                square[treated[i] ? 1 : 0] += Math.pow(y[i] - sum[treated[i] ? 1 : 0], 2);
            }
            return square[1] / square[0];
        });
        EffectEstimate got = RandomisationTest.of(spread).estimate(experiment, QUESTION);
        assertThat(got.p()).isBetween(0.0, 1.0);
        assertThat(got.value()).isCloseTo(2.38, within(1e-12));
        assertThat(((Limit.Open) got.interval().lower()).reason())
                .isEqualTo("the ratio of variances does not fall as the effect taken off grows, so that no limits"
                        + " follow from it");
    }

    /// Outcomes without any spread: every assignment is as extreme as the observed one, and nothing is NaN.
    @Test
    void constantOutcomesShowNothing() {
        double[] same = new double[24];
        java.util.Arrays.fill(same, 3.7);
        Experiment experiment = TestedExperiment.of(
                "clustered(by: c, complete())",
                Map.of(
                        "c", FactorColumn.of(24, row -> "c" + row % 6),
                        "x",
                                NumericColumn.of(IntStream.range(0, 24)
                                        .mapToDouble(i -> i * i % 7)
                                        .toArray())),
                same);
        Question question = QUESTION.withCovariates(List.of("x"));
        for (TestStatistic statistic : List.of(
                TestStatistic.units(),
                TestStatistic.rows(),
                TestStatistic.ranks(),
                TestStatistic.studentised(Per.ROWS),
                TestStatistic.adjusted(Per.ROWS),
                TestStatistic.mixedModel(),
                TestStatistic.mixedModelRefitted())) {
            RandomisationResult got = RandomisationTest.of(statistic).result(experiment.totals(question), question);
            assertThat(got.p()).as(statistic.name()).isEqualTo(1);
            assertThat(got.estimate()).as(statistic.name()).isCloseTo(0, within(1e-9));
        }
    }
}
