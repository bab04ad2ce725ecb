package copse.lm;

import copse.model.internal.CompensatedSums;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cross-products of some of the rows, cluster by cluster.
///
/// A batch is added up plainly, cluster by cluster, then added to compensated sums. Of `[X y]` with k = p + 1
/// columns only the lower triangle is kept, row i from `i (i + 1) / 2`.
final class ProductsPart implements ParallelPass.Part<ProductsPart> {
    private final double[] shift;
    private final boolean weighted;
    private final boolean absorbs;
    private final int k;
    private final int triangle;

    final LongIndex clusters = new LongIndex();
    /// Per cluster: rows, triangle of `[X y]ᵀW[X y]`; with weights the triangles without and with W² after it.
    final CompensatedSums products = new CompensatedSums();

    final LongIndex levels = new LongIndex();
    /// Pairs of the numbers of a cluster and a level that share rows.
    final LongIndex cells = new LongIndex();
    /// Per pair: weight, sums of the columns.
    final CompensatedSums cellSums = new CompensatedSums();

    private int[] slot = new int[256]; // of a cluster in this batch, 0 if not yet met
    private int[] cellSlot = new int[256];

    /// @param shift taken off every column of `[X y]`
    /// @param weighted whether rows have weights
    /// @param absorbs whether batches have a second factor, whose levels are to be told apart
    ProductsPart(double[] shift, boolean weighted, boolean absorbs) {
        this.shift = shift;
        this.weighted = weighted;
        this.absorbs = absorbs;
        this.k = shift.length;
        this.triangle = k * (k + 1) / 2;
    }

    /// @return numbers kept per cluster
    int width() {
        return 1 + triangle * (weighted ? 3 : 1);
    }

    int cellWidth() {
        return 1 + k;
    }

    @Override
    public void add(LmRows.Batch batch) {
        int[] cluster = new int[batch.count()];
        number(batch.keys()[0], clusters, cluster);
        addProducts(batch, cluster);
        if (absorbs) {
            int[] level = new int[batch.count()];
            number(batch.keys()[1], levels, level);
            addCells(batch, cluster, level);
        }
    }

    private static void number(long[] keys, LongIndex index, int[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = index.locate(keys[i]);
        }
    }

    private void addProducts(LmRows.Batch batch, int[] cluster) {
        slot = grown(slot, clusters.size());
        int width = width();
        int[] met = new int[64];
        int count = 0;
        double[] sums = new double[64 * width];
        double[] row = new double[k];
        double[] weights = batch.weights();
        for (int i = 0; i < batch.count(); i++) {
            int own = slot[cluster[i]] - 1;
            if (own < 0) {
                if (count == met.length) {
                    met = Arrays.copyOf(met, 2 * count);
                    sums = Arrays.copyOf(sums, 2 * count * width);
                }
                own = count;
                met[count++] = cluster[i];
                slot[cluster[i]] = count;
            }
            read(batch, i, row);
            int at = own * width;
            sums[at++] += 1;
            if (weights == null) {
                addTriangle(row, 1, sums, at);
            } else {
                addTriangle(row, weights[i], sums, at);
                addTriangle(row, 1, sums, at + triangle);
                addTriangle(row, weights[i] * weights[i], sums, at + 2 * triangle);
            }
        }
        products.ensure(clusters.size() * width);
        for (int own = 0; own < count; own++) {
            for (int j = 0; j < width; j++) {
                products.add(met[own] * width + j, sums[own * width + j]);
            }
            slot[met[own]] = 0;
        }
    }

    private void read(LmRows.Batch batch, int i, double[] row) {
        double[][] x = batch.x();
        for (int j = 0; j + 1 < k; j++) {
            row[j] = x[j][i] - shift[j];
        }
        row[k - 1] = batch.y()[i] - shift[k - 1];
    }

    private static void addTriangle(double[] row, double weight, double[] into, int at) {
        int to = at;
        for (int i = 0; i < row.length; i++) {
            double own = weight * row[i];
            for (int j = 0; j <= i; j++) {
                into[to++] += own * row[j];
            }
        }
    }

    private void addCells(LmRows.Batch batch, int[] cluster, int[] level) {
        int[] cell = new int[batch.count()];
        for (int i = 0; i < cell.length; i++) {
            cell[i] = cells.locate((long) cluster[i] << 32 | level[i]);
        }
        cellSlot = grown(cellSlot, cells.size());
        int width = cellWidth();
        int[] met = new int[64];
        int count = 0;
        double[] sums = new double[64 * width];
        double[] row = new double[k];
        double[] weights = batch.weights();
        for (int i = 0; i < cell.length; i++) {
            int own = cellSlot[cell[i]] - 1;
            if (own < 0) {
                if (count == met.length) {
                    met = Arrays.copyOf(met, 2 * count);
                    sums = Arrays.copyOf(sums, 2 * count * width);
                }
                own = count;
                met[count++] = cell[i];
                cellSlot[cell[i]] = count;
            }
            read(batch, i, row);
            double weight = weights == null ? 1 : weights[i];
            int at = own * width;
            sums[at] += weight;
            for (int j = 0; j < k; j++) {
                sums[at + 1 + j] += weight * row[j];
            }
        }
        cellSums.ensure(cells.size() * width);
        for (int own = 0; own < count; own++) {
            for (int j = 0; j < width; j++) {
                cellSums.add(met[own] * width + j, sums[own * width + j]);
            }
            cellSlot[met[own]] = 0;
        }
    }

    private static int[] grown(int[] array, int size) {
        return size <= array.length ? array : Arrays.copyOf(array, Math.max(size, 2 * array.length));
    }

    @Override
    public void merge(ProductsPart other) {
        int width = width();
        int[] number = new int[other.clusters.size()];
        for (int c = 0; c < number.length; c++) {
            number[c] = clusters.locate(other.clusters.key(c));
        }
        products.ensure(clusters.size() * width);
        for (int c = 0; c < number.length; c++) {
            products.add(number[c] * width, other.products, c * width, width);
        }
        if (absorbs) {
            mergeCells(other, number);
        }
    }

    private void mergeCells(ProductsPart other, int[] cluster) {
        int width = cellWidth();
        int[] level = new int[other.levels.size()];
        for (int l = 0; l < level.length; l++) {
            level[l] = levels.locate(other.levels.key(l));
        }
        for (int c = 0; c < other.cells.size(); c++) {
            long key = other.cells.key(c);
            int to = cells.locate((long) cluster[(int) (key >>> 32)] << 32 | level[(int) key]);
            cellSums.ensure(cells.size() * width);
            cellSums.add(to * width, other.cellSums, c * width, width);
        }
    }

    /// The means of the columns over the first rows, which are taken off before anything is multiplied.
    ///
    /// Without the constant column nothing may be taken off, unless the levels of a factor are absorbed.
    static double[] shift(LmRows.@Nullable Batch first, int p, boolean intercept, boolean absorbs) {
        double[] shift = new double[p + 1];
        if (first == null || !(intercept || absorbs)) {
            return shift;
        }
        int n = first.count();
        for (int j = intercept ? 1 : 0; j <= p; j++) {
            double[] column = j == p ? first.y() : first.x()[j];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += column[i];
            }
            shift[j] = n == 0 ? 0 : sum / n;
        }
        return shift;
    }
}
