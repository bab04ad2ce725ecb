package copse.estimate;

import java.util.Arrays;

/// Sums of numbers of positions over the positions of an arm, block by block. For one thread.
final class BlockSums {
    private final int[] block;
    private final int blocks;
    private final double[][] values;
    private final double[][] sums;

    /// @param block of each position
    /// @param blocks number of blocks
    /// @param values per number, its value at each position; the first is 0 for those that take no part
    BlockSums(int[] block, int blocks, double[]... values) {
        this.block = block;
        this.blocks = blocks;
        this.values = values;
        this.sums = new double[values.length][blocks];
    }

    /// Sums anew.
    ///
    /// @param plane positions as bits
    void add(long[] plane) {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        for (int w = 0; w < plane.length; w++) {
            for (long word = plane[w]; word != 0; word &= word - 1) {
                int position = (w << 6) + Long.numberOfTrailingZeros(word);
                int b = block[position];
                if (b >= 0) {
                    for (int v = 0; v < sums.length; v++) {
                        sums[v][b] += values[v][position];
                    }
                }
            }
        }
    }

    /// @param value index of a number
    /// @param of a block
    /// @return its sum over the positions of that block
    double sum(int value, int of) {
        return sums[value][of];
    }

    /// @return number of blocks
    int blocks() {
        return blocks;
    }
}
