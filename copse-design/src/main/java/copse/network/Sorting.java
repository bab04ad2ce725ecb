package copse.network;

import java.util.Arrays;

/// Orders of nodes by numbers, without boxing.
final class Sorting {
    private Sorting() {}

    /// @param number of each node, no NaN
    /// @return nodes from the largest number to the smallest, of equal ones the earlier first
    static int[] descending(double[] number) {
        int n = number.length;
        double[] sorted = number.clone();
        Arrays.sort(sorted);
        // the node of each place: equal numbers fill theirs from the left
        int[] order = new int[n];
        int[] used = new int[n];
        for (int node = 0; node < n; node++) {
            int above = n - upper(sorted, number[node]);
            order[above + used[above]++] = node;
        }
        return order;
    }

    /// Number of entries that are at most `value`.
    private static int upper(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
