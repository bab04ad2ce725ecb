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

    private final double[][] counts; // by block
    private final double[][] exposure;
    private final double[] h; // of the present block: η, then the score
    private final double[] x;
    private final double[] m;
    private final double[] value; // sums over the blocks, place by place

    /// @param outcomes counts, sums of `size` of them
    LogMeanKernel(Outcomes outcomes) {
        this(
                outcomes.count(),
                blocks(LogitKernel.product(outcomes.y(), outcomes.multiplicity())),
                blocks(LogitKernel.product(outcomes.size(), outcomes.multiplicity())));
    }

    private LogMeanKernel(int cells, double[][] counts, double[][] exposure) {
        super(cells, false);
        this.counts = counts;
        this.exposure = exposure;
        int block = Math.min(BLOCK, cells);
        this.h = new double[block];
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
        double[] y = counts[from / BLOCK];
        double[] n = exposure[from / BLOCK];
        System.arraycopy(eta, from, h, 0, count);
        exponential(count);
        for (int i = 0; i < count; i++) {
            m[i] = n[i] * (1 + m[i]);
        }
        for (int i = 0; i < count; i++) {
            value[i] += y[i] * h[i] - m[i];
        }
        for (int i = 0; i < count; i++) {
            h[i] = y[i] - m[i];
        }
        System.arraycopy(h, 0, score, from, count);
    }

    @Override
    double value() {
        return CellData.sum(value);
    }

    // e^η − 1; Taylor's polynomial of degree 11, its argument being at most 0.35
    private void exponential(int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Math.max(-FARTHEST, Math.min(FARTHEST, h[i])) * SPLIT;
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
        return new LogMeanKernel(score.length, counts, exposure);
    }
}
