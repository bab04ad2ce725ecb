package copse.glmm;

import java.util.Arrays;

/// What a cluster adds to the equations at given coefficients, under a working correlation α between any two of
/// its outcomes: score `DᵀV⁻¹(y − μ)` and information `DᵀV⁻¹D`.
///
/// `V = A^½ R A^½` with `R⁻¹ = (I − c 11ᵀ)/(1 − α)`, `c = α/(1 + (n − 1)α)`: sums over cells are all that is
/// needed. Work arrays for one thread.
final class ClusterSums {
    private final ClusterCells data;
    private final QuasiModel model;
    private final int r;
    private final QuasiModel.Point point = new QuasiModel.Point();

    /// `D̃ᵀ1`, r numbers.
    final double[] ones;
    /// `DᵀV⁻¹(y − μ)`, r numbers; of independent rows until [#correlate(double)].
    final double[] score;
    /// `DᵀV⁻¹D`, r×r: the lower triangle; both after [#correlate(double)].
    final double[] information;
    /// Sum of squared Pearson residuals.
    double pearson;
    /// Sum of Pearson residuals.
    double residuals;
    /// Number of outcomes, n.
    double outcomes;

    ClusterSums(ClusterCells data, QuasiModel model) {
        this.data = data;
        this.model = model;
        this.r = data.columns();
        this.ones = new double[r];
        this.score = new double[r];
        this.information = new double[r * r];
    }

    /// Adds up a cluster's cells.
    ///
    /// @param cluster which
    /// @param beta coefficients of the shifted columns
    void fill(int cluster, double[] beta) {
        Arrays.fill(ones, 0);
        Arrays.fill(score, 0);
        Arrays.fill(information, 0);
        pearson = 0;
        outcomes = 0;
        residuals = 0;
        double[] x = data.x;
        for (int i = data.start[cluster]; i < data.start[cluster + 1]; i++) {
            model.at(data.eta(i, beta), point);
            double mean = point.mean;
            double variance = point.variance / data.precision[i];
            double units = data.units[i];
            double residual = data.sum[i] - units * mean;
            double ratio = point.slope / variance;
            double weight = units * point.slope * ratio;
            double root = Math.sqrt(variance);
            double toOnes = units * point.slope / root;
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
            outcomes += units;
            residuals += residual / root;
            pearson += (data.squares[i] - mean * (2 * data.sum[i] - units * mean)) / variance;
        }
    }

    /// c of `R⁻¹ = (I − c 11ᵀ)/(1 − α)`.
    static double common(double alpha, double outcomes) {
        return alpha / (1 + (outcomes - 1) * alpha);
    }

    /// @param alpha working correlation
    void correlate(double alpha) {
        double common = common(alpha, outcomes);
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
