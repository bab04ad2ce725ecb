package copse.design;

import copse.frame.FactorColumn;

/// The group that each unit belongs to because of the design: its stratum, block, pair or cluster.
///
/// @param name `stratum`, `block`, `pair`, `group` or `cluster`: a column of the assignment
/// @param groups in unit order; missing where a unit is in none, such as one that matching left over
public record Membership(String name, FactorColumn groups) {}
