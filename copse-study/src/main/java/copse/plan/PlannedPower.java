package copse.plan;

import copse.frame.Frame;
import copse.power.Power;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The power of a plan, as far as it can be told in closed form.
///
/// ```java
/// PlannedPower planned = plan.power(Optional.of(schools));
/// planned.power().ifPresent(power -> power.at(planned.effect().orElseThrow()).power());
/// ```
///
/// @param power trial, outcome, test and attrition; empty if something is missing
/// @param effect smallest of interest, in units of the outcome (of its standard deviation where that is not
///     stated)
/// @param target power wanted
/// @param known what the power rests on and where it was taken from, in sentences
/// @param missing keys of the plan without which it cannot be told, with the reason, in sentences
public record PlannedPower(
        Optional<Power> power, OptionalDouble effect, OptionalDouble target, List<String> known, List<String> missing) {
    /// Copies the lists.
    public PlannedPower {
        known = List.copyOf(known);
        missing = List.copyOf(missing);
    }

    /// @param plan any
    /// @param units one row per unit, if they are at hand
    /// @return what can be told
    static PlannedPower of(Plan plan, Optional<Frame> units) {
        return new PowerPlanner(plan, units).planned();
    }

    /// @return the power for the smallest effect of interest; empty if it cannot be told
    public OptionalDouble value() {
        return power.isPresent() && effect.isPresent()
                ? OptionalDouble.of(power.get().power(effect.getAsDouble()))
                : OptionalDouble.empty();
    }
}
