package copse.model;

import copse.frame.Frame;
import copse.math.Dots;
import java.util.Arrays;

/// Turns rows into sums: one per thread, for any part.
///
/// Rows pass through in blocks that stay in the first cache: columns are shifted, their inner products go into
/// the part at once, the sums by cell when the chunk is done.
final class PartReader {
    /// Rows of a block: 4096 doubles are 32 KiB, so that several columns stay in the second-level cache.
    /// Shorter blocks would fit the first level, but memory gives long stretches of a column faster than short
    /// ones.
    static final int BLOCK = 4096;

    private final ModelSpec spec;
    private final double[] shift; // of [X y], then of the columns of Z that have their own
    private final Block block;
    private final ProductLayout layout;
    private final CellTable cells;
    private final int[] cell = new int[BLOCK]; // of each run
    private final double[][] column; // shifted columns by number
    private final double[][] weighted; // the same times the weights; the same arrays without weights
    private final double[][] product; // what the cells sum, by number: ones first
    private final double[][] summed; // the same without the ones
    private final double[] dots;

    PartReader(ModelSpec spec, long[] keySpace, int finest, double[] shift) {
        this.spec = spec;
        this.shift = shift;
        this.block = spec.newBlock(BLOCK);
        this.layout = new ProductLayout(spec, block);
        this.cells = new CellTable(keySpace, finest, layout.width);
        this.column = new double[layout.columns][BLOCK];
        Arrays.fill(column[0], 1);
        boolean hasWeights = spec.hasWeights();
        this.weighted = hasWeights ? new double[layout.columns][BLOCK] : column;
        this.product = new double[layout.width][];
        product[0] = column[0];
        for (int k = 1; k < layout.width; k++) {
            int[] pair = layout.products.get(k - 1);
            // a product with the constant is the column itself
            product[k] = pair[0] == 0 ? weighted[pair[1]] : new double[BLOCK];
        }
        this.summed = Arrays.copyOfRange(product, 1, layout.width);
        this.dots = new double[layout.p + 1];
    }

    Block block() {
        return block;
    }

    /// Adds rows of a frame to a part: one chunk.
    void add(Frame rows, int from, int to, Part part) {
        for (int at = from; at < to; at += BLOCK) {
            spec.fill(rows, at, Math.min(to, at + BLOCK), block);
            if (block.rows > 0) {
                shiftColumns();
                addGram(part);
                if (part.groupings() > 0) {
                    addCells();
                }
            }
            part.rows += block.rows;
        }
        if (part.groupings() > 0) {
            part.drain(cells, layout);
            cells.clear();
        }
    }

    private void shiftColumns() {
        int n = block.rows;
        int p = layout.p;
        for (int j = layout.intercept ? 1 : 0; j < p; j++) {
            block.x[j].read(n, shift[j], column[layout.fixed[j]]);
        }
        block.y.read(n, shift[p], column[layout.fixed[p]]);
        int number = layout.columns - layout.own.size();
        for (int k = 0; k < layout.own.size(); k++) {
            ProductLayout.OwnColumn own = layout.own.get(k);
            block.z[own.grouping()][own.column()].read(n, shift[p + 1 + k], column[number + k]);
        }
        double[] weight = block.weight;
        if (weight != null) {
            for (int c = 0; c < column.length; c++) {
                multiply(column[c], weight, weighted[c], n);
            }
        }
    }

