package copse.report.trial;

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
}
