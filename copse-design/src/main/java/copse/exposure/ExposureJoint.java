package copse.exposure;

import copse.design.Basis;
import copse.design.ClusterLaw;
import java.util.Optional;

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
        if (Listed.possible(setting)) {
            return Listed.of(setting);
        }
        if (setting.randomisation().clusterLaw().orElse(null) instanceof ClusterLaw.Fixed fixed) {
            return summed(setting, single, SideLaw.of(fixed, setting.sides()));
        }
        return OverClusterings.of(setting).flatMap(OverClusterings::joint).orElseGet(() -> new DrawnJoint(setting));
    }

    /// @param setting what they are of
    /// @param single probabilities of single nodes
    /// @param law of the clusters
    /// @return joint probabilities summed over clusters, where memory for these suffices
    static ExposureJoint summed(ExposureProbabilities.Setting setting, ExposureProbabilities single, SideLaw law) {
        ExposureMap map = setting.map();
        Optional<Reach> reach = map.local() ? Optional.of(Reach.NONE) : Reach.of(map.graph(), law, map.hops() - 1);
        return reach.isPresent()
                ? new SummedJoint(setting, single, law, Touched.of(map, law, reach.get()))
                : new DrawnJoint(setting);
    }
}
