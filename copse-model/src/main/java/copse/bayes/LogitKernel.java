package copse.bayes;

import copse.family.Outcomes;
import java.util.Arrays;

/// Successes out of trials by the logit link, without a function call per cell.
///
/// With `e = exp(−|η|)` the mean is `½ + ½ sign(η)(1−e)/(1+e)`, and `log(1+e) = 2 artanh(e/(2+e))` is a
/// polynomial in the square of its argument, which is at most 1/9. Every pass is a short loop without branches
/// that the compiler turns into vector instructions; the values are the same whether it does or not. Means are
/// good to 1e-15 of 1, not of themselves: a score of 1e-20 is as good as 0 for a trajectory.
final class LogitKernel extends OutcomeKernel {
    // exp(−40) is nothing beside 1
    private static final double FARTHEST = -40;
    private static final double SPLIT = 1.0 / 64;
    private static final double HUGE = 1e300;

    private final double[][] successes; // by block
    private final double[][] trials;
    private final double[] h; // of the present block: η, then the score
    private final double[] t;
    private final double[] e;
    private final double[] s;
    private final double[] value; // sums over the blocks, place by place

    /// @param outcomes successes and trials
    LogitKernel(Outcomes outcomes) {
        this(
                outcomes.count(),
                blocks(product(outcomes.y(), outcomes.multiplicity())),
                blocks(product(outcomes.size(), outcomes.multiplicity())));
    }

    private LogitKernel(int cells, double[][] successes, double[][] trials) {
        super(cells, false);
        this.successes = successes;
        this.trials = trials;
        int block = Math.min(BLOCK, cells);
        this.h = new double[block];
        this.t = new double[block];
        this.e = new double[block];
        this.s = new double[block];
        this.value = new double[block];
    }

    static double[] product(double[] a, double[] b) {
        double[] out = new double[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] * b[i];
        }
        return out;
    }

    @Override
    void begin(double omega) {
        Arrays.fill(value, 0);
    }

    @Override
    void evaluate(double[] eta, double[] zeta, int from, int to) {
        int count = to - from;
        System.arraycopy(eta, from, h, 0, count);
        exponential(count);
        logarithm(count);
        finish(successes[from / BLOCK], trials[from / BLOCK], count);
        System.arraycopy(h, 0, score, from, count);
    }

    @Override
    double value() {
        return CellData.sum(value);
    }

    // e^(−|η|), as the 64th power of a polynomial (Taylor's to degree 10, the argument being at most 5/8)
    private void exponential(int count) {
        for (int i = 0; i < count; i++) {
            t[i] = Math.max(-Math.abs(h[i]), FARTHEST) * SPLIT;
        }
        for (int i = 0; i < count; i++) {
            double x = t[i];
            e[i] = 1.0 / 720 + x * (1.0 / 5040 + x * (1.0 / 40320 + x * (1.0 / 362880 + x * (1.0 / 3628800))));
        }
        for (int i = 0; i < count; i++) {
            double x = t[i];
            e[i] = 1 + x * (1 + x * (0.5 + x * (1.0 / 6 + x * (1.0 / 24 + x * (1.0 / 120 + x * e[i])))));
        }
        for (int i = 0; i < count; i++) {
            double x = e[i];
            x *= x;
            x *= x;
            x *= x;
            x *= x;
            x *= x;
            e[i] = x * x;
        }
    }

    // s = e/(2+e) and, in t, log(1+e)/s; minimax in s² on [0, 1/9], error 3e-18
    private void logarithm(int count) {
        for (int i = 0; i < count; i++) {
            s[i] = e[i] / (2 + e[i]);
        }
        for (int i = 0; i < count; i++) {
            double u = s[i] * s[i];
            t[i] = 0.1538661404230401
                    + u
                            * (0.13300374032674625
                                    + u * (0.12110168728069218 + u * (0.0832450651186082 + u * 0.17044163562781398)));
        }
        for (int i = 0; i < count; i++) {
            double u = s[i] * s[i];
            t[i] = 2
                    + u
                            * (0.6666666666666615
                                    + u
                                            * (0.4000000000018575
                                                    + u
                                                            * (0.28571428545454114
                                                                    + u
                                                                            * (0.22222224080747674
                                                                                    + u
                                                                                            * (0.18181740832504806
                                                                                                    + u * t[i])))));
        }
    }

    private void finish(double[] y, double[] n, int count) {
        for (int i = 0; i < count; i++) {
            value[i] += y[i] * h[i] - n[i] * (0.5 * (Math.abs(h[i]) + h[i]) + s[i] * t[i]);
        }
        for (int i = 0; i < count; i++) {
            t[i] = 0.5 * (1 - e[i]) / (1 + e[i]);
        }
        for (int i = 0; i < count; i++) {
            double sign = Math.max(-1, Math.min(1, h[i] * HUGE));
            h[i] = y[i] - n[i] * (0.5 + sign * t[i]);
        }
    }

    @Override
    OutcomeKernel copy() {
        return new LogitKernel(score.length, successes, trials);
    }
}
