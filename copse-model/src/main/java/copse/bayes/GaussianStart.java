package copse.bayes;

import copse.error.InputException;
import copse.error.Problem;
import copse.math.Matrix;
import copse.math.SymmetricEigen;
import copse.mcmc.LogDensity;
import copse.mcmc.Metric;
import copse.mcmc.Start;
import copse.model.CrossProducts;
import copse.model.internal.Descent;
import java.util.Arrays;
import java.util.List;

/// The mode of a Gaussian posterior in the coordinates of the sampler, and the curvature there.
///
/// Where the fixed part fits the outcome exactly, as with no more rows than coefficients, the density rises without
/// end as sigma falls and has no mode. The start is then at the least-squares coefficients with a sigma that its prior
/// makes likely, if the posterior has a finite integral.
///
/// Cost: some tens of gradients to find the mode, two per coordinate for the curvature.
final class GaussianStart {
    // Standard deviations of effects to begin with, as a share of the residual's.
    private static final double SHARE = 0.5;
    // Differences are taken over this part of a standard deviation: curvature is then good to 1e-3, and rounding of
    // gradients is far below.
    private static final double STEP = 0.05;
    // For the first guess of scales: coordinates are logarithms, correlations and standardised coefficients.
    private static final double SMALL = 1e-4;
    // A coordinate in which the density is flatter than this many times the guess has its scale bounded.
    private static final double WIDEST = 100;
    // Residual squares this small against the outcome's own are rounding: products are good to about 1e-15.
    private static final double EXACT = 1e-13;
    // Powers of two that are tried for sigma in units of the outcome's spread, both ways.
    private static final int POWERS = 30;
    // Powers of two at which priors show how they behave near 0: below any scale that is meant, and squares are finite.
    private static final int[] NEAR_ZERO = {-100, -80};
    // Exponents are whole numbers or come from a prior's text; this much is rounding of their difference quotient.
    private static final double ROUNDING = 1e-6;

    private final GaussianPosterior posterior;
    private final LogDensity density;
    private final double[] from;
    private final double[] scale; // guess of the standard deviations

    private GaussianStart(GaussianPosterior posterior) {
        this.posterior = posterior;
        this.density = posterior.density();
        this.from = new double[density.dimension()];
        this.scale = new double[density.dimension()];
    }

    /// @throws InputException `B150` if the outcome is constant beside an intercept, `B151` if the fixed part fits it
    ///     exactly and the posterior has no finite integral
    static Start of(GaussianPosterior posterior) {
        if (!Double.isFinite(posterior.standard().yScale())) {
            throw constant(posterior.standard().original().rows());
        }
        return new GaussianStart(posterior).find();
    }

    private static InputException constant(long rows) {
        return new InputException(new Problem(
                BayesCode.CONSTANT_OUTCOME.code(),
                rows == 1
                        ? "the outcome of a gaussian model has 1 row"
                        : "the outcome of a gaussian model is the same in all " + rows + " rows",
                "beside an intercept it has no spread, in whose units sigma and effects would be sampled, and nothing to"
                        + " learn them from",
                "look whether the right column and rows were taken; an outcome of more than one value is needed"));
    }

    private Start find() {
        ResidualSums residuals = posterior.residuals();
        CrossProducts products = posterior.standard().products();
        int p = products.p();
        residuals.at(residuals.leastSquares());
        if (residualSquares(products, residuals.leastSquares())
                <= EXACT * products.gram().at(p, p)) {
            return exact();
        }
        guess(residualSigma());
        int d = from.length;
        double[] squares = new double[d];
        Arrays.setAll(squares, j -> scale[j] * scale[j]);
        double[] mode = new Descent(squares)
                .minimise(
                        (x, gradient) -> {
                            double value = density.evaluate(x, gradient);
                            for (int j = 0; j < d; j++) {
                                gradient[j] = -gradient[j];
                            }
                            return -value;
                        },
                        from)
                .x();
        return new Start(mode, new Metric.Dense(covariance(mode)));
    }

    // not those within levels
    private static double residualSquares(CrossProducts products, double[] beta) {
        int p = products.p();
        Matrix gram = products.gram();
        double squares = 0;
        for (int j = 0; j <= p; j++) {
            for (int i = 0; i <= p; i++) {
                double left = i < p ? -beta[i] : 1;
                double right = j < p ? -beta[j] : 1;
                squares += left * right * gram.at(i, j);
            }
        }
        return squares;
    }

    // in standard coordinates
    private double residualSigma() {
        ResidualSums residuals = posterior.residuals();
        CrossProducts products = posterior.standard().products();
        double left = residuals.squares() / Math.max(1, products.rows() - products.p());
        return left > 0 ? Math.sqrt(left) : 1;
    }

    private Start exact() {
        refuseImproper();
        Hyper hyper = posterior.hyper();
        double sigma = 1;
        double best = Double.NEGATIVE_INFINITY;
        for (int power = -POWERS; power <= POWERS; power++) {
            place(Math.scalb(1.0, power), 1);
            double value = hyper.decode(from);
            if (value > best) {
                best = value;
                // at an end the prior says nothing of the scale
                sigma = Math.abs(power) < POWERS ? Math.scalb(1.0, power) : 1;
            }
        }
        guess(sigma);
        return new Start(from, new Metric.Dense(covariance(from)));
    }

