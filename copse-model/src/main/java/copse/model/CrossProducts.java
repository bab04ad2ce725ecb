package copse.model;

import copse.frame.RowSource;
import copse.math.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// All that a Gaussian model needs to know of its rows: the cross-products of `[Z | X | y]`.
///
/// - `[X y]ᵀ[X y]`, one dense matrix;
/// - for every level of every grouping factor, `ZᵀZ` (q×q) and `Zᵀ[X y]` (q×(p+1));
/// - for every two levels of different factors that share rows, `Z_gᵀZ_h`.
///
/// Rows are weighted, the offset is taken off y. Columns are shifted by about their mean before they are
/// multiplied, so that columns at 1e9 with a spread of 1 lose nothing: X and y if the model has an intercept, a
/// column of Z if its term has one. [#shift()] and [Products#shift()] say by how much. Groupings are ordered by
/// number of levels, most first, as the solver wants them; their levels by key.
///
/// Size: levels × q (q + p), whatever the number of rows. Cost of building: one pass over the rows, in
/// parallel; the result does not depend on the number of threads, since rows go to a fixed number of parts in
/// fixed chunks, whose sums are compensated and added in order.
public final class CrossProducts {
    private final ModelSpec spec;
    private final long rows;
    private final Dropped dropped;
    private final double logWeights;
    private final double[] shift;
    private final double[] gram;
    private final List<Products> groupings;
    private final Pair[] pairs;

    CrossProducts(
            ModelSpec spec,
            long rows,
            Dropped dropped,
            double logWeights,
            double[] shift,
            double[] gram,
            List<Products> groupings,
            Pair[] pairs) {
        this.spec = spec;
        this.rows = rows;
        this.dropped = dropped;
        this.logWeights = logWeights;
        this.shift = shift;
        this.gram = gram;
        this.groupings = groupings;
        this.pairs = pairs;
    }

    /// Rows that were left out.
    ///
    /// @param seen rows read
    /// @param missing rows left out since a variable of the model is missing
    /// @param zeroWeight rows left out since their weight is 0
    /// @param byVariable per variable of the model, in its order, rows where it is missing
    public record Dropped(long seen, long missing, long zeroWeight, List<Long> byVariable) {
        /// What blocks have left out over all their fills.
        static Dropped of(List<Block> blocks) {
            long seen = 0;
            long missing = 0;
            long zeroWeight = 0;
            long[] byVariable = new long[blocks.getFirst().droppedByColumn.length];
            for (Block block : blocks) {
                seen += block.seenRows;
                missing += block.droppedRows;
                zeroWeight += block.zeroWeightRows;
                for (int v = 0; v < byVariable.length; v++) {
                    byVariable[v] += block.droppedByColumn[v];
                }
            }
            return new Dropped(
                    seen, missing, zeroWeight, Arrays.stream(byVariable).boxed().toList());
        }

        /// @param other what other rows have lost
        /// @return both together
        Dropped plus(Dropped other) {
            return new Dropped(
                    seen + other.seen,
                    missing + other.missing,
                    zeroWeight + other.zeroWeight,
                    IntStream.range(0, byVariable.size())
                            .mapToObj(v -> byVariable.get(v) + other.byVariable.get(v))
                            .toList());
        }
    }

    /// The products of one grouping.
    ///
    /// Arrays are views and must not be changed.
    ///
    /// @param grouping the factor and its terms
    /// @param q columns of Z
    /// @param keys of the levels, ascending; [Grouping#label(long)] gives their names
    /// @param counts rows per level
    /// @param ztz per level, q×q, at `level * q * q`
    /// @param ztx per level, q×(p+1), row by row, at `level * q * (p + 1)`; the last column belongs to y
    /// @param shift what was taken off every column of Z
    public record Products(
            Grouping grouping, int q, long[] keys, long[] counts, double[] ztz, double[] ztx, double[] shift) {
        /// @return number of levels
        public int levels() {
            return keys.length;
        }

        /// @param level from 0
        /// @return the level's name
        public String label(int level) {
            return grouping.label(keys[level]);
        }
    }

