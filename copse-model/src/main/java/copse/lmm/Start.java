package copse.lmm;

import copse.math.DenseCholesky;
import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.internal.CovarianceTemplate;
import java.util.ArrayList;
import java.util.List;

/// Where the search for θ begins: variances for which the sums of squares between levels are what they are
/// expected to be.
///
/// Every column of Z has a sum of squares between its levels, `Σ_l (z_lᵀe)² / z_lᵀz_l`, with e what least
/// squares leave of y. Its expectation is linear in all variances, nested and crossed ones included; with the
/// total there are as many equations as variances. Balanced designs start at their optimum, or nearly so. Of X
/// only the constant is considered in the expectations, and covariances within a term are taken as 0: it is a
/// start.
///
/// Cost: one pass over the levels and their meetings per pair of columns. Source: Henderson's method 1, in
/// Searle, Casella and McCulloch (1992), Variance Components, section 5.3.
final class Start {
    // Relative standard deviations outside of these are no better as a start than the limits themselves.
    private static final double SMALLEST = 0.02;
    private static final double LARGEST = 20;
    // Where no variance is found; well inside, since 0 would be a stationary point.
    private static final double UNKNOWN = 0.5;

    private final CrossProducts products;
    private final int p;
    private final boolean intercept;
    private final double[] beta;
    private final double residual;

    private Start(CrossProducts products) {
        this.products = products;
        this.p = products.p();
        this.intercept = products.spec().hasIntercept();
        Matrix gram = products.gram();
        double[][] l = new double[p + 1][p + 1];
        for (int j = 0; j <= p; j++) {
            for (int i = j; i <= p; i++) {
                l[j][i] = gram.at(i, j);
            }
        }
        this.beta = new double[p];
        if (DenseCholesky.factor(l, p, p + 1) >= 0) {
            this.residual = gram.at(p, p);
            return;
        }
        this.residual = Math.max(0, l[p][p]);
        for (int j = p - 1; j >= 0; j--) {
            double sum = l[j][p];
            for (int i = j + 1; i < p; i++) {
                sum -= l[j][i] * beta[i];
            }
            beta[j] = sum / l[j][j];
        }
    }

    /// @param template how θ fills Λ
    /// @param products in standard coordinates
    /// @return the diagonal elements of θ; the others are 0
    static double[] theta(CovarianceTemplate template, CrossProducts products) {
        List<CovarianceTemplate.Entry> diagonal = new ArrayList<>();
        for (int k = 0; k < template.size(); k++) {
            if (template.entry(k).isDiagonal()) {
                diagonal.add(template.entry(k));
            }
        }
        double[] variance = diagonal.isEmpty() ? new double[1] : new Start(products).variances(diagonal);
        double within = variance[diagonal.size()];
        double[] theta = new double[template.size()];
        for (int k = 0, next = 0; k < theta.length; k++) {
            if (template.entry(k).isDiagonal()) {
                double ratio = variance[next++] / within;
                theta[k] = within > 0 && ratio > 0 ? Math.clamp(Math.sqrt(ratio), SMALLEST, LARGEST) : UNKNOWN;
            }
        }
        return theta;
    }

    /// Per column its variance, then that of the residuals; 0 if the equations do not determine them.
    private double[] variances(List<CovarianceTemplate.Entry> columns) {
        int m = columns.size();
        double[][] expected = new double[m + 1][m + 1]; // expected[j][i]: what variance j adds to sum i
        double[] observed = new double[m + 1];
        double[] constant = new double[m]; // variance j adds as much to the sum of squares of the constant
        for (int j = 0; j < m; j++) {
            Level level = new Level(columns.get(j));
            for (int l = 0; l < level.count(); l++) {
                expected[j][m] += level.square(l);
                constant[j] += intercept
                        ? level.ofConstant(l)
                                * level.ofConstant(l)
                                / products.gram().at(0, 0)
                        : 0;
            }
            expected[j][m] -= constant[j];
        }
        for (int i = 0; i < m; i++) {
            Level level = new Level(columns.get(i));
            double share = 0; // of the constant's sum of squares in this one: 1 for a random intercept
            for (int l = 0; l < level.count(); l++) {
                double square = level.square(l);
                if (square > 0) {
                    observed[i] += level.ofResidual(l) * level.ofResidual(l) / square;
                    expected[m][i] += 1;
                    share += intercept
                            ? level.ofConstant(l)
                                    * level.ofConstant(l)
                                    / square
                                    / products.gram().at(0, 0)
                            : 0;
                }
            }
            expected[m][i] -= share;
            for (int j = 0; j < m; j++) {
                expected[j][i] = level.expectation(columns.get(j)) - share * constant[j];
            }
        }
        expected[m][m] = (double) products.rows() - p;
        observed[m] = residual;
        LeastSquares equations = LeastSquares.of(expected);
        return equations.fullRank() ? equations.solve(observed) : new double[m + 1];
    }

    /// One column of Z at the levels of its grouping.
    private final class Level {
        private final int grouping;
        private final int column;
        private final int q;
        private final CrossProducts.Products own;

        Level(CovarianceTemplate.Entry entry) {
            this.grouping = entry.grouping();
            this.column = entry.row();
            this.own = products.groupings().get(grouping);
            this.q = own.q();
        }

        int count() {
            return own.levels();
        }

        /// zᵀz.
        double square(int level) {
            return own.ztz()[level * q * q + column + column * q];
        }

        /// zᵀ1.
        double ofConstant(int level) {
            return own.ztx()[(level * q + column) * (p + 1)];
        }

        /// zᵀe.
        double ofResidual(int level) {
            int at = (level * q + column) * (p + 1);
            double sum = own.ztx()[at + p];
            for (int j = 0; j < p; j++) {
                sum -= own.ztx()[at + j] * beta[j];
            }
            return sum;
        }

        /// Σ over levels l and levels m of the other of (z_lᵀz_m)² / z_lᵀz_l.
        double expectation(CovarianceTemplate.Entry other) {
            int h = other.grouping();
            int d = other.row();
            double sum = 0;
            if (h == grouping) {
                for (int level = 0; level < count(); level++) {
                    sum += ratio(own.ztz()[level * q * q + column + d * q], level);
                }
                return sum;
            }
            int r = products.groupings().get(h).q();
            boolean rows = grouping < h;
            CrossProducts.Pair pair = rows ? products.pair(grouping, h) : products.pair(h, grouping);
            int within = rows ? column * r + d : d * q + column;
            for (int row = 0; row + 1 < pair.start().length; row++) {
                for (int k = pair.start()[row]; k < pair.start()[row + 1]; k++) {
                    sum += ratio(pair.blocks()[k * q * r + within], rows ? row : pair.level()[k]);
                }
            }
            return sum;
        }

        private double ratio(double product, int level) {
            double square = square(level);
            return square > 0 ? product * product / square : 0;
        }
    }
}
