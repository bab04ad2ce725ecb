package copse.lm;

import copse.math.SymmetricEigen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The terms of least squares: rows are taken as independent with equal variance, whatever their weights.
///
/// All from the clusters' cross-products: A acts on the column space of the cluster's rows only (`f(XXᵀ)X = X
/// f(XᵀX)`), and of the residuals only `X_gᵀe_g` counts. With weights the space is that of `[X WX]`; with
/// absorbed levels X has the levels' columns, of which a cluster sees few. Levels that lie wholly in one
/// cluster change nothing and are left out (Pustejovsky and Tipton 2018, theorem 1).
///
/// Source: Bell and McCaffrey (2002); Pustejovsky and Tipton (2018), section 2, with Φ = I.
final class LeastSquaresTerms {
    // A share of the information above one less this rests on the cluster alone: what rounding leaves of 1 − 1.
    private static final double ALONE = 1e-10;
    // A direction of [X WX] with a squared length below this share of the longest depends on the others.
    private static final double DEPENDENT = 1e-12;
    // A level with at least this share of its weight in a cluster lies in it: weights are sums of rounded numbers.
    private static final double INSIDE = 1 - 1e-12;

    private final Solution solution;
    private final Adjustment adjustment;
    private final int r;
    private final SandwichTerms.Collector collector;
    private final List<Lone> lone = new ArrayList<>();
    private double unit = 1; // a typical weight: what follows is for weights in this unit

    /// A direction of the coefficients that one cluster determines alone.
    ///
    /// @param cluster which
    /// @param direction r numbers, of length at most 1
    record Lone(int cluster, double[] direction) {}

    /// @param terms for covariance and degrees of freedom
    /// @param lone directions that rest on one cluster
    record Result(SandwichTerms terms, List<Lone> lone) {}

    private LeastSquaresTerms(Solution solution, Adjustment adjustment) {
        this.solution = solution;
        this.adjustment = adjustment;
        this.r = solution.rank();
        int size = solution.products().size();
        double[] sign;
        if (isWeighted()) {
            sign = new double[2 * r];
        } else {
            sign = new double[r + solution.absorbed()];
            Arrays.fill(sign, -1);
        }
        SymmetricEigen form = isWeighted() ? form() : null;
        if (form != null) {
            for (int k = 0; k < 2 * r; k++) {
                sign[k] = Math.signum(form.values()[k]);
            }
        }
        this.collector = new SandwichTerms.Collector(r, size, sign);
        for (int g = 0; g < size; g++) {
            if (form == null) {
                unweighted(g);
            } else {
                weighted(g, form);
            }
        }
    }

    static Result of(Solution solution, Adjustment adjustment) {
        LeastSquaresTerms made = new LeastSquaresTerms(solution, adjustment);
        return new Result(made.collector.done(), List.copyOf(made.lone));
    }

    // With absorbed levels only the scores come out right under weights, and only they are used.
    private boolean isWeighted() {
        return solution.products().hasWeights() && solution.absorbed() == 0;
    }

    // ---- equal weights ----

    private void unweighted(int g) {
        ClusterProducts.Cells cells = solution.products().cells();
        int[] crossing = cells == null ? new int[0] : crossing(solution, cells, g);
        int k = r + crossing.length;
        double[][] gram = new double[k][k];
        double[] residual = new double[k];
        read(solution, g, crossing, gram, residual);
        if (!adjusts() && !isNearlySingular(gram)) {
            add(residual, gram, gram, crossing);
            return;
        }
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        note(g, eigen);
        if (!adjusts()) {
            add(residual, gram, gram, crossing);
            return;
        }
        double[] factor = new double[k];
        double[] once = new double[k];
        double[] twice = new double[k];
        for (int v = 0; v < k; v++) {
            double value = Math.max(0, eigen.values()[v]);
            factor[v] = adjusted(1 - value);
            once[v] = factor[v] * value;
            twice[v] = factor[v] * once[v];
        }
        add(
                SmallMatrix.times(function(eigen, factor), residual),
                function(eigen, once),
                function(eigen, twice),
                crossing);
    }

    /// The cells of a cluster whose level has rows in other clusters too.
    static int[] crossing(Solution solution, ClusterProducts.Cells cells, int g) {
        int[] crossing = new int[cells.start()[g + 1] - cells.start()[g]];
        int count = 0;
        for (int c = cells.start()[g]; c < cells.start()[g + 1]; c++) {
            if (cells.weight()[c] < INSIDE * solution.levelWeight(cells.level()[c])) {
                crossing[count++] = c;
            }
        }
        return Arrays.copyOf(crossing, count);
    }

