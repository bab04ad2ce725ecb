package copse.mcmc;

import copse.error.NumericException;
import java.util.Arrays;

/// Learns a better metric from draws and their gradients, both in the whitened coordinates of the metric in
/// use.
///
/// A linear map brings a density close to the standard normal one where the map's draws x and gradients g are
/// alike: the expected `|x + g|²`, the Fisher divergence from the normal density, is least for the Σ with `Σ
/// cov(g) Σ = cov(x)`, coordinate by coordinate `√(var x / var g)`. For a normal density this is exact as soon
/// as there are more draws than dimensions, whatever the draws' own noise. Few draws count little: diagonals
/// are taken to the power `n / (n + 5)`, matrices are averaged with 5 draws' worth of the identity.
///
/// Source: Seyboldt, Carlson and Carpenter (2026), Preconditioning Hamiltonian Monte Carlo by minimizing Fisher
/// divergence, arXiv:2603.18845 (the diagonal and the dense form; the powers and the start from a given metric
/// are ours).
final class MetricEstimate {
    private static final double PRIOR_DRAWS = 5;
    // A coordinate that did not move, or has no slope, says nothing.
    private static final double LEAST_VARIANCE = 1e-300;
    // More than that a window of warm-up never has to mend; what lies beyond is no scale.
    private static final double MOST_STRETCH = 1e50;
    // Up to here a dense metric costs about as much as a gradient of a small model.
    private static final int MOST_DENSE = 50;
    // A dense metric has to save about half of the steps: their number grows with the root of the spread.
    private static final double WORTH_DENSE = 3;

    private final int dimension;
    /// Leading coordinates whose covariances are learnt.
    private final int full;
    private final double[] meanX;
    private final double[] meanG;
    private final double[] squaresX;
    private final double[] squaresG;
    private final double[] difference;
    private double[][] productsX;
    private double[][] productsG;
    private int count;

    MetricEstimate(int dimension, int head) {
        this.dimension = dimension;
        this.full = dimension <= MOST_DENSE ? dimension : head;
        meanX = new double[dimension];
        meanG = new double[dimension];
        squaresX = new double[dimension];
        squaresG = new double[dimension];
        difference = new double[dimension];
        productsX = new double[full][full];
        productsG = new double[full][full];
    }

    void restart() {
        count = 0;
        Arrays.fill(meanX, 0);
        Arrays.fill(meanG, 0);
        Arrays.fill(squaresX, 0);
        Arrays.fill(squaresG, 0);
        productsX = new double[full][full];
        productsG = new double[full][full];
    }

    /// @param x a draw; *Modified*: what it differs from the mean by
    /// @param g its gradient; not modified
    void see(double[] x, double[] g) {
        count++;
        double share = 1.0 / count;
        double rest = 1 - share;
        double[] d = difference;
        for (int i = 0; i < dimension; i++) {
            x[i] -= meanX[i];
            meanX[i] += share * x[i];
            squaresX[i] += rest * x[i] * x[i];
            d[i] = g[i] - meanG[i];
            meanG[i] += share * d[i];
            squaresG[i] += rest * d[i] * d[i];
        }
        for (int j = 0; j < full; j++) {
            double xj = rest * x[j];
            double gj = rest * d[j];
            for (int i = j; i < full; i++) {
                productsX[j][i] += xj * x[i];
                productsG[j][i] += gj * d[i];
            }
        }
    }

    /// @param current in whose coordinates the draws were
    /// @return the better one
    Whitening improved(Whitening current) {
        double[] stretch = new double[dimension];
        double trust = count / (count + PRIOR_DRAWS);
        for (int i = 0; i < dimension; i++) {
            double x = squaresX[i];
            double g = squaresG[i];
            boolean telling = x > LEAST_VARIANCE && g > LEAST_VARIANCE && Double.isFinite(x) && Double.isFinite(g);
            // variance √(x / g), standard deviation its root
            stretch[i] = telling ? Math.clamp(Math.pow(x / g, 0.25 * trust), 1 / MOST_STRETCH, MOST_STRETCH) : 1;
        }
        int head = current.head();
        if (full == 0) {
            return current.after(new double[0][], stretch);
        }
        try {
            double[][] covariance = stretchedCovariance(stretch);
            if (full > head && Small.spread(Small.whitened(covariance, head)) > WORTH_DENSE) {
                return current.dense().after(root(covariance, full, stretch), stretch);
            }
            return current.after(root(covariance, head, stretch), stretch);
        } catch (NumericException e) {
            // draws so wild that their products overflow still tell the scales
            return current.after(diagonal(head, stretch), stretch);
        }
    }

    private static double[][] diagonal(int size, double[] stretch) {
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            root[i][i] = stretch[i];
        }
        return root;
    }

    // In coordinates divided by the stretches
    private double[][] stretchedCovariance(double[] stretch) {
        double[][] a = new double[full][full];
        double[][] b = new double[full][full];
        double share = 1 / (count + PRIOR_DRAWS);
        for (int j = 0; j < full; j++) {
            for (int i = 0; i < full; i++) {
                double x = i >= j ? productsX[j][i] : productsX[i][j];
                double g = i >= j ? productsG[j][i] : productsG[i][j];
                double own = i == j ? PRIOR_DRAWS : 0;
                a[j][i] = share * (x / (stretch[i] * stretch[j]) + own);
                b[j][i] = share * (g * stretch[i] * stretch[j] + own);
            }
        }
        return Small.bridge(a, b);
    }

    // Lower factor of the leading block, in the coordinates before the stretches
    private static double[][] root(double[][] covariance, int size, double[] stretch) {
        double[][] root = Small.cholesky(Small.leading(covariance, size));
        for (int j = 0; j < size; j++) {
            for (int i = j; i < size; i++) {
                root[j][i] *= stretch[i];
            }
        }
        return root;
    }
}