    /// The products of two groupings, compressed by rows: levels of the second that meet a level of the first.
    ///
    /// Arrays are views and must not be changed.
    ///
    /// @param start per level of the first, where its entries begin; one more at the end
    /// @param level levels of the second, ascending within a level of the first
    /// @param blocks per entry, q_first×q_second, row by row
    public record Pair(int[] start, int[] level, double[] blocks) {}

    /// Reads rows once.
    ///
    /// @param spec the model
    /// @param data its rows
    /// @return the products
    public static CrossProducts of(ModelSpec spec, RowSource data) {
        return of(spec, data, Runtime.getRuntime().availableProcessors());
    }

    /// Reads rows once.
    ///
    /// @param spec the model
    /// @param data its rows
    /// @param threads how many threads share the work; the result does not depend on it
    /// @return the products
    public static CrossProducts of(ModelSpec spec, RowSource data, int threads) {
        return CrossProductsReader.read(spec, data, threads);
    }

    /// The products of rows of which only the totals per level are known, for a model with one grouping whose
    /// only effect is a constant, `y ~ x + (1 | g)`: simulations draw these instead of rows.
    ///
    /// @param spec such a model
    /// @param keys of the levels, ascending
    /// @param counts rows per level, at least 1
    /// @param shift what was taken off every column of `[X y]` before anything was summed, about its mean, p+1;
    ///     0 for the constant, and everywhere if the model has none
    /// @param sums per level, row by row, the sums of the shifted columns of `[X y]`, levels×(p+1). Kept: must
    ///     not change.
    /// @param gram `[X y]ᵀ[X y]` of the shifted columns over all rows, (p+1)×(p+1)
    /// @return the products
    public static CrossProducts ofTotals(
            ModelSpec spec, long[] keys, long[] counts, double[] shift, double[] sums, Matrix gram) {
        int width = spec.fixedNames().size() + 1;
        List<Grouping> groupings = spec.groupings();
        if (groupings.size() != 1 || groupings.getFirst().columns() != 1 || spec.hasWeights()) {
            throw new IllegalArgumentException("totals per level of " + spec);
        }
        if (sums.length != keys.length * width
                || counts.length != keys.length
                || shift.length != width
                || gram.rows() != width) {
            throw new IllegalArgumentException(keys.length + " levels, " + sums.length + " sums of " + width);
        }
        double[] ztz = new double[counts.length];
        long rows = 0;
        for (int level = 0; level < counts.length; level++) {
            ztz[level] = counts[level];
            rows += counts[level];
        }
        Products products = new Products(groupings.getFirst(), 1, keys, counts, ztz, sums, new double[1]);
        Dropped dropped =
                new Dropped(rows, 0, 0, spec.variables().stream().map(any -> 0L).toList());
        return new CrossProducts(spec, rows, dropped, 0, shift.clone(), gram.toArray(), List.of(products), new Pair[1]);
    }

    /// The products of two sets of rows taken together.
    ///
    /// @param other products of the same model of other rows
    /// @return the products of all rows
    public CrossProducts merge(CrossProducts other) {
        return Assembly.merge(this, other);
    }

    /// @return the model
    public ModelSpec spec() {
        return spec;
    }

    /// @return rows used
    public long rows() {
        return rows;
    }

    /// @return rows left out, and why
    public Dropped dropped() {
        return dropped;
    }

    /// @return columns of X
    public int p() {
        return shift.length - 1;
    }

    /// @return sum of the logarithms of the weights; 0 without weights
    public double logWeights() {
        return logWeights;
    }

    /// @return what was taken off each column of `[X y]`; a copy
    public double[] shift() {
        return shift.clone();
    }

    /// @return `[X y]ᵀ[X y]` of the shifted columns, (p+1)×(p+1)
    public Matrix gram() {
        return Matrix.of(shift.length, shift.length, gram);
    }

    /// @return the groupings, most levels first
    public List<Products> groupings() {
        return groupings;
    }

    /// @param g a grouping
    /// @param h a later grouping
    /// @return their products
    public Pair pair(int g, int h) {
        if (g >= h) {
            throw new IllegalArgumentException("pair " + g + ", " + h);
        }
        return pairs[g * groupings.size() + h];
    }

