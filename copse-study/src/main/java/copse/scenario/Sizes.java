package copse.scenario;

import copse.math.RandomStream;

/// Uneven sizes that add up to a given total.
final class Sizes {
    private Sizes() {}

    /// Sizes in proportion to weights that are uniform on `1 ± spread`; what rounding leaves over goes to
    /// groups at random, one each.
    ///
    /// @param total to be reached exactly
    /// @param groups number of groups
    /// @param spread from 0 (as even as can be) to below 1
    /// @param least smallest size; `groups * least` is at most `total`
    /// @return sizes by group
    static long[] of(long total, int groups, double spread, long least, RandomStream stream) {
        double[] weight = new double[groups];
        double sum = 0;
        for (int g = 0; g < groups; g++) {
            weight[g] = 1 + spread * (2 * stream.nextDouble() - 1);
            sum += weight[g];
        }
        long free = total - least * groups;
        long[] size = new long[groups];
        long left = free;
        for (int g = 0; g < groups; g++) {
            size[g] = (long) (free * (weight[g] / sum));
            left -= size[g];
            size[g] += least;
        }
        int[] order = stream.permutation(groups);
        // each group was rounded down by less than one row
        for (int i = 0; i < left; i++) {
            size[order[i]]++;
        }
        return size;
    }

    /// @return where each group's rows begin, and the total at the end
    static long[] starts(long[] sizes) {
        long[] starts = new long[sizes.length + 1];
        for (int g = 0; g < sizes.length; g++) {
            starts[g + 1] = starts[g] + sizes[g];
        }
        return starts;
    }

    /// @param starts as [#starts] makes them
    /// @param row a row
    /// @return the group that holds the row; groups without rows hold none
    static int groupOf(long[] starts, long row) {
        int low = 0;
        int high = starts.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= row) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Normal effects of a group's levels, drawn in order.
    static double[] effects(int n, double sd, RandomStream stream) {
        double[] effects = new double[n];
        stream.fillGaussian(effects, 0, n);
        for (int i = 0; i < n; i++) {
            effects[i] *= sd;
        }
        return effects;
    }
}
