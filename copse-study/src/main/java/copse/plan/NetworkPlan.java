package copse.plan;

import java.util.Optional;

/// Who may influence whom.
///
/// @param edges a table with one row per edge; empty for the edges of a simulated network
/// @param from column with one end; empty for the first column
/// @param to column with the other end; empty for the second column
/// @param weight column of weights, if edges differ
public record NetworkPlan(
        Optional<TableSource> edges, Optional<String> from, Optional<String> to, Optional<String> weight) {}
