package copse.estimate;

import java.util.Arrays;

/// The values of a test statistic over the assignments that could have been, if the hypothesis holds.
public final class ReferenceDistribution {
    private final double[] values;
    private final double[] masses;

    /// @param set the assignments
    /// @param reference the value of each; NaN where there is none
    ReferenceDistribution(ReferenceSet set, double[] reference) {
        int[] order = java.util.stream.IntStream.range(0, reference.length)
                .filter(i -> !Double.isNaN(reference[i]))
                .boxed()
                .sorted((i, j) -> Double.compare(reference[i], reference[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = 0;
        for (int i : order) {
            total += set.probability(i);
        }
        double sum = total;
        this.values = Arrays.stream(order).mapToDouble(i -> reference[i]).toArray();
        this.masses =
                Arrays.stream(order).mapToDouble(i -> set.probability(i) / sum).toArray();
    }

    /// @return the values, ascending
    public double[] values() {
        return values.clone();
    }

    /// @return their mean
    public double mean() {
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += masses[i] * values[i];
        }
        return mean;
    }

    /// @return their variance, the mean squared distance from the mean
    public double variance() {
        double mean = mean();
        double variance = 0;
        for (int i = 0; i < values.length; i++) {
            variance += masses[i] * (values[i] - mean) * (values[i] - mean);
        }
        return variance;
    }

    /// @param probability in `[0, 1]`
    /// @return the smallest value that is not exceeded with at least this probability
    public double quantile(double probability) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += masses[i];
            if (sum >= probability * (1 - 1e-12)) {
                return values[i];
            }
        }
        return values[values.length - 1];
    }

    /// Shares of the values in bins of equal width.
    ///
    /// @param bins number of bins, at least 1
    /// @return the histogram, from the least to the largest finite value
    public Histogram histogram(int bins) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double least = finite.length == 0 ? 0 : finite[0];
        double most = finite.length == 0 ? 0 : finite[finite.length - 1];
        double[] shares = new double[bins];
        double width = (most - least) / bins;
        for (int i = 0; i < values.length; i++) {
            int bin = width > 0 ? (int) ((values[i] - least) / width) : 0;
            shares[Math.clamp(bin, 0, bins - 1)] += masses[i];
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
