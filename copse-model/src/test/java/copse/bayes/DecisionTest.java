package copse.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.mcmc.Chains;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Chains EFFECT = Chains.of(new double[] {-1, 0, 1, 2}, new double[] {3, -2, 4, 5});

    @Test
    void lossesAreWhatTheOtherChoiceWouldHaveGained() {
        Decision decision = Decision.of(EFFECT, Decision.Goal.RAISE, 1);
        assertThat(decision.probability()).isEqualTo(4 / 8.0);
        // below 1: by 2, 1, 0 and 3; above: by 1, 2, 3 and 4
        assertThat(decision.lossOfTreating()).isCloseTo(6 / 8.0, within(1e-15));
        assertThat(decision.lossOfLeaving()).isCloseTo(10 / 8.0, within(1e-15));
        assertThat(decision.isWorthTreating()).isTrue();
    }

    @Test
    void lessCanBeBetter() {
        Decision decision = Decision.of(EFFECT, Decision.Goal.LOWER, 0);
        assertThat(decision.probability()).isEqualTo(2 / 8.0);
        assertThat(decision.lossOfTreating()).isCloseTo(15 / 8.0, within(1e-15));
        assertThat(decision.lossOfLeaving()).isCloseTo(3 / 8.0, within(1e-15));
        assertThat(decision.isWorthTreating()).isFalse();
    }

    /// What is expected to be gained is what leaving loses beyond treating.
    @Test
    void differenceOfTheLossesIsTheMeanGain() {
        Decision decision = Decision.of(EFFECT, Decision.Goal.RAISE, 0.3);
        assertThat(decision.lossOfLeaving() - decision.lossOfTreating()).isCloseTo(EFFECT.mean() - 0.3, within(1e-14));
    }

    @Test
    void regionHoldsItsEnds() {
        PracticalEquivalence region = PracticalEquivalence.of(EFFECT, -1, 1, 0.9);
        assertThat(region.inside()).isCloseTo(3 / 8.0, within(1e-15));
        assertThat(region.below()).isCloseTo(1 / 8.0, within(1e-15));
        assertThat(region.above()).isCloseTo(4 / 8.0, within(1e-15));
        assertThat(region.verdict()).isEqualTo(PracticalEquivalence.Verdict.OPEN);
        assertThat(PracticalEquivalence.of(EFFECT, -9, 9, 0.9).verdict())
                .isEqualTo(PracticalEquivalence.Verdict.EQUIVALENT);
        assertThat(PracticalEquivalence.of(EFFECT, 8, 9, 0.9).verdict())
                .isEqualTo(PracticalEquivalence.Verdict.DIFFERENT);
    }
}
