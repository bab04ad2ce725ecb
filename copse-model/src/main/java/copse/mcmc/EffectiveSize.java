package copse.mcmc;

import java.util.OptionalDouble;

/// How many independent draws would tell a mean as well as the draws of some chains do.
///
/// With ρ_t the autocorrelation at lag t, from the chains' autocovariances and the variance between chains
/// together, the size is `draws / (1 + 2 Σ ρ_t)`. Sums of two neighbouring ρ are positive and fall, for a
/// reversible chain: the sum ends before the first pair that is not positive, and is made to fall (Geyer). A
/// chain can be better than independent draws, but not without limit: the size is at most `draws · log₁₀
/// draws`.
///
/// Source: Geyer (1992), Practical Markov chain Monte Carlo, Stat. Sci. 7(4). doi:10.1214/ss/1177011137;
/// Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Rank-normalization, folding, and localization: an
/// improved R̂, Bayesian Anal. 16(2), section 3.2. doi:10.1214/20-BA1221
final class EffectiveSize {
    private static final int FEWEST_DRAWS = 3;
    // Autocovariances of the last lags stand on so few products that they are left out.
    private static final int LAST_LAGS = 5;

    private EffectiveSize() {}

    /// @param chains of equal length, halves of chains as a rule; not modified
    /// @return the size; empty if there are fewer than 3 draws in each, or if they are all alike or not finite
    static OptionalDouble of(double[][] chains) {
        int draws = chains[0].length;
        if (draws < FEWEST_DRAWS || !Spread.varies(chains)) {
            return OptionalDouble.empty();
        }
        MeanAutocovariance covariance = new MeanAutocovariance(chains);
        double biased = covariance.at(0);
        double within = biased * draws / (draws - 1);
        double total = chains.length > 1 ? biased + Spread.variance(covariance.means()) : biased;
        if (!(total > 0)) {
            return OptionalDouble.empty();
        }
        double time = time(covariance, within, total, draws);
        double count = (double) chains.length * draws;
        return OptionalDouble.of(count / Math.max(time, 1 / Math.log10(count)));
    }

    // 1 + 2 Σ ρ_t. The first ρ of the pair at which the sum ends is added once if it is positive: this corrects most of
    // what the truncation takes away when ρ alternates.
    private static double time(MeanAutocovariance covariance, double within, double total, int draws) {
        double even = 1;
        double odd = correlation(covariance, 1, within, total);
        double smallest = even + odd;
        double sum = 0;
        int lag = 0;
        while (even + odd > 0 && lag < draws - LAST_LAGS) {
            smallest = Math.min(smallest, even + odd);
            sum += smallest;
            lag += 2;
            even = correlation(covariance, lag, within, total);
            odd = correlation(covariance, lag + 1, within, total);
        }
        return -1 + 2 * sum + Math.max(even, 0);
    }

    private static double correlation(MeanAutocovariance covariance, int lag, double within, double total) {
        return 1 - (within - covariance.at(lag)) / total;
    }
}
