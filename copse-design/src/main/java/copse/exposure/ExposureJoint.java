package copse.exposure;

import copse.design.Basis;

/// Probabilities of conditions of two different nodes together.
interface ExposureJoint {
    /// @param node one node
    /// @param condition of it
    /// @param other another node
    /// @param otherCondition of that
    /// @return probability of both
    double of(int node, int condition, int other, int otherCondition);

    /// @return how they are known
    Basis basis();

    /// @param setting what they are of
    /// @param single probabilities of single nodes
    /// @return the simplest way that does it
    static ExposureJoint of(ExposureProbabilities.Setting setting, ExposureProbabilities single) {
        return Listed.possible(setting) ? Listed.of(setting) : new DrawnJoint(setting);
    }
}
