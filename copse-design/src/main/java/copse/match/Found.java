package copse.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Groups found among the units of one stratum, and what is known about them.
///
/// @param groups units of each group, ascending; groups by their first unit
/// @param optimality what is known
record Found(List<int[]> groups, Optimality optimality) {
    static Found of(List<int[]> groups, Optimality optimality) {
        List<int[]> sorted = new ArrayList<>(groups);
        sorted.forEach(Arrays::sort);
        sorted.sort(Comparator.comparingInt(group -> group[0]));
        return new Found(sorted, optimality);
    }

    /// @param units names of the units found among
    /// @return the groups by these names
    Found named(int[] units) {
        for (int[] group : groups) {
            Arrays.setAll(group, m -> units[group[m]]);
        }
        return this;
    }
}
