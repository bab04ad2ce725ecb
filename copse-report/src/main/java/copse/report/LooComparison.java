package copse.report;

import copse.loo.ModelComparison;
import java.util.Map;

/// Sampled models of the same data side by side, by how well they predict what was left out.
///
/// @param comparison of them
/// @param formulas by model
public record LooComparison(ModelComparison comparison, Map<String, String> formulas) {}
