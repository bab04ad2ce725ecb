package copse.balance;

/// Size of an arm.
///
/// @param arm its label
/// @param units rows
/// @param clusters clusters, 0 where there are none
/// @param effective effective number of units under the weights
public record ArmCount(String arm, int units, int clusters, double effective) {}
