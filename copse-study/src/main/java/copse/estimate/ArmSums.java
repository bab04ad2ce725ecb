package copse.estimate;

import copse.math.SubsetSums;

/// Sums of numbers of positions over the positions of an arm.
///
/// By tables of all subsets of four positions, or one by one where tables would not stay in the caches.
final class ArmSums {
    // Tables of 2,000 positions and 16 numbers: beyond that they would be fetched from memory for every sum.
    private static final long MOST_BYTES = 1L << 26;

    private final double[] values;
    private final int features;
    private final @org.jspecify.annotations.Nullable SubsetSums tables;

    /// @param features per number, its value at each position
    ArmSums(double[][] features) {
        this.features = features.length;
        int positions = features[0].length;
        this.values = new double[positions * this.features];
        for (int f = 0; f < this.features; f++) {
            for (int p = 0; p < positions; p++) {
                values[p * this.features + f] = features[f][p];
            }
        }
        this.tables = SubsetSums.bytes(positions, this.features) <= MOST_BYTES
                ? new SubsetSums(values, positions, this.features)
                : null;
    }

    /// @return length of the array that [#sum] fills, at least the number of features
    int length() {
        return tables == null ? features : tables.padded();
    }

    /// @param plane positions as bits
    /// @param into sum of each feature over them. *Modified.*
    void sum(long[] plane, double[] into) {
        if (tables == null) {
            one(plane, into);
            return;
        }
        for (int block = 0; block < tables.blocks(); block++) {
            tables.sum(plane, 0, into, block);
        }
    }

    private void one(long[] plane, double[] into) {
        java.util.Arrays.fill(into, 0);
        for (int w = 0; w < plane.length; w++) {
            for (long word = plane[w]; word != 0; word &= word - 1) {
                int from = ((w << 6) + Long.numberOfTrailingZeros(word)) * features;
                for (int f = 0; f < features; f++) {
                    into[f] += values[from + f];
                }
            }
        }
    }
}
