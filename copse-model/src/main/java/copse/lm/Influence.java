package copse.lm;

import copse.math.Matrix;
import copse.math.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What leaving out each cluster would change, in closed form: no refits.
///
/// Without cluster g the coefficients are `β − (XᵀX)⁻¹X_gᵀ(I − H_gg)⁻¹e_g`, which is a function of the
/// cluster's cross-products. For a mixed model the variances stay as they were fitted. Coefficients that do not
/// exist without a cluster are NaN there, as is its distance.
///
/// Source: Belsley, Kuh and Welsch (1980), Regression Diagnostics, section 2.1; Cook (1977), Technometrics
/// 19(1), 15-18. doi:10.1080/00401706.1977.10489493 Both for sets of rows.
public final class Influence {
    // A share of the information above one less this rests on the cluster alone.
    private static final double ALONE = 1e-10;
    // A coefficient of which less than this share rests on a direction does so by rounding only.
    private static final double SHARE = 1e-8;

    private final List<String> clusters;
    private final List<String> names;
    private final double[][] without; // per cluster
    private final double[][] scaled;
    private final double[] cook;
    private final double[] leverage;
    private final long[] rows;

    /// One cluster.
    ///
    /// @param cluster its name
    /// @param rows its rows
    /// @param coefficients without it, in the order of [#names()]
    /// @param dfbetas change of each coefficient by the cluster in units of its standard error without it (for
    ///     a mixed model: its model standard error)
    /// @param cook Cook's distance: the change in the metric of the coefficients' covariance, per coefficient
    /// @param leverage trace of the cluster's part of the hat matrix; the leverages of all clusters add up to p
    public record Cluster(
            String cluster, long rows, double[] coefficients, double[] dfbetas, double cook, double leverage) {}

    private Influence(List<String> clusters, List<String> names, long[] rows) {
        int size = clusters.size();
        this.clusters = List.copyOf(clusters);
        this.names = names;
        this.without = new double[size][];
        this.scaled = new double[size][];
        this.cook = new double[size];
        this.leverage = new double[size];
        this.rows = rows;
    }

    /// @return names of the clusters
    public List<String> clusters() {
        return clusters;
    }

    /// @return names of the coefficients
    public List<String> names() {
        return names;
    }

    /// @param cluster number of a cluster, in the order of [#clusters()]
    /// @return what it changes
    public Cluster cluster(int cluster) {
        return new Cluster(
                clusters.get(cluster),
                rows[cluster],
                without[cluster].clone(),
                scaled[cluster].clone(),
                cook[cluster],
                leverage[cluster]);
    }

    /// @return every cluster, the one with the largest Cook's distance first; those without which a coefficient
    ///     does not exist before all others
    public List<Cluster> byCook() {
        return IntStream.range(0, clusters.size())
                .boxed()
                .sorted(Comparator.comparingDouble(g -> Double.isNaN(cook[g]) ? Double.NEGATIVE_INFINITY : -cook[g]))
                .map(this::cluster)
                .toList();
    }

    /// @param name of a coefficient
    /// @return its value without each cluster, in the order of [#clusters()]
    /// @throws IllegalArgumentException if there is none of that name
    public double[] leaveOneOut(String name) {
        int j = names.indexOf(name);
        if (j < 0) {
            throw new IllegalArgumentException("no coefficient " + name);
        }
        return Arrays.stream(without).mapToDouble(values -> values[j]).toArray();
    }

