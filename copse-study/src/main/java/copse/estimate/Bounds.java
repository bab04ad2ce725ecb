package copse.estimate;

import copse.infer.Interval;
import java.util.List;

/// An effect known up to what is missing: it lies between two estimates.
///
/// A hypothesis is shown if it is shown wherever the effect lies between the bounds; the limits cover all of
/// them, and so the effect, at least as often as their level says.
///
/// @param estimand whose effect is bounded, in words
/// @param lower the smallest effect that the data allow
/// @param upper the largest effect that the data allow
/// @param interval from the lower limit of the lower bound to the upper limit of the upper one
/// @param p p-value of the hypothesis at worst
/// @param assumptions what the bounds rest on, in sentences
public record Bounds(
        String estimand,
        EffectEstimate lower,
        EffectEstimate upper,
        Interval interval,
        double p,
        List<String> assumptions) {
    /// Copies the list.
    public Bounds {
        assumptions = List.copyOf(assumptions);
    }

    static Bounds of(String estimand, EffectEstimate lower, EffectEstimate upper, List<String> assumptions) {
        Interval interval = new Interval(
                lower.interval().lower(),
                upper.interval().upper(),
                lower.interval().level(),
                lower.interval().method());
        return new Bounds(estimand, lower, upper, interval, worst(lower, upper), assumptions);
    }

    private static double worst(EffectEstimate lower, EffectEstimate upper) {
        return switch (lower.hypothesis()) {
            case Hypothesis.Equality(double value) ->
                lower.value() <= value && upper.value() >= value ? 1 : Math.max(lower.p(), upper.p());
            case Hypothesis.Superiority _, Hypothesis.NonInferiority _, Hypothesis.Equivalence _ ->
                Math.max(lower.p(), upper.p());
        };
    }

    /// @return whether the hypothesis is shown wherever the effect lies between the bounds
    public boolean shown() {
        return Hypothesis.shown(p, lower.level());
    }

    /// @return upper less lower bound
    public double width() {
        return upper.value() - lower.value();
    }
}
