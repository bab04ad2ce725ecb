package copse.power;

import copse.error.PlanException;

/// What clusters and units cost, and how many there are to be had.
///
/// @param perCluster cost of a cluster, in any currency
/// @param perUnit cost of a unit, or of a measurement if clusters are measured in several periods
/// @param mostClusters clusters there are, infinite if that is no limit
/// @param largestSize units there are per cluster (as the trial counts its size), infinite if that is no limit
public record Costs(double perCluster, double perUnit, double mostClusters, double largestSize) {
    /// @param perCluster cost of a cluster
    /// @param perUnit cost of a unit
    /// @param mostClusters clusters there are
    /// @param largestSize units there are per cluster
    /// @throws PlanException `W102` if a number is out of range, `W105` if units are free and without bound
    public Costs {
        Require.notNegative("the cost of a cluster", perCluster);
        Require.notNegative("the cost of a unit", perUnit);
        Require.positive("the number of clusters there are", mostClusters);
        Require.positive("the largest size of a cluster", largestSize);
        if (perUnit == 0 && Double.isInfinite(largestSize)) {
            throw PowerCode.CONTRADICTION.error(
                    "units cost nothing and there is no end of them",
                    "the cheapest trial would measure more and more units per cluster",
                    "give the largest size that a cluster can have: --max-size 200");
        }
        if (perUnit == 0 && perCluster == 0) {
            throw PowerCode.CONTRADICTION.error(
                    "neither clusters nor units cost anything",
                    "no trial is cheaper than another then",
                    "give both costs: --cost-cluster 500 --cost-unit 10");
        }
    }

    /// @param perCluster cost of a cluster
    /// @param perUnit cost of a unit
    /// @return costs without limits
    public static Costs of(double perCluster, double perUnit) {
        return new Costs(perCluster, perUnit, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// @param trial any
    /// @return what it costs
    public double of(Trial trial) {
        return perCluster * trial.clusters() + perUnit * trial.units();
    }
}
