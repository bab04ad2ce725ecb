package copse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.FactorColumn;
import copse.frame.Frame;
import copse.frame.LogicalColumn;
import copse.frame.NumericColumn;
import copse.frame.TextColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows put together.
class CellsTest {
    private static final Frame PUPILS = Frame.of(
            "school", FactorColumn.of("b", "a", "b", "a", "b", "a", "b", "a"),
            "girl", NumericColumn.of(1, 0, 1, 0, 0, 0, 0, 1),
            "arm", FactorColumn.of("x", "x", "x", "x", "y", "x", "y", "y"),
            "passed", NumericColumn.of(1, 0, 0, 1, 1, 1, 1, 0),
            "answer", FactorColumn.of("yes", "no", "no", "yes", "yes", "yes", "yes", "no"),
            "word", TextColumn.of("right", "false", "false", "right", "right", "right", "right", "false"),
            "coded", NumericColumn.of(2, 1, 1, 2, 2, 2, 2, 1),
            "is", LogicalColumn.of(true, false, false, true, true, true, true, false),
            "visits", NumericColumn.of(3, 0, 2, 3, 1, 1, 1, 7),
            "tried", NumericColumn.of(3, 4, 2, 3, 5, 1, 1, 7),
            "exposure", NumericColumn.of(1, 1, 1, 1, 2, 1, 2, 1));

    static Cells cells(String formula, Family family, Roles roles, Frame data) {
        return Cells.of(ModelSpec.of(Formula.parse(formula), data, roles.withOutcome(family.outcome())), data, family);
    }

    private static Cells cells(String formula, Family family) {
        return cells(formula, family, Roles.defaults(), PUPILS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passed",
                "answer",
                "word",
                "is",
                "factor(coded)",
                "cbind(passed, 1 - passed)",
                "passed | trials(1)",
                "I(coded - 1)"
            })
    void successesOfEqualRowsAreSummed(String response) {
        Cells cells = cells(response + " ~ girl + (1 | school)", Family.binomial());
        assertThat(cells.rows()).isEqualTo(8);
        // schools a and b; girls 0, 1 each
        assertThat(cells.count()).isEqualTo(4);
        assertThat(cells.factors().getFirst().level()).containsExactly(0, 0, 1, 1);
        assertThat(cells.factors().getFirst().counts()).containsExactly(4, 4);
        assertThat(cells.x()[1]).containsExactly(0, 1, 1, 0);
        assertThat(cells.outcomes().y()).containsExactly(2, 0, 1, 2);
        assertThat(cells.outcomes().size()).containsExactly(3, 1, 2, 2);
        assertThat(cells.outcomes().multiplicity()).containsOnly(1);
        assertThat(cells.rowsOf()).containsExactly(3, 1, 2, 2);
        assertThat(cells.squares()).containsExactly(2, 0, 1, 2);
        assertThat(cells.constant()).isZero();
    }

    @Test
    void theModelSaysWhichLevelIsTheSuccess() {
        assertThat(cells("answer ~ 1", Family.binomial()).spec().success()).hasValue("yes");
        assertThat(cells("is ~ 1", Family.binomial()).spec().success()).hasValue("true");
        assertThat(cells("factor(coded) ~ 1", Family.binomial()).spec().success())
                .hasValue("2");
        assertThat(cells("passed ~ 1", Family.binomial()).spec().success()).isEmpty();
    }

    @Test
    void constantsOfTheRowsStayWithTheSums() {
        Cells cells = cells("visits | trials(tried) ~ 1", Family.binomial());
        // C(5, 1) = 5 is the only coefficient but for those that are 1
        assertThat(cells.count()).isEqualTo(1);
        assertThat(cells.outcomes().y()).containsExactly(18);
        assertThat(cells.outcomes().size()).containsExactly(26);
        assertThat(cells.constant()).isCloseTo(Math.log(5), within(1e-14));
        assertThat(cells.squares()[0]).isCloseTo(3 + 2 + 3 + 0.2 + 1 + 1 + 7, within(1e-14));
    }

