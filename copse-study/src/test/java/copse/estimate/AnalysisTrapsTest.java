package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.design.Assignment;
import copse.design.Design;
import copse.error.Diagnostic;
import copse.estimate.Regression.Adjustment;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.Words;
import copse.infer.StudentT;
import copse.lm.Lm;
import copse.math.Seed;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the notebooks get wrong when they analyse, by the number of the trap, and what is right.
class AnalysisTrapsTest {
    /// P7: pairs analysed as if unpaired. The design hands its pairs to the analysis; the paired standard error
    /// has pairs less one degrees of freedom and leaves out what pairs have in common.
    @Test
    void p7PairsAnalysedAsIfUnpaired() {
        int pairs = 5;
        double[] level = {5.2, 1.1, 9.9, 3.9, 7.6};
        Frame centres = Frame.of(
                "centre",
                NumericColumn.of(IntStream.range(0, 2 * pairs).asDoubleStream().toArray()),
                "before",
                NumericColumn.of(IntStream.range(0, 2 * pairs)
                        .mapToDouble(i -> level[i / 2])
                        .toArray()));
        Assignment assignment =
                Design.parse("pairs(on: before)").over(centres, "centre").assign(Seed.of(5));
        Frame after = centres.with(
                "y",
                NumericColumn.of(IntStream.range(0, 2 * pairs)
                        .mapToDouble(unit -> level[unit / 2] + (assignment.arm(unit) == 1 ? 0.6 + 0.1 * (unit / 2) : 0))
                        .toArray()));
        Experiment experiment = Experiment.of(after, assignment);
        assertThat(experiment.units().blockName()).contains("pair");
        Question question = Question.of("y", "treatment", "control");
        EffectEstimate paired = MatchedPairs.equal().estimate(experiment, question);
        EffectEstimate unpaired = UnitMeans.welch().estimate(experiment, question);
        assertThat(paired.value()).isCloseTo(unpaired.value(), within(1e-12));
        assertThat(paired.df()).hasValue(pairs - 1);
        assertThat(paired.method()).isEqualTo("differences within 5 pairs, paired t with 4 df");
        assertThat(paired.p()).isLessThan(0.001);
        assertThat(unpaired.p()).isGreaterThan(0.5);
    }

    /// S8: six clusters held against the normal distribution reject a true hypothesis in 12 % of studies;
    /// Student's t with four degrees of freedom in 5 %.
    @Test
    void s8FewClustersTreatedWithZ() {
        SplittableRandom random = new SplittableRandom(20260108);
        RandomisedUnits units = RandomisedUnits.of(List.of("0", "1"), new int[] {0, 1, 0, 1, 0, 1});
        long[] rows = {50, 50, 50, 50, 50, 50};
        int studies = 20_000;
        int byT = 0;
        int byZ = 0;
        for (int study = 0; study < studies; study++) {
            double[] mean = IntStream.range(0, 6)
                    .mapToDouble(g -> random.nextGaussian())
                    .toArray();
            EffectEstimate effect =
                    UnitMeans.pooled().estimate(UnitTotals.of(units, List.of("y"), rows, mean, new double[6]), Trial.Y);
            double statistic = effect.value() / effect.se().orElseThrow();
            byT += effect.p() <= 0.05 ? 1 : 0;
            byZ += StudentT.twoSidedP(statistic, Double.POSITIVE_INFINITY) <= 0.05 ? 1 : 0;
        }
        // four standard errors of a share of 20,000 studies
        assertThat(byT / (double) studies).isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / studies)));
        double expected = StudentT.twoSidedP(StudentT.upperQuantile(0.025, Double.POSITIVE_INFINITY), 4);
        assertThat(expected).isGreaterThan(0.12);
        assertThat(byZ / (double) studies)
                .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / studies)));
    }

    /// S10: with an interaction that is not centred the coefficient of the arm is the effect in the group coded
    /// 0, and the plain difference mixes in what groups differ by. Lin's form averages over the sample, and
    /// says whose average an estimate is.
    @Test
    void s10InteractionWithoutCentring() {
        double[] y = {20.2, 19.8, 25.1, 24.9, 30.1, 29.7, 23.1, 22.9, 25.3, 30.2, 20.1, 19.9};
        int[] z = {0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0};
        double[] x = {0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0};
        Frame data = Trial.frame(y, z)
                .with("x", NumericColumn.of(x))
                .with("group", FactorColumn.of(12, row -> x[row] == 0 ? "a" : "b"));
        Question question = Trial.Y.withCovariates(List.of("x"));
        Experiment experiment = Experiment.observed(data, Roles.of("z").withBlock("group"));
        double[] inGroup = BlockDifferences.of(experiment.totals(Trial.Y), Trial.Y, Counting.UNITS).blocks().stream()
                .mapToDouble(block -> block.difference().orElseThrow())
                .toArray();
        double average = 0.5 * inGroup[0] + 0.5 * inGroup[1]; // as many units in either group
        double notCentred = Lm.of("y ~ z * x").fit(data).beta("z[1]");
        EffectEstimate lin = Regression.ofRows(Adjustment.LIN).estimate(experiment, question);
        EffectEstimate plain = UnitMeans.welch().estimate(experiment, Trial.Y);
        assertThat(notCentred).isCloseTo(inGroup[0], within(1e-9));
        assertThat(lin.value()).isCloseTo(average, within(1e-9)).isCloseTo(3.95, within(1e-9));
        assertThat(plain.value()).isGreaterThan(5);
        assertThat(Regression.ofRows(Adjustment.ANCOVA)
                        .withBlocks()
                        .estimate(experiment, Trial.Y)
                        .estimand())
                .endsWith("blocks by size and balance");
        assertThat(BlockedMeans.ofUnits().estimate(experiment, Trial.Y).value()).isCloseTo(average, within(1e-9));
    }

    /// S1 and N6: rows are no randomised units. An analysis that takes them for it is refused with the factor
    /// by which it would be off, and shown only under the name `naive`.
    @Test
    void s1AndN6RowsTakenForRandomisedUnits() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] calls = new double[10][];
        int[] arm = new int[10];
        for (int centre = 0; centre < 10; centre++) {
            arm[centre] = centre % 2;
            double level = 7 + 1.06 * random.nextGaussian();
            calls[centre] = IntStream.range(0, 5_000)
                    .mapToDouble(i -> level + 1.06 * random.nextGaussian())
                    .toArray();
        }
        UnitTotals totals = Trial.totals(Trial.clusters(arm, calls));
        EffectEstimate naive = new NaiveRows().estimate(totals, Trial.Y);
        EffectEstimate right = new RowMeans().estimate(totals, Trial.Y);
        double factor = right.se().orElseThrow() / naive.se().orElseThrow();
        assertThat(factor).isGreaterThan(20);
        assertThat(naive.diagnostics()).extracting(Diagnostic::code).containsExactly("below-randomisation");
        assertThat(NaiveRows.refusal(totals, Trial.Y, "`score ~ arm`").problem().text())
                .contains("too small by a factor of " + Words.about(factor), "10 clusters were randomised");
    }
}
