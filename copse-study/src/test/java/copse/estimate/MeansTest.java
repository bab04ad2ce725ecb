package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Differences in means of units, rows, blocks and pairs.
class MeansTest {
    private static final double[][] SIX = {{4, 5, 6}, {2, 3}, {7, 8, 6, 9}, {3, 4, 2}, {6, 5}, {1, 2, 3, 2}};
    private static final int[] ARMS = {1, 0, 1, 0, 1, 0};

    private static String message(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(InputException.class, work).problem().text();
    }

    private static List<String> codes(EffectEstimate effect) {
        return effect.diagnostics().stream().map(Diagnostic::code).toList();
    }

    @Test
    void theMethodSaysWhatWasDone() {
        EffectEstimate effect = UnitMeans.welch().estimate(Trial.totals(Trial.clusters(ARMS, SIX)), Trial.Y);
        assertThat(effect.value()).isEqualTo(3.5);
        assertThat(effect.method()).isEqualTo("difference in means of clusters, Neyman variance, Welch t with 2.56 df");
        assertThat(effect.estimand()).isEqualTo("average effect of 1 against 0 on y, every cluster counting the same");
        assertThat(effect.rows()).isEqualTo(18);
        assertThat(effect.clusters()).isEqualTo(6);
        assertThat(codes(effect)).containsExactly("few-units");
    }

    /// R: lm_robust(y ~ z, clusters = g, weights = w, se_type = "CR2") and plain t.test for one row per unit.
    @Test
    void oneRowPerUnitIsTheTTest() {
        double[] y = {3.1, 6.2, 5, 9.9, 8.8, 1.5, 7.1, 6.3, 12.2, 3};
        int[] z = {0, 0, 1, 1, 1, 0, 0, 1, 1, 0};
        UnitTotals totals =
                Experiment.observed(Trial.frame(y, z), Roles.of("z")).totals(Trial.Y);
        EffectEstimate welch = UnitMeans.welch().estimate(totals, Trial.Y);
        EffectEstimate rows = new RowMeans().estimate(totals, Trial.Y);
        EffectEstimate naive = new NaiveRows().estimate(totals, Trial.Y);
        assertThat(welch.se().orElseThrow()).isCloseTo(1.6607227342335, within(1e-12));
        assertThat(rows.se().orElseThrow()).isCloseTo(1.6607227342335, within(1e-12));
        assertThat(naive.se().orElseThrow()).isCloseTo(1.6607227342335, within(1e-12));
        assertThat(naive.diagnostics()).isEmpty();
        assertThat(welch.method()).startsWith("difference in means of units");
    }

    @Test
    void oneClusterPerArmIsAnError() {
        UnitTotals totals = Trial.totals(Trial.clusters(new int[] {1, 0}, new double[][] {{1, 2, 3}, {2, 3}}));
        assertThat(message(() -> UnitMeans.welch().estimate(totals, Trial.Y))).isEqualTo("""
                        error[E105]: arm `1` has one cluster, `1`, of 3 rows
                          why: how much clusters differ by themselves cannot be seen from one, and rows of one cluster do not tell
                          fix: randomise more units: at least two in each arm""");
        assertThat(message(() -> new RowMeans().estimate(totals, Trial.Y))).contains("E105");
    }

    @Test
    void theNaiveStandardErrorSaysHowFarOffItIs() {
        double[][] y = new double[8][];
        int[] arm = new int[8];
        for (int g = 0; g < 8; g++) {
            arm[g] = g % 2;
            double centre = g * g % 7;
            y[g] = IntStream.range(0, 50).mapToDouble(i -> centre + 0.01 * i).toArray();
        }
        UnitTotals totals = Trial.totals(Trial.clusters(arm, y));
        EffectEstimate naive = new NaiveRows().estimate(totals, Trial.Y);
        EffectEstimate right = new RowMeans().estimate(totals, Trial.Y);
        double effect = Math.pow(right.se().orElseThrow() / naive.se().orElseThrow(), 2);
        Diagnostic seen = naive.diagnostics().getFirst();
        assertThat(seen.code()).isEqualTo("below-randomisation");
        assertThat(seen.value()).isCloseTo(effect, within(1e-9));
        assertThat(effect).isGreaterThan(40);
        assertThat(NaiveRows.refusal(totals, Trial.Y, "a t-test of rows")
                        .problem()
                        .text())
                .startsWith(
                        "error[E115]: a t-test of rows takes 400 rows as independent, but 8 clusters were randomised:"
                                + " its standard error 0.149 would be too small by a factor of 8.106 (design effect 65.71)")
                .contains("chance decided 8 times, not 400 times", "--estimators means,cr2,mixed");
    }

