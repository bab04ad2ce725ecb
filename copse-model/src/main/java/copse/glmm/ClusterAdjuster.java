package copse.glmm;

import copse.math.SymmetricEigen;
import copse.model.internal.SmallCholesky;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What stands for the rows of a cluster once its residuals are adjusted, in coordinates in which the
/// information of all clusters is the identity: `T` with `s = Tᵀẽ`.
///
/// With whitened rows X̃ and `K = X̃ᵀX̃`, their part of the hat matrix is `X̃X̃ᵀ`, so that `f(I − H)X̃ = X̃ f(I
/// − K)`: all corrections but CR2 need K and the score alone. CR2's root is that of `V(I − X̃X̃ᵀ)V` with the
/// variances of the rows; rows of one cell have the same, so that cells stand for their rows.
///
/// Work arrays for one thread.
final class ClusterAdjuster {
    // A share of the information above one less this rests on the cluster alone: what rounding leaves of 1 − 1.
    private static final double ALONE = 1e-10;
    // The largest share of the information that Fay and Graubard divide by.
    private static final double MOST_SHARE = 0.75;
    // Variances within a cluster that are the same but for rounding.
    private static final double SAME = 1e-13;
    // A cluster that determines a coefficient alone has no root in closed form; with more cells than this that of
    // Kauermann and Carroll, equally unbiased, stands for it.
    private static final int MOST_DENSE = 200;

    private final ClusterCells data;
    private final QuasiModel model;
    private final SandwichCorrection correction;
    private final Whitening whitening;
    private final int r;
    private final ClusterSums sums;
    private final double[] k; // K, r×r
    private final QuasiModel.Point point = new QuasiModel.Point();
    private final Map<Integer, InverseRootRule> rules = new HashMap<>(); // by exponent of the lower bound

    /// The coordinates.
    ///
    /// @param beta coefficients of the shifted columns
    /// @param alpha working correlation
    /// @param map `L⁻ᵀ` of the information of shifted columns, r×r
    /// @param original T, from these coordinates to the coefficients of the columns as they were
    /// @param back T⁻¹
    record Whitening(double[] beta, double alpha, double[] map, double[] original, double[] back) {}

    /// @param score `Tᵀẽ`
    /// @param squares `TᵀT`, r×r
    /// @param crossed `X̃ᵀT`, r×r column by column
    /// @param alone directions that are lost with the cluster
    record Adjusted(double[] score, double[] squares, double[] crossed, List<double[]> alone) {}

    ClusterAdjuster(ClusterCells data, QuasiModel model, SandwichCorrection correction, Whitening whitening) {
        this.data = data;
        this.model = model;
        this.correction = correction;
        this.whitening = whitening;
        this.r = data.columns();
        this.sums = new ClusterSums(data, model);
        this.k = new double[r * r];
    }

    Adjusted adjust(int cluster) {
        sums.fill(cluster, whitening.beta);
        sums.correlate(whitening.alpha);
        double[] score = Small.transposedTimes(r, whitening.map, sums.score);
        System.arraycopy(Small.congruence(r, whitening.map, sums.information), 0, k, 0, r * r);
        SymmetricEigen eigen = SymmetricEigen.of(Small.rows(r, k));
        List<double[]> alone =
                Arrays.stream(indices(eigen)).mapToObj(eigen::vector).toList();
        return switch (correction) {
            case CR0, CR1, CR1P, CR1S -> new Adjusted(score, k.clone(), k.clone(), alone);
            case KC -> byRoot(eigen, score, alone);
            case CR3 -> byShare(eigen, score, alone, 1);
            case FG -> byCoefficient(score, alone);
            case CR2 -> symmetric(cluster, eigen, score, alone);
        };
    }

    private static int[] indices(SymmetricEigen eigen) {
        int n = eigen.values().length;
        int from = n;
        while (from > 0 && 1 - eigen.values()[from - 1] < ALONE) {
            from--;
        }
        int first = from;
        int[] out = new int[n - first];
        Arrays.setAll(out, i -> first + i);
        return out;
    }

    private Adjusted byRoot(SymmetricEigen eigen, double[] score, List<double[]> alone) {
        return byShare(eigen, score, alone, 0.5);
    }

