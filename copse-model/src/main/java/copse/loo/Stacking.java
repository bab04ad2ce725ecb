package copse.loo;

import copse.math.SymmetricEigen;
import java.util.Arrays;

/// The mixture of models that predicts best.
///
/// Maximises `f(w) = Σ_i log Σ_k w_k p_ik` over weights that are not negative and add up to 1, where `p_ik =
/// exp(elpd_ik)`: a concave function. Since f rises by `n log c` when w is multiplied with c, the sum of the
/// weights takes care of itself when `n Σ w_k` is subtracted. What is left is solved by an interior point
/// method: Newton's steps on `f(w) − n Σ w_k + μ Σ log w_k` for μ that falls to 0.
///
/// The optimum is proved, not assumed: as f is concave, it lies at most `max_k ∂f/∂w_k − n` above any weights
/// that add up to 1.
///
/// - Cost: some 40 steps of `n K²` operations for n observations and K models.
///
/// Source: Yao, Vehtari, Simpson and Gelman (2018), Bayesian Anal. 13(3), equation 4. doi:10.1214/17-BA1091;
/// Boyd and Vandenberghe (2004), Convex Optimization, section 11.3 (barrier).
///
/// @param weights by model
/// @param score f at the weights
/// @param gap no weights have a score that is larger than this one by more
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record Stacking(double[] weights, double score, double gap) {
    // Of the score, which has the unit of elpd: far below what anybody could tell apart.
    private static final double GAP = 1e-9;
    private static final double FALL = 0.2;
    private static final int MOST_STEPS = 500;
    // Part of the way to the boundary that a step may go.
    private static final double WITHIN = 0.95;

    /// @param elpd by model and observation; not modified
    /// @return the optimum
    static Stacking of(double[][] elpd) {
        int models = elpd.length;
        int n = elpd[0].length;
        double[] largest = new double[n];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (double[] model : elpd) {
            for (int i = 0; i < n; i++) {
                largest[i] = Math.max(largest[i], model[i]);
            }
        }
        double[][] p = new double[models][n];
        double shift = 0;
        for (int i = 0; i < n; i++) {
            shift += largest[i];
            for (int k = 0; k < models; k++) {
                p[k][i] = Math.exp(elpd[k][i] - largest[i]);
            }
        }
        double[] w = new double[models];
        Arrays.fill(w, 1.0 / models);
        double barrier = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            Slope slope = Slope.of(p, w);
            double gap = slope.gap(w);
            if (gap <= GAP) {
                break;
            }
            if (newton(slope, barrier, n, w) < 1) {
                barrier = Math.max(barrier * FALL, GAP / (10 * models));
            }
        }
        return finished(p, w, shift);
    }

    private static Stacking finished(double[][] p, double[] w, double shift) {
        double total = Arrays.stream(w).sum();
        double[] weights = Arrays.stream(w).map(weight -> weight / total).toArray();
        Slope slope = Slope.of(p, weights);
        return new Stacking(weights, slope.value + shift, slope.gap(weights));
    }

    // One step; returns the squared Newton decrement over μ, which is below 1 where the step is a good one.
    private static double newton(Slope slope, double barrier, int n, double[] w) {
        int models = w.length;
        // in units of w, so that weights near 0 and near 1 are alike in size
        double[][] curvature = new double[models][models];
        double[] gradient = new double[models];
        for (int j = 0; j < models; j++) {
            gradient[j] = w[j] * (slope.gradient[j] - n) + barrier;
            for (int k = 0; k < models; k++) {
                curvature[j][k] = w[j] * w[k] * slope.curvature[j][k] + (j == k ? barrier : 0);
            }
        }
        double[] step = SymmetricEigen.of(curvature).solve(gradient, 0);
        double most = 1;
        double decrement = 0;
        for (int k = 0; k < models; k++) {
            decrement += step[k] * gradient[k];
            if (step[k] < 0) {
                most = Math.min(most, -WITHIN / step[k]);
            }
        }
        // far from the optimum of this μ the damped step of self-concordant functions is sure to rise
        double lambda = Math.sqrt(decrement / barrier);
        double length = lambda < 1 ? most : Math.min(most, 1 / (1 + lambda));
        for (int k = 0; k < models; k++) {
            w[k] *= 1 + length * step[k];
        }
        return lambda;
    }

    /// f with its first and second derivatives.
    private record Slope(double value, double[] gradient, double[][] curvature) {
        static Slope of(double[][] p, double[] w) {
            int models = p.length;
            int n = p[0].length;
            double[] inverse = new double[n];
            double value = 0;
            for (int i = 0; i < n; i++) {
                double mixture = 0;
                for (int k = 0; k < models; k++) {
                    mixture += w[k] * p[k][i];
                }
                value += Math.log(mixture);
                inverse[i] = 1 / mixture;
            }
            double[] gradient = new double[models];
            double[][] curvature = new double[models][models];
            for (int j = 0; j < models; j++) {
                for (int i = 0; i < n; i++) {
                    gradient[j] += p[j][i] * inverse[i];
                }
                for (int k = 0; k <= j; k++) {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += p[j][i] * inverse[i] * (p[k][i] * inverse[i]);
                    }
                    curvature[j][k] = sum;
                    curvature[k][j] = sum;
                }
            }
            return new Slope(value, gradient, curvature);
        }

        // For weights of any sum: the derivative times the sum is that at the weights divided by it.
        double gap(double[] w) {
            double total = Arrays.stream(w).sum();
            double along = 0;
            for (int k = 0; k < w.length; k++) {
                along += w[k] * gradient[k];
            }
            return Arrays.stream(gradient).max().orElseThrow() * total - along;
        }
    }
}
