package copse.lm;

import copse.math.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Covariances by clusters as their papers write them, with matrices of the size of the rows: what ours are
/// held against.
public final class DenseSandwich {
    private final double[][] x;
    private final double[][] w;
    private final double[][] phi;
    private final int[] cluster;
    private final double[][] m; // (XᵀWX)⁻¹
    private final double[][] rest; // I − H
    private final double[] residual;
    private final double[] beta;

    /// @param x n×p, of full rank
    /// @param y the response
    /// @param w what the fit weights by, n×n
    /// @param phi working covariance, n×n, 0 between clusters
    /// @param cluster of each row, from 0
    public DenseSandwich(double[][] x, double[] y, double[][] w, double[][] phi, int[] cluster) {
        this.x = x;
        this.w = w;
        this.phi = phi;
        this.cluster = cluster;
        double[][] wx = SmallMatrix.product(w, x);
        this.m = function(SmallMatrix.transposedProduct(x, wx), value -> 1 / value);
        double[][] hat =
                SmallMatrix.product(SmallMatrix.product(x, m), SmallMatrix.transposed(SmallMatrix.product(w, x)));
        this.rest = SmallMatrix.identity(y.length);
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                rest[i][j] -= hat[i][j];
            }
        }
        this.residual = SmallMatrix.times(rest, y);
        this.beta = SmallMatrix.times(m, SmallMatrix.transposedTimes(wx, y));
    }

    public static double[][] diagonal(double[] values) {
        double[][] out = new double[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            out[i][i] = values[i];
        }
        return out;
    }

    static double[][] function(double[][] symmetric, DoubleUnaryOperator f) {
        SymmetricEigen eigen = SymmetricEigen.of(symmetric);
        double[] values = Arrays.stream(eigen.values()).map(f).toArray();
        return LeastSquaresTerms.function(eigen, values);
    }

    public double[] beta() {
        return beta;
    }

    int clusters() {
        return Arrays.stream(cluster).max().orElseThrow() + 1;
    }

    private int[] rows(int g) {
        return IntStream.range(0, cluster.length).filter(i -> cluster[i] == g).toArray();
    }

    private static double[][] part(double[][] a, int[] rows, int[] columns) {
        return Arrays.stream(rows)
                .mapToObj(i -> Arrays.stream(columns).mapToDouble(j -> a[i][j]).toArray())
                .toArray(double[][]::new);
    }

    private int[] all() {
        return IntStream.range(0, cluster.length).toArray();
    }

    /// `A_g`
    private double[][] adjustment(int g, Adjustment kind) {
        int[] own = rows(g);
        return switch (kind) {
            case CR0, CR1, CR1P, CR1S -> SmallMatrix.identity(own.length);
            case CR2 -> {
                double[][] root = function(part(phi, own, own), v -> Math.sqrt(Math.max(0, v)));
                double[][] strip = part(rest, own, all());
                double[][] variance =
                        SmallMatrix.product(SmallMatrix.product(strip, phi), SmallMatrix.transposed(strip));
                double[][] b = SmallMatrix.product(SmallMatrix.product(root, variance), root);
                double largest = SymmetricEigen.of(b).largest();
                double[][] inverse = function(b, v -> v > 1e-10 * largest ? 1 / Math.sqrt(v) : 0);
                yield SmallMatrix.product(SmallMatrix.product(root, inverse), root);
            }
            case CR3 -> {
                double[][] left = part(rest, own, own);
                // with absorbed levels that lie in the cluster it has no inverse
                yield isSymmetric(left) ? function(left, v -> v > 1e-10 ? 1 / v : 0) : inverse(left);
            }
        };
    }

    private static boolean isSymmetric(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(a[i][j] - a[j][i]) > 1e-10) {
                    return false;
                }
            }
        }
        return true;
    }

    /// By Gauss and Jordan: not symmetric with weights.
    private static double[][] inverse(double[][] a) {
        int n = a.length;
        double[][] left = Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
        double[][] right = SmallMatrix.identity(n);
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k; i < n; i++) {
                pivot = Math.abs(left[i][k]) > Math.abs(left[pivot][k]) ? i : pivot;
            }
            for (double[][] side : List.of(left, right)) {
                double[] row = side[k];
                side[k] = side[pivot];
                side[pivot] = row;
            }
            double value = left[k][k];
            for (int j = 0; j < n; j++) {
                left[k][j] /= value;
                right[k][j] /= value;
            }
            for (int i = 0; i < n; i++) {
                double factor = left[i][k];
                for (int j = 0; j < n && i != k; j++) {
                    left[i][j] -= factor * left[k][j];
                    right[i][j] -= factor * right[k][j];
                }
            }
        }
        return right;
    }

    /// `M X_gᵀ W_g A_g`, p×n_g
    private double[][] weights(int g, Adjustment kind) {
        int[] own = rows(g);
        int[] columns = IntStream.range(0, x[0].length).toArray();
        double[][] wa = SmallMatrix.product(part(w, own, own), adjustment(g, kind));
        return SmallMatrix.product(m, SmallMatrix.transposedProduct(part(x, own, columns), wa));
    }

    /// Without the factor of CR1 and its kin.
    public double[][] covariance(Adjustment kind) {
        int p = x[0].length;
        double[][] v = new double[p][p];
        for (int g = 0; g < clusters(); g++) {
            double[] own = Arrays.stream(rows(g)).mapToDouble(i -> residual[i]).toArray();
            double[] score = SmallMatrix.times(weights(g, kind), own);
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    v[i][j] += score[i] * score[j];
                }
            }
        }
        return v;
    }

    /// `P_gh(c, d)` for combinations c of the coefficients, by c, d, g, h.
    double[][][][] products(Adjustment kind, double[]... combinations) {
        int size = clusters();
        int q = combinations.length;
        double[][][] vectors = new double[q][size][];
        for (int g = 0; g < size; g++) {
            double[][] map = SmallMatrix.product(weights(g, kind), part(rest, rows(g), all()));
            for (int s = 0; s < q; s++) {
                vectors[s][g] = SmallMatrix.transposedTimes(map, combinations[s]);
            }
        }
        double[][][][] products = new double[q][q][size][size];
        for (int s = 0; s < q; s++) {
            for (int g = 0; g < size; g++) {
                double[] half = SmallMatrix.times(phi, vectors[s][g]);
                for (int t = 0; t < q; t++) {
                    for (int h = 0; h < size; h++) {
                        for (int i = 0; i < half.length; i++) {
                            products[s][t][g][h] += half[i] * vectors[t][h][i];
                        }
                    }
                }
            }
        }
        return products;
    }

    public double degrees(Adjustment kind, double[] combination) {
        double[][] p = products(kind, combination)[0][0];
        double trace = 0;
        double squares = 0;
        for (int g = 0; g < p.length; g++) {
            trace += p[g][g];
            for (double value : p[g]) {
                squares += value * value;
            }
        }
        return trace * trace / squares;
    }
}
