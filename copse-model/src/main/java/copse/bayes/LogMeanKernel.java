package copse.bayes;

import copse.family.Outcomes;
import java.util.Arrays;

/// Poisson counts by the log link, without a function call per cell: `ℓ = yη − n e^η`.
///
/// `e^η − 1` is built up from `m = e^x − 1`, `x = η/2048`, a polynomial, by eleven doublings `m ← m(m + 2)`,
/// whose relative error is some |η| rounding errors. Passes are short loops without branches, as in
/// [LogitKernel].
final class LogMeanKernel extends OutcomeKernel {
    // beyond it a mean is 0 or infinite
    private static final double FARTHEST = 700;
    private static final double SPLIT = 1.0 / 2048;

    private final double[] counts;
    private final double[] exposure;
    private final double[] x;
    private final double[] m;
    private final double[] value; // sums over the blocks, place by place

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
        this.value = new double[block];
    }

    @Override
    void begin(double omega) {
        Arrays.fill(value, 0);
    }

    @Override
    void evaluate(double[] eta, double[] zeta, int from, int to) {
        int count = to - from;
        exponential(eta, from, count);
        for (int i = 0; i < count; i++) {
            m[i] = exposure[from + i] * (1 + m[i]);
        }
        for (int i = 0; i < count; i++) {
            score[from + i] = counts[from + i] - m[i];
        }
        for (int i = 0; i < count; i++) {
            value[i] += counts[from + i] * eta[from + i] - m[i];
        }
    }

    @Override
    double value() {
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