    @Test
    void rowsWithOtherOffsetsAreOtherCells() {
        Cells cells = cells("visits ~ offset(log(exposure)) + (1 | school)", Family.poisson());
        assertThat(cells.count()).isEqualTo(3);
        assertThat(cells.offset()).containsExactly(0, 0, Math.log(2));
        assertThat(cells.outcomes().y()).containsExactly(11, 5, 2);
        assertThat(cells.outcomes().size()).containsExactly(4, 2, 2);
        // 3! 2! 3! 7!
        assertThat(cells.constant()).isCloseTo(-Math.log(6 * 2 * 6 * 5040.0), within(1e-12));
    }

    @Test
    void equalOutcomesAreCountedWhereTheirSumIsNotEnough() {
        Cells cells = cells("visits ~ 1", Family.of("nbinom2"));
        assertThat(cells.count()).isEqualTo(5);
        assertThat(cells.outcomes().y()).containsExactly(3, 0, 2, 1, 7);
        assertThat(cells.outcomes().size()).containsOnly(1);
        assertThat(cells.outcomes().multiplicity()).containsExactly(2, 1, 1, 3, 1);
    }

    @Test
    void weightsOfAShareAreTrialsAndOfCountsMultiply() {
        Frame shares = Frame.of(
                "share",
                NumericColumn.of(0.25, 0.5, 1),
                "n",
                NumericColumn.of(4, 10, 3),
                "k",
                NumericColumn.of(1, 5, 3));
        Cells share = cells("share ~ 1", Family.binomial(), Roles.defaults().withWeights("n"), shares);
        assertThat(share.outcomes().y()).containsExactly(9);
        assertThat(share.outcomes().size()).containsExactly(17);
        Cells trials = cells("k | trials(n) ~ 1", Family.binomial(), Roles.defaults(), shares);
        assertThat(trials.constant()).isCloseTo(share.constant(), within(1e-14));
        Cells counts = cells("k ~ 1", Family.poisson(), Roles.defaults().withWeights("n"), shares);
        assertThat(counts.outcomes().y()).containsExactly(4 + 50 + 9);
        assertThat(counts.outcomes().size()).containsExactly(17);
        Cells negative = cells("k ~ 1", Family.of("nbinom2"), Roles.defaults().withWeights("n"), shares);
        assertThat(negative.outcomes().multiplicity()).containsExactly(4, 10, 3);
    }

    @Test
    void furtherLinearPredictorsHaveTheirColumns() {
        Roles roles = Roles.defaults().withPart(Roles.ZERO_INFLATION, Formula.parse("~ arm"));
        Cells cells = cells("visits ~ girl + (1 | school)", Family.poisson().zeroInflated(), roles, PUPILS);
        assertThat(cells.spec().partNames("zi")).containsExactly("(Intercept)", "arm[y]");
        assertThat(cells.inflation()).hasNumberOfRows(2);
        assertThat(cells.predictors().names()).containsExactlyInAnyOrder("girl", "school", "arm");
        assertThat(cells.spec().predictors(cells.predictors()).parts().get("zi")[1])
                .containsExactly(cells.inflation()[1]);
    }

    @Test
    void rowsWithoutTrialsAndIncompleteRowsAreLeftOut() {
        Frame rows = Frame.of(
                "k", NumericColumn.of(new double[] {1, 0, 2, 1, 1}, copse.frame.Mask.of(5, i -> i == 3)),
                "n", NumericColumn.of(2, 0, 2, 4, 3),
                "x", NumericColumn.of(0, 0, 1, 0, 0));
        Cells cells = cells("k | trials(n) ~ x", Family.binomial(), Roles.defaults(), rows);
        assertThat(cells.rows()).isEqualTo(3);
        assertThat(cells.dropped().missing()).isEqualTo(1);
        assertThat(cells.dropped().zeroWeight()).isEqualTo(1);
        assertThat(cells.outcomes().y()).containsExactly(2, 2);
    }
}