    /// The products after a change of columns: `[X y]` becomes `[X y] M` and each Z becomes `Z N`.
    ///
    /// The shifts of the result are 0: who changes columns keeps track of what they mean.
    ///
    /// @param fixed M, (p+1)×(p'+1); its last column gives the new response
    /// @param random N per grouping, q×q; null leaves Z as it is
    /// @return the products of the new columns
    public CrossProducts transformed(Matrix fixed, List<Matrix> random) {
        int from = shift.length;
        int to = fixed.columns();
        double[] m = fixed.toArray();
        double[] newGram = new double[to * to];
        double[] half = new double[from * to];
        multiply(gram, m, half, from, from, to);
        multiplyTransposed(m, half, newGram, from, to, to);
        Products[] products = new Products[groupings.size()];
        for (int g = 0; g < products.length; g++) {
            products[g] =
                    transformed(groupings.get(g), m, from, to, random.get(g).toArray());
        }
        Pair[] newPairs = pairs.clone();
        for (int g = 0; g < products.length; g++) {
            for (int h = g + 1; h < products.length; h++) {
                newPairs[g * products.length + h] = transformed(
                        pair(g, h),
                        products[g].q(),
                        products[h].q(),
                        random.get(g).toArray(),
                        random.get(h).toArray());
            }
        }
        return new CrossProducts(spec, rows, dropped, logWeights, new double[to], newGram, List.of(products), newPairs);
    }

    /// The same with Z as it is.
    ///
    /// @param fixed M, (p+1)×(p'+1)
    /// @return the products of the new columns
    public CrossProducts transformed(Matrix fixed) {
        return transformed(
                fixed, groupings.stream().map(g -> Matrix.identity(g.q())).toList());
    }

    /// The products of the same rows with another response, not shifted.
    ///
    /// @param zty per grouping, per level and column of Z, `Zᵀy`
    /// @param xty `Xᵀy`
    /// @param yty `yᵀy`
    /// @return products that share all that does not depend on the response
    public CrossProducts withResponse(double[][] zty, double[] xty, double yty) {
        int width = shift.length;
        int last = width - 1;
        double[] newGram = gram.clone();
        for (int j = 0; j < last; j++) {
            newGram[j + last * width] = xty[j];
            newGram[last + j * width] = xty[j];
        }
        newGram[last + last * width] = yty;
        Products[] products = new Products[groupings.size()];
        for (int g = 0; g < products.length; g++) {
            Products old = groupings.get(g);
            double[] ztx = old.ztx().clone();
            for (int row = 0; row < zty[g].length; row++) {
                ztx[row * width + last] = zty[g][row];
            }
            products[g] = new Products(old.grouping(), old.q(), old.keys(), old.counts(), old.ztz(), ztx, old.shift());
        }
        double[] newShift = shift.clone();
        newShift[last] = 0;
        return new CrossProducts(spec, rows, dropped, logWeights, newShift, newGram, List.of(products), pairs);
    }

    /// The products of other rows at the same levels, such as rows drawn with replacement.
    ///
    /// Arrays are kept and must not change any more. Shapes are those of these products; shifts stay.
    ///
    /// @param rows how many
    /// @param newGram `[X y]ᵀ[X y]`, (p+1)×(p+1), column-major
    /// @param counts per grouping, rows per level
    /// @param ztz per grouping, as in [Products#ztz()]
    /// @param ztx per grouping, as in [Products#ztx()]
    /// @param blocks per pair of groupings g < h, at `g * groupings + h`, as in [Pair#blocks()]; others are not
    ///     read
    /// @return the products
    public CrossProducts withSums(
            long rows, double[] newGram, long[][] counts, double[][] ztz, double[][] ztx, double[][] blocks) {
        int g = groupings.size();
        requireLength("gram", gram.length, newGram.length);
        List<Products> products = new ArrayList<>();
        for (int i = 0; i < g; i++) {
            Products old = groupings.get(i);
            requireLength("counts", old.counts().length, counts[i].length);
            requireLength("ztz", old.ztz().length, ztz[i].length);
            requireLength("ztx", old.ztx().length, ztx[i].length);
            products.add(new Products(old.grouping(), old.q(), old.keys(), counts[i], ztz[i], ztx[i], old.shift()));
        }
        Pair[] newPairs = pairs.clone();
        for (int i = 0; i < g; i++) {
            for (int j = i + 1; j < g; j++) {
                Pair old = pair(i, j);
                requireLength("blocks", old.blocks().length, blocks[i * g + j].length);
                newPairs[i * g + j] = new Pair(old.start(), old.level(), blocks[i * g + j]);
            }
        }
        return new CrossProducts(
                spec,
                rows,
                new Dropped(rows, 0, 0, Collections.nCopies(dropped.byVariable().size(), 0L)),
                logWeights,
                shift,
                newGram,
                List.copyOf(products),
                newPairs);
    }

