package copse.plan;

import copse.exposure.Exposure;
import java.util.List;
import java.util.Optional;

/// Which effects are asked for.
///
/// @param effects at least one
/// @param by columns by whose values the effect is shown as well
/// @param taken column that says who received the treatment, for [Effect#COMPLIER]
/// @param exposure how arms of neighbours count, for effects under interference
public record EffectsPlan(List<Effect> effects, List<String> by, Optional<String> taken, Optional<Exposure> exposure) {
    /// Copies the lists.
    public EffectsPlan {
        effects = List.copyOf(effects);
        by = List.copyOf(by);
    }

    /// @return the average effect alone
    public static EffectsPlan average() {
        return new EffectsPlan(List.of(Effect.AVERAGE), List.of(), Optional.empty(), Optional.empty());
    }
}
