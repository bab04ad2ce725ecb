package copse.family;

import copse.math.RandomStream;

/// Random outcomes.
final class Draws {
    /// As many trials, or so large a mean, as one call of the stream takes.
    private static final double LARGEST = 1 << 30;

    private Draws() {}

    /// @param n trials, whole
    /// @param p probability of success
    /// @param q of failure
    /// @param stream read from
    static double binomial(double n, double p, double q, RandomStream stream) {
        boolean rare = p <= q;
        double drawn = 0;
        for (double left = n; left > 0; left -= LARGEST) {
            drawn += stream.nextBinomial((int) Math.min(left, LARGEST), rare ? p : q);
        }
        return rare ? drawn : n - drawn;
    }

    /// Beyond 2³⁰ a rounded normal number, whose distribution function is off by 1e-5 at most.
    static double poisson(double mean, RandomStream stream) {
        return mean <= LARGEST ? stream.nextPoisson(mean) : Math.rint(mean + Math.sqrt(mean) * stream.nextGaussian());
    }

    /// A beta number as a quotient of gamma numbers, on the log scale: with small parameters it is within
    /// 1e-308 of 0 or 1 more often than not.
    static double betaBinomial(double n, double a, double b, RandomStream stream) {
        double logit = logGamma(a, stream) - logGamma(b, stream);
        return binomial(n, Link.LOGIT.mean(logit), Link.LOGIT.complement(logit), stream);
    }

    /// Logarithm of a gamma number. Below 1 the shape is raised by 1 and the number taken times U^(1/shape).
    ///
    /// Source: Devroye (1986), Non-Uniform Random Variate Generation, chapter IX.3.
    private static double logGamma(double shape, RandomStream stream) {
        if (shape >= 1) {
            return Math.log(stream.nextGamma(shape, 1));
        }
        // 1 − U is above 0
        return Math.log(stream.nextGamma(shape + 1, 1)) + Math.log1p(-stream.nextDouble()) / shape;
    }
}
