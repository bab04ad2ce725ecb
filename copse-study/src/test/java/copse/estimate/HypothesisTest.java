package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import copse.error.PlanException;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.Hypothesis.Equality;
import copse.estimate.Hypothesis.Equivalence;
import copse.estimate.Hypothesis.NonInferiority;
import copse.estimate.Hypothesis.Superiority;
import copse.infer.ConfidenceDistribution;
import copse.infer.Interval;
import copse.infer.Limit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HypothesisTest {
    /// An effect of 0.5 with standard error 0.2 and 18 degrees of freedom.
    private static final ConfidenceDistribution EFFECT = ConfidenceDistribution.studentT(0.5, 0.2, 18);

    // Values printed by R with 15 digits.
    private static final Offset<Double> DIGITS = within(1e-13);

    private static String message(ThrowingCallable work) {
        return catchThrowableOfType(PlanException.class, work).getMessage();
    }

    /// R: 2 * pt(-2.5, 18); 0.5 + c(-1, 1) * qt(.975, 18) * .2
    @Test
    void equalityIsTwoSided() {
        Hypothesis hypothesis = Hypothesis.noDifference();
        assertThat(hypothesis.p(EFFECT)).isCloseTo(0.0223080202320222, DIGITS);
        Interval limits = hypothesis.interval(EFFECT, 0.95, "t");
        assertThat(limits.lower().value()).isCloseTo(0.0798155919517923, DIGITS);
        assertThat(limits.upper().value()).isCloseTo(0.9201844080482077, DIGITS);
        assertThat(hypothesis.sides()).isEqualTo(2);
    }

    /// R: pt(-(0.5 - 0.25) / 0.2, 18); 0.5 - qt(.95, 18) * .2
    @Test
    void superiorityByMoreThanAMarginHasALowerLimitOnly() {
        Hypothesis hypothesis = new Superiority(0.25, Direction.HIGHER);
        assertThat(hypothesis.p(EFFECT)).isCloseTo(0.113653861922211, DIGITS);
        Interval limits = hypothesis.interval(EFFECT, 0.95, "t");
        assertThat(limits.lower()).isInstanceOf(Limit.At.class);
        assertThat(limits.lower().value()).isCloseTo(0.153187278676492, DIGITS);
        assertThat(limits.upper()).isEqualTo(new Limit.Open(Double.POSITIVE_INFINITY, "the test is one-sided"));
        assertThat(limits.level()).isEqualTo(0.95);
    }

    @Test
    void lowerIsTheMirrorOfHigher() {
        ConfidenceDistribution mirrored = ConfidenceDistribution.studentT(-0.5, 0.2, 18);
        for (double margin : List.of(0.0, 0.25, 0.8)) {
            assertThat(new Superiority(margin, Direction.LOWER).p(mirrored))
                    .isEqualTo(new Superiority(margin, Direction.HIGHER).p(EFFECT));
        }
        Interval limits = new NonInferiority(0.1, Direction.LOWER).interval(mirrored, 0.9, "t");
        assertThat(limits.lower()).isInstanceOf(Limit.Open.class);
        assertThat(limits.upper().value())
                .isEqualTo(-new NonInferiority(0.1, Direction.HIGHER)
                        .interval(EFFECT, 0.9, "t")
                        .lower()
                        .value());
    }

    /// R: pt(-(0.5 + 0.1) / 0.2, 18)
    @Test
    void nonInferiorityAllowsALoss() {
        assertThat(new NonInferiority(0.1, Direction.HIGHER).p(EFFECT)).isCloseTo(0.00384270607015716, DIGITS);
        assertThat(new NonInferiority(0.1, Direction.LOWER).p(EFFECT))
                .isCloseTo(1 - new Superiority(0.1, Direction.HIGHER).p(EFFECT), DIGITS);
    }

    /// R: max(pt(-(0.5 + 1) / 0.2, 18), pt((0.5 - 1) / 0.2, 18)); 0.5 + c(-1, 1) * qt(.95, 18) * .2
    @Test
    void equivalenceIsTwoOneSidedTests() {
        Hypothesis hypothesis = Hypothesis.within(1);
        assertThat(hypothesis.p(EFFECT)).isCloseTo(0.0111540101160111, DIGITS);
        Interval limits = hypothesis.interval(EFFECT, 0.95, "t");
        assertThat(limits.level()).isCloseTo(0.9, within(1e-15));
        assertThat(limits.lower().value()).isCloseTo(0.153187278676492, DIGITS);
        assertThat(limits.upper().value()).isCloseTo(0.846812721323508, DIGITS);
        assertThat(hypothesis.sides()).isEqualTo(1);
    }

    @Test
    void aNumberKnownWithoutErrorIsOnOneSideOrTheOther() {
        ConfidenceDistribution known = ConfidenceDistribution.studentT(0.5, 0, 18);
        assertThat(Hypothesis.noDifference().p(known)).isZero();
        assertThat(new Equality(0.5).p(known)).isEqualTo(1);
        assertThat(Hypothesis.noDifference().interval(known, 0.95, "t").width()).isZero();
    }

    @Test
    void claimsAndVerdictsInWords() {
        assertThat(new Superiority(0.25, Direction.HIGHER).claim()).isEqualTo("higher by more than 0.25");
        assertThat(new Superiority(0, Direction.LOWER).claim()).isEqualTo("lower");
        assertThat(new NonInferiority(0.5, Direction.HIGHER).claim()).isEqualTo("not lower by 0.5 or more");
        assertThat(Hypothesis.within(0.1).claim()).isEqualTo("the same within 0.1");
        assertThat(new Equivalence(-0.1, 0.3).claim()).isEqualTo("lower by less than 0.1 and higher by less than 0.3");
        assertThat(Hypothesis.noDifference().claim()).isEqualTo("different");
        assertThat(new Superiority(0.25, Direction.HIGHER).verdict("new", "old", 0.0123, 0.95))
                .isEqualTo(
                        "new is shown to be higher by more than 0.25 (against old, one-sided p = 0.012, level 0.05)");
        assertThat(Hypothesis.within(0.1).verdict("new", "old", 0.2, 0.95))
                .isEqualTo("new is not shown to be the same within 0.1 (against old, the larger of two one-sided"
                        + " p = 0.2, level 0.05)");
    }

    @Test
    void anEffectKnowsWhetherItIsShown() {
        Question question = Question.of("score", "new", "old").withHypothesis(Hypothesis.within(1));
        EffectEstimate effect = EffectEstimate.of("effect", "t", 0.5, 0.2, 18, question, 200, 20, List.of());
        assertThat(effect.level()).isCloseTo(0.95, within(1e-15));
        assertThat(effect.shown()).isTrue();
        assertThat(effect.interval().upper().value()).isLessThan(1);
        assertThat(Hypothesis.shown(0.1, 0.9)).as("1 - 0.9 rounds down").isTrue();
    }

    @Test
    void refusesMarginsWithASign() {
        assertThat(message(() -> new Superiority(-0.25, Direction.HIGHER)))
                .contains("error[E130]: the margin is -0.25", "here higher is better", "give 0.25", "Direction.LOWER");
        assertThat(message(() -> new NonInferiority(0, Direction.LOWER)))
                .contains("the margin is 0", "superiority with margin 0", "such as 0.25");
        assertThat(message(() -> new Superiority(Double.NaN, Direction.LOWER))).contains("the margin is NaN");
        assertThat(message(() -> Hypothesis.within(-1))).contains("the margin is -1", "give 1");
    }

    @Test
    void refusesEquivalenceThatLeavesOutNoEffect() {
        assertThat(message(() -> new Equivalence(0.1, 0.3)))
                .contains("error[E131]: equivalence between 0.1 and 0.3", "such as -0.3 and 0.3");
        assertThat(message(() -> new Equivalence(0.3, -0.3))).contains("such as -0.3 and 0.3");
    }

    @Test
    void refusesLevelsThatAreNone() {
        assertThat(message(() -> Hypothesis.noDifference().interval(EFFECT, 95, "t")))
                .contains("error[E132]: level 95", "give 0.95");
        assertThat(message(() -> Hypothesis.within(1).interval(EFFECT, 0.4, "t")))
                .contains("must be above 0");
    }

    @Test
    void refusesMarginsInAnotherUnit() {
        assertThat(message(() -> new Superiority(25, Direction.HIGHER).requireUnit("csat", 0, 10)))
                .contains("error[E133]: a margin of 25 for `csat`, which runs from 0 to 10", "is it a percentage");
        new Superiority(2.5, Direction.HIGHER).requireUnit("csat", 0, 10);
        Hypothesis.noDifference().requireUnit("constant", 3, 3);
    }
}
