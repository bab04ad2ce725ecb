package copse.report.trial;

import copse.plan.PlanItem;
import java.util.Optional;

/// One thing that the plan settled, and what became of it.
///
/// @param name in a few words: `design`, `formula`, `alpha`
/// @param planned as the plan has it
/// @param done as it was done
/// @param deviation in a sentence, with the reason if one was given; empty if done as planned
public record PlannedItem(String name, String planned, String done, Optional<String> deviation) {
    /// @param name in a few words
    /// @param value planned and done
    /// @return an item without deviation
    public static PlannedItem kept(String name, String value) {
        return new PlannedItem(name, value, value, Optional.empty());
    }

    /// @param item of a plan
    /// @return the same here; what differs is told in a sentence
    public static PlannedItem of(PlanItem item) {
        String of = item.about().isEmpty() ? "" : " of " + item.about();
        return new PlannedItem(
                item.aspect().label() + of,
                item.planned(),
                item.done(),
                item.kept() ? Optional.empty() : Optional.of(item.sentence()));
    }
}
