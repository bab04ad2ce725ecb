package copse.bayes;

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

    static Start of(GaussianPosterior posterior) {
        return new GaussianStart(posterior).find();
    }

    private Start find() {
        guess();
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

    private void guess() {
        Hyper hyper = posterior.hyper();
        ResidualSums residuals = posterior.residuals();
        CrossProducts products = posterior.standard().products();
        double unit = posterior.standard().yScale();
        residuals.at(residuals.leastSquares());
        double left = residuals.squares() / Math.max(1, products.rows() - products.p());
        double sigma = left > 0 ? Math.sqrt(left) : 1; // in standard coordinates
        List<CrossProducts.Products> groupings = products.groupings();
        double[][] factors = new double[groupings.size()][];
        for (int g = 0; g < factors.length; g++) {
            int q = groupings.get(g).q();
            factors[g] = new double[q * q];
            for (int c = 0; c < q; c++) {
                factors[g][c + c * q] =
                        SHARE * sigma * unit * posterior.standard().random(g).at(c, c);
            }
        }
        hyper.encode(residuals.leastSquares(), factors, 2 * Math.log(sigma * unit), new double[0], from);
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