    /// Refuses a posterior whose integral is infinite near `σ = 0`.
    ///
    /// With p coefficients integrated out the likelihood of an exact fit grows as `s^{−(n−p)}` when sigma and
    /// all sds shrink as s, and as `s^{−(n−r)}` when sigma alone does, r at most p and one per effect. The
    /// priors, by the logarithms of these parameters, fall as a power of s: with one that is no larger the
    /// integral is infinite.
    private void refuseImproper() {
        CrossProducts products = posterior.standard().products();
        long free = products.rows() - products.p();
        long effects = 0;
        for (CrossProducts.Products grouping : products.groupings()) {
            effects += (long) grouping.levels() * grouping.q();
        }
        if (exponent(true) <= free + ROUNDING || exponent(false) <= free - effects + ROUNDING) {
            throw new InputException(
                    new Problem(
                            BayesCode.EXACT_FIT.code(),
                            "the fixed terms fit the outcome of all " + products.rows() + " rows exactly",
                            "no residual is left, so that the likelihood grows without end as sigma falls to 0 and the posterior"
                                    + " has no finite integral",
                            "leave out the term that the outcome is computed from, or state a prior that holds sigma away from"
                                    + " 0, such as `sigma=inv_gamma(3, 1)` on the scale of the outcome's error of measurement"));
        }
    }

    // infinite if something that should shrink cannot, or a coefficient cannot be where the fit is exact
    private double exponent(boolean all) {
        Hyper hyper = posterior.hyper();
        double[] value = new double[NEAR_ZERO.length];
        for (int k = 0; k < value.length; k++) {
            double s = Math.scalb(1.0, NEAR_ZERO[k]);
            double[][] factors = place(s, all ? s : 1);
            value[k] = hyper.decode(from);
            boolean there = Math.abs(hyper.omega() - omega(s)) < ROUNDING;
            for (int g = 0; all && g < factors.length; g++) {
                double[] own = hyper.factor(g);
                for (int i = 0; i < own.length; i++) {
                    there &= Math.abs(own[i] - factors[g][i]) <= ROUNDING * Math.abs(factors[g][i]);
                }
            }
            double[] beta = posterior.residuals().leastSquares();
            for (int j = 0; j < beta.length; j++) {
                there &= Math.abs(hyper.beta()[j] - beta[j]) <= ROUNDING * (1 + Math.abs(beta[j]));
            }
            if (!there) {
                return Double.POSITIVE_INFINITY;
            }
        }
        double exponent = (value[1] - value[0]) / ((NEAR_ZERO[1] - NEAR_ZERO[0]) * Math.log(2));
        return Double.isFinite(exponent) ? exponent : Double.POSITIVE_INFINITY;
    }

    private double omega(double sigma) {
        return 2 * Math.log(sigma * posterior.standard().yScale());
    }

    // encodes least squares with sigma and a share of `effects` as sds, both in standard coordinates
    private double[][] place(double sigma, double effects) {
        Hyper hyper = posterior.hyper();
        double unit = posterior.standard().yScale();
        List<CrossProducts.Products> groupings = posterior.standard().products().groupings();
        double[][] factors = new double[groupings.size()][];
        for (int g = 0; g < factors.length; g++) {
            int q = groupings.get(g).q();
            factors[g] = new double[q * q];
            for (int c = 0; c < q; c++) {
                factors[g][c + c * q] =
                        SHARE * effects * unit * posterior.standard().random(g).at(c, c);
            }
        }
        hyper.encode(posterior.residuals().leastSquares(), factors, omega(sigma), new double[0], from);
        return factors;
    }

    private void guess(double sigma) {
        place(sigma, sigma);
        for (int j = 0; j < from.length; j++) {
            scale[j] = spread(j);
        }
    }

    // from the curvature along a coordinate
    private double spread(int j) {
        double[] up = new double[from.length];
        double[] down = new double[from.length];
        double[] x = from.clone();
        x[j] = from[j] + SMALL;
        density.evaluate(x, up);
        x[j] = from[j] - SMALL;
        density.evaluate(x, down);
        double curvature = (down[j] - up[j]) / (2 * SMALL);
        return curvature > 1 / (WIDEST * WIDEST) ? 1 / Math.sqrt(curvature) : 1;
    }

    private Matrix covariance(double[] mode) {
        int d = mode.length;
        double[][] precision = new double[d][d];
        double[] up = new double[d];
        double[] down = new double[d];
        double[] x = mode.clone();
        for (int j = 0; j < d; j++) {
            double step = STEP * scale[j];
            x[j] = mode[j] + step;
            density.evaluate(x, up);
            x[j] = mode[j] - step;
            density.evaluate(x, down);
            x[j] = mode[j];
            for (int i = 0; i < d; i++) {
                // in units of the guessed scales
                precision[i][j] = (down[i] - up[i]) / (2 * step) * scale[i] * scale[j];
            }
        }
        return inverse(precision);
    }

    // positive definite, with directions of little or no curvature bounded
    private Matrix inverse(double[][] precision) {
        int d = precision.length;
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < j; i++) {
                double mean = 0.5 * (precision[i][j] + precision[j][i]);
                precision[i][j] = mean;
                precision[j][i] = mean;
            }
        }
        double[] covariance = new double[d * d];
        if (Arrays.stream(precision).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
            SymmetricEigen eigen = SymmetricEigen.of(precision);
            for (int v = 0; v < d; v++) {
                double value = Math.max(eigen.values()[v], 1 / (WIDEST * WIDEST));
                double[] vector = eigen.vector(v);
                for (int j = 0; j < d; j++) {
                    for (int i = 0; i < d; i++) {
                        covariance[i + j * d] += vector[i] * vector[j] / value * scale[i] * scale[j];
                    }
                }
            }
        } else {
            for (int j = 0; j < d; j++) {
                covariance[j + j * d] = scale[j] * scale[j];
            }
        }
        return Matrix.wrap(d, d, covariance);
    }
}
