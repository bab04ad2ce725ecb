package copse.interference;

/// How the variance of a contrast is estimated, once the design is known.
sealed interface ContrastVariance permits AllPairs, ClusterSwaps {
    /// @return as printed: `Efron-Stein`
    String label();

    /// @param seen nodes in either condition
    /// @param value of each, such that the estimate is the sum of `value · weight` over the condition less that
    ///     over the reference
    /// @param aboutMeans whether values are deviations from the means of these same nodes
    /// @param arm of each node
    /// @param condition of each node
    /// @return estimated variance, at least 0
    double variance(Exposed seen, double[] value, boolean aboutMeans, byte[] arm, byte[] condition);
}
