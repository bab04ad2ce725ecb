package copse.loo;

import java.util.Arrays;

/// Importance weights whose largest are replaced by what a generalised Pareto distribution expects in their
/// place.
///
/// The shape k of that distribution tells how many draws importance sampling would need: below
/// [#threshold(int)] the weights can be relied on, above 1 they have no mean, and no number of draws will do.
///
/// Source: Vehtari, Simpson, Gelman, Yao and Gabry (2024), Pareto smoothed importance sampling, J. Mach. Learn.
/// Res. 25(72).
///
/// @param logWeights normalised: their exponentials add up to 1; by draw
/// @param k shape of the tail with a weak prior; −∞ if the largest weights are all the same, as they are where
///     there is nothing to reweight; +∞ if there are too few draws to tell
/// @param tail how many weights were replaced
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record Psis(double[] logWeights, double k, int tail) {
    private static final double LARGEST_SHARE = 0.2;
    private static final double TAIL_FACTOR = 3;
    // A distribution of two parameters is not fitted to fewer.
    private static final int SHORTEST_TAIL = 5;
    private static final double GOOD = 0.7;
    // Logarithms of ratios that are closer than this are the same but for rounding.
    private static final double SAME = 1e-18;

    /// Smooths weights.
    ///
    /// Cost: one exponential per draw, and the fit of the tail.
    ///
    /// @param logRatios logarithms of the raw weights, up to a constant; by draw; not modified
    /// @param relativeEfficiency effective number of draws over their number, positive: correlated draws tell
    ///     less of a tail, which is then begun further in
    /// @return the weights
    public static Psis smooth(double[] logRatios, double relativeEfficiency) {
        int draws = logRatios.length;
        double most = Double.NEGATIVE_INFINITY;
        for (double ratio : logRatios) {
            most = Math.max(most, ratio);
        }
        double[] logs = new double[draws];
        for (int s = 0; s < draws; s++) {
            logs[s] = logRatios[s] - most;
        }
        int tail = tailLength(draws, relativeEfficiency);
        double k = tail < SHORTEST_TAIL || tail >= draws ? Double.POSITIVE_INFINITY : smoothTail(logs, tail);
        double total = LogMeans.logSum(logs);
        for (int s = 0; s < draws; s++) {
            logs[s] -= total;
        }
        return new Psis(logs, k, tail);
    }

    private static int tailLength(int draws, double relativeEfficiency) {
        return (int) Math.ceil(Math.min(LARGEST_SHARE * draws, TAIL_FACTOR * Math.sqrt(draws / relativeEfficiency)));
    }

    private static double smoothTail(double[] logs, int tail) {
        double[] largest = LargestValues.of(logs, tail + 1);
        double[] sorted = Arrays.copyOfRange(largest, 1, tail + 1);
        if (sorted[tail - 1] - sorted[0] < SAME) {
            return Double.NEGATIVE_INFINITY;
        }
        double cutoff = Math.exp(largest[0]);
        double[] excess = new double[tail];
        for (int i = 0; i < tail; i++) {
            excess[i] = Math.exp(sorted[i]) - cutoff;
        }
        GeneralizedPareto fit = GeneralizedPareto.fit(excess).withWeakPrior(tail);
        if (!(Math.abs(fit.k()) < Double.POSITIVE_INFINITY)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] smoothed = new double[tail];
        for (int i = 0; i < tail; i++) {
            // no weight becomes larger than the largest was
            smoothed[i] = Math.min(0, Math.log(cutoff + fit.quantile((i + 0.5) / tail)));
        }
        place(logs, largest[0], sorted, smoothed);
        return fit.k();
    }

    // The i-th smallest of the tail gets the i-th expected value; equal ones in the order of draws.
    private static void place(double[] logs, double cutoff, double[] sorted, double[] smoothed) {
        int[] taken = new int[sorted.length];
        for (int s = 0; s < logs.length; s++) {
            int first = logs[s] < cutoff ? sorted.length : lowest(sorted, logs[s]);
            if (first < sorted.length && sorted[first] == logs[s]) {
                int rank = first + taken[first]++;
                // of draws equal to the cutoff only as many belong to the tail as it has places for
                if (rank < sorted.length && sorted[rank] == logs[s]) {
                    logs[s] = smoothed[rank];
                }
            }
        }
    }

    private static int lowest(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// @param draws number of draws
    /// @return the largest k at which as many draws give weights that can be relied on: `1 − 1/log₁₀ draws`, at
    ///     most 0.7
    public static double threshold(int draws) {
        return Math.min(GOOD, 1 - 1 / Math.log10(draws));
    }

    /// @param relativeEfficiency effective number of draws over their number
    /// @return how many independent draws without weights would tell a mean as well
    public double effectiveSize(double relativeEfficiency) {
        double squares = 0;
        for (double log : logWeights) {
            squares += Math.exp(2 * log);
        }
        return relativeEfficiency / squares;
    }
}
