package copse.power;

/// Variances of the outcome in two arms, in squared units of the outcome.
///
/// @param controlBetween between clusters of the control arm
/// @param controlWithin of units within a cluster of the control arm
/// @param treatedBetween between clusters of the treated arm
/// @param treatedWithin of units within a cluster of the treated arm
public record ArmVariances(double controlBetween, double controlWithin, double treatedBetween, double treatedWithin) {}
