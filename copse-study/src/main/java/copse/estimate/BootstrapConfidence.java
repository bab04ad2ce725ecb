package copse.estimate;

import copse.frame.Words;
import copse.infer.ConfidenceDistribution;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// What draws of a bootstrap say about an effect: one-sided p-values and limits that go together.
///
/// Limits are read at the share `p` of the sorted draws that the method says; p-values are the shares at which
/// a bound would be the limit, `(1 + draws beyond) / (B + 1)` where the method takes draws as they are.
///
/// Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, chapter 5.
final class BootstrapConfidence implements ConfidenceDistribution {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final BootstrapOptions.Limits kind;
    private final QuantileType type;
    private final double estimate;
    private final double se;
    private final double acceleration;
    private final double bias; // z0 of BCa
    private final double[] sorted; // effects, or t statistics for studentised limits

    /// @param estimate of the data as they are
    /// @param se of the estimate, read for studentised limits only
    /// @param draws effects, for studentised limits t statistics `(θ* − θ) / se*`
    /// @param acceleration of BCa, 0 for others
    BootstrapConfidence(BootstrapOptions options, double estimate, double se, double[] draws, double acceleration) {
        this.kind = options.limits();
        this.type = options.quantile();
        this.estimate = estimate;
        this.se = se;
        this.acceleration = acceleration;
        this.sorted = draws.clone();
        Arrays.sort(sorted);
        this.bias = kind == BootstrapOptions.Limits.BCA ? bias() : 0;
    }

    private double bias() {
        // an estimate that draws often repeat stands in the middle of its repetitions
        double below = 0.5 * (count(estimate, false) + count(estimate, true));
        if (below == 0 || below == sorted.length || sorted[0] == sorted[sorted.length - 1]) {
            throw BootstrapCode.NO_SPREAD.error(
                    "all " + sorted.length + " draws lie on one side of the estimate " + Words.about(estimate),
                    "BCa limits start from the share of draws below the estimate, which must be neither 0 nor 1",
                    "ask for percentile or studentised limits");
        }
        return NORMAL.inverseCumulativeProbability(below / sorted.length);
    }

    /// Draws below a bound, or with those equal to it.
    private int count(double bound, boolean equal) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound || equal && sorted[middle] == bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// `(1 + draws at or below) / (B + 1)`.
    private double atMost(double bound) {
        return (1.0 + count(bound, true)) / (sorted.length + 1.0);
    }

    /// `(1 + draws at or above) / (B + 1)`.
    private double atLeast(double bound) {
        return (1.0 + sorted.length - count(bound, false)) / (sorted.length + 1.0);
    }

    @Override
    public double above(double bound) {
        return switch (kind) {
            case PERCENTILE -> atMost(bound);
            case BASIC -> atLeast(2 * estimate - bound);
            case STUDENTISED -> atLeast((estimate - bound) / se);
            case BCA -> corrected(Math.min(atMost(bound), sorted.length / (sorted.length + 1.0)));
        };
    }

    @Override
    public double below(double bound) {
        return switch (kind) {
            case PERCENTILE -> atLeast(bound);
            case BASIC -> atMost(2 * estimate - bound);
            case STUDENTISED -> atMost((estimate - bound) / se);
            case BCA -> 1 - corrected(1 - Math.min(atLeast(bound), sorted.length / (sorted.length + 1.0)));
        };
    }

    /// The tail whose limit stands at a share of the draws.
    private double corrected(double share) {
        double w = NORMAL.inverseCumulativeProbability(share) - bias;
        return NORMAL.cumulativeProbability(w / (1 + acceleration * w) - bias);
    }

    /// The share of the draws at which the limit of a tail stands.
    private double share(double tail) {
        double z = bias + NORMAL.inverseCumulativeProbability(tail);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    @Override
    public double lower(double tail) {
        return limit(tail);
    }

    @Override
    public double upper(double tail) {
        return limit(1 - tail);
    }

    private double limit(double p) {
        return switch (kind) {
            case PERCENTILE -> type.of(sorted, p);
            case BASIC -> 2 * estimate - type.of(sorted, 1 - p);
            case STUDENTISED -> estimate - se * type.of(sorted, 1 - p);
            case BCA -> type.of(sorted, share(p));
        };
    }

    /// How far a limit varies from seed to seed: the standard error of the quantile it is made of. That of the
    /// correction for bias is not in it.
    ///
    /// Source: Maritz and Jarrett (1978), A note on estimating the variance of the sample median, JASA 73(361).
    /// doi:10.1080/01621459.1978.10480027
    ///
    /// @param p the tail of a lower limit, or one less that of an upper one
    /// @return the Monte Carlo standard error
    double limitError(double p) {
        double share = switch (kind) {
            case PERCENTILE -> p;
            case BASIC, STUDENTISED -> 1 - p;
            case BCA -> share(p);
        };
        int n = sorted.length;
        double position = Math.clamp((n + 1) * share, 1, n);
        BetaDistribution beta = BetaDistribution.of(position, n + 1 - position);
        double mean = 0;
        double square = 0;
        double before = 0;
        double centre = type.of(sorted, share); // so that squares lose nothing
        for (int i = 0; i < n; i++) {
            double up = i == n - 1 ? 1 : beta.cumulativeProbability((i + 1.0) / n);
            double d = sorted[i] - centre;
            mean += (up - before) * d;
            square += (up - before) * d * d;
            before = up;
        }
        double error = Math.sqrt(Math.max(0, square - mean * mean));
        return kind == BootstrapOptions.Limits.STUDENTISED ? se * error : error;
    }
}
