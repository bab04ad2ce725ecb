package copse.report.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.estimate.Question;
import copse.power.Answer;
import copse.power.Outcome;
import copse.power.ParallelTrial;
import copse.power.Power;
import copse.power.Strength;
import copse.power.TestRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectableTest {
    private static EffectEstimate effect(double value, double se, double df, Hypothesis hypothesis) {
        Question question = Question.of("score", "b", "a").withHypothesis(hypothesis);
        return EffectEstimate.of("effect", "t", value, se, df, question, 100, 20, List.of());
    }

    /// z of 97.5 % plus z of 80 %.
    @Test
    void normalEffectsAreTheSumOfTwoQuantiles() {
        assertThat(Detectable.distance(effect(0, 1, Double.POSITIVE_INFINITY, Hypothesis.noDifference()), 0.8)
                        .orElseThrow())
                .isCloseTo(1.959963985 + 0.841621234, within(1e-4));
        assertThat(Detectable.distance(
                                effect(0, 1, Double.POSITIVE_INFINITY, new Hypothesis.Superiority(0, Direction.LOWER)),
                                0.8)
                        .orElseThrow())
                .isCloseTo(1.644853627 + 0.841621234, within(1e-6));
    }

    /// The trial that was planned, met exactly: what it detects afterwards is what it was planned to detect.
    @Test
    void anExperimentThatWentAsPlannedDetectsWhatWasPlanned() {
        Power power = Power.of(ParallelTrial.of(12, 12, 15, 0.1), new Outcome.Mean(9), TestRule.twoSided(0.05));
        Answer.Found planned = (Answer.Found) power.smallestEffect(0.8, Direction.HIGHER);
        Strength strength = planned.choice().strength();

        assertThat(Detectable.distance(effect(1, strength.se(), strength.df(), Hypothesis.noDifference()), 0.8)
                        .orElseThrow())
                .isCloseTo(strength.effect(), within(1e-6));
    }

    /// It does not hang on the effect that was estimated.
    @Test
    void theEstimateDoesNotMatter() {
        assertThat(Detectable.distance(effect(9, 1.4, 20, Hypothesis.noDifference()), 0.9))
                .isEqualTo(Detectable.distance(effect(-0.1, 1.4, 20, Hypothesis.noDifference()), 0.9));
    }

    @Test
    void equivalenceHasNoSmallestEffect() {
        assertThat(Detectable.distance(effect(0, 1, 20, Hypothesis.within(2)), 0.8))
                .isEmpty();
    }

    /// 2 − (1.644853627 + 0.841621234) of non-inferiority where lower is better; the signs are those of the
    /// effect.
    @Test
    void theTrueEffectIsCountedFromTheEdge() {
        double distance = 1.644853627 + 0.841621234;
        Hypothesis nonInferior = new Hypothesis.NonInferiority(2, Direction.LOWER);
        Hypothesis superior = new Hypothesis.Superiority(0.5, Direction.HIGHER);

        assertThat(found(nonInferior, Optional.empty())).isCloseTo(2 - distance, within(1e-6));
        assertThat(found(superior, Optional.empty())).isCloseTo(0.5 + distance, within(1e-6));
        assertThat(found(Hypothesis.noDifference(), Optional.of(Direction.LOWER)))
                .isCloseTo(-1.959963985 - 0.841621234, within(1e-4));
    }

    private static double found(Hypothesis hypothesis, Optional<Direction> better) {
        return Detectable.of(effect(0, 1, Double.POSITIVE_INFINITY, hypothesis), better, 0.8)
                .orElseThrow();
    }
}
