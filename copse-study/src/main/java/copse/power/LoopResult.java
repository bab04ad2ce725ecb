package copse.power;

import java.util.List;

/// What rules of decision said over a list of assignments and populations.
///
/// @param nominal effect that was added
/// @param realised effect that was left of it where outcomes end, mean over rows of treated units, assignments
///     and populations
/// @param populations names, in order
/// @param assignments number of assignments
/// @param exhaustive whether these are all that the design can draw
/// @param mirrored number of assignments whose mirror image, every unit in the other arm, is among them
/// @param rules one per rule, in order
public record LoopResult(
        double nominal,
        double realised,
        List<String> populations,
        int assignments,
        boolean exhaustive,
        int mirrored,
        List<LoopDecisions> rules) {
    /// Copies the lists.
    public LoopResult {
        populations = List.copyOf(populations);
        rules = List.copyOf(rules);
    }
}
