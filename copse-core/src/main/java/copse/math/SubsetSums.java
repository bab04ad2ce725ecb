package copse.math;

/// Sums of rows of numbers over subsets given as bits.
///
/// For each four units the sums of all 16 subsets are tabulated, so that a subset costs one addition per
/// feature and four units ("four Russians"). Tables take `4 · n · features` doubles: 640 kB for 1,000 units and
/// 20 features, which stays in the second cache. Four features are summed at a time, in registers.
///
/// Source: Arlazarov, Dinic, Kronrod and Faradžev (1970), On economical construction of the transitive closure
/// of an oriented graph, Soviet Math. Dokl. 11, 1209-1210 (the tables).
public final class SubsetSums {
    /// Features that are summed together.
    private static final int BLOCK = 4;

    private static final int SUBSETS = 16;

    private final int features;
    private final int words;
    private final int blocks;

    // Entry [block][(quad * 16 + subset) * BLOCK + lane]; quads are padded to whole words with zeros.
    private final double[][] tables;

    /// @param values by unit: the features of unit u from `u * features` on; not kept
    /// @param units number of units
    /// @param features number of features
    public SubsetSums(double[] values, int units, int features) {
        this.features = features;
        this.words = (units + 63) >>> 6;
        this.blocks = (features + BLOCK - 1) / BLOCK;
        int quads = words * 16;
        this.tables = new double[blocks][quads * SUBSETS * BLOCK];
        for (int block = 0; block < blocks; block++) {
            double[] table = tables[block];
            for (int quad = 0; quad < quads; quad++) {
                for (int subset = 1; subset < SUBSETS; subset++) {
                    // a subset is the one without its lowest unit, and that unit
                    int unit = 4 * quad + Integer.numberOfTrailingZeros(subset);
                    int rest = subset & (subset - 1);
                    for (int lane = 0; lane < BLOCK; lane++) {
                        int feature = block * BLOCK + lane;
                        double one = unit < units && feature < features ? values[unit * features + feature] : 0;
                        table[(quad * SUBSETS + subset) * BLOCK + lane] =
                                table[(quad * SUBSETS + rest) * BLOCK + lane] + one;
                    }
                }
            }
        }
    }

    /// @param units number of units
    /// @param features number of features
    /// @return bytes that the tables take
    public static long bytes(int units, int features) {
        return 8L * ((units + 63) >>> 6) * 16 * SUBSETS * BLOCK * ((features + BLOCK - 1) / BLOCK);
    }

    /// @return length of the array that [#sum] fills
    public int padded() {
        return blocks * BLOCK;
    }

    /// @return number of features
    public int features() {
        return features;
    }

    /// @return number of blocks of features that are summed together
    public int blocks() {
        return blocks;
    }

    /// @param block a block of features
    /// @return its first feature
    public int begin(int block) {
        return block * BLOCK;
    }

    /// @param block a block of features
    /// @return one past its last feature
    public int end(int block) {
        return Math.min(features, (block + 1) * BLOCK);
    }

    /// Sums the features of one block over a subset.
    ///
    /// @param bits the subset, unit u being bit `u & 63` of word `from + (u >>> 6)`
    /// @param from first word of the subset
    /// @param into sums of the features. *Modified.*
    /// @param block the block
    public void sum(long[] bits, int from, double[] into, int block) {
        double[] table = tables[block];
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int base = 0;
        for (int w = from; w < from + words; w++) {
            long word = bits[w];
            for (int quad = 0; quad < 16; quad++) {
                int at = base + ((int) word & 15) * BLOCK;
                a += table[at];
                b += table[at + 1];
                c += table[at + 2];
                d += table[at + 3];
                word >>>= 4;
                base += SUBSETS * BLOCK;
            }
        }
        into[block * BLOCK] = a;
        into[block * BLOCK + 1] = b;
        into[block * BLOCK + 2] = c;
        into[block * BLOCK + 3] = d;
    }
}
