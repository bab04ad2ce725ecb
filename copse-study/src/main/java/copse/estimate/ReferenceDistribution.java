package copse.estimate;

import copse.math.Lazy;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The values of a test statistic over the assignments that could have been, if the hypothesis holds.
///
/// Values are put in order when they are first asked for.
public final class ReferenceDistribution {
    private final Lazy<Sorted> sorted;

    /// @param values ascending
    /// @param masses of the values, in sum 1
    private record Sorted(double[] values, double[] masses) {}

    /// @param set the assignments
    /// @param reference the value of each; NaN where there is none. Kept.
    ReferenceDistribution(ReferenceSet set, double[] reference) {
        this.sorted = new Lazy<>(() -> set.isUniform() ? uniform(reference) : weighted(set, reference));
    }

    private static Sorted uniform(double[] reference) {
        double[] values = Arrays.stream(reference).filter(v -> !Double.isNaN(v)).toArray();
        Arrays.sort(values);
        double[] masses = new double[values.length];
        Arrays.fill(masses, 1.0 / values.length);
        return new Sorted(values, masses);
    }

    private static Sorted weighted(ReferenceSet set, double[] reference) {
        int[] order = IntStream.range(0, reference.length)
                .filter(i -> !Double.isNaN(reference[i]))
                .boxed()
                .sorted((i, j) -> Double.compare(reference[i], reference[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Arrays.stream(order).mapToDouble(set::probability).sum();
        return new Sorted(
                Arrays.stream(order).mapToDouble(i -> reference[i]).toArray(),
                Arrays.stream(order)
                        .mapToDouble(i -> set.probability(i) / total)
                        .toArray());
    }

    /// @return the values, ascending
    public double[] values() {
        return sorted.value().values.clone();
    }

    /// @return their mean
    public double mean() {
        Sorted all = sorted.value();
        double mean = 0;
        for (int i = 0; i < all.values.length; i++) {
            mean += all.masses[i] * all.values[i];
        }
        return mean;
    }

    /// @return their variance, the mean squared distance from the mean
    public double variance() {
        Sorted all = sorted.value();
        double mean = mean();
        double variance = 0;
        for (int i = 0; i < all.values.length; i++) {
            variance += all.masses[i] * (all.values[i] - mean) * (all.values[i] - mean);
        }
        return variance;
    }

    /// @param probability in `[0, 1]`
    /// @return the smallest value that is not exceeded with at least this probability
    public double quantile(double probability) {
        Sorted all = sorted.value();
        double sum = 0;
        for (int i = 0; i < all.values.length; i++) {
            sum += all.masses[i];
            if (sum >= probability * (1 - 1e-12)) {
                return all.values[i];
            }
        }
        return all.values[all.values.length - 1];
    }

    /// Shares of the values in bins of equal width.
    ///
    /// @param bins number of bins, at least 1
    /// @return the histogram, from the least to the largest finite value
    public Histogram histogram(int bins) {
        Sorted all = sorted.value();
        double[] finite = Arrays.stream(all.values).filter(Double::isFinite).toArray();
        double least = finite.length == 0 ? 0 : finite[0];
        double most = finite.length == 0 ? 0 : finite[finite.length - 1];
        double[] shares = new double[bins];
        double width = (most - least) / bins;
        for (int i = 0; i < all.values.length; i++) {
            int bin = width > 0 ? (int) ((all.values[i] - least) / width) : 0;
            shares[Math.clamp(bin, 0, bins - 1)] += all.masses[i];
        }
        return new Histogram(least, most, shares);
    }

    /// Shares of values in bins of equal width; what lies outside is in the first or last.
    ///
    /// @param least lower end of the first bin
    /// @param most upper end of the last bin
    /// @param shares of the bins
    public record Histogram(double least, double most, double[] shares) {}
}
