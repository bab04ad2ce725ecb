package copse.estimate;

import org.jspecify.annotations.Nullable;

/// Difference in means of treated and control units, a weighted mean over blocks, for whichever units are
/// drawn.
///
/// A unit counts once or as often as it has rows. Within an arm of a block the mean is the ratio `Σ t w m / Σ t
/// w` with variance `k/(k−1) Σ t (w (m − mean))² / (Σ t w)²`, k the number drawn: for w = 1 the plain variance
/// of a mean. Blocks count by what their units weigh in the data as they are.
final class MeansEffect implements ResampledEffect {
    private final double[] mean;
    private final double[] weight;
    private final boolean[] treated;
    private final int[] block;
    private final double[] share; // of each block
    private final int[] strata;

    /// @param strata block and arm, or the block alone where arms are drawn along
    MeansEffect(double[] mean, double[] weight, boolean[] treated, int[] block, int blocks, int[] strata) {
        this.mean = mean;
        this.weight = weight;
        this.treated = treated;
        this.block = block;
        this.strata = strata;
        this.share = new double[blocks];
        double total = 0;
        for (int i = 0; i < mean.length; i++) {
            share[block[i]] += weight[i];
            total += weight[i];
        }
        for (int b = 0; b < blocks; b++) {
            share[b] /= total;
        }
    }

    @Override
    public int[] strata() {
        return strata;
    }

    @Override
    public @Nullable Value of(double[] times) {
        int cells = 2 * share.length;
        double[] count = new double[cells];
        double[] total = new double[cells];
        double[] sum = new double[cells];
        for (int i = 0; i < mean.length; i++) {
            int cell = cell(i);
            count[cell] += times[i];
            total[cell] += times[i] * weight[i];
            sum[cell] += times[i] * weight[i] * mean[i];
        }
        double[] squares = new double[cells];
        int[] distinct = new int[cells];
        for (int i = 0; i < mean.length; i++) {
            int cell = cell(i);
            double deviation = weight[i] * (mean[i] - sum[cell] / total[cell]);
            squares[cell] += times[i] == 0 ? 0 : times[i] * deviation * deviation;
            distinct[cell] += times[i] == 0 ? 0 : 1;
        }
        double value = 0;
        double variance = 0;
        for (int b = 0; b < share.length; b++) {
            for (int arm = 0; arm < 2; arm++) {
                int cell = 2 * b + arm;
                if (!(total[cell] > 0)) {
                    return null;
                }
                value += (arm == 1 ? 1 : -1) * share[b] * sum[cell] / total[cell];
                if (distinct[cell] > 1) { // copies of one unit differ by rounding only
                    variance += share[b]
                            * share[b]
                            * count[cell]
                            / (count[cell] - 1)
                            * squares[cell]
                            / (total[cell] * total[cell]);
                }
            }
        }
        return new Value(value, Math.sqrt(variance));
    }

    private int cell(int unit) {
        return 2 * block[unit] + (treated[unit] ? 1 : 0);
    }
}
