package copse.bayes;

import copse.family.Outcomes;

/// Poisson counts by the log link, without a function call per cell: `ℓ = yη − n e^η`.
///
/// `e^η − 1` is built up from `m = e^x − 1`, `x = η/2048`, a polynomial, by eleven doublings `m ← m(m + 2)`,
/// whose relative error is some |η| rounding errors. Passes are short loops without branches, as in
/// [LogitKernel].
final class LogMeanKernel extends OutcomeKernel {
    private static final int BLOCK = 512;
    // beyond it a mean is 0 or infinite
    private static final double FARTHEST = 700;
    private static final double SPLIT = 1.0 / 2048;

    private final double[] counts;
    private final double[] exposure;
    private final double[] x;
    private final double[] m;
    private final double[] value;

    /// @param outcomes counts, sums of `size` of them
    LogMeanKernel(Outcomes outcomes) {
        this(
                LogitKernel.product(outcomes.y(), outcomes.multiplicity()),
                LogitKernel.product(outcomes.size(), outcomes.multiplicity()));
    }

    private LogMeanKernel(double[] counts, double[] exposure) {
        super(counts.length, false);
        this.counts = counts;
        this.exposure = exposure;
        int block = Math.min(BLOCK, counts.length);
        this.x = new double[block];
        this.m = new double[block];
        this.value = new double[counts.length];
    }

    @Override
    double evaluate(double[] eta, double[] zeta, double omega) {
        for (int from = 0; from < eta.length; from += BLOCK) {
            int count = Math.min(BLOCK, eta.length - from);
            exponential(eta, from, count);
            for (int i = 0; i < count; i++) {
                double mean = exposure[from + i] * (1 + m[i]);
                score[from + i] = counts[from + i] - mean;
                value[from + i] = counts[from + i] * eta[from + i] - mean;
            }
        }
        return CellData.sum(value);
    }

    // e^η − 1; Taylor's polynomial of degree 11, its argument being at most 0.35
    private void exponential(double[] eta, int from, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(-FARTHEST, Math.min(FARTHEST, eta[from + i])) * SPLIT;
        }
        for (int i = 0; i < count; i++) {
            double t = x[i];
            m[i] = 1.0 / 5040 + t * (1.0 / 40320 + t * (1.0 / 362880 + t * (1.0 / 3628800 + t * (1.0 / 39916800))));
        }
        for (int i = 0; i < count; i++) {
            double t = x[i];
            m[i] = t * (1 + t * (0.5 + t * (1.0 / 6 + t * (1.0 / 24 + t * (1.0 / 120 + t * (1.0 / 720 + t * m[i]))))));
        }
        for (int i = 0; i < count; i++) {
            double t = m[i];
            t *= t + 2;
            t *= t + 2;
            t *= t + 2;
            t *= t + 2;
            t *= t + 2;
            m[i] = t * (t + 2);
        }
        for (int i = 0; i < count; i++) {
            double t = m[i];
            t *= t + 2;
            t *= t + 2;
            t *= t + 2;
            t *= t + 2;
            m[i] = t * (t + 2);
        }
    }

    @Override
    OutcomeKernel copy() {
        return new LogMeanKernel(counts, exposure);
    }
}
