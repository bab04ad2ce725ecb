package copse.power;

import copse.estimate.EffectEstimate;
import copse.infer.Limit;

/// When an analysis says that there is an effect.
public sealed interface DecisionRule {
    /// The test of the question shows what its hypothesis asks: p is at most one less the question's level.
    record Test() implements DecisionRule {}

    /// The lower limit of the interval lies above a value, whatever the interval is called: a two-sided
    /// interval of level 90 % makes this a one-sided test at 5 %.
    ///
    /// @param value that the limit must exceed
    record IntervalAbove(double value) implements DecisionRule {}

    /// The interval does not hold a value.
    ///
    /// @param value of no effect
    record IntervalExcludes(double value) implements DecisionRule {}

    /// @return the question's own test
    static DecisionRule test() {
        return new Test();
    }

    /// @param estimate of one experiment
    /// @return whether the experiment is taken to show an effect
    default boolean shows(EffectEstimate estimate) {
        return switch (this) {
            case Test _ -> estimate.shown();
            case IntervalAbove above ->
                estimate.interval().lower() instanceof Limit.At(double lower) && lower > above.value();
            case IntervalExcludes excludes -> !estimate.interval().contains(excludes.value());
        };
    }

    /// @return in words, as printed
    default String describe() {
        return switch (this) {
            case Test _ -> "the question's test";
            case IntervalAbove above -> "lower limit above " + Ranges.plain(above.value());
            case IntervalExcludes excludes -> "interval without " + Ranges.plain(excludes.value());
        };
    }
}
