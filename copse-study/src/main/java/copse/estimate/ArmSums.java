package copse.estimate;

import copse.math.SubsetSums;
import java.util.Arrays;

/// Sums of numbers of positions over the positions of an arm.
///
/// Few numbers are added by tables of all subsets of eight positions, more by tables of four, and numbers of
/// very many positions one by one, each as long as its tables stay in the caches.
final class ArmSums {
    private static final int BYTE = 256;

    // Within a second cache of 1 MB: three numbers of 1,000 positions.
    private static final long MOST_BYTE_TABLES = 3L << 18;

    // Tables beyond that would be fetched from memory for every sum.
    private static final long MOST_TABLES = 1L << 26;

    private final double[][] features;
    private final Adder adder;
    private final int length;

    /// Adds the numbers of a subset.
    @FunctionalInterface
    private interface Adder {
        void sum(long[] plane, double[] into);
    }

    /// @param features per number, its value at each position; kept, must not change any more
    ArmSums(double[][] features) {
        this.features = features;
        int positions = features[0].length;
        int words = (positions + 63) >>> 6;
        if ((long) Double.BYTES * Long.BYTES * words * BYTE * features.length <= MOST_BYTE_TABLES) {
            double[][] tables = new double[features.length][];
            Arrays.setAll(tables, f -> byteTable(features[f], words));
            this.adder = (plane, into) -> {
                for (int f = 0; f < tables.length; f++) {
                    into[f] = byBytes(tables[f], plane);
                }
            };
            this.length = features.length;
        } else if (SubsetSums.bytes(positions, features.length) <= MOST_TABLES) {
            SubsetSums tables = new SubsetSums(byPosition(), positions, features.length);
            this.adder = (plane, into) -> {
                for (int block = 0; block < tables.blocks(); block++) {
                    tables.sum(plane, 0, into, block);
                }
            };
            this.length = tables.padded();
        } else {
            this.adder = this::oneByOne;
            this.length = features.length;
        }
    }

    /// @return length of the array that [#sum] fills, at least the number of features
    int length() {
        return length;
    }

    /// @param plane positions as bits
    /// @param into sum of each feature over them. *Modified.*
    void sum(long[] plane, double[] into) {
        adder.sum(plane, into);
    }

    private static double[] byteTable(double[] values, int words) {
        double[] table = new double[words * Long.BYTES * BYTE];
        for (int b = 0; b < words * Long.BYTES; b++) {
            for (int subset = 1; subset < BYTE; subset++) {
                // a subset is the one without its lowest position, and that position
                int position = 8 * b + Integer.numberOfTrailingZeros(subset);
                table[b * BYTE + subset] =
                        table[b * BYTE + (subset & (subset - 1))] + (position < values.length ? values[position] : 0);
            }
        }
        return table;
    }

    private static double byBytes(double[] table, long[] plane) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int at = 0;
        for (long word : plane) {
            int low = (int) word;
            int high = (int) (word >>> 32);
            a += table[at + (low & 255)] + table[at + 4 * BYTE + (high & 255)];
            b += table[at + BYTE + (low >>> 8 & 255)] + table[at + 5 * BYTE + (high >>> 8 & 255)];
            c += table[at + 2 * BYTE + (low >>> 16 & 255)] + table[at + 6 * BYTE + (high >>> 16 & 255)];
            d += table[at + 3 * BYTE + (low >>> 24)] + table[at + 7 * BYTE + (high >>> 24)];
            at += 8 * BYTE;
        }
        return a + b + (c + d);
    }

    private double[] byPosition() {
        double[] values = new double[features[0].length * features.length];
        for (int f = 0; f < features.length; f++) {
            for (int p = 0; p < features[f].length; p++) {
                values[p * features.length + f] = features[f][p];
            }
        }
        return values;
    }

    private void oneByOne(long[] plane, double[] into) {
        Arrays.fill(into, 0);
        for (int w = 0; w < plane.length; w++) {
            for (long word = plane[w]; word != 0; word &= word - 1) {
                int position = (w << 6) + Long.numberOfTrailingZeros(word);
                for (int f = 0; f < features.length; f++) {
                    into[f] += features[f][position];
                }
            }
        }
    }
}