    /// `X_gᵀWX_g` and `X_gᵀWe_g` of the columns and the crossing levels.
    static void read(Solution solution, int g, int[] crossing, double[][] gram, double[] residual) {
        int r = solution.rank();
        double[] own = new double[r * r];
        double[] cross = new double[r];
        solution.cluster(g, 1, own, cross);
        for (int j = 0; j < r; j++) {
            for (int i = 0; i < r; i++) {
                gram[i][j] = own[i + j * r];
            }
            residual[j] = cross[j];
        }
        ClusterProducts.Cells cells = solution.products().cells();
        for (int a = 0; a < crossing.length && cells != null; a++) {
            residual[r + a] = solution.cell(crossing[a], cross);
            for (int j = 0; j < r; j++) {
                gram[r + a][j] = cross[j];
                gram[j][r + a] = cross[j];
            }
            int level = cells.level()[crossing[a]];
            gram[r + a][r + a] = cells.weight()[crossing[a]] / solution.levelWeight(level);
        }
    }

    private boolean adjusts() {
        return adjustment == Adjustment.CR2 || adjustment == Adjustment.CR3;
    }

    /// The function of `1 − λ` that A is: its pseudo-inverse where the cluster has no residuals at all.
    private double adjusted(double rest) {
        if (rest < ALONE) {
            return 0;
        }
        return switch (adjustment) {
            case CR0, CR1, CR1P, CR1S -> 1;
            case CR2 -> 1 / Math.sqrt(rest);
            case CR3 -> 1 / rest;
        };
    }

    static double[][] function(SymmetricEigen eigen, double[] values) {
        int k = values.length;
        double[][] out = new double[k][k];
        for (int v = 0; v < k; v++) {
            double[] vector = eigen.vector(v);
            for (int i = 0; i < k; i++) {
                double factor = values[v] * vector[i];
                for (int j = 0; j < k; j++) {
                    out[i][j] += factor * vector[j];
                }
            }
        }
        return out;
    }

