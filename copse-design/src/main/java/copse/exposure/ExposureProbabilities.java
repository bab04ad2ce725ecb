package copse.exposure;

/// The probability of each condition of exposure at each node, under a design.
public interface ExposureProbabilities {
    /// @param node in `[0, nodes)`
    /// @param condition index among [Exposure#conditions()]
    /// @return its probability
    double of(int node, int condition);

    /// @param node in `[0, nodes)`
    /// @param condition index among [Exposure#conditions()]
    /// @return standard error of [#of(int, int)] if it is a share of random assignments, 0 if it is exact
    double error(int node, int condition);

    /// @param node in `[0, nodes)`
    /// @param condition of the node
    /// @param other another node or the same
    /// @param otherCondition of the other
    /// @return probability of both together
    double joint(int node, int condition, int other, int otherCondition);
}
