package copse.estimate;

import org.jspecify.annotations.Nullable;

/// Mean difference within blocks, such as pairs of clusters, whichever blocks are drawn.
///
/// `τ = Σ t w d / Σ t w` with variance `J/(J−1) Σ t (w d − Σ t w d / J)² / (Σ t w)²`, J the number drawn; with
/// equal weights that of the paired t-test.
///
/// Source: Imai, King and Nall (2009), The essential role of pair matching in cluster-randomized experiments,
/// Statistical Science 24(1). doi:10.1214/08-STS274
///
/// @param difference treated less control mean of each block
/// @param weight of each block
record BlocksEffect(double[] difference, double[] weight) implements ResampledEffect {
    @Override
    public int[] strata() {
        return new int[difference.length];
    }

    @Override
    public @Nullable Value of(double[] times) {
        double count = 0;
        double total = 0;
        double sum = 0;
        for (int b = 0; b < difference.length; b++) {
            count += times[b];
            total += times[b] * weight[b];
            sum += times[b] * weight[b] * difference[b];
        }
        double value = sum / total;
        double squares = 0;
        int distinct = 0;
        for (int b = 0; b < difference.length; b++) {
            double deviation = weight[b] * difference[b] - sum / count;
            squares += times[b] * deviation * deviation;
            distinct += times[b] > 0 ? 1 : 0;
        }
        // copies of one block differ by rounding only
        return new Value(value, distinct < 2 ? 0 : Math.sqrt(count / (count - 1) * squares) / total);
    }
}
