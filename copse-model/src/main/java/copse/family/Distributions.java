package copse.family;

import copse.math.RandomStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/// The distributions of outcomes. Tails are incomplete beta and gamma functions, taken on the side that is
/// small.
final class Distributions {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
    private static final double LOG_PI = Math.log(Math.PI);

    private Distributions() {}

    private static boolean isWhole(double y) {
        return y >= 0 && y == Math.floor(y);
    }

    /// Successes out of n.
    ///
    /// @param n trials
    /// @param p probability of success
    /// @param q of failure
    record OfBinomial(double n, double p, double q) implements OutcomeDistribution {
        @Override
        public double mean() {
            return n * p;
        }

        @Override
        public double variance() {
            return n * p * q;
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        @Override
        public double logDensity(double y) {
            if (!isWhole(y) || y > n) {
                return Double.NEGATIVE_INFINITY;
            }
            double logP = p < q ? Math.log(p) : Math.log1p(-q);
            double logQ = p < q ? Math.log1p(-p) : Math.log(q);
            return Combinations.log(n, y) + LogShares.sum(y, logP, n - y, logQ);
        }

        @Override
        public double lower(double y) {
            double k = Math.floor(y);
            if (k < 0) {
                return 0;
            }
            if (k >= n) {
                return 1;
            }
            return p < q ? RegularizedBeta.complement(p, k + 1, n - k) : RegularizedBeta.value(q, n - k, k + 1);
        }

        @Override
        public double upper(double y) {
            double k = Math.floor(y);
            if (k < 0) {
                return 1;
            }
            if (k >= n) {
                return 0;
            }
            return p < q ? RegularizedBeta.value(p, k + 1, n - k) : RegularizedBeta.complement(q, n - k, k + 1);
        }

        @Override
        public double draw(RandomStream stream) {
            return Draws.binomial(n, p, q, stream);
        }
    }

    /// Successes out of n whose probability is Beta(a, b).
    ///
    /// @param n trials
    /// @param a above 0
    /// @param b above 0
    record OfBetaBinomial(double n, double a, double b) implements OutcomeDistribution {
        @Override
        public double mean() {
            return n * (a / (a + b));
        }

        @Override
        public double variance() {
            double p = a / (a + b);
            return n * p * (b / (a + b)) * (1 + (n - 1) / (a + b + 1));
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        @Override
        public double logDensity(double y) {
            if (!isWhole(y) || y > n) {
                return Double.NEGATIVE_INFINITY;
            }
            return Combinations.log(n, y)
                    + rising(a, y)
                    + rising(b, n - y)
                    - rising(a + b, n)
                    + LogShares.sum(y, -Math.log1p(b / a), n - y, -Math.log1p(a / b));
        }

        private static double rising(double a, double count) {
            RisingFactorial g = new RisingFactorial();
            g.set(Math.log(a), count, false);
            return g.value;
        }

        @Override
        public double lower(double y) {
            double k = Math.min(Math.floor(y), n);
            return k < 0 ? 0 : k == n ? 1 : sum(k, a, b);
        }

        @Override
        public double upper(double y) {
            double k = Math.min(Math.floor(y), n);
            return k < 0 ? 1 : k == n ? 0 : sum(n - k - 1, b, a);
        }

        /// P(Y ≤ k) by the ratio of neighbouring probabilities, downwards from k.
        private double sum(double k, double first, double second) {
            double term = 1;
            double total = 1;
            for (double j = k; j > 0; j--) {
                // p(j−1)/p(j)
                term *= j / (n - j + 1) * ((second + n - j) / (first + j - 1));
                total += term;
                if (term > 1e280) {
                    return 1;
                }
            }
            double log = Combinations.log(n, k)
                    + rising(first, k)
                    + rising(second, n - k)
                    - rising(first + second, n)
                    + LogShares.sum(k, -Math.log1p(second / first), n - k, -Math.log1p(first / second));
            return Math.min(1, Math.exp(log + Math.log(total)));
        }

        @Override
        public double draw(RandomStream stream) {
            return Draws.betaBinomial(n, a, b, stream);
        }
    }

    /// A count.
    ///
    /// @param mean above 0
    record OfPoisson(double mean) implements OutcomeDistribution {
        @Override
        public double variance() {
            return mean;
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        @Override
        public double logDensity(double y) {
            return isWhole(y)
                    ? (y == 0 ? 0 : y * Math.log(mean)) - mean - Combinations.logFactorial(y)
                    : Double.NEGATIVE_INFINITY;
        }

        @Override
        public double lower(double y) {
            return y < 0 ? 0 : RegularizedGamma.Q.value(Math.floor(y) + 1, mean);
        }

        @Override
        public double upper(double y) {
            return y < 0 ? 1 : RegularizedGamma.P.value(Math.floor(y) + 1, mean);
        }

        @Override
        public double draw(RandomStream stream) {
            return Draws.poisson(mean, stream);
        }
    }

