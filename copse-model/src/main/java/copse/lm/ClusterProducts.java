package copse.lm;

import copse.model.RandomTerm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that least squares and cluster-robust covariances need to know of the rows: per cluster the number of
/// rows and the cross-products `[X y]ᵀW[X y]`. Immutable.
///
/// - With weights the products without weights and with squared weights are kept beside them, since CR2 takes
///   the rows' variances as equal whatever their weights.
/// - With an absorbed factor, the sums of the columns over every cell of cluster and level.
/// - Columns are shifted by about their mean before they are multiplied if there is a constant column (or an
///   absorbed factor), so that columns at 1e9 with a spread of 1 lose nothing.
///
/// Size: clusters × p²/2, whatever the number of rows. Made by [LmFit] from rows, or by [#of(List, List,
/// long[], double[])] from sums that somebody else has: a simulation that draws sums instead of rows, a
/// database.
public final class ClusterProducts {
    private final List<String> names;
    private final boolean intercept;
    private final double[] shift;
    private final List<String> clusters;
    private final double[] counts;
    private final double[] weighted; // triangles of [X y]ᵀW[X y]
    private final double @Nullable [] plain;
    private final double @Nullable [] squared;
    private final @Nullable Cells cells;

    /// Sums over cells of cluster and level of an absorbed factor.
    ///
    /// @param factor its name
    /// @param levels number of levels
    /// @param start per cluster where its cells begin; one more at the end
    /// @param keys of the levels, ascending
    /// @param level of each cell, ascending within a cluster
    /// @param weight of each cell
    /// @param sums of the shifted columns of `[X y]`, p + 1 per cell
    record Cells(String factor, int levels, long[] keys, int[] start, int[] level, double[] weight, double[] sums) {}

    private ClusterProducts(
            List<String> names,
            boolean intercept,
            double[] shift,
            List<String> clusters,
            double[] counts,
            double[] weighted,
            double @Nullable [] plain,
            double @Nullable [] squared,
            @Nullable Cells cells) {
        this.names = names;
        this.intercept = intercept;
        this.shift = shift;
        this.clusters = clusters;
        this.counts = counts;
        this.weighted = weighted;
        this.plain = plain;
        this.squared = squared;
        this.cells = cells;
    }