    private static void requireLength(String name, int wanted, int got) {
        if (wanted != got) {
            throw new IllegalArgumentException(got + " numbers instead of " + wanted + " for " + name);
        }
    }

    private static Products transformed(Products old, double[] m, int from, int to, double[] n) {
        int q = old.q();
        int levels = old.levels();
        double[] ztz = new double[old.ztz().length];
        double[] ztx = new double[levels * q * to];
        double[] block = new double[q * q];
        double[] half = new double[Math.max(q * q, q * Math.max(from, to))];
        for (int level = 0; level < levels; level++) {
            System.arraycopy(old.ztz(), level * q * q, block, 0, q * q);
            multiply(block, n, half, q, q, q);
            multiplyTransposed(n, half, block, q, q, q);
            System.arraycopy(block, 0, ztz, level * q * q, q * q);
            // ztx is stored by rows: new row a = Σ_b N[b, a] (old row b) M
            int at = level * q * from;
            for (int a = 0; a < q; a++) {
                Arrays.fill(half, 0, from, 0);
                for (int b = 0; b < q; b++) {
                    for (int j = 0; j < from; j++) {
                        half[j] += n[b + a * q] * old.ztx()[at + b * from + j];
                    }
                }
                for (int j = 0; j < to; j++) {
                    double sum = 0;
                    for (int k = 0; k < from; k++) {
                        sum += half[k] * m[k + j * from];
                    }
                    ztx[(level * q + a) * to + j] = sum;
                }
            }
        }
        return new Products(old.grouping(), q, old.keys(), old.counts(), ztz, ztx, new double[q]);
    }

    private static Pair transformed(Pair old, int q, int r, double[] n, double[] o) {
        double[] blocks = new double[old.blocks().length];
        for (int entry = 0; entry < old.level().length; entry++) {
            int at = entry * q * r;
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < r; b++) {
                    double sum = 0;
                    for (int c = 0; c < q; c++) {
                        for (int d = 0; d < r; d++) {
                            sum += n[c + a * q] * old.blocks()[at + c * r + d] * o[d + b * r];
                        }
                    }
                    blocks[at + a * r + b] = sum;
                }
            }
        }
        return new Pair(old.start(), old.level(), blocks);
    }

    // c = a b, column-major: (m×k)(k×n)
    private static void multiply(double[] a, double[] b, double[] c, int m, int k, int n) {
        Arrays.fill(c, 0, m * n, 0);
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < k; l++) {
                double factor = b[l + j * k];
                if (factor != 0) {
                    for (int i = 0; i < m; i++) {
                        c[i + j * m] += a[i + l * m] * factor;
                    }
                }
            }
        }
    }

    // c = aᵀ b, column-major: (k×m)ᵀ(k×n)
    private static void multiplyTransposed(double[] a, double[] b, double[] c, int k, int m, int n) {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < m; i++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += a[l + i * k] * b[l + j * k];
                }
                c[i + j * m] = sum;
            }
        }
    }

    /// Writes what [#read(DataInput)] makes equal products of: the model and all sums, no rows.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    public void write(DataOutput out) throws IOException {
        ProductsFormat.write(this, pairs, out);
    }

    /// Reads products written by [#write(DataOutput)].
    ///
    /// @param in where from
    /// @return the products, from which fits come out the same to the last digit
    /// @throws IOException if reading fails, or what is read are no products
    public static CrossProducts read(DataInput in) throws IOException {
        return ProductsFormat.read(in);
    }
}