    /// `T = X̃ (I − K)^(−power)`, its pseudo-inverse where the cluster leaves no residuals.
    private Adjusted byShare(SymmetricEigen eigen, double[] score, List<double[]> alone, double power) {
        double[] f = new double[r];
        double[] once = new double[r];
        double[] twice = new double[r];
        for (int v = 0; v < r; v++) {
            double share = Math.max(0, eigen.values()[v]);
            f[v] = 1 - share < ALONE ? 0 : Math.pow(1 - share, -power);
            once[v] = share * f[v];
            twice[v] = once[v] * f[v];
        }
        return new Adjusted(
                Small.times(r, Small.function(eigen, f), score),
                Small.function(eigen, twice),
                Small.function(eigen, once),
                alone);
    }

    /// `T = X̃Jᵀ` with `J = Tᵀ diag(h) T⁻ᵀ`: a factor for every coefficient, in the coordinates of the model.
    private Adjusted byCoefficient(double[] score, List<double[]> alone) {
        double[] t = whitening.original;
        double[] back = whitening.back;
        double[] h = new double[r];
        // the diagonal of Q = T⁻ᵀ K Tᵀ
        for (int j = 0; j < r; j++) {
            double share = 0;
            for (int a = 0; a < r; a++) {
                for (int b = 0; b < r; b++) {
                    share += back[a + j * r] * k[a + b * r] * t[j + b * r];
                }
            }
            h[j] = 1 / Math.sqrt(1 - Math.min(MOST_SHARE, share));
        }
        double[] factor = new double[r * r]; // J
        for (int a = 0; a < r; a++) {
            for (int b = 0; b < r; b++) {
                for (int j = 0; j < r; j++) {
                    factor[a + b * r] += t[j + a * r] * h[j] * back[b + j * r];
                }
            }
        }
        double[] crossed = Small.times(r, k, Small.transposed(r, factor), r);
        return new Adjusted(Small.times(r, factor, score), Small.times(r, factor, crossed, r), crossed, alone);
    }

    // ---- CR2 ----

