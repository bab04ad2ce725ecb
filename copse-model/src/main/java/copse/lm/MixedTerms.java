package copse.lm;

import copse.math.Matrix;
import copse.math.SymmetricEigen;
import copse.model.CrossProducts;
import copse.model.RandomTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The terms of a mixed model: the working covariance of a cluster's rows is the model's, `V = σ²I + ZΨZᵀ`.
///
/// A cluster's residuals are adjusted by the symmetric A with `A (V − XMXᵀ) A = V`, M being the coefficients'
/// covariance. V and A are multiples of the identity but for the space of `[X Z]`, so that everything is
/// computed in an orthonormal basis of that space, found from cross-products. Weighted rows are taken times the
/// root of their weight.
///
/// Source: Pustejovsky and Tipton (2018), section 2, with Φ = V and W = V⁻¹.
final class MixedTerms {
    // A share of the information above one less this rests on the cluster alone.
    private static final double ALONE = 1e-10;
    // Squared length of what is left of a column of [X Z] after others, against its own: less is rounding.
    private static final double DEPENDENT = 1e-11;

    private final int r;
    private final double sigma2;
    private final List<Basis> bases = new ArrayList<>();
    private final List<double[][]> information = new ArrayList<>();
    private final List<double[]> scores = new ArrayList<>();

    /// A cluster's space: `[X Z] = Q R`, Q orthonormal.
    ///
    /// @param x R of the columns of X, rank×r
    /// @param l lower factor of `QᵀVQ`
    /// @param y `Qᵀy`
    private record Basis(double[][] x, double[][] l, double[] y) {}

    private MixedTerms(int r, double sigma2) {
        this.r = r;
        this.sigma2 = sigma2;
    }

    /// @param terms for covariance and degrees of freedom
    /// @param lone directions that rest on one cluster
    /// @param factor L with `LLᵀ = XᵀV⁻¹X` of the shifted columns; the terms' coordinates are `X L⁻ᵀ`
    /// @param information per cluster `X̃ᵀV⁻¹X̃`
    /// @param scores per cluster `X̃ᵀV⁻¹e`
    record Result(
            SandwichTerms terms,
            List<LeastSquaresTerms.Lone> lone,
            double[][] factor,
            List<double[][]> information,
            List<double[]> scores) {}

    /// What a cluster's rows are made of.
    ///
    /// @param gram `[X Z]ᵀ[X Z]`, r columns of X first
    /// @param y `[X Z]ᵀy`
    /// @param psi covariance of the random effects of the columns of Z
    record Rows(double[][] gram, double[] y, double[][] psi) {}

    static Result of(int r, double sigma2, List<Rows> clusters, Adjustment adjustment) {
        MixedTerms mixed = new MixedTerms(r, sigma2);
        clusters.forEach(rows -> mixed.bases.add(mixed.basis(rows)));
        return mixed.result(adjustment);
    }