    private static void multiply(double[] a, double[] b, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = a[i] * b[i];
        }
    }

    private void addGram(Part part) {
        int n = block.rows;
        int p = layout.p;
        int constants = layout.intercept ? 1 : 0;
        boolean summed = layout.columnSums.length > 0; // by the cells
        if (layout.intercept && !summed) {
            for (int i = 0; i <= p; i++) {
                part.gram.add(i * (i + 1) / 2, Dots.sum(weighted[layout.fixed[i]], n));
            }
        }
        for (int i = constants; i <= p; i++) {
            // numbers of the columns of [X y] are consecutive
            Dots.dots(weighted[layout.fixed[i]], column, 1, layout.fixed[i] + 1, n, dots, constants);
            for (int j = constants; j <= i; j++) {
                part.gram.add(i * (i + 1) / 2 + j, dots[j]);
            }
        }
        double[] weight = block.weight;
        if (weight != null) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.log(weight[i]);
            }
            part.logWeights.add(0, sum);
        }
    }

    private void addCells() {
        int n = block.rows;
        Runs runs = block.runs;
        cells.locate(runs.key, runs.count, cell);
        for (int k = 0; k < layout.products.size(); k++) {
            int[] pair = layout.products.get(k);
            if (pair[0] != 0) {
                multiply(weighted[pair[0]], column[pair[1]], summed[k], n);
            }
        }
        if (runs.count == n) {
            addRows(n);
            return;
        }
        double[] sums = cells.sums();
        for (int run = 0; run < runs.count; run++) {
            int from = runs.start[run];
            int to = runs.start[run + 1];
            int at = cell[run] * layout.width;
            sums[at] += to - from;
            Dots.addSums(summed, from, to, sums, at + 1);
        }
    }

    // Shuffled rows: each goes to its own cell, four of its numbers at a time.
    private void addRows(int n) {
        double[] sums = cells.sums();
        int width = product.length;
        int k = 0;
        for (; k + 3 < width; k += 4) {
            addFour(sums, width, k, n);
        }
        for (; k < width; k++) {
            double[] a = product[k];
            for (int i = 0; i < n; i++) {
                sums[cell[i] * width + k] += a[i];
            }
        }
    }

    private void addFour(double[] sums, int width, int k, int n) {
        double[] a = product[k];
        double[] b = product[k + 1];
        double[] c = product[k + 2];
        double[] d = product[k + 3];
        int[] own = cell;
        for (int i = 0; i < n; i++) {
            int at = own[i] * width + k;
            sums[at] += a[i];
            sums[at + 1] += b[i];
            sums[at + 2] += c[i];
            sums[at + 3] += d[i];
        }
    }

    /// The means of the rows in the block, which all parts take off before they multiply.
    ///
    /// Without an intercept nothing may be taken off X and y; a column of Z may be shifted if its term has
    /// the constant.
    static double[] shift(ModelSpec spec, Block block) {
        ProductLayout layout = new ProductLayout(spec, block);
        double[] shift = new double[layout.p + 1 + layout.own.size()];
        int n = block.rows;
        if (n == 0) {
            return shift;
        }
        if (layout.intercept) {
            for (int j = 1; j < layout.p; j++) {
                shift[j] = mean(block.x[j], n);
            }
            shift[layout.p] = mean(block.y, n);
        }
        for (int k = 0; k < layout.own.size(); k++) {
            ProductLayout.OwnColumn own = layout.own.get(k);
            if (own.shifted()) {
                shift[layout.p + 1 + k] = mean(block.z[own.grouping()][own.column()], n);
            }
        }
        return shift;
    }

    private static double mean(Numbers column, int n) {
        double[] values = new double[n];
        column.read(n, 0, values);
        return Dots.sum(values, n) / n;
    }

    /// The shift of every column of Z of a grouping.
    static double[][] randomShift(ModelSpec spec, Block block, double[] shift) {
        ProductLayout layout = new ProductLayout(spec, block);
        double[][] random = new double[layout.random.length][];
        for (int g = 0; g < random.length; g++) {
            random[g] = new double[layout.random[g].length];
            for (int c = 0; c < random[g].length; c++) {
                for (int j = 0; j < layout.p; j++) {
                    if (layout.random[g][c] == layout.fixed[j]) {
                        random[g][c] = shift[j];
                    }
                }
            }
        }
        for (int k = 0; k < layout.own.size(); k++) {
            random[layout.own.get(k).grouping()][layout.own.get(k).column()] = shift[layout.p + 1 + k];
        }
        return random;
    }
}