    private Adjusted symmetric(int cluster, SymmetricEigen eigen, double[] score, List<double[]> alone) {
        int from = data.start[cluster];
        int count = data.start[cluster + 1] - from;
        double[] variance = new double[count];
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < count; i++) {
            model.at(data.eta(from + i, whitening.beta), point);
            variance[i] = point.variance / data.precision[from + i];
            low = Math.min(low, variance[i]);
            high = Math.max(high, variance[i]);
        }
        if (high - low <= SAME * high || !alone.isEmpty() && count > MOST_DENSE) {
            return byRoot(eigen, score, alone);
        }
        // free of the unit of the variances
        for (int i = 0; i < count; i++) {
            variance[i] /= high;
        }
        double[] x = new double[count * r];
        double[] residual = new double[count];
        whiten(from, count, high, variance, x, residual);
        double[] t;
        if (alone.isEmpty()) {
            double least = low / high;
            t = byRule(rule(least * least * (1 - eigen.largest())), variance, x);
        } else {
            t = dense(variance, x, alone.size());
        }
        return ofRows(x, t, residual, alone);
    }

    /// A rule for eigenvalues from the bound, or a little below, to 1: most clusters can share it.
    private InverseRootRule rule(double bound) {
        int exponent = Math.getExponent(bound);
        return rules.computeIfAbsent(exponent, e -> InverseRootRule.of(Math.scalb(1.0, e), 1));
    }

    /// X̃ and ẽ of cells.
    private void whiten(int from, int count, double unit, double[] variance, double[] x, double[] residual) {
        double[] row = new double[r];
        for (int i = 0; i < count; i++) {
            int cell = from + i;
            model.at(data.eta(cell, whitening.beta), point);
            double v = unit * variance[i];
            double root = Math.sqrt(data.units[cell] / v) * point.slope;
            System.arraycopy(data.x, cell * r, row, 0, r);
            double[] mapped = Small.transposedTimes(r, whitening.map, row);
            for (int j = 0; j < r; j++) {
                x[i * r + j] = root * mapped[j];
            }
            residual[i] = (data.sum[cell] - data.units[cell] * point.mean) / Math.sqrt(data.units[cell] * v);
        }
    }

    private Adjusted ofRows(double[] x, double[] t, double[] residual, List<double[]> alone) {
        double[] score = new double[r];
        double[] squares = new double[r * r];
        double[] crossed = new double[r * r];
        for (int i = 0; i < residual.length; i++) {
            for (int b = 0; b < r; b++) {
                double tb = t[i * r + b];
                score[b] += tb * residual[i];
                for (int a = 0; a < r; a++) {
                    squares[a + b * r] += t[i * r + a] * tb;
                    crossed[a + b * r] += x[i * r + a] * tb;
                }
            }
        }
        return new Adjusted(score, squares, crossed, alone);
    }

    /// `V G^(−½) X̃` with `G = V² − (VX̃)(VX̃)ᵀ`, by shifted systems: of a diagonal matrix less one of rank r.
    private double[] byRule(InverseRootRule rule, double[] variance, double[] x) {
        int count = variance.length;
        int nodes = rule.count();
        double[][] q = new double[nodes][];
        double[] s = new double[r * r];
        double[] w = new double[r * r];
        for (int node = 0; node < nodes; node++) {
            Arrays.fill(s, 0);
            Arrays.fill(w, 0);
            for (int i = 0; i < count; i++) {
                double v = variance[i];
                double once = v / (v * v + rule.squares()[node]);
                for (int b = 0; b < r; b++) {
                    double weighted = once * x[i * r + b];
                    for (int a = b; a < r; a++) {
                        double product = weighted * x[i * r + a];
                        w[a + b * r] += product;
                        s[a + b * r] += v * product;
                    }
                }
            }
            q[node] = solved(s, w);
        }
        double[] t = new double[count * r];
        double[] mixed = new double[r * r];
        for (int i = 0; i < count; i++) {
            double v = variance[i];
            double plain = 0;
            Arrays.fill(mixed, 0);
            for (int node = 0; node < nodes; node++) {
                double share = rule.weights()[node] * v / (v * v + rule.squares()[node]);
                plain += share;
                for (int m = 0; m < mixed.length; m++) {
                    mixed[m] += share * q[node][m];
                }
            }
            for (int b = 0; b < r; b++) {
                double sum = 0;
                for (int a = 0; a < r; a++) {
                    sum += x[i * r + a] * mixed[a + b * r];
                }
                t[i * r + b] = plain * x[i * r + b] + v * sum;
            }
        }
        return t;
    }

    /// `(I − S)⁻¹W`
    private double[] solved(double[] s, double[] w) {
        double[] left = new double[r * r];
        for (int b = 0; b < r; b++) {
            for (int a = b; a < r; a++) {
                left[a + b * r] = (a == b ? 1 : 0) - s[a + b * r];
                w[b + a * r] = w[a + b * r];
            }
        }
        SmallCholesky factor = SmallCholesky.of(r, left);
        double[] out = new double[r * r];
        double[] column = new double[r];
        for (int b = 0; b < r; b++) {
            System.arraycopy(w, b * r, column, 0, r);
            factor.forward(column);
            factor.backward(column);
            System.arraycopy(column, 0, out, b * r, r);
        }
        return out;
    }

    /// The same from eigenvectors, the smallest `zero` eigenvalues taken as 0.
    private double[] dense(double[] variance, double[] x, int zero) {
        int count = variance.length;
        double[][] g = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int m = 0; m < count; m++) {
                double inner = i == m ? 1 : 0;
                for (int a = 0; a < r; a++) {
                    inner -= x[i * r + a] * x[m * r + a];
                }
                g[i][m] = variance[i] * variance[m] * inner;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(g);
        double[] root = new double[count];
        for (int v = zero; v < count; v++) {
            root[v] = eigen.values()[v] > 0 ? 1 / Math.sqrt(eigen.values()[v]) : 0;
        }
        double[] function = Small.function(eigen, root);
        double[] t = new double[count * r];
        for (int i = 0; i < count; i++) {
            for (int m = 0; m < count; m++) {
                double factor = variance[i] * function[i + m * count];
                for (int b = 0; b < r; b++) {
                    t[i * r + b] += factor * x[m * r + b];
                }
            }
        }
        return t;
    }
}
