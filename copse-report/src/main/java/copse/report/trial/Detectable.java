package copse.report.trial;

import copse.estimate.EffectEstimate;
import copse.estimate.Hypothesis;
import copse.estimate.Hypothesis.Direction;
import copse.infer.StudentT;
import copse.power.TestRule;
import java.util.Optional;
import java.util.OptionalDouble;

/// The smallest effect that an experiment of the precision reached finds with a given power.
///
/// It rests on the standard error alone, in which the clusters, their sizes and the ICC are that were met,
/// never on the effect that was estimated. Power at the estimated effect is not told: it is the p-value in
/// other words, high where p is small and 50 % where p is at the level, and says nothing about the experiment.
///
/// Source: Hoenig and Heisey (2001), The abuse of power: the pervasive fallacy of power calculations for data
/// analysis, Am. Stat. 55(1), 19-24. doi:10.1198/000313001300339897
final class Detectable {
    /// Halvings of a bracket: to the last bit of a double.
    private static final int HALVINGS = 100;

    private Detectable() {}

    /// @param effect with its standard error; without one, that of a normal estimate with the same interval is
    ///     taken
    /// @param target power
    /// @return distance of the effect from the edge of the hypothesis, in units of the effect; empty for
    ///     equivalence, which is shown the better the smaller the effect, and where there is no error
    static OptionalDouble distance(EffectEstimate effect, double target) {
        double se = effect.se().orElse(error(effect));
        if (effect.hypothesis() instanceof Hypothesis.Equivalence || !(se > 0) || !Double.isFinite(se)) {
            return OptionalDouble.empty();
        }
        double df = effect.df().orElse(Double.POSITIVE_INFINITY);
        TestRule rule = new TestRule(1 - effect.level(), effect.hypothesis(), TestRule.Statistic.T);
        double sign = rule.distance(rule.edge() + se) > 0 ? se : -se;
        double low = 0;
        double high = 1;
        while (rule.power(rule.edge() + high * sign, se, df) < target) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (rule.power(rule.edge() + middle * sign, se, df) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(high * se);
    }

    /// @param effect as for [#distance(EffectEstimate, double)]
    /// @param better which way is better, for a two-sided test; if that is not said, the size of the effect is
    ///     told
    /// @param target power
    /// @return the true effect that is found with that power: the edge of the hypothesis and the distance from
    ///     it, in the direction in which power grows
    static OptionalDouble of(EffectEstimate effect, Optional<Direction> better, double target) {
        Direction direction = switch (effect.hypothesis()) {
            case Hypothesis.Equality _, Hypothesis.Equivalence _ -> better.orElse(Direction.HIGHER);
            case Hypothesis.Superiority(double _, Direction tested) -> tested;
            case Hypothesis.NonInferiority(double _, Direction tested) -> tested;
        };
        double edge = new TestRule(1 - effect.level(), effect.hypothesis(), TestRule.Statistic.T).edge();
        OptionalDouble distance = distance(effect, target);
        return distance.isEmpty()
                ? distance
                : OptionalDouble.of(edge + (direction == Direction.LOWER ? -1 : 1) * distance.getAsDouble());
    }

    private static double error(EffectEstimate effect) {
        double tail = 0.5 * (1 - effect.interval().level());
        return 0.5 * effect.interval().width() / StudentT.upperQuantile(tail, Double.POSITIVE_INFINITY);
    }
}
