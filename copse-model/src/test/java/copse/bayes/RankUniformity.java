package copse.bayes;

import copse.math.RandomStream;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Whether ranks of true values among posterior draws are uniform: a test by the largest departure of their
/// empirical distribution.
///
/// At each possible rank k the number of ranks up to k is binomial; the statistic is the smallest two-sided
/// tail probability over all k, and its p-value comes from uniform ranks made by simulation, so that the many
/// looks are paid for.
///
/// Source: Säilynoja, Bürkner and Vehtari (2022), Stat. Comput. 32, 32, sections 2 and 3.
/// doi:10.1007/s11222-022-10090-6
final class RankUniformity {
    private static final int SIMULATIONS = 4_000;

    private final int draws;
    private final int ranks;
    private final double[][] tail; // by rank and count: smaller of the two tails, doubled
    private final double[] reference;

    /// @param draws that a value is ranked among: ranks are 0 to this
    /// @param ranks how many there will be
    /// @param stream for the simulations
    RankUniformity(int draws, int ranks, RandomStream stream) {
        this.draws = draws;
        this.ranks = ranks;
        this.tail = new double[draws][ranks + 1];
        for (int k = 0; k < draws; k++) {
            BinomialDistribution upTo = BinomialDistribution.of(ranks, (k + 1.0) / (draws + 1));
            for (int count = 0; count <= ranks; count++) {
                double below = upTo.cumulativeProbability(count);
                double above = upTo.survivalProbability(count - 1);
                tail[k][count] = Math.min(1, 2 * Math.min(below, above));
            }
        }
        this.reference = new double[SIMULATIONS];
        int[] uniform = new int[ranks];
        for (int s = 0; s < SIMULATIONS; s++) {
            for (int i = 0; i < ranks; i++) {
                uniform[i] = stream.nextInt(draws + 1);
            }
            reference[s] = statistic(uniform);
        }
        Arrays.sort(reference);
    }

    private double statistic(int[] all) {
        int[] counts = new int[draws + 1];
        for (int rank : all) {
            counts[rank]++;
        }
        double smallest = 1;
        int upTo = 0;
        for (int k = 0; k < draws; k++) {
            upTo += counts[k];
            smallest = Math.min(smallest, tail[k][upTo]);
        }
        return smallest;
    }

    /// @param all ranks
    /// @return probability of a departure as large, if they are uniform; at least one over the number of
    ///     simulations
    double p(int[] all) {
        if (all.length != ranks) {
            throw new IllegalArgumentException(all.length + " ranks, not " + ranks);
        }
        int at = Arrays.binarySearch(reference, statistic(all));
        int atMost = at < 0 ? -at - 1 : at + 1;
        while (atMost < reference.length && at >= 0 && reference[atMost] == reference[at]) {
            atMost++;
        }
        return (atMost + 1.0) / (reference.length + 1);
    }
}
