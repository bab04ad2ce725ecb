package copse.report;

import copse.power.LoopResult;
import java.util.List;

/// What rules of decision say about effects added to past data.
///
/// @param outcome name of the outcome
/// @param level nominal level of the intervals that decide
/// @param results one per effect, of the same rules, assignments and populations
public record RulesReport(String outcome, double level, List<LoopResult> results) {
    /// @throws IllegalArgumentException without results
    public RulesReport {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("no results");
        }
    }
}