    @Test
    void whatSizesDoIsTold() {
        double[][] y = {{9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8}, {1, 1}, {1, 2}, {1, 1.5}, {9.5, 9}, {1.2, 1}};
        EffectEstimate effect =
                UnitMeans.welch().estimate(Trial.totals(Trial.clusters(new int[] {1, 0, 1, 0, 1, 0}, y)), Trial.Y);
        assertThat(codes(effect)).contains("unequal-sizes");
        double[][] strong = {{9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, {1}, {1}, {1}, {9, 9, 9, 9, 9, 9, 9, 9}, {1}};
        EffectEstimate informative =
                new RowMeans().estimate(Trial.totals(Trial.clusters(new int[] {1, 0, 1, 0, 1, 0}, strong)), Trial.Y);
        assertThat(codes(informative)).contains("informative-sizes");
    }

    @Test
    void missingOutcomesAreCountedByArm() {
        Frame data = Trial.clusters(ARMS, SIX);
        Frame holes = data.with(
                "y",
                NumericColumn.nanAsMissing(4, 5, Double.NaN, 2, 3, 7, 8, 6, 9, 3, 4, 2, 6, 5, 1, 2, 3, Double.NaN));
        EffectEstimate effect = UnitMeans.welch().estimate(Trial.totals(holes), Trial.Y);
        assertThat(effect.diagnostics().getFirst().meaning())
                .isEqualTo(
                        "2 rows of 18 lack the outcome, a covariate or a weight and are left out: 1 in `1`, 1 in `0`.");
        assertThat(effect.rows()).isEqualTo(16);
    }

    @Test
    void outcomesThatDoNotVaryAreTold() {
        UnitTotals totals = Trial.totals(Trial.clusters(ARMS, new double[][] {{2}, {1}, {2}, {1}, {2}, {1}}));
        EffectEstimate effect = UnitMeans.pooled().estimate(totals, Trial.Y);
        assertThat(effect.se()).hasValue(0);
        assertThat(effect.p()).isZero();
        assertThat(codes(effect)).contains("zero-variance");
    }

    @Test
    void aBlockWithoutAnArmIsAnErrorUnlessLeftOut() {
        UnitTotals totals = Trial.blocked(
                new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 9},
                new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 0},
                new int[] {1, 1, 1, 1, 2, 2, 2, 2, 3, 3});
        assertThat(message(() -> BlockedMeans.ofUnits().estimate(totals, Trial.Y)))
                .isEqualTo("""
                        error[E114]: b `3` has no unit of arm `1`
                          why: the effect in it cannot be seen, so that the average over all blocks is not defined
                          fix: leave such blocks out and say so: `new BlockedMeans(…).leavingOut()`; or join them with similar ones before arms are handed out""");
        EffectEstimate left = BlockedMeans.ofUnits().leavingOut().estimate(totals, Trial.Y);
        assertThat(left.value()).isEqualTo(1);
        assertThat(left.df()).hasValue(4);
        assertThat(left.rows()).isEqualTo(8);
        assertThat(left.estimand()).endsWith("blocks with both arms only");
        assertThat(codes(left)).contains("block-left-out");
        EffectEstimate fixed = BlockedMeans.ofUnits()
                .withWeights(BlockedMeans.Weights.FIXED_EFFECTS)
                .estimate(totals, Trial.Y);
        assertThat(fixed.value()).isEqualTo(1);
    }

    @Test
    void blocksOfTwoGoToThePairs() {
        UnitTotals totals = Trial.blocked(new double[] {1, 2, 3, 5}, new int[] {0, 1, 0, 1}, new int[] {1, 1, 2, 2});
        assertThat(message(() -> BlockedMeans.ofUnits().estimate(totals, Trial.Y)))
                .contains("error[E105]: block `1` has one unit of arm `1`", "--estimators pairs");
        EffectEstimate pairs = MatchedPairs.equal().estimate(totals, Trial.Y);
        assertThat(pairs.value()).isEqualTo(1.5);
        assertThat(pairs.se()).hasValue(0.5);
        assertThat(pairs.df()).hasValue(1);
    }

    @Test
    void pairsNeedBothHalves() {
        UnitTotals torn = Trial.blocked(new double[] {1, 2, 3}, new int[] {0, 1, 0}, new int[] {1, 1, 2});
        assertThat(message(() -> MatchedPairs.equal().estimate(torn, Trial.Y)))
                .contains("error[E114]: b `2` has no outcome in arm `1`");
        UnitTotals one = Trial.blocked(new double[] {1, 2}, new int[] {0, 1}, new int[] {1, 1});
        assertThat(message(() -> MatchedPairs.equal().estimate(one, Trial.Y))).contains("E105", "one pair");
        UnitTotals none = Trial.totals(Trial.clusters(ARMS, SIX));
        assertThat(message(() -> MatchedPairs.equal().estimate(none, Trial.Y)))
                .contains("error[E113]: no blocks", "withBlock");
    }

    @Test
    void anovaOfBlocksNeedsEveryArmOnce() {
        UnitTotals twice =
                Trial.blocked(new double[] {1, 2, 3, 4, 5}, new int[] {0, 1, 0, 1, 1}, new int[] {1, 1, 2, 2, 2});
        assertThat(message(() -> BlockAnova.of(twice))).contains("error[E118]: block `2` has arm `1` twice");
        UnitTotals lacking = Trial.blocked(new double[] {1, 2, 3}, new int[] {0, 1, 0}, new int[] {1, 1, 2});
        assertThat(message(() -> BlockAnova.of(lacking))).contains("block `2` has arm `1` not at all");
    }
}
