package copse.glmm;

import copse.family.Derivatives.Order;
import copse.family.Likelihood;
import copse.family.Outcomes;
import copse.math.Matrix;
import copse.model.internal.BlockCholesky;
import copse.model.internal.SelectedInverse;
import copse.model.internal.Structure;
import copse.model.internal.SystemValues;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fixed and random effects together, at given covariance parameters and shape: what maximises `Σℓ − ½‖u‖²`
/// over β and u, and the precision of β in that system. It gives the start of the search, and errors with θ
/// taken as known.
///
/// Cost: a step takes a pass over the cells for every column of X.
final class JointSystem {
    private static final int MOST_HALVINGS = 20;
    // a start need not be exact
    private static final double SETTLED = 1e-6;

    private final CellSystem cells;
    private final Outcomes[] outcomes;
    private final SystemValues values;
    private final BlockCholesky cholesky;
    private final double[] score;
    private final double[] weight;
    private double[] eta;

    JointSystem(CellSystem cells, Outcomes[] outcomes) {
        this.cells = cells;
        this.outcomes = outcomes;
        Structure structure = cells.withFixed();
        this.values = SystemValues.zeros(structure);
        this.cholesky = new BlockCholesky(structure, values);
        this.score = new double[cells.n];
        this.weight = new double[cells.n];
        this.eta = cells.offset;
    }

    /// Where a search stands.
    ///
    /// @param beta in standard coordinates
    /// @param u spherical modes per grouping
    /// @param objective `Σℓ − ½‖u‖²`
    record State(double[] beta, double[][] u, double objective) {}

    /// Steps of Fisher scoring from any linear predictor.
    ///
    /// @param start linear predictor per position; need not be one of the model's
    /// @param from the state it belongs to; its objective −∞ if it is none
    /// @return where they end
    State climb(double[] start, State from, double[][] lambda, double[] zeta, Likelihood likelihood, int mostSteps) {
        State now = from;
        double[] present = start;
        for (int step = 0; step < mostSteps; step++) {
            evaluate(present, zeta, likelihood);
            double[] wy = new double[cells.n];
            for (int i = 0; i < wy.length; i++) {
                wy[i] = weight[i] * (present[i] - cells.offset[i]) + score[i];
            }
            cells.fillWithFixed(weight, wy, values);
            if (!cholesky.factor(lambda)) {
                return now;
            }
            double[] beta = new double[cells.p];
            double[][] u = cells.zeros();
            cholesky.solve(beta, u);
            State next = move(now, beta, u, lambda, zeta, likelihood);
            if (!(next.objective() > now.objective())) {
                return now;
            }
            double gain = next.objective() - now.objective();
            now = next;
            present = eta;
            if (gain < SETTLED) {
                return now;
            }
        }
        return now;
    }

    private State move(
            State from, double[] beta, double[][] u, double[][] lambda, double[] zeta, Likelihood likelihood) {
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] toBeta = between(from.beta(), beta, length);
            double[][] toU = new double[u.length][];
            for (int g = 0; g < u.length; g++) {
                toU[g] = between(from.u()[g], u[g], length);
            }
            double[] to = predictor(toBeta, toU, lambda);
            double value = logLikelihood(to, zeta, likelihood) - 0.5 * ModeSearch.squares(toU);
            if (value > from.objective()) {
                eta = to;
                return new State(toBeta, toU, value);
            }
            length /= 2;
        }
        return from;
    }

    private static double[] between(double[] from, double[] to, double length) {
        double[] out = from.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += length * (to[i] - out[i]);
        }
        return out;
    }

    double[] predictor(double[] beta, double[][] u, double[][] lambda) {
        double[] out = cells.offset.clone();
        cells.addColumns(cells.x, beta, out);
        double[][] b = cells.times(lambda, false, u);
        for (int block = 0; block < cells.blocks() && cells.groupings > 0; block++) {
            double[] own = new double[cells.largestBlock];
            cells.addEffects(block, b, own);
            for (int i = cells.blockStart[block]; i < cells.blockStart[block + 1]; i++) {
                out[i] += own[i - cells.blockStart[block]];
            }
        }
        return out;
    }

    // scores and expected weights
    private void evaluate(double[] at, double[] zeta, Likelihood likelihood) {
        cells.overBlocks((first, stride) -> {
            ModeSearch.Work work = new ModeSearch.Work(cells);
            for (int block = first; block < cells.blocks(); block += stride) {
                evaluate(block, at, zeta, likelihood, Order.NEWTON, work);
                int from = cells.blockStart[block];
                int count = cells.blockStart[block + 1] - from;
                System.arraycopy(work.derivatives.score(), 0, score, from, count);
                System.arraycopy(work.derivatives.expected(), 0, weight, from, count);
            }
        });
    }

    double logLikelihood(double[] at, double[] zeta, Likelihood likelihood) {
        double[] parts = new double[cells.blocks()];
        cells.overBlocks((first, stride) -> {
            ModeSearch.Work work = new ModeSearch.Work(cells);
            for (int block = first; block < cells.blocks(); block += stride) {
                evaluate(block, at, zeta, likelihood, Order.VALUE, work);
                double sum = 0;
                for (int i = 0; i < cells.blockStart[block + 1] - cells.blockStart[block]; i++) {
                    sum += work.derivatives.value()[i];
                }
                parts[block] = sum;
            }
        });
        double total = 0;
        for (double part : parts) {
            total += part;
        }
        return total;
    }

    private void evaluate(
            int block, double[] at, double[] zeta, Likelihood likelihood, Order order, ModeSearch.Work work) {
        int from = cells.blockStart[block];
        int count = cells.blockStart[block + 1] - from;
        System.arraycopy(at, from, work.eta, 0, count);
        if (zeta.length > 0) {
            System.arraycopy(zeta, from, work.zeta, 0, count);
        }
        likelihood.evaluate(outcomes[block], work.eta, work.zeta, 0, count, order, work.derivatives);
    }

    /// Scores and expected weights where a search ended, as sums over the levels: `Zᵀs` and, per column of Z,
    /// `Σ z² w`.
    double[][][] levelSums(double[] at, double[] zeta, Likelihood likelihood) {
        evaluate(at, zeta, likelihood);
        double[][] scores = cells.transposedTimes(score);
        double[][] squares = cells.zeros();
        for (int g = 0; g < cells.groupings; g++) {
            int q = cells.z[g].length;
            for (int i = 0; i < cells.n; i++) {
                for (int c = 0; c < q; c++) {
                    double @Nullable [] column = cells.z[g][c];
                    double z = column == null ? 1 : column[i];
                    squares[g][cells.level[g][i] * q + c] += z * z * weight[i];
                }
            }
        }
        return new double[][][] {scores, squares};
    }

    /// Covariance of β with θ and shape as known, with other weights.
    ///
    /// @param w weights per position
    /// @return p×p in standard coordinates; empty if the system is not positive definite
    Optional<Matrix> covariance(double[] w, double[][] lambda) {
        cells.fillWithFixed(w, new double[cells.n], values);
        return cholesky.factor(lambda)
                ? Optional.of(Matrix.wrap(cells.p, cells.p, cholesky.inverseX()))
                : Optional.empty();
    }

    /// Covariance of β in the last system that was factored.
    Matrix covariance() {
        return Matrix.wrap(cells.p, cells.p, cholesky.inverseX());
    }

    /// Inverse of the part of the random effects in the last system that was factored.
    SelectedInverse inverse() {
        SelectedInverse inverse = new SelectedInverse(cholesky);
        inverse.compute(false);
        return inverse;
    }
}
