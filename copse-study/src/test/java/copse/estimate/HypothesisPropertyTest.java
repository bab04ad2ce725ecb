package copse.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import copse.estimate.Hypothesis.Direction;
import copse.estimate.Hypothesis.Equality;
import copse.estimate.Hypothesis.Equivalence;
import copse.estimate.Hypothesis.NonInferiority;
import copse.estimate.Hypothesis.Superiority;
import copse.infer.ConfidenceDistribution;
import copse.infer.Interval;
import copse.test.Cases;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Tests and limits are two ways to say one thing.
class HypothesisPropertyTest {
    private static ConfidenceDistribution effect(SplittableRandom random) {
        return ConfidenceDistribution.studentT(
                random.nextDouble(-2, 2), random.nextDouble(0.01, 1), random.nextDouble(1, 40));
    }

    @Test
    void aTestShowsExactlyWhatItsLimitsLeave() {
        Cases.of(20260401, 500).check(random -> {
            ConfidenceDistribution effect = effect(random);
            double level = random.nextDouble(0.55, 0.99);
            double margin = random.nextDouble(0.1, 2);
            for (Direction better : Direction.values()) {
                int sign = better == Direction.HIGHER ? 1 : -1;
                for (double bound : List.of(margin, -margin)) {
                    Hypothesis hypothesis =
                            bound > 0 ? new Superiority(margin, better) : new NonInferiority(margin, better);
                    Interval limits = hypothesis.interval(effect, level, "t");
                    double near = sign * (sign > 0 ? limits.lower() : limits.upper()).value();
                    assertThat(Hypothesis.shown(hypothesis.p(effect), level)).isEqualTo(near > bound);
                }
            }
            Hypothesis same = new Equivalence(-margin, 1.5 * margin);
            Interval limits = same.interval(effect, level, "t");
            assertThat(Hypothesis.shown(same.p(effect), level))
                    .isEqualTo(
                            limits.lower().value() > -margin && limits.upper().value() < 1.5 * margin);
            Interval two = new Equality(margin).interval(effect, level, "t");
            assertThat(Hypothesis.shown(new Equality(margin).p(effect), level)).isEqualTo(!two.contains(margin));
        });
    }

    @Test
    void equivalenceIsTheLargerOfTwoOneSidedTests() {
        Cases.of(20260402, 200).check(random -> {
            ConfidenceDistribution effect = effect(random);
            double lower = -random.nextDouble(0.1, 1);
            double upper = random.nextDouble(0.1, 1);
            assertThat(new Equivalence(lower, upper).p(effect))
                    .isEqualTo(Math.max(
                            new NonInferiority(-lower, Direction.HIGHER).p(effect),
                            new NonInferiority(upper, Direction.LOWER).p(effect)));
        });
    }

    /// The one-sided p-values of the two directions add up to 1, the two-sided is twice the smaller.
    @Test
    void directionsShareTheProbability() {
        Cases.of(20260403, 200).check(random -> {
            ConfidenceDistribution effect = effect(random);
            double higher = new Superiority(0, Direction.HIGHER).p(effect);
            double lower = new Superiority(0, Direction.LOWER).p(effect);
            assertThat(higher + lower).isCloseTo(1, within(1e-14));
            assertThat(Hypothesis.noDifference().p(effect)).isCloseTo(2 * Math.min(higher, lower), within(1e-15));
        });
    }
}
