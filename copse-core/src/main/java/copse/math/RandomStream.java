package copse.math;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.L64X128Mix;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/// Random numbers that depend on a seed and a path of whole numbers, and on nothing else.
///
/// `stream.split(k)` is the k-th child of a stream: a pure function of (seed, path, k). It does not matter how
/// many numbers the parent has given, in which order children are made, or on which thread. Work that is cut
/// into pieces takes one child per piece and so gives the same answer for any number of threads.
///
/// A stream itself has a position and belongs to one thread at a time; [#split(long)] may be called from any
/// thread.
///
/// - Generator: L64X128Mix (a linear congruential and a xor-based generator added and mixed; 192 bits of state,
///   period `2^64 (2^128 - 1)` per stream). Its four seed words come from a 128-bit key of the path by 64-bit
///   mixing functions, so that a million streams share a key with probability below 1e-26.
/// - Normal numbers: the modified ziggurat. Gamma: Ahrens and Dieter for shapes below 1, Marsaglia and Tsang
///   above. Poisson: Knuth's products below mean 40, Devroye's (1981) rejection above. Binomial: inversion for
///   few successes, halving by order statistics for many.
/// - Cost: a few nanoseconds for a uniform or normal number, some 20 for a child.
///
/// These choices together are version [#ALGORITHM]; a run record names it. Any change to the numbers that a
/// seed gives is a new version and a line under *Changed numbers*. `Math.exp` and `Math.log` decide some
/// rejections: a platform that rounds them otherwise differs with a probability of about 1e-16 per number.
///
/// Source: Steele and Vigna (2021), LXM: Better Splittable Pseudorandom Number Generators (and Almost as Fast),
/// Proc. ACM Program. Lang. 5(OOPSLA), 148. doi:10.1145/3485525 (the generator). McFarland (2016), A modified
/// ziggurat algorithm for generating exponentially and normally distributed pseudorandom numbers, J. Stat.
/// Comput. Simul. 86(7). doi:10.1080/00949655.2015.1060234 (normal numbers). Stafford (2011), Better Bit Mixing
/// (the mixing functions).
public final class RandomStream {
    /// Names the generator, the way children are keyed, and the samplers.
    public static final String ALGORITHM = "copse-stream/1 (L64X128Mix, modified ziggurat)";

    // Two odd constants that are far from each other and from simple bit patterns: 2^64 over the golden and silver
    // ratio.
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long SILVER = 0x6a09e667f3bcc909L;

    // Below this mean number of successes counting them one after the other is faster than halving.
    private static final double FEW_SUCCESSES = 12;

    private final long keyHigh;
    private final long keyLow;
    private final UniformRandomProvider generator;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    private RandomStream(long keyHigh, long keyLow) {
        this.keyHigh = keyHigh;
        this.keyLow = keyLow;
        this.generator = new L64X128Mix(
                mixA(keyHigh + GOLDEN), mixA(keyLow + GOLDEN), mixB(keyHigh + SILVER), mixB(keyLow + SILVER));
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(generator);
    }

    static RandomStream root(long seed) {
        return new RandomStream(mixA(seed + SILVER), mixB(seed + GOLDEN));
    }

    /// The k-th child: independent of this stream, of the other children and of what was drawn before.
    ///
    /// @param k any number; different numbers give different children
    /// @return a new stream at its start
    public RandomStream split(long k) {
        // For one parent `low` is a bijection of k: brothers never share a key.
        long low = mixB(keyLow ^ mixA(k + GOLDEN));
        long high = mixA(keyHigh + Long.rotateLeft(low, 32) + SILVER);
        return new RandomStream(high, low);
    }

