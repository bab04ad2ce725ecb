package copse.mcmc;

import java.util.Arrays;

/// Where a sampler starts, and what is known of the density's shape there.
///
/// @param centre a point of high density, length d; chains start around it
/// @param metric a first guess of the covariance; the sampler goes on from it
public record Start(double[] centre, Metric metric) {
    /// @param dimension d
    /// @return the origin with unit variances
    public static Start origin(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return new Start(new double[dimension], new Metric.Diagonal(ones));
    }
}
