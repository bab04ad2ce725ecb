package copse.estimate;

/// The block-weighted difference and its variance as a square in the effect taken off. For one thread.
///
/// Blocks weigh as many positions as they have. The variance is Neyman's within blocks, `Σ w_b² (s²_t/n_t +
/// s²_c/n_c)`; where blocks have an arm with one position only, which has no variance, it is that of the
/// blocks' differences δ around their weighted mean, `B/(B − 1) Σ w_b² (δ_b − δ̄)²`: for pairs the paired t.
final class BlockVariance {
    private final boolean between;
    private final double[] weight;
    private final double[] difference;
    private final double[] slope;

    /// @param blocks number of blocks
    /// @param between whether the variance is that of differences of blocks
    BlockVariance(int blocks, boolean between) {
        this.between = between;
        this.weight = new double[blocks];
        this.difference = new double[blocks];
        this.slope = new double[blocks];
    }

    /// @param t sums of `1, y, d, y², yd` of the treated, y being outcomes and d who is treated in fact
    /// @param c those of the controls
    /// @param into difference, its slope, and the three coefficients of the variance. *Modified.*
    /// @param at where they go
    void of(BlockSums t, BlockSums c, double[] into, int at) {
        double total = 0;
        int used = 0;
        for (int b = 0; b < weight.length; b++) {
            double nt = t.sum(0, b);
            double nc = c.sum(0, b);
            weight[b] = nt > 0 && nc > 0 ? nt + nc : 0;
            if (weight[b] > 0) {
                difference[b] = t.sum(1, b) / nt - c.sum(1, b) / nc;
                slope[b] = t.sum(2, b) / nt - c.sum(2, b) / nc;
                total += weight[b];
                used++;
            }
        }
        double a = 0;
        double s = 0;
        for (int b = 0; b < weight.length; b++) {
            weight[b] /= total;
            a += weight[b] > 0 ? weight[b] * difference[b] : 0;
            s += weight[b] > 0 ? weight[b] * slope[b] : 0;
        }
        into[at] = used == 0 || between && used == 1 ? Double.NaN : a;
        into[at + 1] = s;
        into[at + 2] = 0;
        into[at + 3] = 0;
        into[at + 4] = 0;
        for (int b = 0; b < weight.length; b++) {
            if (weight[b] > 0) {
                double square = weight[b] * weight[b];
                if (between) {
                    double y = difference[b] - a;
                    double d = slope[b] - s;
                    add(used / (used - 1.0) * square, y * y, y * d, d * d, into, at + 2);
                } else {
                    within(t, b, square, into, at + 2);
                    within(c, b, square, into, at + 2);
                }
            }
        }
    }

    private static void within(BlockSums arm, int b, double square, double[] into, int at) {
        double n = arm.sum(0, b);
        double y = arm.sum(1, b);
        double d = arm.sum(2, b);
        // one position alone has no variance
        double scale = n < 2 ? Double.NaN : square / (n * (n - 1));
        add(scale, arm.sum(3, b) - y * y / n, arm.sum(4, b) - y * d / n, d - d * d / n, into, at);
    }

    private static void add(double scale, double yy, double yd, double dd, double[] into, int at) {
        into[at] += scale * yy;
        into[at + 1] -= 2 * scale * yd;
        into[at + 2] += scale * dd;
    }
}