    /// Whether `I − K` loses a pivot when it is factored.
    static boolean isNearlySingular(double[][] k) {
        int n = k.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = (i == j ? 1 : 0) - k[i][j];
                for (int m = 0; m < j; m++) {
                    value -= l[i][m] * l[j][m];
                }
                if (i == j) {
                    if (value < ALONE) {
                        return true;
                    }
                    l[i][i] = Math.sqrt(value);
                } else {
                    l[i][j] = value / l[j][j];
                }
            }
        }
        return false;
    }

    private void note(int g, SymmetricEigen eigen) {
        lone.addAll(directions(g, r, eigen));
    }

    /// The directions of the coefficients that are lost with the cluster.
    static List<Lone> directions(int g, int r, SymmetricEigen eigen) {
        List<Lone> found = new ArrayList<>();
        for (int v = eigen.values().length - 1; v >= 0 && 1 - eigen.values()[v] < ALONE; v--) {
            found.add(new Lone(g, Arrays.copyOf(eigen.vector(v), r)));
        }
        return found;
    }

    private void add(double[] score, double[][] low, double[][] own, int[] crossing) {
        double[] d = new double[r * r];
        for (int j = 0; j < r; j++) {
            for (int i = 0; i < r; i++) {
                d[i + j * r] = own[i][j];
            }
        }
        collector.add(score, d);
        ClusterProducts.Cells cells = solution.products().cells();
        for (int k = 0; k < low.length; k++) {
            int coordinate = k < r || cells == null ? k : r + cells.level()[crossing[k - r]];
            collector.row(coordinate, low[k]);
        }
    }

    // ---- weights ----

    /// `[Q −I; −I 0]` with `Q = X̃ᵀW²X̃`: what the products of residual vectors lack, by `[X̃ᵀb; X̃ᵀWb]`.
    private SymmetricEigen form() {
        double[] total = new double[r * r];
        double[] own = new double[r * r];
        double[] cross = new double[r];
        for (int g = 0; g < solution.products().size(); g++) {
            solution.cluster(g, 2, own, cross);
            for (int i = 0; i < total.length; i++) {
                total[i] += own[i];
            }
        }
        double trace = 0;
        for (int i = 0; i < r; i++) {
            trace += total[i + i * r];
        }
        unit = trace > 0 ? trace / r : 1;
        double[][] form = new double[2 * r][2 * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                form[i][j] = total[i + j * r] / unit;
            }
            form[i][r + i] = -1;
            form[r + i][i] = -1;
        }
        return SymmetricEigen.of(form);
    }

    private void weighted(int g, SymmetricEigen form) {
        double[][] k0 = new double[r][r];
        double[][] k1 = new double[r][r];
        double[][] k2 = new double[r][r];
        double[] e0 = new double[r];
        double[] e1 = new double[r];
        // weights in another unit: the columns' coordinates times its root
        read(g, 0, unit, k0, e0);
        read(g, 2, 1 / unit, k2, new double[r]);
        read(g, 1, 1, k1, e1);
        boolean nearly = isNearlySingular(k1);
        SymmetricEigen eigen = nearly || adjustment == Adjustment.CR3 ? SymmetricEigen.of(k1) : null;
        if (eigen != null) {
            note(g, eigen);
        }
        if (adjustment == Adjustment.CR2) {
            addSymmetric(k0, k1, k2, e0, e1, form);
            return;
        }
        double[] factor = new double[r];
        Arrays.fill(factor, 1);
        double[][] f = SmallMatrix.identity(r);
        if (adjustment == Adjustment.CR3 && eigen != null) {
            for (int v = 0; v < r; v++) {
                factor[v] = adjusted(1 - eigen.values()[v]);
            }
            f = function(eigen, factor);
        }
        double[][] u = SmallMatrix.product(k1, f);
        double[][] v = SmallMatrix.product(k2, f);
        add(SmallMatrix.times(f, e1), stacked(u, v, form), SmallMatrix.product(f, v), new int[0]);
    }

    private void read(int g, int power, double factor, double[][] gram, double[] residual) {
        double[] own = new double[r * r];
        solution.cluster(g, power, own, residual);
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                gram[i][j] = factor * own[i + j * r];
            }
        }
    }

    /// CR2: the symmetric root of the inverse of `B = I + U N Uᵀ` with `U = [X̃ WX̃]`, in an orthonormal basis
    /// of U.
    private void addSymmetric(
            double[][] k0, double[][] k1, double[][] k2, double[] e0, double[] e1, SymmetricEigen form) {
        SymmetricEigen basis = SymmetricEigen.of(blocks(k0, k1, k2));
        int from = 0;
        while (from < 2 * r && basis.values()[from] <= DEPENDENT * basis.largest()) {
            from++;
        }
        int k = 2 * r - from;
        double[][] rows = new double[k][]; // U = (orthonormal) · rows
        double[] residual = new double[k];
        for (int a = 0; a < k; a++) {
            double root = Math.sqrt(basis.values()[from + a]);
            double[] vector = basis.vector(from + a);
            rows[a] = new double[2 * r];
            for (int j = 0; j < 2 * r; j++) {
                rows[a][j] = root * vector[j];
                // times √unit, as the score wants it in the end
                residual[a] += vector[j] * (j < r ? unit * e0[j] : e1[j - r]) / root;
            }
        }
        double[][] n = blocksOf(form);
        double[][] b = SmallMatrix.product(SmallMatrix.product(rows, n), SmallMatrix.transposed(rows));
        for (int a = 0; a < k; a++) {
            b[a][a] += 1;
        }
        SymmetricEigen eigen = SymmetricEigen.of(b);
        double[] factor = new double[k];
        for (int v = 0; v < k; v++) {
            factor[v] = adjusted(eigen.values()[v]);
        }
        double[][] a = function(eigen, factor);
        double[][] x = columns(rows, 0);
        double[][] w = columns(rows, r);
        double[][] aw = SmallMatrix.product(a, w);
        double[][] u = SmallMatrix.product(SmallMatrix.transposed(x), aw);
        double[][] v = SmallMatrix.product(SmallMatrix.transposed(w), aw);
        add(
                SmallMatrix.times(SmallMatrix.transposed(aw), residual),
                stacked(u, v, form),
                SmallMatrix.product(SmallMatrix.transposed(aw), aw),
                new int[0]);
    }

    /// `[Q −I; −I 0]` again, from its eigenvectors.
    private double[][] blocksOf(SymmetricEigen form) {
        return function(form, form.values());
    }

    private double[][] blocks(double[][] k0, double[][] k1, double[][] k2) {
        double[][] all = new double[2 * r][2 * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                all[i][j] = k0[i][j];
                all[i][r + j] = k1[i][j];
                all[r + i][j] = k1[i][j];
                all[r + i][r + j] = k2[i][j];
            }
        }
        return all;
    }

    private double[][] columns(double[][] rows, int from) {
        double[][] out = new double[rows.length][];
        for (int a = 0; a < out.length; a++) {
            out[a] = Arrays.copyOfRange(rows[a], from, from + r);
        }
        return out;
    }

    /// Rows of F: `|σ|^½ Eᵀ [U; V]`.
    private double[][] stacked(double[][] u, double[][] v, SymmetricEigen form) {
        double[][] out = new double[2 * r][r];
        for (int k = 0; k < 2 * r; k++) {
            double root = Math.sqrt(Math.abs(form.values()[k]));
            double[] vector = form.vector(k);
            for (int j = 0; j < r; j++) {
                double sum = 0;
                for (int i = 0; i < r; i++) {
                    sum += vector[i] * u[i][j] + vector[r + i] * v[i][j];
                }
                out[k][j] = root * sum;
            }
        }
        return out;
    }
}
