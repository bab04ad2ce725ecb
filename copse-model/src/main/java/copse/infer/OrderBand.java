package copse.infer;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// A band for all order statistics of a sample at once: each of n sorted uniform numbers lies between two
/// quantiles of its own beta distribution, of the same level η for all, so that all of them do with the
/// probability wanted.
///
/// A band of Kolmogorov and Smirnov is wide in the tails, where departures matter; this one is as sensitive
/// everywhere.
///
/// The probability that all numbers stay inside is computed exactly, by carrying a Poisson process of n
/// expected points from one end of an interval to the next and dropping what has left the band; η follows by
/// secants on a log scale. Of more than [#EXACT] numbers, η is that of [#EXACT] times the ratio of `1/(log n ·
/// log log n)`, the rate at which it falls; of 10,000 numbers a band of 0.95 then holds all with probability
/// 0.948.
///
/// - Cost: some milliseconds for 100 numbers, some tenths of a second from [#EXACT] numbers on.
///
/// Source: Aldor-Noiman, Brown, Buja, Rolke and Stine (2013), The power to see: A new graphical test of
/// normality, Am. Stat. 67(4), 249-260. doi:10.1080/00031305.2013.847865; Gontscharuk, Landwehr and Finner
/// (2016), Goodness of fit tests in terms of local levels with special emphasis on higher criticism tests,
/// Bernoulli 22(3), 1331-1363 (rate). doi:10.3150/14-BEJ694
public final class OrderBand {
    /// Sample sizes up to this have their η computed; beyond it follows from this one's.
    static final int EXACT = 1000;

    /// Relative precision of 1 − coverage: far finer than a line on paper.
    private static final double CLOSE = 1e-4;

    /// Jumps of the Poisson process less likely than this are left out.
    private static final double NEGLIGIBLE = 1e-17;

    private static final int MOST_STEPS = 30;

    private final int n;
    private final double eta;

    private OrderBand(int n, double eta) {
        this.n = n;
        this.eta = eta;
    }

    /// @param n numbers in the sample, at least 1
    /// @param level probability that all of them lie inside, in (0, 1)
    /// @return the band
    public static OrderBand of(int n, double level) {
        int exact = Math.min(n, EXACT);
        double eta = localLevel(exact, 1 - level);
        return new OrderBand(n, n == exact ? eta : eta * rate(n) / rate(exact));
    }

    private static double rate(double n) {
        return 1 / (Math.log(n) * Math.log(Math.log(n)));
    }

    /// @return η, the probability that one number lies outside its own limits
    public double localLevel() {
        return eta;
    }

    /// @param i rank of the number, from 1
    /// @return its lower limit, a probability
    public double lower(int i) {
        return beta(n, i).inverseCumulativeProbability(eta / 2);
    }

    /// @param i rank of the number, from 1
    /// @return its upper limit, a probability
    public double upper(int i) {
        return beta(n, i).inverseSurvivalProbability(eta / 2);
    }

    private static BetaDistribution beta(int n, int i) {
        return BetaDistribution.of(i, n + 1.0 - i);
    }

    private static double localLevel(int n, double miss) {
        if (n == 1) {
            return miss;
        }
        // Bonferroni below, one number alone above
        double low = Math.log(miss / n);
        double high = Math.log(miss);
        double atLow = Math.log(1 - coverage(n, Math.exp(low))) - Math.log(miss);
        double atHigh = Math.log(1 - coverage(n, Math.exp(high))) - Math.log(miss);
        double x = low;
        for (int step = 0; step < MOST_STEPS; step++) {
            x = high - atHigh * (high - low) / (atHigh - atLow);
            double at = Math.log(1 - coverage(n, Math.exp(x))) - Math.log(miss);
            if (Math.abs(at) < CLOSE) {
                break;
            }
            if (at > 0) {
                high = x;
                atHigh = at;
                atLow *= 0.5;
            } else {
                low = x;
                atLow = at;
                atHigh *= 0.5;
            }
        }
        return Math.exp(x);
    }

    /// The probability that all order statistics of n uniform numbers lie between their limits of level η.
    static double coverage(int n, double eta) {
        double[] lower = new double[n];
        for (int i = 0; i < n; i++) {
            lower[i] = beta(n, i + 1).inverseCumulativeProbability(eta / 2);
        }
        // state[j]: the process has j points so far and has kept to the band
        double[] state = new double[n + 1];
        state[0] = 1;
        double at = 0;
        int below = 0; // lower limits passed: at most that many points may be there before the next one
        int above = 0; // upper limits passed: at least that many points have to be there
        int most = 0; // the largest number of points with any probability
        while (above < n) {
            double nextLower = below < n ? lower[below] : Double.POSITIVE_INFINITY;
            double nextUpper = 1 - lower[n - 1 - above];
            double next = Math.min(nextLower, nextUpper);
            most = advance(state, above, most, n * (next - at));
            at = next;
            if (nextLower <= nextUpper) {
                // rank below + 1 must not be there yet
                if (most > below) {
                    Arrays.fill(state, below + 1, most + 1, 0);
                    most = below;
                }
                below++;
            } else {
                state[above] = 0;
                above++;
            }
        }
        advance(state, above, most, n * (1 - at));
        return state[n] / poisson(n, n);
    }

    /// Adds the points that come within a stretch of so many expected ones.
    private static int advance(double[] state, int least, int most, double expected) {
        int n = state.length - 1;
        double[] jump = new double[n + 1];
        int longest = 0;
        double probability = Math.exp(-expected);
        for (int k = 0; k <= n - least && (probability > NEGLIGIBLE || k < expected); k++) {
            jump[k] = probability;
            longest = k;
            probability *= expected / (k + 1);
        }
        int end = Math.min(n, most + longest);
        for (int j = end; j >= least; j--) {
            double sum = 0;
            for (int k = Math.max(0, j - most); k <= Math.min(longest, j - least); k++) {
                sum += jump[k] * state[j - k];
            }
            state[j] = sum;
        }
        return end;
    }

    private static double poisson(int k, double mean) {
        double log = -mean;
        for (int i = 1; i <= k; i++) {
            log += Math.log(mean / i);
        }
        return Math.exp(log);
    }
}
