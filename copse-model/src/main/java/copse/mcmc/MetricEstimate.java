package copse.mcmc;

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
/// divergence, arXiv.
final class MetricEstimate {
    private static final double PRIOR_DRAWS = 5;
    // A coordinate that did not move, or has no slope, says nothing.
    private static final double LEAST_VARIANCE = 1e-300;

    private final int dimension;
    private final int head;
    private final double[] meanX;
    private final double[] meanG;
    private final double[] squaresX;
    private final double[] squaresG;
    private final double[] difference;
    private double[][] headX;
    private double[][] headG;
    private int count;

    MetricEstimate(int dimension, int head) {
        this.dimension = dimension;
        this.head = head;
        meanX = new double[dimension];
        meanG = new double[dimension];
        squaresX = new double[dimension];
        squaresG = new double[dimension];
        difference = new double[dimension];
        headX = new double[head][head];
        headG = new double[head][head];
    }

    void restart() {
        count = 0;
        Arrays.fill(meanX, 0);
        Arrays.fill(meanG, 0);
        Arrays.fill(squaresX, 0);
        Arrays.fill(squaresG, 0);
        headX = new double[head][head];
        headG = new double[head][head];
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
        for (int j = 0; j < head; j++) {
            double xj = rest * x[j];
            double gj = rest * d[j];
            for (int i = j; i < head; i++) {
                headX[j][i] += xj * x[i];
                headG[j][i] += gj * d[i];
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
            stretch[i] = telling ? Math.pow(x / g, 0.25 * trust) : 1;
        }
        return current.after(root(stretch), stretch);
    }

    private double[][] root(double[] stretch) {
        double[][] a = new double[head][head];
        double[][] b = new double[head][head];
        double share = 1 / (count + PRIOR_DRAWS);
        for (int j = 0; j < head; j++) {
            for (int i = 0; i < head; i++) {
                double x = i >= j ? headX[j][i] : headX[i][j];
                double g = i >= j ? headG[j][i] : headG[i][j];
                double own = i == j ? PRIOR_DRAWS : 0;
                a[j][i] = share * (x / (stretch[i] * stretch[j]) + own);
                b[j][i] = share * (g * stretch[i] * stretch[j] + own);
            }
        }
        double[][] root = head == 0 ? a : Small.cholesky(Small.bridge(a, b));
        for (int j = 0; j < head; j++) {
            for (int i = j; i < head; i++) {
                root[j][i] *= stretch[i];
            }
        }
        return root;
    }
}
