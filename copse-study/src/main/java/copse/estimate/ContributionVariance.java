package copse.estimate;

import copse.frame.Words;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Variances of sums over the units of two arms, as the way these units were randomised has it.
///
/// Whatever an estimator computes, its error is to first order a sum of one contribution per randomised unit
/// (its influence). Units of one arm within one block are alike: their contributions scatter about the mean of
/// the cell. Where a cell has one unit only, as in matched pairs, the sums of whole blocks scatter about their
/// mean instead. Both are at least the variance over the randomisation (Neyman), and estimate the variance over
/// samples of units.
///
/// Weights make arms comparable where blocks have different shares of treated: a unit counts for as many as its
/// block has, over those of its arm.
///
/// Source: Imbens and Rubin (2015), Causal Inference for Statistics, Social, and Biomedical Sciences, chapters
/// 6, 9 and 10; degrees of freedom after Satterthwaite (1946), An approximate distribution of estimates of
/// variance components, Biometrics Bull. 2(6).
final class ContributionVariance {
    private final int[] cell;
    private final int[] cellSize;
    private final int[] block;
    private final double[] weight;
    private final boolean byBlock;
    private final int units;
    private final int blocks;
    private final int unusable;

    private ContributionVariance(int[] cell, int[] cellSize, int[] block, double[] weight, int blocks, int unusable) {
        this.cell = cell;
        this.cellSize = cellSize;
        this.block = block;
        this.weight = weight;
        this.byBlock = Arrays.stream(cellSize).anyMatch(size -> size == 1);
        this.units = Arrays.stream(cellSize).sum();
        this.blocks = blocks;
        this.unusable = unusable;
    }

    /// @param units that were randomised
    /// @param there whether a unit has outcomes
    /// @param treatment index of an arm
    /// @param control index of another
    /// @return the variances
    /// @throws copse.error.InputException `E105` if an arm has a single unit, and no blocks tell more
    static ContributionVariance of(RandomisedUnits units, IntPredicate there, int treatment, int control) {
        int n = units.size();
        int groups = units.blocks() + 1;
        int[] size = new int[2 * groups];
        int[] cell = new int[n];
        Arrays.fill(cell, RandomisedUnits.NONE);
        for (int u = 0; u < n; u++) {
            int arm = units.arm(u);
            if ((arm == treatment || arm == control) && there.test(u)) {
                // units in no block are one more block
                int group = units.block(u) == RandomisedUnits.NONE ? units.blocks() : units.block(u);
                cell[u] = 2 * group + (arm == treatment ? 1 : 0);
                size[cell[u]]++;
            }
        }
        double[] weight = new double[n];
        int[] block = new int[n];
        int unusable = 0;
        for (int u = 0; u < n; u++) {
            if (cell[u] == RandomisedUnits.NONE) {
                continue;
            }
            int own = size[cell[u]];
            int other = size[cell[u] ^ 1];
            if (other == 0) {
                // a block without the other arm compares nothing
                cell[u] = RandomisedUnits.NONE;
                unusable++;
            } else {
                weight[u] = (double) (own + other) / own;
                block[u] = cell[u] / 2;
            }
        }
        int used = 0;
        for (int group = 0; group < groups; group++) {
            if (size[2 * group] == 0 || size[2 * group + 1] == 0) {
                size[2 * group] = 0;
                size[2 * group + 1] = 0;
            } else {
                used++;
            }
        }
        ContributionVariance variance = new ContributionVariance(cell, size, block, weight, used, unusable);
        if (used == 0 || variance.byBlock && used < 2) {
            throw EstimateCode.ONE_UNIT.error(
                    "an arm with one cluster: `" + units.arms().get(treatment) + "` and `"
                            + units.arms().get(control) + "` have " + Words.count(variance.units, "randomised unit")
                            + " to compare",
                    "what differs between units cannot be told from what the arm does",
                    "compare arms with at least two units each, or two blocks with both");
        }
        return variance;
    }

    /// @param unit a unit
    /// @return its weight; 0 if it is not compared
    double weight(int unit) {
        return weight[unit];
    }

    /// @param a a contribution per unit; those of units that are not compared are not read
    /// @param b another
    /// @return covariance of the sums
    double covariance(double[] a, double[] b) {
        double[] parts = parts(a, b);
        return Arrays.stream(parts).sum();
    }

    /// @param a a contribution per unit
    /// @return Satterthwaite's degrees of freedom of the sum's variance; with single units per cell, blocks
    ///     less one
    double df(double[] a) {
        if (byBlock) {
            return blocks - 1;
        }
        double[] parts = parts(a, a);
        double sum = 0;
        double squares = 0;
        int least = 0;
        for (int c = 0; c < parts.length; c++) {
            if (cellSize[c] > 1) {
                sum += parts[c];
                squares += parts[c] * parts[c] / (cellSize[c] - 1);
                least += cellSize[c] - 1;
            }
        }
        return sum == 0 ? least : sum * sum / squares;
    }

    private double[] parts(double[] a, double[] b) {
        if (byBlock) {
            return new double[] {scatter(block, cellSize.length / 2, a, b, blocks)};
        }
        double[] parts = new double[cellSize.length];
        double[] meanA = means(cell, cellSize.length, a);
        double[] meanB = means(cell, cellSize.length, b);
        for (int u = 0; u < cell.length; u++) {
            if (cell[u] != RandomisedUnits.NONE) {
                int c = cell[u];
                double n = cellSize[c];
                parts[c] += n / (n - 1) * (a[u] - meanA[c]) * (b[u] - meanB[c]);
            }
        }
        return parts;
    }

    private double[] means(int[] of, int count, double[] values) {
        double[] sum = sums(of, count, values);
        for (int c = 0; c < count; c++) {
            sum[c] = cellSize[c] == 0 ? 0 : sum[c] / cellSize[c];
        }
        return sum;
    }

    private double[] sums(int[] of, int count, double[] values) {
        double[] sum = new double[count];
        for (int u = 0; u < cell.length; u++) {
            if (cell[u] != RandomisedUnits.NONE) {
                sum[of[u]] += values[u];
            }
        }
        return sum;
    }

    /// `m / (m − 1) Σ (A_b − Ā)(B_b − B̄)` over the m blocks that are compared.
    private double scatter(int[] of, int count, double[] a, double[] b, int m) {
        double[] sumA = sums(of, count, a);
        double[] sumB = sums(of, count, b);
        double meanA = Arrays.stream(sumA).sum() / m;
        double meanB = Arrays.stream(sumB).sum() / m;
        double scatter = 0;
        for (int g = 0; g < count; g++) {
            if (cellSize[2 * g] > 0) {
                scatter += (sumA[g] - meanA) * (sumB[g] - meanB);
            }
        }
        return m / (m - 1.0) * scatter;
    }

    /// @return units compared
    int units() {
        return units;
    }

    /// @return units left out because their block has one of the arms only
    int unusable() {
        return unusable;
    }

    /// @return where the variance comes from, as printed
    String words() {
        return byBlock ? "between blocks" : blocks > 1 ? "between units within blocks" : "between units";
    }
}
