package copse.design;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The largest difference between the means of k arms when these are normal, as they are about for many units.
///
/// Differences of arm means under complete randomisation have the covariances of differences of independent
/// normal numbers with variance `s²/n_a`. With a the smallest mean, `P(R ≤ r) = Σ_a ∫ φ_a(z) Π_{b≠a} (Φ_b(z +
/// r) − Φ_b(z)) dz`.
final class RangeOfMeans {
    /// Simpson's rule over ±8 standard deviations, on which the integrand is smooth: errors below 1e-10.
    private static final int STEPS = 400;

    private static final double REACH = 8;

    private RangeOfMeans() {}

    /// @param range a difference
    /// @param sd standard deviation of single units
    /// @param sizes units by arm; arms without any do not count
    /// @return probability of a largest difference of at most that
    static double cumulative(double range, double sd, double[] sizes) {
        double[] sds = Arrays.stream(sizes)
                .filter(n -> n > 0)
                .map(n -> sd / Math.sqrt(n))
                .toArray();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double sum = 0;
        for (int a = 0; a < sds.length; a++) {
            double step = 2 * REACH / STEPS;
            double integral = 0;
            for (int i = 0; i <= STEPS; i++) {
                double u = -REACH + i * step;
                double z = u * sds[a];
                double product = normal.density(u);
                for (int b = 0; b < sds.length; b++) {
                    if (b != a) {
                        product *= normal.probability(z / sds[b], (z + range) / sds[b]);
                    }
                }
                integral += product * (i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2);
            }
            sum += integral * step / 3;
        }
        return sum;
    }

    /// @param probability in `(0, 1)`
    /// @param sd standard deviation of single units
    /// @param sizes units by arm
    /// @return the difference that is not passed with that probability
    static double quantile(double probability, double sd, double[] sizes) {
        double low = 0;
        double high = sd;
        while (cumulative(high, sd, sizes) < probability) {
            high *= 2;
        }
        // 60 halvings reach the last bit of a double
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle, sd, sizes) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