    /// Cholesky with pivots of the Gram matrix, columns scaled to unit length.
    private Basis basis(Rows rows) {
        int k = rows.y().length;
        double[] length = new double[k];
        double[] left = new double[k];
        for (int j = 0; j < k; j++) {
            length[j] = Math.sqrt(rows.gram()[j][j]);
            left[j] = length[j] > 0 ? 1 : 0;
        }
        double[][] factor = new double[k][]; // rows of R, scaled
        double[] y = new double[k];
        int rank = 0;
        for (; rank < k; rank++) {
            int pivot = 0;
            for (int j = 1; j < k; j++) {
                pivot = left[j] > left[pivot] ? j : pivot;
            }
            if (left[pivot] <= DEPENDENT) {
                break;
            }
            double root = Math.sqrt(left[pivot]);
            double[] row = new double[k];
            double response = rows.y()[pivot] / length[pivot];
            for (int j = 0; j < k; j++) {
                if (length[j] == 0) {
                    continue;
                }
                double value = rows.gram()[pivot][j] / (length[pivot] * length[j]);
                for (int a = 0; a < rank; a++) {
                    value -= factor[a][pivot] * factor[a][j];
                }
                row[j] = value / root;
                left[j] -= row[j] * row[j];
            }
            left[pivot] = 0;
            for (int a = 0; a < rank; a++) {
                response -= factor[a][pivot] * y[a];
            }
            y[rank] = response / root;
            factor[rank] = row;
        }
        double[][] x = new double[rank][r];
        double[][] z = new double[rank][k - r];
        for (int a = 0; a < rank; a++) {
            for (int j = 0; j < k; j++) {
                double value = factor[a][j] * length[j];
                if (j < r) {
                    x[a][j] = value;
                } else {
                    z[a][j - r] = value;
                }
            }
        }
        double[][] v = SmallMatrix.product(SmallMatrix.product(z, rows.psi()), SmallMatrix.transposed(z));
        if (v.length > 0 && v[0].length == 0) {
            v = new double[rank][rank];
        }
        for (int a = 0; a < rank; a++) {
            v[a][a] += sigma2;
        }
        return new Basis(x, SmallMatrix.cholesky(v), Arrays.copyOf(y, rank));
    }

    private Result result(Adjustment adjustment) {
        double[][] total = new double[r][r];
        double[] right = new double[r];
        for (Basis basis : bases) {
            double[][] half = SmallMatrix.forward(basis.l(), basis.x());
            double[] y = SmallMatrix.forward(basis.l(), basis.y());
            add(total, SmallMatrix.transposedProduct(half, half));
            double[] own = SmallMatrix.transposedTimes(half, y);
            for (int j = 0; j < r; j++) {
                right[j] += own[j];
            }
        }
        double[][] factor = SmallMatrix.cholesky(total);
        double[] beta = SmallMatrix.forward(factor, right); // in the coordinates X L⁻ᵀ
        double[] sign = new double[r];
        Arrays.fill(sign, -1);
        SandwichTerms.Collector collector = new SandwichTerms.Collector(r, bases.size(), sign);
        List<LeastSquaresTerms.Lone> lone = new ArrayList<>();
        for (int g = 0; g < bases.size(); g++) {
            Basis basis = bases.get(g);
            // rows of X L⁻ᵀ: L⁻¹ applied to every row of X
            double[][] x = Arrays.stream(basis.x())
                    .map(row -> SmallMatrix.forward(factor, row))
                    .toArray(double[][]::new);
            double[] residual = basis.y().clone();
            for (int a = 0; a < residual.length; a++) {
                for (int j = 0; j < r; j++) {
                    residual[a] -= x[a][j] * beta[j];
                }
            }
            cluster(g, adjustment, new Basis(x, basis.l(), residual), collector, lone);
        }
        return new Result(collector.done(), lone, factor, information, scores);
    }

    private static void add(double[][] to, double[][] what) {
        for (int i = 0; i < to.length; i++) {
            for (int j = 0; j < to.length && i < what.length; j++) {
                to[i][j] += what[i][j];
            }
        }
    }

