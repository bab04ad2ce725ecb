package copse.mcmc;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/// The draws of one quantity in several chains: what they say of its distribution, and how well.
///
/// ```java
/// Chains age = run.draws().of("age");
/// age.mean();          // with its Monte Carlo standard error age.mcseMean()
/// age.rhat();          // near 1 if the chains agree
/// ```
///
/// Chains are cut into halves, so that a chain that drifts disagrees with itself. R̂ and effective sizes are
/// undefined, an empty value, if the draws are all the same, not all finite, or fewer than 6 per chain.
///
/// Cost: one sort; about half a millisecond for R̂ and the effective sizes of bulk and tails of 4 × 1000 draws.
/// Not modified once made; may be read by several threads.
///
/// Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Rank-normalization, folding, and
/// localization: an improved R̂ for assessing convergence of MCMC, Bayesian Anal. 16(2). doi:10.1214/20-BA1221
public final class Chains {
    /// Makes the median absolute deviation of normal draws estimate their standard deviation: `1 / Φ⁻¹(3/4)`,
    /// in the digits that other programs use.
    private static final double NORMAL_DEVIATION = 1.4826;

    private static final double LOWER_TAIL = 0.05;
    private static final double UPPER_TAIL = 0.95;
    // Φ(−1) and Φ(1): the limits one standard error away.
    private static final double BELOW_ONE_SD = 0.15865525393145705;
    private static final double ABOVE_ONE_SD = 0.8413447460685429;

    private final double[][] chains;
    private final double[][] halves;
    private final double[] sorted;
    private final double mean;
    private final double sd;
    private final boolean varied;
    // Made when first asked for; made twice, with the same result, if two threads ask at once.
    private double @Nullable [][] scores;

    private Chains(double[][] chains) {
        this.chains = chains;
        this.halves = halves(chains);
        this.sorted = Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
        double total = 0;
        for (double value : sorted) {
            total += value;
        }
        double about = total / sorted.length;
        double rest = 0;
        for (double value : sorted) {
            rest += value - about;
        }
        this.mean = about + rest / sorted.length;
        this.sd = Math.sqrt(Spread.variance(sorted));
        this.varied = Spread.varies(chains);
        Arrays.sort(sorted);
    }

    /// @param chains by chain and draw, of equal length; not modified, kept: must not change
    /// @return the chains
    /// @throws IllegalArgumentException if there is no draw or the lengths differ
    public static Chains of(double[]... chains) {
        if (chains.length == 0 || chains[0].length == 0) {
            throw new IllegalArgumentException("no draws");
        }
        for (double[] chain : chains) {
            if (chain.length != chains[0].length) {
                throw new IllegalArgumentException("chains of " + chains[0].length + " and " + chain.length + " draws");
            }
        }
        return new Chains(chains);
    }

    /// @return the draws by chain; views, which must not be changed
    public double[][] byChain() {
        return chains;
    }

    /// The effective size of draws for their mean, without cutting chains into halves: what importance sampling
    /// by draws of a chain reckons with.
    ///
    /// @param chains by chain and draw, of equal length; not modified
    /// @return effective number of draws; empty if they are all the same, not all finite, or fewer than 3 per
    ///     chain
    public static OptionalDouble effectiveSize(double[]... chains) {
        return EffectiveSize.of(chains);
    }

    /// @return number of draws, all chains together
    public int count() {
        return sorted.length;
    }

    /// @return mean of the draws
    public double mean() {
        return mean;
    }

    /// @return standard deviation of the draws, all chains together, with divisor one less than their number
    public double sd() {
        return sd;
    }

    /// @return median of the draws
    public double median() {
        return quantile(0.5);
    }

    /// @return median distance of the draws from their median, times 1.4826: for a normal distribution its
    ///     standard deviation
    public double mad() {
        return NORMAL_DEVIATION * quantile(folded(), 0.5);
    }

    /// The quantile of type 7 of Hyndman and Fan: linear between the order statistics `1 + (n − 1) p`.
    ///
    /// @param p in [0, 1]
    /// @return the quantile
    public double quantile(double p) {
        return quantile(sorted, p);
    }

