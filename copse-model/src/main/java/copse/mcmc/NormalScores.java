package copse.mcmc;

import org.apache.commons.numbers.gamma.InverseErfc;

/// Normal quantiles at the ranks of a number of draws.
///
/// The draw of rank r out of S gets `Φ⁻¹((r − 3/8) / (S + 1/4))`; ties have the mean of their ranks, a multiple
/// of a half. The table of all such ranks is made once per number of draws.
///
/// Source: Blom (1958), Statistical Estimates and Transformed Beta-Variables (the 3/8); Vehtari et al. (2021),
/// Bayesian Anal. 16(2), equation 14. doi:10.1214/20-BA1221
final class NormalScores {
    private static volatile NormalScores last = new NormalScores(1);

    private final int draws;
    private final double[] byTwiceRank;

    private NormalScores(int draws) {
        this.draws = draws;
        this.byTwiceRank = new double[2 * draws + 1];
        for (int i = 2; i <= 2 * draws; i++) {
            byTwiceRank[i] = -Math.sqrt(2) * InverseErfc.value(2 * (0.5 * i - 0.375) / (draws + 0.25));
        }
    }

    // All parameters of a run have as many draws: the last table is nearly always the one wanted, and making another
    // costs no more than one parameter's summary.
    private static NormalScores of(int draws) {
        NormalScores known = last;
        if (known.draws != draws) {
            known = new NormalScores(draws);
            last = known;
        }
        return known;
    }

    /// @param chains draws by chain; not modified
    /// @param sorted all of them in ascending order
    /// @return the scores by chain
    static double[][] of(double[][] chains, double[] sorted) {
        NormalScores scores = of(sorted.length);
        double[][] z = new double[chains.length][];
        for (int c = 0; c < chains.length; c++) {
            z[c] = new double[chains[c].length];
            for (int i = 0; i < z[c].length; i++) {
                z[c][i] = scores.byTwiceRank[twiceRank(sorted, chains[c][i])];
            }
        }
        return z;
    }

    private static int twiceRank(double[] sorted, double value) {
        int below = countBelow(sorted, value);
        int upTo = below + 1;
        // ties are rare, except for discrete quantities, which have many
        if (upTo < sorted.length && sorted[upTo] <= value) {
            upTo = countBelow(sorted, Math.nextUp(value));
        }
        return below + 1 + upTo;
    }

    // Halves without a branch that depends on the values: draws come in no order, and a branch would be mispredicted at
    // every other step.
    private static int countBelow(double[] sorted, double value) {
        int base = 0;
        int length = sorted.length;
        while (length > 1) {
            int half = length >>> 1;
            base = sorted[base + half - 1] < value ? base + half : base;
            length -= half;
        }
        return sorted[base] < value ? base + 1 : base;
    }
}
