package copse.estimate;

import java.util.Arrays;

/// Sums of numbers of positions over the positions of an arm, block by block. For one thread.
final class BlockSums {
    private final int[] block;
    private final int width;
    private final double[] values;
    private final double[] sums;

    /// @param block of each position, negative for none
    /// @param blocks number of blocks
    /// @param numbers per number, its value at each position; the first is 0 for those that take no part
    BlockSums(int[] block, int blocks, double[]... numbers) {
        this.block = block;
        this.width = numbers.length;
        this.values = new double[block.length * width];
        for (int v = 0; v < width; v++) {
            for (int p = 0; p < block.length; p++) {
                values[p * width + v] = numbers[v][p];
            }
        }
        this.sums = new double[width * blocks];
    }

    /// Sums anew.
    ///
    /// @param plane positions as bits
    void add(long[] plane) {
        Arrays.fill(sums, 0);
        for (int w = 0; w < plane.length; w++) {
            for (long word = plane[w]; word != 0; word &= word - 1) {
                int position = (w << 6) + Long.numberOfTrailingZeros(word);
                if (block[position] >= 0) {
                    int to = block[position] * width;
                    int from = position * width;
                    for (int v = 0; v < width; v++) {
                        sums[to + v] += values[from + v];
                    }
                }
            }
        }
    }

    /// @param value index of a number
    /// @param of a block
    /// @return its sum over the positions of that block
    double sum(int value, int of) {
        return sums[of * width + value];
    }
}
