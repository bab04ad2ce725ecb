package copse.match;

/// What one covariate contributes to the distances.
///
/// Shares are of squared distances, which are sums over covariates. Before matching they show how much a
/// covariate steers the search; after it, what keeps members of a group apart. Under a Mahalanobis distance a
/// share can be negative: a covariate that follows others then takes back what they count twice.
///
/// @param covariate column
/// @param weight its weight
/// @param amongAll share of the squared distances of all pairs of units; 0 if they all coincide
/// @param withinGroups share of the squared distances within groups; 0 if all are 0
/// @param isConstant whether all units have the same value, so that it contributes nothing
public record Contribution(String covariate, double weight, double amongAll, double withinGroups, boolean isConstant) {}
