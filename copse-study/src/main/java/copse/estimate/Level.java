package copse.estimate;

import copse.design.GraphClusters;
import copse.design.Membership;
import copse.design.Randomisation;
import copse.frame.FactorColumn;
import java.util.Arrays;
import java.util.Optional;

/// The level at which a design hands out arms.
///
/// Clusters may be clusters of clusters: the outermost are what chance decides about. In a design of two stages
/// units draw their arms by themselves, after their clusters have drawn how. Where clusters themselves are
/// drawn, all units depend on each other.
///
/// @param randomisation over which arms are redrawn
/// @param ofUnit for each unit of the assignment the unit of this level that it belongs to; empty if the same
/// @param position for each unit of this level one of the randomisation that has its arm; empty if the same
/// @param stage for each unit those on whom it depends, although they may have other arms; empty if on none
record Level(Randomisation randomisation, int[] ofUnit, int[] position, int[] stage) {
    private static final String CLUSTER = "cluster";

    static Level of(Randomisation randomisation) {
        return of(randomisation, new int[0]);
    }

    private static Level of(Randomisation randomisation, int[] ofUnit) {
        Optional<FactorColumn> cluster = randomisation.memberships().stream()
                .filter(membership -> membership.name().equals(CLUSTER))
                .reduce((_, last) -> last)
                .map(Membership::groups);
        if (randomisation.design() instanceof GraphClusters) {
            // which units share an arm is itself a matter of chance: none of them is a unit by itself
            return new Level(
                    randomisation,
                    ofUnit,
                    new int[0],
                    new int[randomisation.units().size()]);
        }
        if (cluster.isEmpty()) {
            return new Level(randomisation, ofUnit, new int[0], new int[0]);
        }
        int[] clusterOf = new int[cluster.get().size()];
        Arrays.setAll(clusterOf, cluster.get()::code);
        if (randomisation.design().isTwoStage()) {
            return new Level(randomisation, ofUnit, new int[0], clusterOf);
        }
        int[] through = ofUnit.length == 0
                ? clusterOf
                : Arrays.stream(ofUnit).map(unit -> clusterOf[unit]).toArray();
        if (randomisation.clusters().isPresent()) {
            return of(randomisation.clusters().get(), through);
        }
        int[] member = new int[cluster.get().levels().size()];
        for (int unit = clusterOf.length - 1; unit >= 0; unit--) {
            member[clusterOf[unit]] = unit;
        }
        return new Level(randomisation, through, member, new int[0]);
    }

    /// @return number of units of this level
    int size() {
        return position.length == 0 ? randomisation.units().size() : position.length;
    }

    /// @param unit of the assignment
    /// @return unit of this level
    int of(int unit) {
        return ofUnit.length == 0 ? unit : ofUnit[unit];
    }

    RandomisedUnits.Source source() {
        return new RandomisedUnits.Source(randomisation, position, new double[0], stage);
    }

    /// @return the innermost groups within which arms are handed out, with the group of each unit of this level
    RandomisedUnits.Blocks blocks() {
        return randomisation.memberships().stream()
                .filter(membership -> !membership.name().equals(CLUSTER))
                .reduce((_, last) -> last)
                .map(membership -> {
                    int[] of = new int[size()];
                    for (int unit = 0; unit < of.length; unit++) {
                        of[unit] = membership.groups().code(position.length == 0 ? unit : position[unit]);
                    }
                    return new RandomisedUnits.Blocks(
                            membership.name(), of, membership.groups().levels().labels());
                })
                .orElseGet(() -> RandomisedUnits.Blocks.none(size()));
    }

    /// @param unit of this level
    /// @return its id: the cluster's label where clusters are known only as groups of units
    String id(int unit) {
        if (position.length == 0) {
            return randomisation.units().id(unit);
        }
        return randomisation.memberships().stream()
                .filter(membership -> membership.name().equals(CLUSTER))
                .reduce((_, last) -> last)
                .orElseThrow()
                .groups()
                .text(position[unit]);
    }
}
