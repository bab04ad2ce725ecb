package copse.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which products of which columns a cell sums, and where each grouping finds its own among them.
///
/// Columns are numbered: 0 is the constant, then the columns of X that are not the constant, y, and those
/// columns of Z that are not among them already. A product of two columns is summed once, however many
/// groupings want it.
final class ProductLayout {
    /// A column of Z that needs a buffer of its own.
    ///
    /// @param grouping which grouping, in the order of the model
    /// @param column which of its columns
    /// @param shifted whether the mean of the first rows is taken off
    record OwnColumn(int grouping, int column, boolean shifted) {}

    final int p;
    final boolean intercept;
    /// Column number of each column of `[X y]`.
    final int[] fixed;
    /// Column number of each column of Z, per grouping.
    final int[][] random;
    /// Columns of Z beyond those of `[X y]`; they have the last numbers.
    final List<OwnColumn> own = new ArrayList<>();
    /// Number of columns.
    final int columns;
    /// Products summed by cell: pairs of column numbers, the first not above the second. Product k is number k
    /// + 1 of a cell; number 0 counts its rows.
    final List<int[]> products = new ArrayList<>();
    /// Numbers summed by cell.
    final int width;
    /// The numbers of a cell that are the sums of the columns of `[X y]`, empty if they are not all summed or
    /// not wanted.
    final int[] columnSums;
    /// Per grouping: product of (row i, column j) of `[Z | X y]`, i in Z, at `i * (q + p + 1) + j`.
    final int[][] levelProducts;
    /// Per pair of groupings g < h, at `g * groupings + h`: product of (i, j) at `i * q_h + j`.
    final int[][] pairProducts;

    private final boolean weights;
    private final Map<Long, Integer> numbers = new HashMap<>();

    ProductLayout(ModelSpec spec, Block block) {
        int groupings = spec.groupings().size();
        weights = spec.hasWeights();
        p = block.x.length;
        intercept = spec.hasIntercept();
        fixed = new int[p + 1];
        for (int j = 0; j < p; j++) {
            fixed[j] = intercept ? j : j + 1;
        }
        int next = intercept ? p : p + 1;
        fixed[p] = next++;
        random = new int[groupings][];
        for (int g = 0; g < groupings; g++) {
            random[g] = new int[block.z[g].length];
            int column = 0;
            for (RandomTerm term : spec.groupings().get(g).terms()) {
                int end = column + term.columns().size();
                boolean shifted = hasConstant(block.z[g], column, end);
                for (; column < end; column++) {
                    int known = known(block, block.z[g][column], shifted);
                    if (known < 0) {
                        own.add(new OwnColumn(g, column, shifted));
                        known = next++;
                    }
                    random[g][column] = known;
                }
            }
        }
        columns = next;
        levelProducts = new int[groupings][];
        pairProducts = new int[groupings * groupings][];
        for (int g = 0; g < groupings; g++) {
            levelProducts[g] = grid(random[g], concat(random[g], fixed));
            for (int h = g + 1; h < groupings; h++) {
                pairProducts[g * groupings + h] = grid(random[g], random[h]);
            }
        }
        width = products.size() + 1;
        columnSums = columnSums();
    }

    private static boolean hasConstant(Numbers[] z, int from, int to) {
        for (int column = from; column < to; column++) {
            if (z[column] instanceof Numbers.One) {
                return true;
            }
        }
        return false;
    }

    /// A column of Z that is a column of X may share its buffer, if both are shifted or both are not.
    @SuppressWarnings("ReferenceEquality")
    private int known(Block block, Numbers z, boolean shifted) {
        if (z instanceof Numbers.One) {
            return 0;
        }
        for (int j = 0; j < p; j++) {
            if (block.x[j] == z && shifted == intercept) {
                return fixed[j];
            }
        }
        return -1;
    }

    private static int[] concat(int[] a, int[] b) {
        int[] c = new int[a.length + b.length];
        System.arraycopy(a, 0, c, 0, a.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }

    private int[] grid(int[] rows, int[] columns) {
        int[] grid = new int[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                grid[i * columns.length + j] = product(rows[i], columns[j]);
            }
        }
        return grid;
    }

    /// @return the number of a cell that is the sum of the product
    private int product(int a, int b) {
        if (a == 0 && b == 0 && !weights) {
            return 0; // the number of rows
        }
        return numbers.computeIfAbsent(key(a, b), _ -> {
            products.add(new int[] {Math.min(a, b), Math.max(a, b)});
            return products.size();
        });
    }

    private int[] columnSums() {
        int[] sums = new int[p + 1];
        for (int j = 0; j <= p; j++) {
            boolean rows = fixed[j] == 0 && !weights;
            sums[j] = rows ? 0 : numbers.getOrDefault(key(0, fixed[j]), -1);
        }
        return intercept && random.length > 0 && Arrays.stream(sums).allMatch(sum -> sum >= 0) ? sums : new int[0];
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }
}