    /// A Poisson count whose mean is gamma distributed with shape r.
    ///
    /// @param mean above 0
    /// @param r above 0
    record OfNegativeBinomial(double mean, double r) implements OutcomeDistribution {
        @Override
        public double variance() {
            return mean + mean * (mean / r);
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        @Override
        public double logDensity(double y) {
            if (!isWhole(y)) {
                return Double.NEGATIVE_INFINITY;
            }
            RisingFactorial g = new RisingFactorial();
            g.set(Math.log(r), y, false);
            return g.value
                    + (y == 0 ? 0 : y * (Math.log(mean) - Math.log1p(mean / r)))
                    - r * Math.log1p(mean / r)
                    - Combinations.logFactorial(y);
        }

        @Override
        public double lower(double y) {
            if (y < 0) {
                return 0;
            }
            double k = Math.floor(y) + 1;
            return mean < r
                    ? RegularizedBeta.complement(mean / (mean + r), k, r)
                    : RegularizedBeta.value(r / (mean + r), r, k);
        }

        @Override
        public double upper(double y) {
            if (y < 0) {
                return 1;
            }
            double k = Math.floor(y) + 1;
            return mean < r
                    ? RegularizedBeta.value(mean / (mean + r), k, r)
                    : RegularizedBeta.complement(r / (mean + r), r, k);
        }

        @Override
        public double draw(RandomStream stream) {
            return Draws.poisson(stream.nextGamma(r, mean / r), stream);
        }
    }

    /// A count with added zeros.
    ///
    /// @param zero probability π of an added zero
    /// @param open 1 − π
    /// @param count without them
    record OfZeroInflated(double zero, double open, OutcomeDistribution count) implements OutcomeDistribution {
        @Override
        public double mean() {
            return open * count.mean();
        }

        @Override
        public double variance() {
            return open * (count.variance() + zero * count.mean() * count.mean());
        }

        @Override
        public boolean isDiscrete() {
            return true;
        }

        @Override
        public double logDensity(double y) {
            double log = count.logDensity(y);
            return y == 0 ? Math.log(zero + open * Math.exp(log)) : Math.log(open) + log;
        }

        @Override
        public double lower(double y) {
            return y < 0 ? 0 : zero + open * count.lower(y);
        }

        @Override
        public double upper(double y) {
            return y < 0 ? 1 : open * count.upper(y);
        }

        @Override
        public double draw(RandomStream stream) {
            return stream.nextBoolean(zero) ? 0 : count.draw(stream);
        }
    }

    /// Positive values.
    ///
    /// @param mean above 0
    /// @param k shape, above 0
    record OfGamma(double mean, double k) implements OutcomeDistribution {
        @Override
        public double variance() {
            return mean * (mean / k);
        }

        @Override
        public boolean isDiscrete() {
            return false;
        }

        @Override
        public double logDensity(double y) {
            if (!(y > 0)) {
                return Double.NEGATIVE_INFINITY;
            }
            double u = y / mean;
            return k * (Math.log(u) - u + 1) + 0.5 * (Math.log(k) - LOG_TWO_PI) - Stirling.remainder(k) - Math.log(y);
        }

        @Override
        public double lower(double y) {
            return y <= 0 ? 0 : RegularizedGamma.P.value(k, k * (y / mean));
        }

        @Override
        public double upper(double y) {
            return y <= 0 ? 1 : RegularizedGamma.Q.value(k, k * (y / mean));
        }

        @Override
        public double draw(RandomStream stream) {
            return stream.nextGamma(k, mean / k);
        }
    }

    /// Numbers.
    ///
    /// @param mean any
    /// @param variance above 0
    record OfGaussian(double mean, double variance) implements OutcomeDistribution {
        @Override
        public boolean isDiscrete() {
            return false;
        }

        @Override
        public double logDensity(double y) {
            double residual = y - mean;
            return -0.5 * (residual * residual / variance + Math.log(variance) + LOG_TWO_PI);
        }

        @Override
        public double lower(double y) {
            return 0.5 * Erfc.value((mean - y) / Math.sqrt(variance) * ROOT_HALF);
        }

        @Override
        public double upper(double y) {
            return 0.5 * Erfc.value((y - mean) / Math.sqrt(variance) * ROOT_HALF);
        }

        @Override
        public double draw(RandomStream stream) {
            return mean + Math.sqrt(variance) * stream.nextGaussian();
        }
    }

    /// Student's t distribution, moved and stretched.
    record OfStudent(double location, double scale, double df) implements OutcomeDistribution {
        @Override
        public double mean() {
            return df > 1 ? location : Double.NaN;
        }

        @Override
        public double variance() {
            return df > 2 ? scale * scale * df / (df - 2) : Double.POSITIVE_INFINITY;
        }

        @Override
        public boolean isDiscrete() {
            return false;
        }

        @Override
        public double logDensity(double y) {
            double z = (y - location) / scale;
            return StudentLikelihood.logConstant(df)
                    - 0.5 * LOG_PI
                    - Math.log(scale)
                    - 0.5 * (df + 1) * Math.log1p(z * z / df);
        }

        @Override
        public double lower(double y) {
            return tail((location - y) / scale);
        }

        @Override
        public double upper(double y) {
            return tail((y - location) / scale);
        }

        // P(T > z)
        private double tail(double z) {
            double half = 0.5 * RegularizedBeta.value(df / (df + z * z), 0.5 * df, 0.5);
            return z > 0 ? half : 1 - half;
        }

        @Override
        public double draw(RandomStream stream) {
            return location + scale * stream.nextGaussian() / Math.sqrt(stream.nextChiSquare(df) / df);
        }
    }
}
