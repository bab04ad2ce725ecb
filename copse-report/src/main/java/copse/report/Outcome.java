package copse.report;

import copse.design.Assignment;
import copse.design.Membership;
import copse.design.Randomisation;
import copse.frame.FactorColumn;
import java.util.Arrays;
import java.util.List;

/// Who was handed arms as a whole: units, or the clusters of a design of clusters.
///
/// @param randomisation of these
/// @param arms index of the arm of each, −1 for none
/// @param sizes units in each; empty where they are the units themselves
record Outcome(Randomisation randomisation, int[] arms, int[] sizes) {
    static Outcome of(Assignment assignment) {
        Randomisation all = assignment.randomisation();
        // where units of a cluster draw they differ in their arms
        if (all.clusters().isEmpty() || all.design().isTwoStage()) {
            int[] arms = new int[assignment.size()];
            Arrays.setAll(arms, assignment::arm);
            return new Outcome(all, arms, new int[0]);
        }
        Randomisation clusters = all.clusters().orElseThrow();
        FactorColumn of = clusters(assignment).groups();
        int[] arms = new int[clusters.units().size()];
        int[] sizes = new int[arms.length];
        Arrays.fill(arms, -1);
        for (int unit = 0; unit < assignment.size(); unit++) {
            arms[of.code(unit)] = assignment.arm(unit);
            sizes[of.code(unit)]++;
        }
        return new Outcome(clusters, arms, sizes);
    }

    /// @param assignment of a design of clusters
    /// @return the clusters of its units
    static Membership clusters(Assignment assignment) {
        return assignment.memberships().stream()
                .filter(membership -> membership.name().equals("cluster"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    boolean isClustered() {
        return sizes.length > 0;
    }

    /// @return `unit` or `cluster`
    String noun() {
        return isClustered() ? "cluster" : "unit";
    }

    int size() {
        return arms.length;
    }

    /// @param count number of arms
    /// @return how many each arm has
    int[] counts(int count) {
        int[] counts = new int[count];
        for (int arm : arms) {
            if (arm >= 0) {
                counts[arm]++;
            }
        }
        return counts;
    }

    /// @return ids of those without an arm
    List<String> leftOver() {
        return java.util.stream.IntStream.range(0, arms.length)
                .filter(i -> arms[i] < 0)
                .mapToObj(i -> randomisation.units().id(i))
                .toList();
    }

    /// How many of each group have each arm.
    ///
    /// @param membership of this randomisation
    /// @param count number of arms
    /// @return by group, then by arm
    int[][] counts(Membership membership, int count) {
        int[][] counts = new int[membership.groups().levels().size()][count];
        for (int i = 0; i < arms.length; i++) {
            int group = membership.groups().code(i);
            if (group >= 0 && arms[i] >= 0) {
                counts[group][arms[i]]++;
            }
        }
        return counts;
    }

    /// @param membership of this randomisation
    /// @return number of members of each group
    int[] sizes(Membership membership) {
        int[] members = new int[membership.groups().levels().size()];
        for (int i = 0; i < arms.length; i++) {
            if (membership.groups().code(i) >= 0) {
                members[membership.groups().code(i)]++;
            }
        }
        return members;
    }
}