    /// Products of unweighted rows that somebody else has summed.
    ///
    /// Columns should be about centred (not the constant one, of course) where their mean is large against
    /// their spread; sums cannot be centred afterwards without loss.
    ///
    /// @param names of the p columns of X; a first one called `(Intercept)` is the constant 1
    /// @param clusters names of the clusters
    /// @param counts rows per cluster
    /// @param products per cluster the (p+1)×(p+1) matrix `[X y]ᵀ[X y]`, at `cluster * (p + 1) * (p + 1)`; the
    ///     lower triangle is read; copied
    /// @return the products
    /// @throws IllegalArgumentException if lengths do not fit
    public static ClusterProducts of(List<String> names, List<String> clusters, long[] counts, double[] products) {
        int k = names.size() + 1;
        int size = clusters.size();
        if (counts.length != size || products.length != size * k * k) {
            throw new IllegalArgumentException(counts.length + " counts and " + products.length + " products for "
                    + size + " clusters of " + k + " columns");
        }
        int triangle = k * (k + 1) / 2;
        double[] packed = new double[size * triangle];
        int to = 0;
        for (int g = 0; g < size; g++) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    packed[to++] = products[g * k * k + i + j * k];
                }
            }
        }
        boolean intercept = k > 1 && names.getFirst().equals(RandomTerm.INTERCEPT);
        return new ClusterProducts(
                List.copyOf(names),
                intercept,
                new double[k],
                List.copyOf(clusters),
                Arrays.stream(counts).asDoubleStream().toArray(),
                packed,
                null,
                null,
                null);
    }

    /// The same rows with clusters taken together, or some of them left out or taken several times.
    ///
    /// A bootstrap of clusters, or the same rows by a coarser factor.
    ///
    /// @param chosen per cluster of the result which cluster of this it is
    /// @return products of those clusters, in that order
    /// @throws IllegalArgumentException if a factor is absorbed
    public ClusterProducts choose(int... chosen) {
        if (cells != null) {
            throw new IllegalArgumentException("clusters of absorbed levels cannot be chosen");
        }
        return new ClusterProducts(
                names,
                intercept,
                shift,
                Arrays.stream(chosen).mapToObj(clusters::get).toList(),
                Arrays.stream(chosen).mapToDouble(g -> counts[g]).toArray(),
                chosen(weighted, chosen),
                plain == null ? null : chosen(plain, chosen),
                squared == null ? null : chosen(squared, chosen),
                null);
    }

    private double[] chosen(double[] from, int[] chosen) {
        int width = triangle();
        double[] to = new double[chosen.length * width];
        for (int g = 0; g < chosen.length; g++) {
            System.arraycopy(from, chosen[g] * width, to, g * width, width);
        }
        return to;
    }

    /// Reads rows once.
    static ClusterProducts read(LmRows rows, @Nullable String cluster, @Nullable String absorb, int threads) {
        return read(rows, rows.by(factors(cluster, absorb)), cluster, absorb, threads);
    }

    static List<String> factors(@Nullable String cluster, @Nullable String absorb) {
        if (cluster == null) {
            return absorb == null ? List.of() : List.of(absorb);
        }
        return absorb == null ? List.of(cluster) : List.of(cluster, absorb);
    }

    static ClusterProducts read(
            LmRows rows, LmRows.Grouped grouped, @Nullable String cluster, @Nullable String absorb, int threads) {
        int p = rows.names().size();
        boolean absorbs = absorb != null;
        double[] shift = ProductsPart.shift(first(grouped), p, rows.intercept(), absorbs);
        ProductsPart sums = ParallelPass.run(
                cluster == null ? one(grouped) : grouped,
                threads,
                () -> new ProductsPart(shift, rows.weighted(), absorbs));
        return assemble(rows, grouped, sums, shift, cluster, absorb);
    }

    private static LmRows.@Nullable Batch first(LmRows.Grouped rows) {
        try (LmRows.Reading reading = rows.open()) {
            for (LmRows.Pending next = reading.next(); next != null; next = reading.next()) {
                LmRows.Batch batch = next.make();
                if (batch.count() > 0) {
                    return batch;
                }
            }
        }
        return null;
    }

    /// All rows as one cluster, before the factors that there are.
    private static LmRows.Grouped one(LmRows.Grouped rows) {
        return new LmRows.Grouped() {
            @Override
            public LmRows.Reading open() {
                LmRows.Reading reading = rows.open();
                return new LmRows.Reading() {
                    @Override
                    public LmRows.@Nullable Pending next() {
                        LmRows.Pending next = reading.next();
                        return next == null ? null : () -> withOne(next.make());
                    }

                    @Override
                    public void close() {
                        reading.close();
                    }
                };
            }

            @Override
            public String label(int factor, long key) {
                return "all";
            }

            @Override
            public LmRows.Dropped dropped() {
                return rows.dropped();
            }
        };
    }

    private static LmRows.Batch withOne(LmRows.Batch batch) {
        long[][] keys = new long[batch.keys().length + 1][];
        keys[0] = new long[batch.count()];
        System.arraycopy(batch.keys(), 0, keys, 1, batch.keys().length);
        return new LmRows.Batch(batch.count(), batch.x(), batch.y(), batch.weights(), keys);
    }

    private static ClusterProducts assemble(
            LmRows rows,
            LmRows.Grouped grouped,
            ProductsPart sums,
            double[] shift,
            @Nullable String cluster,
            @Nullable String absorb) {
        int k = shift.length;
        int triangle = k * (k + 1) / 2;
        int[] order = sums.clusters.order();
        int size = order.length;
        double[] counts = new double[size];
        double[] weighted = new double[size * triangle];
        double[] plain = rows.weighted() ? new double[size * triangle] : null;
        double[] squared = rows.weighted() ? new double[size * triangle] : null;
        String[] labels = new String[size];
        int[] rank = new int[size];
        for (int g = 0; g < size; g++) {
            rank[order[g]] = g;
            int from = order[g] * sums.width();
            counts[g] = sums.products.value(from);
            sums.products.copy(from + 1, weighted, g * triangle, triangle);
            if (plain != null && squared != null) {
                sums.products.copy(from + 1 + triangle, plain, g * triangle, triangle);
                sums.products.copy(from + 1 + 2 * triangle, squared, g * triangle, triangle);
            }
            labels[g] = cluster == null ? "all" : grouped.label(0, sums.clusters.key(order[g]));
        }
        return new ClusterProducts(
                rows.names(),
                rows.intercept(),
                shift,
                List.of(labels),
                counts,
                weighted,
                plain,
                squared,
                absorb == null ? null : cells(sums, rank, absorb));
    }

    private static Cells cells(ProductsPart sums, int[] rank, String factor) {
        int[] levelOrder = sums.levels.order();
        int[] levelRank = new int[levelOrder.length];
        long[] keys = new long[levelOrder.length];
        for (int l = 0; l < levelOrder.length; l++) {
            levelRank[levelOrder[l]] = l;
            keys[l] = sums.levels.key(levelOrder[l]);
        }
        LongIndex sorted = new LongIndex();
        int count = sums.cells.size();
        for (int c = 0; c < count; c++) {
            long key = sums.cells.key(c);
            sorted.locate((long) rank[(int) (key >>> 32)] << 32 | levelRank[(int) key]);
        }
        int[] order = sorted.order();
        int width = sums.cellWidth();
        int[] start = new int[rank.length + 1];
        int[] level = new int[count];
        double[] weight = new double[count];
        double[] columns = new double[count * (width - 1)];
        for (int c = 0; c < count; c++) {
            long key = sorted.key(order[c]);
            start[(int) (key >>> 32) + 1]++;
            level[c] = (int) key;
            weight[c] = sums.cellSums.value(order[c] * width);
            sums.cellSums.copy(order[c] * width + 1, columns, c * (width - 1), width - 1);
        }
        for (int g = 0; g < rank.length; g++) {
            start[g + 1] += start[g];
        }
        return new Cells(factor, levelOrder.length, keys, start, level, weight, columns);
    }

    /// @return names of the columns of X
    public List<String> names() {
        return names;
    }

    /// @return names of the clusters, in the order of their keys
    public List<String> clusters() {
        return clusters;
    }

    /// @return number of clusters
    public int size() {
        return counts.length;
    }

    /// @return rows
    public long rows() {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return Math.round(sum);
    }

    /// @param cluster from 0
    /// @return its rows
    public long rows(int cluster) {
        return Math.round(counts[cluster]);
    }

    boolean intercept() {
        return intercept;
    }

    boolean hasWeights() {
        return plain != null;
    }

    double[] shift() {
        return shift;
    }

    /// @return numbers in a triangle
    int triangle() {
        int k = shift.length;
        return k * (k + 1) / 2;
    }

    @Nullable
    Cells cells() {
        return cells;
    }

    /// @param power of the weights: 0, 1 or 2
    /// @return the triangles of all clusters
    double[] products(int power) {
        double[] asked = switch (power) {
            case 0 -> plain;
            case 1 -> weighted;
            case 2 -> squared;
            default -> throw new IllegalArgumentException("power " + power);
        };
        return asked == null ? weighted : asked;
    }
}
