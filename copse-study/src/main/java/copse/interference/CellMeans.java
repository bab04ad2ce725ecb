package copse.interference;

import copse.infer.Estimate;
import copse.infer.LinearContrast;
import copse.lm.ClusterProducts;
import copse.lm.Lm;
import copse.lm.LmArrays;
import copse.lm.LmFit;
import copse.lm.Robust;
import copse.lm.RobustFit;
import copse.lm.WaldMethod;
import copse.lm.WaldTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Means of cells of nodes, and their contrasts with errors that count clusters: the regression of the outcome
/// on an indicator per cell, CR2, Satterthwaite's degrees of freedom.
///
/// Without weights all that enters is a sum per cluster and cell. With weights, each cell is its weighted mean.
final class CellMeans {
    private static final String CLUSTER = "cluster";

    private final RobustFit fit;
    private final double centre;
    private final int[] coefficient;
    private final int[] nodes;
    private final int[][] clusters;

    private CellMeans(RobustFit fit, double centre, int[] coefficient, int[] nodes, int[][] clusters) {
        this.fit = fit;
        this.centre = centre;
        this.coefficient = coefficient;
        this.nodes = nodes;
        this.clusters = clusters;
    }

    /// What cells hold, before anything is estimated.
    ///
    /// @param nodes per cell
    /// @param clusters per cell, those with nodes in it, ascending
    record Counts(int[] nodes, int[][] clusters) {
        static Counts of(int[] cell, int cells, int[] cluster) {
            int[] nodes = new int[cells];
            BitSet[] seen = new BitSet[cells];
            Arrays.setAll(seen, _ -> new BitSet());
            for (int i = 0; i < cell.length; i++) {
                if (cell[i] >= 0) {
                    nodes[cell[i]]++;
                    seen[cell[i]].set(cluster[i]);
                }
            }
            return new Counts(
                    nodes,
                    Arrays.stream(seen).map(set -> set.stream().toArray()).toArray(int[][]::new));
        }
    }

    /// @param cell of each node, −1 for none
    /// @param counts of the cells; those without nodes have no mean
    /// @param y outcome of each node, read where it has a cell
    /// @param weight of each node, null if all count alike
    /// @param cluster of each node
    /// @return the means
    static CellMeans of(int[] cell, Counts counts, double[] y, double @Nullable [] weight, int[] cluster) {
        int[] coefficient = new int[counts.nodes().length];
        int columns = 0;
        for (int c = 0; c < coefficient.length; c++) {
            coefficient[c] = counts.nodes()[c] > 0 ? columns++ : -1;
        }
        double centre = mean(cell, y);
        LmFit fit = weight == null
                ? ofSums(cell, coefficient, columns, y, centre, cluster)
                : ofRows(cell, coefficient, columns, y, centre, weight, cluster);
        return new CellMeans(fit.robust(Robust.cr2(CLUSTER)), centre, coefficient, counts.nodes(), counts.clusters());
    }

    /// All outcomes are taken less their mean, so that sums of squares lose no digits; contrasts do not see it.
    private static double mean(int[] cell, double[] y) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] >= 0) {
                sum += y[i];
                count++;
            }
        }
        return sum / count;
    }

    private static LmFit ofSums(int[] cell, int[] coefficient, int columns, double[] y, double centre, int[] cluster) {
        int all = Arrays.stream(cluster).max().orElse(-1) + 1;
        long[] rows = new long[all];
        for (int i = 0; i < cell.length; i++) {
            rows[cluster[i]] += cell[i] >= 0 ? 1 : 0;
        }
        int[] place = new int[all];
        int used = 0;
        for (int c = 0; c < all; c++) {
            place[c] = rows[c] > 0 ? used++ : -1;
        }
        int k = columns + 1;
        double[] products = new double[used * k * k];
        for (int i = 0; i < cell.length; i++) {
            if (cell[i] >= 0) {
                int from = place[cluster[i]] * k * k;
                int column = coefficient[cell[i]];
                double value = y[i] - centre;
                products[from + column + column * k]++;
                products[from + columns + column * k] += value;
                products[from + columns + columns * k] += value * value;
            }
        }
        List<String> labels = new ArrayList<>(used);
        for (int c = 0; c < all; c++) {
            if (rows[c] > 0) {
                labels.add(Integer.toString(c));
            }
        }
        return Lm.fit(ClusterProducts.of(
                names(columns), labels, Arrays.stream(rows).filter(n -> n > 0).toArray(), products));
    }

    private static LmFit ofRows(
            int[] cell, int[] coefficient, int columns, double[] y, double centre, double[] weight, int[] cluster) {
        int[] row = IntStream.range(0, cell.length).filter(i -> cell[i] >= 0).toArray();
        IntFunction<double[]> indicator = column -> Arrays.stream(row)
                .mapToDouble(i -> coefficient[cell[i]] == column ? 1 : 0)
                .toArray();
        LmArrays model = LmArrays.of(
                        Arrays.stream(row).mapToDouble(i -> y[i] - centre).toArray())
                .weights(Arrays.stream(row).mapToDouble(i -> weight[i]).toArray())
                .clusters(CLUSTER, Arrays.stream(row).map(i -> cluster[i]).toArray());
        for (int c = 0; c < columns; c++) {
            model = model.column(names(columns).get(c), indicator.apply(c));
        }
        return model.fit();
    }

    private static List<String> names(int columns) {
        return IntStream.range(0, columns).mapToObj(c -> "cell " + c).toList();
    }

    /// @param cell with nodes
    /// @return its mean
    double mean(int cell) {
        return centre + fit.beta()[coefficient[cell]];
    }

    /// @param cell index
    /// @return clusters with nodes in it
    int clusters(int cell) {
        return clusters[cell].length;
    }

    /// @param cell index
    /// @return nodes in it
    int nodes(int cell) {
        return nodes[cell];
    }

    /// @param weights of the cells in a contrast
    /// @return nodes in the cells that it compares
    long nodes(double[] weights) {
        long sum = 0;
        for (int c = 0; c < weights.length; c++) {
            sum += weights[c] != 0 ? nodes[c] : 0;
        }
        return sum;
    }

    /// @param weights of the cells in a contrast
    /// @return clusters that it compares
    int clusters(double[] weights) {
        BitSet seen = new BitSet();
        for (int c = 0; c < weights.length; c++) {
            if (weights[c] != 0) {
                Arrays.stream(clusters[c]).forEach(seen::set);
            }
        }
        return seen.cardinality();
    }

    /// @param weights of the cells, 0 for those without nodes, in sum 0
    /// @param level of the limits
    /// @return the contrast
    Estimate contrast(double[] weights, double level) {
        return fit.combination(new LinearContrast("contrast", own(weights)), level);
    }

    /// @param name of the test
    /// @param contrasts none following from others
    /// @return the test that all of them are 0
    /// @throws copse.error.NumericException `N112`, `N113` if clusters are too few for so many
    WaldTest together(String name, List<double[]> contrasts) {
        return fit.wald(
                name,
                WaldMethod.HTZ,
                contrasts.stream()
                        .map(weights -> new LinearContrast("contrast", own(weights)))
                        .toList());
    }

    private double[] own(double[] weights) {
        double[] own = new double[fit.names().size()];
        for (int c = 0; c < weights.length; c++) {
            if (weights[c] != 0) {
                own[coefficient[c]] = weights[c];
            }
        }
        return own;
    }
}