    /// Stafford's variant 13, a bijection of 64 bits.
    private static long mixA(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// Stafford's variant 4, a bijection of 64 bits.
    private static long mixB(long z) {
        z = (z ^ (z >>> 33)) * 0x62a9d9ed799705f5L;
        z = (z ^ (z >>> 28)) * 0xcb24d0a5c88c35b3L;
        return z ^ (z >>> 32);
    }

    /// @return 64 random bits
    public long nextLong() {
        return generator.nextLong();
    }

    /// @return a multiple of 2⁻⁵³ in `[0, 1)`, all equally likely
    public double nextDouble() {
        return generator.nextDouble();
    }

    /// @param n at least 1
    /// @return a whole number in `[0, n)`, all exactly equally likely
    /// @throws IllegalArgumentException if `n < 1`
    public int nextInt(int n) {
        return generator.nextInt(n);
    }

    /// @param n at least 1
    /// @return a whole number in `[0, n)`, all exactly equally likely
    /// @throws IllegalArgumentException if `n < 1`
    public long nextLong(long n) {
        return generator.nextLong(n);
    }

    /// @param probability of true, in `[0, 1]`
    /// @return true with that probability (rounded up to a multiple of 2⁻⁵³)
    /// @throws IllegalArgumentException if `probability` is outside of `[0, 1]`
    public boolean nextBoolean(double probability) {
        requireProbability(probability);
        return generator.nextDouble() < probability;
    }

    /// @return a standard normal number
    public double nextGaussian() {
        return gaussian.sample();
    }

    /// @param shape above 0
    /// @param scale above 0; the mean is `shape * scale`
    /// @return a gamma number
    /// @throws IllegalArgumentException if a parameter is not above 0
    public double nextGamma(double shape, double scale) {
        return AhrensDieterMarsagliaTsangGammaSampler.of(generator, shape, scale)
                .sample();
    }

    /// @param df degrees of freedom, above 0, whole or not
    /// @return a chi-square number, of mean `df`
    /// @throws IllegalArgumentException if `df` is not above 0
    public double nextChiSquare(double df) {
        return nextGamma(0.5 * df, 2);
    }

    /// @param mean at least 0, at most `2^30`
    /// @return a Poisson number
    /// @throws IllegalArgumentException if the mean is out of range
    public int nextPoisson(double mean) {
        // the sampler wants a mean above 0, where 0 is as good a rate as any
        return mean == 0 ? 0 : PoissonSampler.of(generator, mean).sample();
    }

    /// The number of successes in n independent trials.
    ///
    /// Many expected successes are halved: the i-th smallest of the n uniform numbers behind the trials is a
    /// beta number; at or below p it brings i successes at once, above p it leaves i - 1 trials that may
    /// succeed. Cost: at most `O(log n)` beta numbers.
    ///
    /// Source: Devroye (1986), Non-Uniform Random Variate Generation, chapter X.4 (recursive binomial
    /// generator).
    ///
    /// @param n number of trials, at least 0
    /// @param p probability of success, in `[0, 1]`
    /// @return a binomial number
    /// @throws IllegalArgumentException if a parameter is out of range
    public int nextBinomial(int n, double p) {
        if (n < 0) {
            throw new IllegalArgumentException(n + " trials");
        }
        requireProbability(p);
        int successes = 0;
        int trials = n;
        double chance = p;
        while (trials * Math.min(chance, 1 - chance) > FEW_SUCCESSES) {
            int middle = trials / 2 + 1;
            double median = ChengBetaSampler.of(generator, middle, trials + 1.0 - middle)
                    .sample();
            if (median <= chance) {
                successes += middle;
                trials -= middle;
                chance = Math.clamp((chance - median) / (1 - median), 0, 1);
            } else {
                trials = middle - 1;
                chance = Math.clamp(chance / median, 0, 1);
            }
        }
        return successes + (chance <= 0.5 ? fewSuccesses(trials, chance) : trials - fewSuccesses(trials, 1 - chance));
    }

    /// Inversion from 0 upwards, for a small mean.
    private int fewSuccesses(int n, double p) {
        double odds = p / (1 - p);
        // mean <= FEW_SUCCESSES and p <= 1/2 keep this above 1e-8, far from underflow
        double mass = Math.exp(n * Math.log1p(-p));
        double left = generator.nextDouble();
        int k = 0;
        while (left >= mass && k < n) {
            left -= mass;
            mass *= odds * (n - k) / (k + 1.0);
            k++;
        }
        return k;
    }

    /// Fills with uniform numbers in `[0, 1)`.
    ///
    /// @param values *Modified.*
    /// @param from first index
    /// @param to one past the last index
    public void fillUniform(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = generator.nextDouble();
        }
    }

    /// Fills with standard normal numbers.
    ///
    /// @param values *Modified.*
    /// @param from first index
    /// @param to one past the last index
    public void fillGaussian(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = gaussian.sample();
        }
    }

    /// Puts the values into random order, each of the n! orders equally likely (Fisher and Yates).
    ///
    /// @param values *Modified.*
    public void shuffle(int[] values) {
        for (int i = values.length; i > 1; i--) {
            int j = generator.nextInt(i);
            int last = values[i - 1];
            values[i - 1] = values[j];
            values[j] = last;
        }
    }

    /// @param n at least 0
    /// @return the numbers `0 … n - 1` in random order
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }

    private static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("probability " + p);
        }
    }
}
