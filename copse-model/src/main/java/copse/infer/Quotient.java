package copse.infer;

/// One estimate over another, such as a mean over a mean or an effect over the share it worked on.
///
/// Two ways to limits. The delta method takes the quotient as normal, which holds while the denominator is many
/// standard errors from 0. Fieller's way asks for which θ the estimate `N − θD`, which is normal whatever the
/// denominator, is compatible with 0; for an effect of something taken (instrumental variables) these are the
/// limits of Anderson and Rubin. The two agree closely as long as `g`, the square of critical value times
/// standard error over denominator, is below 0.05. With `g ≥ 1` the data do not even tell the denominator from
/// 0, and limits are open.
///
/// Source: Fieller (1954), Some problems in interval estimation, J. R. Stat. Soc. B 16(2); Finney (1978),
/// Statistical Method in Biological Assay, 3rd ed. (g); Anderson and Rubin (1949), Estimation of the parameters
/// of a single equation in a complete system of stochastic equations, Ann. Math. Stat. 20(1).
/// doi:10.1214/aoms/1177730090
///
/// @param numerator its estimate N
/// @param denominator its estimate D, not 0
/// @param numeratorVariance variance of N
/// @param covariance of N and D
/// @param denominatorVariance variance of D
/// @param df degrees of freedom of the variances, above 0; may be infinite
public record Quotient(
        double numerator,
        double denominator,
        double numeratorVariance,
        double covariance,
        double denominatorVariance,
        double df) {
    /// Below this g the delta method's limits are close to Fieller's.
    public static final double SMALL_G = 0.05;

    /// @throws IllegalArgumentException if the denominator is 0, a number is not finite or a variance negative
    public Quotient {
        if (!Double.isFinite(numerator)
                || !Double.isFinite(denominator)
                || denominator == 0
                || !(numeratorVariance >= 0 && denominatorVariance >= 0 && df > 0)
                || !Double.isFinite(covariance)) {
            throw new IllegalArgumentException("quotient of " + numerator + " and " + denominator);
        }
    }

    /// @return N/D
    public double value() {
        return numerator / denominator;
    }

    /// @return standard error by the delta method
    public double se() {
        return Math.sqrt(variance(value())) / Math.abs(denominator);
    }

    /// @param level of two-sided limits
    /// @return Finney's g: from 0, a denominator known exactly, to 1 and above, one that may be 0
    public double g(double level) {
        double critical = StudentT.critical(level, df);
        return critical * critical * denominatorVariance / (denominator * denominator);
    }

    /// @return by the delta method: quotient and standard error as those of Student's t
    public ConfidenceDistribution delta() {
        return ConfidenceDistribution.studentT(value(), se(), df);
    }

    /// By Fieller and by Anderson and Rubin: p-values of one-sided tests hold whatever the size of the
    /// denominator, so long as its sign is right. Limits are infinite where the data do not bound the quotient.
    ///
    /// @return p-values and limits
    public ConfidenceDistribution fieller() {
        return new Fieller(this);
    }

    /// Variance of N − θD.
    private double variance(double theta) {
        // rounding may leave a perfectly correlated pair a little below 0
        return Math.max(0, numeratorVariance - 2 * theta * covariance + theta * theta * denominatorVariance);
    }

    private record Fieller(Quotient q) implements ConfidenceDistribution {
        @Override
        public double above(double bound) {
            return StudentT.survival(statistic(bound), q.df);
        }

        @Override
        public double below(double bound) {
            return StudentT.survival(-statistic(bound), q.df);
        }

        private double statistic(double bound) {
            double distance = Math.signum(q.denominator) * (q.numerator - bound * q.denominator);
            double variance = q.variance(bound);
            if (variance == 0) {
                return distance == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, distance);
            }
            return distance / Math.sqrt(variance);
        }

        @Override
        public double lower(double tail) {
            return root(tail, -1);
        }

        @Override
        public double upper(double tail) {
            return root(tail, 1);
        }

        /// Zeros of `(N − θD)² − c² V(θ)`, a quadratic in θ that opens upwards if D differs from 0.
        private double root(double tail, int side) {
            double critical = StudentT.upperQuantile(tail, q.df);
            double c2 = critical * critical;
            double a = q.denominator * q.denominator - c2 * q.denominatorVariance;
            if (!(a > 0)) {
                return side * Double.POSITIVE_INFINITY;
            }
            double half = q.numerator * q.denominator - c2 * q.covariance;
            double constant = q.numerator * q.numerator - c2 * q.numeratorVariance;
            double root = Math.sqrt(Math.max(0, half * half - a * constant));
            // beyond the median the two limits change sides
            return (half + (critical < 0 ? -side : side) * root) / a;
        }
    }
}