    static Influence of(Solution solution, List<String> names) {
        ClusterProducts products = solution.products();
        int size = products.size();
        int r = solution.rank();
        long[] rows = IntStream.range(0, size).mapToLong(products::rows).toArray();
        Influence out = new Influence(products.clusters(), names, rows);
        double[] beta = solution.beta();
        Matrix map = solution.map();
        double[] unscaled = solution.unscaled().diagonal();
        long n = products.rows();
        double s2 = solution.residualSquares() / (n - r - solution.absorbed());
        ClusterProducts.Cells cells = products.cells();
        double[] own = new double[r * r];
        double[] cross = new double[r];
        for (int g = 0; g < size; g++) {
            int[] crossing = cells == null ? new int[0] : LeastSquaresTerms.crossing(solution, cells, g);
            int k = r + crossing.length;
            double[][] gram = new double[k][k];
            double[] score = new double[k];
            LeastSquaresTerms.read(solution, g, crossing, gram, score);
            double squares = solution.cluster(g, 1, own, cross);
            Deletion deletion = Deletion.of(gram, score, r);
            int inside = cells == null ? 0 : cells.start()[g + 1] - cells.start()[g] - crossing.length;
            double left = solution.residualSquares() - squares - deletion.explained();
            double degrees = n - rows[g] - r + deletion.lone().size() - (solution.absorbed() - inside);
            double error = degrees > 0 ? Math.sqrt(Math.max(0, left) / degrees) : Double.NaN;
            double[] se = Arrays.stream(unscaled).map(v -> error * Math.sqrt(v)).toArray();
            double trace = inside;
            for (int j = 0; j < k; j++) {
                trace += gram[j][j];
            }
            out.set(g, deletion, beta, map, se, r * s2, trace);
        }
        return out;
    }

    /// @param k per cluster `X̃ᵀV⁻¹X̃`
    /// @param scores per cluster `X̃ᵀV⁻¹e`
    static Influence of(
            List<String> clusters,
            List<String> names,
            long[] rows,
            double[] beta,
            double[] se,
            Matrix map,
            List<double[][]> k,
            List<double[]> scores) {
        Influence out = new Influence(clusters, names, rows);
        int r = names.size();
        for (int g = 0; g < clusters.size(); g++) {
            double trace = 0;
            for (int j = 0; j < r; j++) {
                trace += k.get(g)[j][j];
            }
            out.set(g, Deletion.of(k.get(g), scores.get(g), r), beta, map, se, r, trace);
        }
        return out;
    }

    private void set(int g, Deletion deletion, double[] beta, Matrix map, double[] se, double unit, double trace) {
        int r = beta.length;
        double[] change = map.times(deletion.change());
        double length = 0;
        for (int j = 0; j < r; j++) {
            length += deletion.change()[j] * deletion.change()[j];
        }
        without[g] = new double[r];
        scaled[g] = new double[r];
        Matrix transposed = map.transpose();
        for (int j = 0; j < r; j++) {
            boolean exists = true;
            if (!deletion.lone().isEmpty()) {
                double[] e = new double[r];
                e[j] = 1;
                double[] own = transposed.times(e);
                exists = deletion.lone().stream().allMatch(direction -> share(direction, own) <= SHARE);
            }
            without[g][j] = exists ? beta[j] - change[j] : Double.NaN;
            scaled[g][j] = exists ? change[j] / se[j] : Double.NaN;
        }
        cook[g] = deletion.lone().isEmpty() ? length / unit : Double.NaN;
        leverage[g] = trace;
    }

    private static double share(double[] direction, double[] own) {
        double along = 0;
        double length = 0;
        for (int j = 0; j < own.length; j++) {
            along += direction[j] * own[j];
            length += own[j] * own[j];
        }
        return along * along / length;
    }

    /// `(I − K)⁻¹ z`, where it exists.
    ///
    /// @param change its first r entries
    /// @param explained `zᵀ(I − K)⁻¹z`
    /// @param lone directions that are lost with the cluster
    private record Deletion(double[] change, double explained, List<double[]> lone) {
        static Deletion of(double[][] k, double[] z, int r) {
            SymmetricEigen eigen = SymmetricEigen.of(k);
            double[] change = new double[r];
            double explained = 0;
            List<double[]> lone = new ArrayList<>();
            for (int v = 0; v < z.length; v++) {
                double[] vector = eigen.vector(v);
                double rest = 1 - eigen.values()[v];
                if (rest < ALONE) {
                    lone.add(Arrays.copyOf(vector, r));
                    continue;
                }
                double along = 0;
                for (int i = 0; i < z.length; i++) {
                    along += vector[i] * z[i];
                }
                explained += along * along / rest;
                for (int j = 0; j < r; j++) {
                    change[j] += vector[j] * along / rest;
                }
            }
            return new Deletion(change, explained, lone);
        }
    }
}
