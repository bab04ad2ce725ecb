package copse.power;

/// Clusters of rows from which experiments are drawn, without any treatment.
public sealed interface Population permits SimulatedClusters, PastClusters, ScenarioClusters {
    /// @return column of the outcome
    String outcome();

    /// @return column that names the cluster of each row: the unit that is randomised
    String cluster();

    /// @return number of clusters in each experiment; 0 where every experiment has its own
    int clusters();

    /// @return in words, for a report: `40 simulated clusters of 25 rows, ICC 0.05`
    String describe();
}
