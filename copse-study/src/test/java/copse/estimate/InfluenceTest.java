package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.Diagnostic;
import copse.error.InputException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfluenceTest {
    private static final Question QUESTION = Question.of("y", "treatment", "control");
    private static final List<String> ARMS = List.of("control", "treatment");
    private static final double[] Y = {1, 2, 3, 2, 2, 3, 4, 9};

    private static UnitTotals totals(double[] y, int[] arm, int[] block) {
        long[] rows = new long[y.length];
        Arrays.fill(rows, 1);
        RandomisedUnits units =
                block.length == 0 ? RandomisedUnits.of(ARMS, arm) : RandomisedUnits.of(ARMS, arm, block);
        return UnitTotals.of(units, List.of("y"), rows, y, new double[0]);
    }

    private static final UnitTotals EIGHT = totals(Y, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, new int[0]);

    @Test
    void leavesOutEachUnitInTurn() {
        Influence influence = Influence.of(UnitMeans.welch(), EIGHT, QUESTION);
        assertThat(influence.without())
                .extracting(Influence.Without::left)
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        // all: 4.5 - 2; without the last: 3 - 2
        assertThat(influence.all().value()).isCloseTo(2.5, within(1e-12));
        Influence.Without last = influence.without().getLast();
        assertThat(last.effect().value()).isCloseTo(1, within(1e-12));
        assertThat(last.arm()).isEqualTo("treatment");
        double se = influence.all().se().orElseThrow();
        assertThat(last.cook().orElseThrow()).isCloseTo(1.5 * 1.5 / (se * se), within(1e-12));
        // R: sqrt(var(c(2, 3, 4)) / 3 + var(c(1, 2, 3, 2)) / 4)
        assertThat(last.dfbetas().orElseThrow()).isCloseTo(1.5 / Math.sqrt(1 / 3.0 + 2 / 3.0 / 4), within(1e-12));
        assertThat(influence.byChange().getFirst()).isEqualTo(last);
    }

    /// The jackknife of a difference in means: sum over arms of (n - 1)/n Σ of what each mean changes by.
    @Test
    void jackknifeIsCloseToNeymansStandardError() {
        Influence influence = Influence.of(UnitMeans.welch(), EIGHT, QUESTION);
        // deviations of leave-one-out means are (y - mean)/(n - 1); 7/8 in place of 3/4
        double factor = Math.sqrt(7 / 8.0 / (3 / 4.0));
        assertThat(influence.jackknifeSe().orElseThrow())
                .isCloseTo(factor * influence.all().se().orElseThrow(), within(1e-12));
    }

    @Test
    void namesTheUnitThatDecides() {
        UnitTotals tilted = totals(
                new double[] {0, 1, 0, 1, 0, 1, 3, 3, 1, 3, 2, -1.5},
                new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1},
                new int[0]);
        Influence influence = Influence.of(UnitMeans.welch(), tilted, QUESTION);
        assertThat(influence.all().shown()).isFalse();
        assertThat(influence.decisive()).extracting(Influence.Without::left).containsExactly("12");
        Diagnostic said = influence.diagnostics().getFirst();
        assertThat(said.code()).isEqualTo("decisive-unit");
        assertThat(said.meaning())
                .startsWith("with all units the treatment is not shown to be different (1.25, p = ")
                .contains("; it is without `12` (1.9, p = ");
        assertThat(Influence.of(UnitMeans.welch(), EIGHT, QUESTION.withHypothesis(Hypothesis.within(0.1)))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void pairsLeaveTogether() {
        UnitTotals pairs = totals(Y, new int[] {0, 1, 0, 1, 0, 1, 0, 1}, new int[] {0, 0, 1, 1, 2, 2, 3, 3});
        Influence influence = Influence.of(MatchedPairs.equal(), pairs, QUESTION);
        assertThat(influence.without()).hasSize(4);
        // differences 1, -1, 1, 5; without the last pair 1/3
        assertThat(influence.without().getLast().effect().value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(influence.without().getLast().left()).isEqualTo("block 4");
        assertThat(influence.without().getLast().rows()).isEqualTo(2);
    }

    @Test
    void unitsWithoutWhomThereIsNoAnswerAreListed() {
        UnitTotals small = totals(new double[] {1, 2, 3, 5}, new int[] {0, 0, 1, 1}, new int[0]);
        Influence influence = Influence.of(UnitMeans.welch(), small, QUESTION);
        assertThat(influence.failed()).containsExactly("1", "2", "3", "4");
        assertThat(influence.jackknifeSe()).isEmpty();
    }

    /// Rows are read again where a method needs them.
    @Test
    void anyEstimatorWillDo() {
        Experiment clusters = EffectsReference.clusters();
        EffectEstimator rows = new EffectEstimator() {
            @Override
            public String name() {
                return "by rows";
            }

            @Override
            public EffectEstimate estimate(Experiment experiment, Question question) {
                return new RowMeans().estimate(experiment, question);
            }
        };
        Influence slow = Influence.of(rows, clusters, QUESTION);
        Influence fast = Influence.of(new RowMeans(), clusters, QUESTION);
        assertThat(slow).isEqualTo(fast);
        assertThat(fast.without()).hasSize(16);
    }

    @Test
    void refusesThousandsOfSingleUnits() {
        int n = Influence.MOST + 1;
        int[] arm = new int[n];
        Arrays.fill(arm, 0, n / 2, 1);
        assertThat(catchThrowableOfType(
                                InputException.class,
                                () -> Influence.of(UnitMeans.welch(), totals(new double[n], arm, new int[0]), QUESTION))
                        .getMessage())
                .contains("error[E146]: influence of each of 20,001 units");
    }
}
