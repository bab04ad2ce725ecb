package copse.design;

/// One admissible assignment.
///
/// @param arms index of the arm of each unit, in unit order
/// @param probability with which the design draws it, above 0
public record Possibility(byte[] arms, double probability) {}
