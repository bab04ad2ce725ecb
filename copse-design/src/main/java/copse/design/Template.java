package copse.design;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which sets of arms the groups of one kind get their spare units from, and how many groups get each set;
/// which group gets which set is left to chance.
///
/// @param sets ascending arms, each set once
/// @param times number of groups per set
record Template(byte[][] sets, int[] times) {
    /// Deals places to arms: the groups stand in a circle, and each arm takes as many places in a row as it is
    /// due, where the arm before it stopped. No arm takes two places of a group, and each group gives away
    /// equally many.
    ///
    /// Cost: `O(K²)` for K arms, whatever the number of groups.
    ///
    /// @param groups number of groups
    /// @param due places per arm, at most one per group, in sum a multiple of the number of groups
    /// @param order the arms in the order in which they take places
    static Template deal(int groups, int[] due, int[] order) {
        Map<Integer, Integer> ends = new TreeMap<>();
        ends.put(0, 0);
        int at = 0;
        for (int arm : order) {
            at = (at + due[arm]) % groups;
            ends.put(at, at);
        }
        int[] cut = ends.keySet().stream().mapToInt(Integer::intValue).toArray();
        Map<String, byte[]> sets = new TreeMap<>();
        Map<String, Integer> times = new LinkedHashMap<>();
        for (int i = 0; i < cut.length; i++) {
            int place = cut[i];
            int length = (i + 1 < cut.length ? cut[i + 1] : groups) - place;
            byte[] set = new byte[due.length];
            int size = 0;
            int from = 0;
            for (int arm : order) {
                if (Math.floorMod(place - from, groups) < due[arm]) {
                    set[size++] = (byte) arm;
                }
                from = (from + due[arm]) % groups;
            }
            byte[] sorted = Arrays.copyOf(set, size);
            Arrays.sort(sorted);
            String key = Arrays.toString(sorted);
            sets.put(key, sorted);
            times.merge(key, length, Integer::sum);
        }
        return new Template(
                sets.values().toArray(byte[][]::new),
                sets.keySet().stream().mapToInt(times::get).toArray());
    }

    /// @param each set of arms per group, ascending
    static Template of(List<byte[]> each) {
        Map<String, byte[]> sets = new TreeMap<>();
        Map<String, Integer> times = new LinkedHashMap<>();
        for (byte[] set : each) {
            sets.put(Arrays.toString(set), set);
            times.merge(Arrays.toString(set), 1, Integer::sum);
        }
        return new Template(
                sets.values().toArray(byte[][]::new),
                sets.keySet().stream().mapToInt(times::get).toArray());
    }

    /// @return one text per template, equal for equal ones
    String key() {
        return Arrays.deepToString(sets) + Arrays.toString(times);
    }

    /// @return this template with the arms exchanged: first with last, second with last but one …
    Template mirrored(int arms) {
        Map<String, byte[]> turned = new TreeMap<>();
        Map<String, Integer> count = new LinkedHashMap<>();
        for (int t = 0; t < sets.length; t++) {
            byte[] set = new byte[sets[t].length];
            for (int i = 0; i < set.length; i++) {
                set[i] = (byte) (arms - 1 - sets[t][set.length - 1 - i]);
            }
            String key = Arrays.toString(set);
            turned.put(key, set);
            count.put(key, times[t]);
        }
        return new Template(
                turned.values().toArray(byte[][]::new),
                turned.keySet().stream().mapToInt(count::get).toArray());
    }

    /// @param arm an arm
    /// @return number of groups that give it a spare unit
    int times(int arm) {
        int sum = 0;
        for (int t = 0; t < sets.length; t++) {
            sum += Arrays.binarySearch(sets[t], (byte) arm) >= 0 ? times[t] : 0;
        }
        return sum;
    }

    /// @param arm an arm
    /// @param other another arm
    /// @return number of groups that give a spare unit to both
    int both(int arm, int other) {
        int sum = 0;
        for (int t = 0; t < sets.length; t++) {
            sum += Arrays.binarySearch(sets[t], (byte) arm) >= 0 && Arrays.binarySearch(sets[t], (byte) other) >= 0
                    ? times[t]
                    : 0;
        }
        return sum;
    }
}