    /// @param mass part of the draws that lie in the interval, in (0, 1)
    /// @return the shortest interval that holds them
    public HighestDensity highestDensity(double mass) {
        return HighestDensity.of(sorted, mass);
    }

    /// @param threshold a value
    /// @return part of the draws above it
    public double above(double threshold) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (sorted.length - low) / (double) sorted.length;
    }

    /// The potential scale reduction of normal scores of the draws, and of their distances from the median: the
    /// larger of the two. Near 1 if the chains agree in place and in scale; above 1.01 they do not yet.
    ///
    /// @return R̂, rank-normalised and split
    public OptionalDouble rhat() {
        OptionalDouble bulk = varied ? reduction(scores()) : OptionalDouble.empty();
        if (bulk.isEmpty()) {
            return bulk;
        }
        double median = median();
        OptionalDouble tail = reduction(NormalScores.of(Spread.distances(halves, median), folded()));
        // every draw as far from the median as every other: nothing in the scale that could disagree
        return tail.isEmpty() ? bulk : OptionalDouble.of(Math.max(bulk.getAsDouble(), tail.getAsDouble()));
    }

    /// R̂ as it was before ranks: the total against the within variance of the draws as they are. It misses
    /// chains that differ in scale, and has no meaning if the variance is infinite.
    ///
    /// @param split whether chains are cut into halves first
    /// @return R̂
    public OptionalDouble plainRhat(boolean split) {
        return reduction(split ? halves : chains);
    }

    /// Effective size for the location of the distribution: of normal scores of the draws.
    ///
    /// @return effective number of draws in the bulk
    public OptionalDouble essBulk() {
        return varied ? EffectiveSize.of(scores()) : OptionalDouble.empty();
    }

    /// @return effective number of draws in the tails: the smaller one of those of the quantiles 5 % and 95 %
    public OptionalDouble essTail() {
        OptionalDouble lower = essQuantile(LOWER_TAIL);
        OptionalDouble upper = essQuantile(UPPER_TAIL);
        return lower.isEmpty() || upper.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(lower.getAsDouble(), upper.getAsDouble()));
    }

    /// @return effective number of draws for the mean
    public OptionalDouble essMean() {
        return EffectiveSize.of(halves);
    }

    /// @return effective number of draws for the spread: of distances from the mean
    public OptionalDouble essSd() {
        return EffectiveSize.of(Spread.distances(halves, mean));
    }

    /// @param p in (0, 1)
    /// @return effective number of draws for a quantile: of whether a draw lies at or below it
    public OptionalDouble essQuantile(double p) {
        if (!varied) {
            return OptionalDouble.empty();
        }
        double limit = quantile(p);
        double[][] below = new double[halves.length][];
        for (int c = 0; c < halves.length; c++) {
            below[c] = new double[halves[c].length];
            for (int i = 0; i < below[c].length; i++) {
                below[c][i] = halves[c][i] <= limit ? 1 : 0;
            }
        }
        return EffectiveSize.of(below);
    }

    /// @return Monte Carlo standard error of the mean
    public OptionalDouble mcseMean() {
        OptionalDouble ess = essMean();
        return ess.isEmpty() ? ess : OptionalDouble.of(sd / Math.sqrt(ess.getAsDouble()));
    }

    /// Monte Carlo standard error of the standard deviation, by the delta method from the effective size of
    /// squared distances from the mean: `√((m₄ − m₂²) / ess / m₂ / 4)` with the second and fourth moments m₂,
    /// m₄.
    ///
    /// @return standard error
    public OptionalDouble mcseSd() {
        double[][] squares = Spread.distances(halves, mean);
        for (double[] half : squares) {
            for (int i = 0; i < half.length; i++) {
                half[i] *= half[i];
            }
        }
        OptionalDouble ess = EffectiveSize.of(squares);
        if (ess.isEmpty()) {
            return ess;
        }
        double second = 0;
        double fourth = 0;
        for (double value : sorted) {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }
        second /= sorted.length;
        fourth /= sorted.length;
        return OptionalDouble.of(Math.sqrt((fourth - second * second) / ess.getAsDouble() / second / 4));
    }

    /// Monte Carlo standard error of a quantile: half the distance between the order statistics that lie one
    /// standard error below and above it, by the beta distribution of the quantile's rank among as many
    /// independent draws as the chains are worth.
    ///
    /// @param p in (0, 1)
    /// @return standard error
    public OptionalDouble mcseQuantile(double p) {
        OptionalDouble ess = essQuantile(p);
        if (ess.isEmpty()) {
            return ess;
        }
        double size = ess.getAsDouble();
        BetaDistribution rank = BetaDistribution.of(size * p + 1, size * (1 - p) + 1);
        int count = sorted.length;
        int low = (int) Math.floor(rank.inverseCumulativeProbability(BELOW_ONE_SD) * count);
        int high = (int) Math.ceil(rank.inverseCumulativeProbability(ABOVE_ONE_SD) * count);
        return OptionalDouble.of(0.5 * (sorted[Math.min(high, count) - 1] - sorted[Math.max(low, 1) - 1]));
    }

    /// @return Monte Carlo standard error of the median
    public OptionalDouble mcseMedian() {
        return mcseQuantile(0.5);
    }

    /// @param chain its number
    /// @param lags number of lags, at most the number of draws
    /// @return the chain's autocovariance at lags 0, 1, …: `Σ_i (x_i − x̄)(x_{i+t} − x̄) / n`
    public double[] autocovariance(int chain, int lags) {
        MeanAutocovariance one = new MeanAutocovariance(new double[][] {chains[chain]});
        double[] values = new double[lags];
        Arrays.setAll(values, one::at);
        return values;
    }

    /// @return numbers of the chains that never moved, while others may have
    public int[] stuck() {
        int[] numbers = new int[chains.length];
        int count = 0;
        for (int c = 0; c < chains.length; c++) {
            if (!Spread.varies(new double[][] {chains[c]})) {
                numbers[count++] = c;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private double[][] scores() {
        double[][] known = scores;
        if (known == null) {
            known = NormalScores.of(halves, sorted);
            scores = known;
        }
        return known;
    }

    // |x − median| in ascending order, merged from the two sides of the median.
    private double[] folded() {
        double median = median();
        double[] folded = new double[sorted.length];
        int right = 0;
        while (right < sorted.length && sorted[right] < median) {
            right++;
        }
        int left = right - 1;
        for (int k = 0; k < folded.length; k++) {
            boolean above = left < 0 || right < sorted.length && sorted[right] - median <= median - sorted[left];
            folded[k] = above ? sorted[right++] - median : median - sorted[left--];
        }
        return folded;
    }

    // The middle draw of an odd number belongs to neither half.
    private static double[][] halves(double[][] chains) {
        int draws = chains[0].length;
        double[][] halves = new double[2 * chains.length][];
        for (int c = 0; c < chains.length; c++) {
            halves[2 * c] = Arrays.copyOfRange(chains[c], 0, draws / 2);
            halves[2 * c + 1] = Arrays.copyOfRange(chains[c], draws - draws / 2, draws);
        }
        return halves;
    }

    private static OptionalDouble reduction(double[][] chains) {
        int draws = chains[0].length;
        if (draws < 2 || chains.length < 2 || !Spread.varies(chains)) {
            return OptionalDouble.empty();
        }
        double[] means = new double[chains.length];
        double within = 0;
        for (int c = 0; c < chains.length; c++) {
            double sum = 0;
            for (double value : chains[c]) {
                sum += value;
            }
            means[c] = sum / draws;
            within += Spread.variance(chains[c]) / chains.length;
        }
        // chains that all stand still, at different places, disagree without limit
        return OptionalDouble.of(Math.sqrt((draws * Spread.variance(means) / within + draws - 1) / draws));
    }

    private static double quantile(double[] sorted, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("the quantile of probability " + p);
        }
        double index = (sorted.length - 1) * p;
        int low = (int) Math.floor(index);
        int high = (int) Math.ceil(index);
        double part = index - low;
        // two draws alike give exactly their value, which rounding of the mixture would miss
        return sorted[low] == sorted[high] ? sorted[low] : (1 - part) * sorted[low] + part * sorted[high];
    }
}
