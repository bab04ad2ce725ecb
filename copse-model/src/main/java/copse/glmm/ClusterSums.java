package copse.glmm;

/// What a cluster adds to the equations at given coefficients, under a working correlation α between any two of
/// its outcomes: score `DᵀV⁻¹(y − μ)` and information `DᵀV⁻¹D`.
///
/// `V = A^½ R A^½` with `R⁻¹ = (I − c 11ᵀ)/(1 − α)`, `c = α/(1 + (n − 1)α)`: sums over cells are all that is
/// needed. Work arrays for one thread.
final class ClusterSums {
    private final ClusterCells data;
    private final QuasiModel model;
    private final int r;
    private final double[] ones; // D̃ᵀ1

    /// `DᵀV⁻¹(y − μ)`, r numbers.
    final double[] score;
    /// `DᵀV⁻¹D`, r×r, both triangles.
    final double[] information;
    /// Sum of squared Pearson residuals.
    double pearson;
    /// Sum of the products of pairs of Pearson residuals.
    double products;
    /// Number of pairs.
    double pairs;

    ClusterSums(ClusterCells data, QuasiModel model) {
        this.data = data;
        this.model = model;
        this.r = data.columns();
        this.ones = new double[r];
        this.score = new double[r];
        this.information = new double[r * r];
    }

    private void clear() {
        for (int j = 0; j < r; j++) {
            ones[j] = 0;
            score[j] = 0;
        }
        for (int k = 0; k < information.length; k++) {
            information[k] = 0;
        }
        pearson = 0;
    }

    /// @param cluster which
    /// @param beta coefficients of the shifted columns
    /// @param alpha working correlation
    void fill(int cluster, double[] beta, double alpha) {
        clear();
        double n = 0;
        double residuals = 0; // of Pearson, summed
        double[] x = data.x;
        for (int i = data.start[cluster]; i < data.start[cluster + 1]; i++) {
            double eta = data.eta(i, beta);
            double mean = model.mean(eta);
            double variance = model.variance(eta) / data.precision[i];
            double slope = model.slope(eta);
            double units = data.units[i];
            double residual = data.sum[i] - units * mean;
            double ratio = slope / variance;
            double weight = units * slope * ratio;
            double root = Math.sqrt(variance);
            double toOnes = units * slope / root;
            double toScore = ratio * residual;
            for (int j = 0; j < r; j++) {
                double xj = x[i * r + j];
                score[j] += toScore * xj;
                ones[j] += toOnes * xj;
                double weighted = weight * xj;
                for (int k = j; k < r; k++) {
                    information[k + j * r] += weighted * x[i * r + k];
                }
            }
            n += units;
            residuals += residual / root;
            pearson += (data.squares[i] - mean * (2 * data.sum[i] - units * mean)) / variance;
        }
        products = 0.5 * (residuals * residuals - pearson);
        pairs = 0.5 * n * (n - 1);
        finish(alpha, n, residuals);
    }

    private void finish(double alpha, double n, double residuals) {
        double common = alpha / (1 + (n - 1) * alpha);
        double scale = 1 / (1 - alpha);
        for (int j = 0; j < r; j++) {
            score[j] = scale * (score[j] - common * ones[j] * residuals);
            for (int k = j; k < r; k++) {
                double value = scale * (information[k + j * r] - common * ones[j] * ones[k]);
                information[k + j * r] = value;
                information[j + k * r] = value;
            }
        }
    }
}
