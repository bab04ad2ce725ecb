package copse.interference;

/// How the variance of a contrast of exposures is estimated.
public enum VarianceRule {
    /// [#CLUSTERS] where the design says how clusters or nodes draw their arms, else [#ALL_PAIRS].
    AUTOMATIC,

    /// From what each cluster could change, by the inequality of Efron and Stein: no joint probabilities, cost
    /// of a pass over the edges. Too large by up to the number of clusters that the exposure of a node depends
    /// on.
    CLUSTERS,

    /// The estimator of Aronow and Samii from the joint probabilities of all pairs of nodes, up to 2,500 nodes.
    /// Too large where many pairs are never seen together, such as nodes of one cluster in different
    /// conditions.
    ALL_PAIRS
}
