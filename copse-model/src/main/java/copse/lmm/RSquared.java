package copse.lmm;

import copse.math.Matrix;
import copse.model.CrossProducts;
import copse.model.internal.CovarianceTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Shares of variance: of the fixed effects, of each grouping factor, of the rest.
///
/// - Fixed: the variance of `xᵀβ` over the rows.
/// - A grouping factor: the mean of `zᵀΨz` over the rows. With random slopes the variance between groups
///   depends on the covariate; this is its average over the values that the rows have. Random intercepts alone:
///   their variance.
/// - Residual: σ².
///
/// With weights, means are weighted and σ² is the variance of a row of weight 1.
///
/// Sources: Nakagawa and Schielzeth (2013), A general and simple method for obtaining R² from generalized
/// linear mixed-effects models, Methods Ecol. Evol. 4(2). doi:10.1111/j.2041-210x.2012.00261.x; Johnson (2014),
/// Extension of Nakagawa and Schielzeth's R²GLMM to random slopes models, Methods Ecol. Evol. 5(9).
/// doi:10.1111/2041-210X.12225
///
/// @param fixed variance of the fixed part
/// @param groups per grouping factor (most levels first), its variance
/// @param residual σ²
/// @param singular whether the fit is at a boundary
public record RSquared(double fixed, Map<String, Double> groups, double residual, boolean singular) {
    static RSquared of(LmmFit fit) {
        CrossProducts products = fit.standard().products();
        double scale = fit.standard().yScale();
        Map<String, Double> groups = new LinkedHashMap<>();
        double[] total = totals(fit, products);
        double[][] lambda = CovarianceTemplate.of(products.groupings())
                .factors(fit.optimum().theta());
        for (int g = 0; g < fit.groups().size(); g++) {
            CrossProducts.Products own = products.groupings().get(g);
            int q = own.q();
            double[] sum = new double[q * q];
            for (int i = 0; i < own.ztz().length; i++) {
                sum[i % (q * q)] += own.ztz()[i];
            }
            Matrix factor = Matrix.wrap(q, q, lambda[g]);
            Matrix product = factor.times(factor.transpose()).times(Matrix.wrap(q, q, sum));
            double trace = 0;
            for (int c = 0; c < q; c++) {
                trace += product.at(c, c);
            }
            groups.put(fit.groups().get(g), trace / total[0] * fit.sigma() * fit.sigma());
        }
        double[] beta = fit.optimum().evaluation().beta();
        double square = Satterthwaite.quadratic(head(products.gram(), beta.length), beta);
        double mean = 0;
        for (int j = 0; j < beta.length; j++) {
            mean += total[j + 1] * beta[j];
        }
        double n = fit.rows();
        // as a sample variance, with n - 1
        double spread = Math.max(0, (square - mean * mean / total[0]) / total[0]) * n / (n - 1);
        boolean singular = fit.convergence() instanceof Convergence.Boundary;
        return new RSquared(spread * scale * scale, groups, fit.sigma() * fit.sigma(), singular);
    }

    /// Total weight, then the weighted sum of every column of X: from the constant in X, or in a Z. A model
    /// with neither has rows of weight 1 each and no mean taken off, as R² has without an intercept.
    private static double[] totals(LmmFit fit, CrossProducts products) {
        int p = products.p();
        double[] total = new double[p + 1];
        if (fit.spec().hasIntercept()) {
            total[0] = products.gram().at(0, 0);
            for (int j = 0; j < p; j++) {
                total[j + 1] = products.gram().at(0, j);
            }
            return total;
        }
        for (CrossProducts.Products own : products.groupings()) {
            int constant = own.grouping().terms().getFirst().columns().indexOf("(Intercept)");
            if (constant >= 0) {
                for (int level = 0; level < own.levels(); level++) {
                    int q = own.q();
                    total[0] += own.ztz()[level * q * q + constant + constant * q];
                    for (int j = 0; j < p; j++) {
                        total[j + 1] += own.ztx()[(level * q + constant) * (p + 1) + j];
                    }
                }
                return total;
            }
        }
        total[0] = products.rows();
        return total;
    }

    private static Matrix head(Matrix gram, int p) {
        double[] out = new double[p * p];
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < p; i++) {
                out[i + j * p] = gram.at(i, j);
            }
        }
        return Matrix.wrap(p, p, out);
    }

    private double random() {
        return groups.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Share of the fixed effects.
    ///
    /// @return between 0 and 1
    public double marginal() {
        return fixed / (fixed + random() + residual);
    }

    /// Share of fixed and random effects together.
    ///
    /// @return between 0 and 1; empty for a singular fit, whose random effects are not all there
    public OptionalDouble conditional() {
        return unlessSingular((fixed + random()) / (fixed + random() + residual));
    }

    /// Intraclass correlation: share of the random effects in what the fixed effects leave.
    ///
    /// @return between 0 and 1; empty for a singular fit
    public OptionalDouble iccAdjusted() {
        return unlessSingular(random() / (random() + residual));
    }

    /// Share of the random effects in all variance, that of the fixed effects included.
    ///
    /// @return between 0 and 1; empty for a singular fit
    public OptionalDouble iccUnadjusted() {
        return unlessSingular(random() / (fixed + random() + residual));
    }

    /// Intraclass correlation of each grouping factor: the share of its own variance in what the fixed effects
    /// leave. Two rows that have only that group in common correlate by as much; with random slopes on average
    /// over the rows.
    ///
    /// @return per grouping factor, 0 where its variance is estimated as 0
    public Map<String, Double> icc() {
        Map<String, Double> out = new LinkedHashMap<>();
        groups.forEach((group, variance) -> out.put(group, variance / (random() + residual)));
        return out;
    }

    private OptionalDouble unlessSingular(double value) {
        return singular || groups.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
