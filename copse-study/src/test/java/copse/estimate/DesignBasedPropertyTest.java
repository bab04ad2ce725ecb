package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.design.Design;
import copse.design.Randomisation;
import copse.error.Diagnostic;
import copse.error.InputException;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.math.Seed;
import copse.test.Cases;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds over all assignments of a design, each with its probability, whatever the outcomes.
class DesignBasedPropertyTest {
    private static final Question Y = Question.of("y", "treatment", "control");

    /// Eight units with a covariate and clusters, and what they would show.
    private static Frame units(SplittableRandom random) {
        return Frame.of(
                "id",
                NumericColumn.of(IntStream.rangeClosed(1, 8).asDoubleStream().toArray()),
                "x",
                NumericColumn.of(random.doubles(8).toArray()),
                "s",
                FactorColumn.of("a", "a", "a", "b", "b", "b", "b", "b"),
                "g",
                FactorColumn.of("1", "1", "2", "3", "3", "3", "4", "5"));
    }

    /// Mean of estimates and of squared standard errors over the design, and the variance of estimates.
    private record Moments(double mean, double variance, double meanSquaredError, double effect) {}

    private static Moments moments(Frame units, String text, TotalsEstimator estimator, SplittableRandom random) {
        Randomisation randomisation = Design.parse(text).over(units, "id");
        Assignment any = randomisation.assign(Seed.of(1));
        int n = units.rows();
        double[] y0 = random.doubles(n).map(v -> 5 + 3 * v).toArray();
        double[] y1 = random.doubles(n).map(v -> 6 + 5 * v).toArray();
        double[] sums = new double[4];
        Experiment frame = Experiment.of(units.with("y", NumericColumn.of(y0)), any);
        randomisation.enumerate().forEach(possibility -> {
            double[] y = new double[n];
            int[] arm = new int[frame.units().size()];
            for (int unit = 0; unit < n; unit++) {
                y[unit] = possibility.arms()[unit] == 1 ? y1[unit] : y0[unit];
                arm[frame.unitOf(unit)] = possibility.arms()[unit];
            }
            UnitTotals totals = frame.withRows(units.with("y", NumericColumn.of(y)))
                    .withArms(arm)
                    .totals(Y);
            EffectEstimate effect = estimator.estimate(totals, Y);
            double p = possibility.probability();
            sums[0] += p;
            sums[1] += p * effect.value();
            sums[2] += p * effect.value() * effect.value();
            sums[3] += p * Math.pow(effect.se().orElseThrow(), 2);
        });
        assertThat(sums[0]).isCloseTo(1, within(1e-9));
        double effect = new PotentialOutcomes(y0, y1).averageEffect();
        return new Moments(sums[1], sums[2] - sums[1] * sums[1], sums[3], effect);
    }