    /// @param basis with X in the coordinates of the terms and residuals in place of y
    private void cluster(
            int g,
            Adjustment adjustment,
            Basis basis,
            SandwichTerms.Collector collector,
            List<LeastSquaresTerms.Lone> lone) {
        double[][] half = SmallMatrix.forward(basis.l(), basis.x());
        double[] residual = SmallMatrix.forward(basis.l(), basis.y());
        double[] score = SmallMatrix.transposedTimes(half, residual);
        double[][] k = SmallMatrix.transposedProduct(half, half);
        if (half.length == 0) {
            score = new double[r];
            k = new double[r][r];
        }
        information.add(k);
        scores.add(score);
        boolean nearly = LeastSquaresTerms.isNearlySingular(k);
        SymmetricEigen eigen = nearly || adjustment == Adjustment.CR3 ? SymmetricEigen.of(k) : null;
        int alone = 0;
        if (eigen != null) {
            List<LeastSquaresTerms.Lone> found = LeastSquaresTerms.directions(g, r, eigen);
            alone = found.size();
            lone.addAll(found);
        }
        switch (adjustment) {
            case CR0, CR1, CR1P, CR1S -> add(collector, score, k, k);
            case CR2 -> symmetric(basis, half, residual, alone, collector);
            case CR3 -> {
                double[] f = new double[r];
                double[] once = new double[r];
                double[] twice = new double[r];
                for (int v = 0; v < r && eigen != null; v++) {
                    double rest = 1 - eigen.values()[v];
                    f[v] = rest < ALONE ? 0 : 1 / rest;
                    once[v] = f[v] * eigen.values()[v];
                    twice[v] = f[v] * once[v];
                }
                if (eigen != null) {
                    add(
                            collector,
                            SmallMatrix.times(LeastSquaresTerms.function(eigen, f), score),
                            LeastSquaresTerms.function(eigen, once),
                            LeastSquaresTerms.function(eigen, twice));
                }
            }
        }
    }

    /// `A = C (Cᵀ S C)^(−1/2) Cᵀ` with `V = C Cᵀ` and `S = V − X̃X̃ᵀ`.
    private void symmetric(
            Basis basis, double[][] half, double[] residual, int alone, SandwichTerms.Collector collector) {
        double[][] c = basis.l();
        double[][] crossed = SmallMatrix.transposedProduct(c, c);
        double[][] x = SmallMatrix.transposedProduct(c, basis.x());
        double[][] inner = SmallMatrix.product(crossed, crossed);
        double[][] taken = SmallMatrix.product(x, SmallMatrix.transposed(x));
        for (int i = 0; i < inner.length; i++) {
            for (int j = 0; j < inner.length; j++) {
                inner[i][j] -= taken[i][j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(inner);
        double[] root = new double[inner.length];
        // how many eigenvalues are 0 is known from X; their size against the others is not, since those of V differ
        // much
        for (int v = alone; v < root.length; v++) {
            root[v] = eigen.values()[v] > 0 ? 1 / Math.sqrt(eigen.values()[v]) : 0;
        }
        double[][] middle = LeastSquaresTerms.function(eigen, root);
        // V⁻¹X̃ = C⁻ᵀ half, so AV⁻¹X̃ = C · middle · half
        double[][] inside = SmallMatrix.product(middle, half);
        double[][] b = SmallMatrix.product(c, inside);
        double[][] u = SmallMatrix.transposedProduct(basis.x(), b);
        double[][] scaled = SmallMatrix.transposedProduct(c, b); // Cᵀb, so that bᵀVb is its square
        // X̃ᵀV⁻¹Ae with e = C · residual
        double[] score = SmallMatrix.transposedTimes(scaled, residual);
        add(collector, score, u, SmallMatrix.transposedProduct(scaled, scaled));
    }

    private void add(SandwichTerms.Collector collector, double[] score, double[][] low, double[][] own) {
        double[] d = new double[r * r];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                d[i + j * r] = own[i][j];
            }
        }
        collector.add(score, d);
        for (int k = 0; k < r; k++) {
            collector.row(k, low[k]);
        }
    }

    /// N with `Z = Z_shifted N`: what undoes the shift of a grouping's columns.
    static Matrix unshifted(CrossProducts.Products grouping) {
        int q = grouping.q();
        double[] n = Matrix.identity(q).toArray();
        int from = 0;
        for (RandomTerm term : grouping.grouping().terms()) {
            int to = from + term.columns().size();
            int constant = term.columns().indexOf(RandomTerm.INTERCEPT);
            for (int column = from; column < to && constant >= 0; column++) {
                if (column != from + constant) {
                    n[from + constant + column * q] = grouping.shift()[column];
                }
            }
            from = to;
        }
        return Matrix.wrap(q, q, n);
    }
}
