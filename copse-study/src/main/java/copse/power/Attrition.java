package copse.power;

import copse.error.PlanException;

/// What is expected to be lost, the same in both arms and unrelated to the outcome.
///
/// @param clusters share of clusters lost whole
/// @param units share of units lost from the clusters that stay
public record Attrition(double clusters, double units) {
    /// Nothing is lost.
    public static final Attrition NONE = new Attrition(0, 0);

    /// @param clusters share of clusters lost whole
    /// @param units share of units lost from the clusters that stay
    /// @throws PlanException `W102` if a share is not from 0 to below 1
    public Attrition {
        Require.share("the share of clusters lost", clusters);
        Require.share("the share of units lost", units);
    }
}