    /// Every unit has both arms possible, and no assignment leaves an arm empty.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "complete()",
                "complete(arms: control=3, treatment=1)",
                "stratified(by: s)",
                "pairs(on: x)",
                "clustered(by: g, complete())",
                "clustered(by: g, complete(arms: control=2, treatment=1))",
                "rerandomised(complete(), on: x, accept: 0.3)",
                "clustered(by: g, pairs(on: x))"
            })
    void horvitzThompsonIsUnbiasedAndItsVarianceNotTooSmall(String design) {
        Cases.of(20260101, 5).check(random -> {
            Frame units = units(random);
            if (design.equals("clustered(by: g, pairs(on: x))")) {
                units = units.where(copse.frame.Condition.is("g", "5").not());
            }
            Moments moments = moments(units, design, HorvitzThompson.ofRows(), random);
            assertThat(moments.mean()).isCloseTo(moments.effect(), within(1e-9));
            assertThat(moments.meanSquaredError()).isGreaterThan(moments.variance() * (1 - 1e-9));
        });
    }

    /// Neyman: the variance of means of units is not too small on average, by exactly the variance of effects
    /// over n.
    @Test
    void neymansVarianceIsConservativeByTheVarianceOfEffects() {
        Cases.of(7, 20).check(random -> {
            int n = 7;
            int treated = 3;
            double[] y0 = random.doubles(n).toArray();
            double[] y1 = random.doubles(n).map(v -> 2 * v).toArray();
            PotentialOutcomes outcomes = new PotentialOutcomes(y0, y1);
            double[] sums = new double[4];
            for (int set = 0; set < 1 << n; set++) {
                if (Integer.bitCount(set) != treated) {
                    continue;
                }
                int chosen = set;
                boolean[] isTreated = new boolean[n];
                int[] z = IntStream.range(0, n).map(i -> chosen >> i & 1).toArray();
                IntStream.range(0, n).forEach(i -> isTreated[i] = z[i] == 1);
                EffectEstimate effect = UnitMeans.welch()
                        .estimate(
                                Experiment.observed(Trial.frame(outcomes.observed(isTreated), z), Roles.of("z"))
                                        .totals(Trial.Y),
                                Trial.Y);
                sums[0]++;
                sums[1] += effect.value();
                sums[2] += effect.value() * effect.value();
                sums[3] += Math.pow(effect.se().orElseThrow(), 2);
            }
            double mean = sums[1] / sums[0];
            double variance = sums[2] / sums[0] - mean * mean;
            assertThat(mean).isCloseTo(outcomes.averageEffect(), within(1e-12));
            assertThat(variance).isCloseTo(outcomes.varianceOfDifference(treated), within(1e-12));
            double[] effects =
                    IntStream.range(0, n).mapToDouble(i -> y1[i] - y0[i]).toArray();
            double average = Arrays.stream(effects).average().orElseThrow();
            double spread = Arrays.stream(effects)
                            .map(e -> (e - average) * (e - average))
                            .sum()
                    / (n - 1);
            assertThat(sums[3] / sums[0] - variance).isCloseTo(spread / n, within(1e-12));
        });
    }

    /// Imai, King and Nall: paired differences are unbiased, and their variance is not too small.
    @Test
    void pairedDifferencesAreUnbiased() {
        Cases.of(11, 10).check(random -> {
            Moments moments = moments(units(random), "pairs(on: x)", MatchedPairs.equal(), random);
            assertThat(moments.mean()).isCloseTo(moments.effect(), within(1e-9));
            assertThat(moments.meanSquaredError()).isGreaterThan(moments.variance());
        });
    }

    @Test
    void blockedMeansAreUnbiasedWhereSharesDiffer() {
        Cases.of(12, 10).check(random -> {
            Frame units = units(random).with("s", FactorColumn.of("a", "a", "a", "a", "b", "b", "b", "b"));
            Moments moments = moments(units, "stratified(by: s)", BlockedMeans.ofUnits(), random);
            assertThat(moments.mean()).isCloseTo(moments.effect(), within(1e-9));
            assertThat(moments.meanSquaredError()).isGreaterThan(moments.variance());
        });
    }

    /// With equal sizes all ways to count clusters are one.
    @Test
    void equalSizesMakeClusterEstimatorsAgree() {
        Cases.of(21, 50).check(random -> {
            int m = random.nextInt(1, 9);
            UnitTotals totals = Trial.totals(Trial.random(random, 2 * random.nextInt(2, 12), m, m));
            EffectEstimate equal = UnitMeans.welch().estimate(totals, Trial.Y);
            double scale = 1e-10 * (1 + Math.abs(equal.value()));
            for (TotalsEstimator other :
                    List.of(UnitMeans.pooled(), new RowMeans(), HorvitzThompson.ofRows(), Hajek.ofRows())) {
                EffectEstimate effect = other.estimate(totals, Trial.Y);
                assertThat(effect.value()).isCloseTo(equal.value(), within(scale));
                assertThat(effect.se().orElseThrow()).isCloseTo(equal.se().orElseThrow(), within(1e-9));
            }
        });
    }

    @Test
    void shiftsAndScalesPassThroughAndOrderDoesNotMatter() {
        List<TotalsEstimator> invariant =
                List.of(UnitMeans.welch(), UnitMeans.pooled(), new RowMeans(), new NaiveRows(), Hajek.ofRows());
        Cases.of(31, 50).check(random -> {
            Frame data = Trial.random(random, random.nextInt(4, 30), 1, 9);
            int[] order = IntStream.range(0, data.rows()).toArray();
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
            Frame changed = data.rows(order).with("y", "y", y -> 1000 - 3 * y);
            for (TotalsEstimator estimator : invariant) {
                EffectEstimate one = estimator.estimate(Trial.totals(data), Trial.Y);
                EffectEstimate two = estimator.estimate(Trial.totals(changed), Trial.Y);
                // values of 1000 leave ten digits of their spread
                assertThat(two.value()).isCloseTo(-3 * one.value(), within(1e-9));
                assertThat(two.se().orElseThrow()).isCloseTo(3 * one.se().orElseThrow(), within(1e-9));
                assertThat(two.df().orElseThrow()).isCloseTo(one.df().orElseThrow(), within(1e-6));
            }
        });
    }

    @Test
    void aUnitThatCouldNotHaveAnArmIsAnError() {
        Frame units = units(new SplittableRandom(1)).with("y", NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8));
        Assignment assignment = Design.parse(
                        "stratified(by: s, per: a=counts(control=3, treatment=0), b=counts(control=2, treatment=3))")
                .over(units, "id")
                .assign(Seed.of(1));
        assertThat(catchThrowableOfType(
                                InputException.class,
                                () -> HorvitzThompson.ofUnits().estimate(Experiment.of(units, assignment), Y))
                        .problem()
                        .text())
                .contains("error[E117]: unit `1` could never have got arm `treatment`");
    }

    @Test
    void unitsThatDrewInTwoStagesNeedJointProbabilities() {
        Frame units = units(new SplittableRandom(1));
        Assignment saturated = Design.parse("saturation(by: g, levels: 0, 1)")
                .over(units, "id")
                .assign(Seed.of(1));
        Frame data = units.with("y", NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8));
        Experiment experiment = Experiment.of(data, saturated);
        Question question = Question.of("y", "1:treatment", "0:control");
        assertThat(catchThrowableOfType(
                                InputException.class, () -> UnitMeans.welch().estimate(experiment, question))
                        .problem()
                        .text())
                .contains("error[E116]", "--estimators hajek");
        assertThat(HorvitzThompson.ofUnits().estimate(experiment, question).value())
                .isFinite();
    }

    /// Under clusters that are drawn with the arms no two units are independent, and there are no clusters to
    /// go by.
    @Test
    void unitsInDrawnClustersNeedJointProbabilities() {
        Frame units = units(new SplittableRandom(1));
        Assignment drawn = Design.parse("graph_clusters(clusters: one_of(g))")
                .over(units, "id")
                .assign(Seed.of(4));
        Experiment experiment = Experiment.of(units.with("y", NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8)), drawn);
        Question question = Question.of("y", "treatment", "control");
        assertThat(catchThrowableOfType(
                                InputException.class, () -> UnitMeans.welch().estimate(experiment, question))
                        .problem()
                        .text())
                .contains("error[E116]", "--estimators hajek");
        assertThat(HorvitzThompson.ofUnits().estimate(experiment, question).value())
                .isFinite();
    }

    /// A design without closed form for two units: joint probabilities are shares among draws, and told as
    /// such.
    @Test
    void jointProbabilitiesFromDrawsAreTold() {
        int n = 40;
        SplittableRandom random = new SplittableRandom(9);
        Frame units = Frame.of(
                "id",
                NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray()),
                "x",
                NumericColumn.of(random.doubles(n).toArray()),
                "y",
                NumericColumn.of(random.doubles(n).toArray()));
        Assignment assignment = Design.parse("rerandomised(complete(), on: x, accept: 0.2)")
                .over(units, "id")
                .assign(Seed.of(1));
        EffectEstimate effect = Hajek.ofUnits().estimate(Experiment.of(units, assignment), Y);
        assertThat(effect.diagnostics()).extracting(Diagnostic::code).contains("estimated-joint");
        assertThat(effect.method()).contains("Aronow-Samii variance");
    }

    @Test
    void oneUnitInAnArmHasNoDeviation() {
        Frame units = units(new SplittableRandom(1)).with("y", NumericColumn.of(1, 2, 3, 4, 5, 6, 7, 8));
        Assignment assignment = Design.parse("complete(counts: control=7, treatment=1)")
                .over(units, "id")
                .assign(Seed.of(1));
        assertThat(catchThrowableOfType(
                                InputException.class,
                                () -> Hajek.ofUnits().estimate(Experiment.of(units, assignment), Y))
                        .problem()
                        .text())
                .contains("error[E105]: arm `treatment` has one unit");
    }

    /// Many units: the variance of independent draws, told as such.
    @Test
    void manyUnitsAreTakenAsIndependent() {
        int n = DesignVariance.MOST + 1;
        Frame units = Frame.of(
                "id",
                NumericColumn.of(IntStream.range(0, n).asDoubleStream().toArray()),
                "y",
                NumericColumn.of(new SplittableRandom(3).doubles(n).toArray()));
        Function<String, EffectEstimate> estimate = design -> Hajek.ofUnits()
                .estimate(
                        Experiment.of(
                                units, Design.parse(design).over(units, "id").assign(Seed.of(1))),
                        Y);
        EffectEstimate simple = estimate.apply("simple()");
        assertThat(simple.diagnostics()).extracting(Diagnostic::code).contains("independent-draws");
        EffectEstimate complete = estimate.apply("complete(arms: control=1, treatment=2)");
        assertThat(complete.method()).contains("Neyman variance");
        // uniform outcomes: sd 1/sqrt(12) and two arms of about n / 2
        assertThat(simple.se().orElseThrow()).isCloseTo(Math.sqrt(4.0 / 12 / n), within(5e-4));
    }
}
