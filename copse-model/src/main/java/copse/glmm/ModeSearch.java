package copse.glmm;

import copse.family.Derivatives;
import copse.family.Derivatives.Order;
import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Link;
import copse.family.Outcomes;
import copse.model.internal.BlockCholesky;
import copse.model.internal.SystemValues;
import java.util.Arrays;

/// The modes of the random effects at given parameters: what maximises `Σℓ − ½‖u‖²`.
///
/// Newton's method with the observed weights `−ℓ_ηη`; where they do not make a positive definite system, a step
/// with expected ones. Steps are halved until the objective rises. It goes on until a step would change nothing
/// that double precision can hold, so that the modes are a function of the parameters and not of where the
/// search began. Where the log density is concave in η the mode is the only one, and the search may begin at
/// the last one found, and once more at 0 if it fails from there; for other families it begins at 0.
///
/// Cost: a step takes one pass over the cells and one factor. An instance belongs to one thread.
final class ModeSearch {
    // Twice what the objective could still rise. The log determinant hangs on the modes to first order: the square root
    // of this is the error of the criterion.
    private static final double DECREMENT = 1e-20;
    // Below this a decrement that no longer falls is rounding.
    private static final double ROUNDING = 1e-9;
    private static final double STALLED = 0.25;
    // After a step from here the search is most likely done.
    private static final double LAST_STEP = 1e-7;
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;
    private static final double NOISE = 1e-13;

    final CellSystem cells;
    final double[][] scoreSums; // Zᵀs per grouping
    final SystemValues values;
    final BlockCholesky cholesky;
    final double[] score;
    final double[] weight;
    /// d weight / dη at the modes, for families with neither shape nor inflation; see [#isSlopeKnown].
    final double[] slope;
    private boolean slopeKnown;
    private final Outcomes[] outcomes;
    private final boolean concave;
    private final double[] blockValues;
    private double[][] u;
    private double[][] lambda = {};
    private double[] base = {};
    private double[] zeta = {};
    private Likelihood likelihood;
    private double logLikelihood;

    ModeSearch(CellSystem cells, Outcomes[] outcomes, Family family) {
        this.cells = cells;
        this.outcomes = outcomes;
        this.concave = isConcave(family);
        this.likelihood = family.likelihood(0);
        this.values = SystemValues.zeros(cells.structure);
        this.cholesky = new BlockCholesky(cells.structure, values);
        this.scoreSums = cells.zeros();
        this.u = cells.zeros();
        this.score = new double[cells.n];
        this.weight = new double[cells.n];
        this.slope = new double[family.hasShape() || cells.r > 0 ? 0 : cells.n];
        this.blockValues = new double[cells.blocks()];
    }

    private static boolean isConcave(Family family) {
        Link link = family.link();
        return switch (family) {
            case Family.Binomial _ -> link == Link.LOGIT || link == Link.PROBIT || link == Link.CLOGLOG;
            case Family.Poisson _ -> true;
            case Family.NegativeBinomial nb -> nb.growth() == Family.Growth.QUADRATIC && link == Link.LOG;
            case Family.Gamma _ -> link == Link.LOG || link == Link.INVERSE;
            case Family.Gaussian _ -> link == Link.IDENTITY;
            case Family.BetaBinomial _, Family.ZeroInflated _, Family.Student _ -> false;
        };
    }

    /// Finds the modes.
    ///
    /// @param newLambda Λ per grouping; kept until the next call
    /// @param newBase Xβ and offset per position; kept
    /// @param newZeta linear predictor of zero inflation per position; kept
    /// @param newLikelihood of the outcomes
    /// @return whether they were found; then [#cholesky] is the factor of the observed `ΛᵀZᵀWZΛ + I`
    boolean find(double[][] newLambda, double[] newBase, double[] newZeta, Likelihood newLikelihood) {
        lambda = newLambda;
        base = newBase;
        zeta = newZeta;
        likelihood = newLikelihood;
        if (concave && squares(u) > 0 && climb()) {
            return true;
        }
        // the search from here is the same whatever was found before
        u = cells.zeros();
        boolean found = climb();
        if (!found) {
            u = cells.zeros();
        }
        return found;
    }

    // from the modes as they are
    private boolean climb() {
        double objective = pass(u, Order.NEWTON, false);
        return Double.isFinite(objective) && (cells.groupings == 0 || climb(objective));
    }

    private boolean climb(double start) {
        double objective = start;
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[][] direction = cells.times(lambda, true, scoreSums);
            for (int g = 0; g < u.length; g++) {
                for (int k = 0; k < u[g].length; k++) {
                    direction[g][k] -= u[g][k];
                }
            }
            double[][] gradient = new double[u.length][];
            for (int g = 0; g < u.length; g++) {
                gradient[g] = direction[g].clone();
            }
            boolean observed = cholesky.factor(lambda);
            if (!observed) {
                pass(u, Order.NEWTON, true);
                if (!cholesky.factor(lambda)) {
                    return false;
                }
            }
            cholesky.solve(direction);
            double decrement = 0;
            for (int g = 0; g < u.length; g++) {
                for (int k = 0; k < u[g].length; k++) {
                    decrement += gradient[g][k] * direction[g][k];
                }
            }
            boolean stalled = decrement < ROUNDING && decrement > STALLED * before;
            if (observed && (decrement < DECREMENT || stalled)) {
                return true;
            }
            if (!Double.isFinite(decrement)) {
                return false;
            }
            before = decrement;
            double next = move(direction, objective, decrement);
            if (!Double.isFinite(next)) {
                // no step rises: rounding, or a maximum with a weight below 0
                return observed && decrement < ROUNDING;
            }
            objective = next;
        }
        return false;
    }

    // the objective at the first of the full step and its halves that raises it; NaN, and nothing moved, if none does
    private double move(double[][] direction, double objective, double decrement) {
        double noise = NOISE * (Math.abs(objective) + cells.n);
        double[][] from = u;
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[][] to = new double[from.length][];
            for (int g = 0; g < from.length; g++) {
                to[g] = from[g].clone();
                for (int k = 0; k < to[g].length; k++) {
                    to[g][k] += length * direction[g][k];
                }
            }
            Order order = decrement < LAST_STEP && slope.length > 0 ? Order.FULL : Order.NEWTON;
            double value = pass(to, order, false);
            if (value >= objective - noise || decrement < ROUNDING && Double.isFinite(value)) {
                u = to;
                return value;
            }
            length /= 2;
        }
        pass(from, Order.NEWTON, false);
        return Double.NaN;
    }

    /// Scores, weights and their sums at some effects.
    ///
    /// @return the objective; not finite where a mean is not valid
    private double pass(double[][] at, Order order, boolean expected) {
        slopeKnown = order == Order.FULL;
        double[][] b = cells.times(lambda, false, at);
        cells.overBlocks((first, stride) -> {
            Work work = new Work(cells);
            for (int block = first; block < cells.blocks(); block += stride) {
                evaluate(block, b, order, work);
                int from = cells.blockStart[block];
                int count = cells.blockStart[block + 1] - from;
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += work.derivatives.value()[i];
                }
                blockValues[block] = sum;
                System.arraycopy(work.derivatives.score(), 0, score, from, count);
                System.arraycopy(
                        expected ? work.derivatives.expected() : work.derivatives.weight(), 0, weight, from, count);
                if (slopeKnown) {
                    System.arraycopy(work.derivatives.weightSlope(), 0, slope, from, count);
                }
                if (cells.groupings > 0) {
                    cells.transposedFirst(block, score, scoreSums[0]);
                    cells.fillFirst(block, weight, values);
                }
            }
        });
        cells.transposedOthers(score, scoreSums);
        cells.fillOthers(weight, values);
        logLikelihood = Arrays.stream(blockValues).sum();
        return logLikelihood - 0.5 * squares(at);
    }

    /// Expected weights at the modes.
    double[] expectedWeights() {
        double[] w = new double[cells.n];
        double[][] b = effects();
        cells.overBlocks((first, stride) -> {
            Work work = new Work(cells);
            for (int block = first; block < cells.blocks(); block += stride) {
                evaluate(block, b, Order.NEWTON, work);
                int from = cells.blockStart[block];
                System.arraycopy(work.derivatives.expected(), 0, w, from, cells.blockStart[block + 1] - from);
            }
        });
        return w;
    }

    /// The linear predictor at the modes, per position.
    double[] linearPredictor() {
        double[] out = new double[cells.n];
        double[][] b = effects();
        double[] work = new double[cells.largestBlock];
        for (int block = 0; block < cells.blocks(); block++) {
            int from = cells.blockStart[block];
            int count = cells.blockStart[block + 1] - from;
            System.arraycopy(base, from, work, 0, count);
            cells.addEffects(block, b, work);
            System.arraycopy(work, 0, out, from, count);
        }
        return out;
    }

    /// Work arrays of one thread.
    static final class Work {
        final Derivatives derivatives;
        final double[] eta;
        final double[] zeta;
        final double[] scratch;

        Work(CellSystem cells) {
            derivatives = new Derivatives(cells.largestBlock);
            eta = new double[cells.largestBlock];
            zeta = new double[cells.largestBlock];
            scratch = new double[cells.largestBlock];
        }
    }

    /// Evaluates the log densities of a block.
    void evaluate(int block, double[][] b, Order order, Work work) {
        int from = cells.blockStart[block];
        int count = cells.blockStart[block + 1] - from;
        System.arraycopy(base, from, work.eta, 0, count);
        cells.addEffects(block, b, work.eta);
        evaluateAt(block, order, work);
    }

    /// Evaluates the log densities of a block at the linear predictor in the work arrays.
    void evaluateAt(int block, Order order, Work work) {
        int from = cells.blockStart[block];
        int count = cells.blockStart[block + 1] - from;
        if (zeta.length > 0) {
            System.arraycopy(zeta, from, work.zeta, 0, count);
        }
        likelihood.evaluate(outcomes[block], work.eta, work.zeta, 0, count, order, work.derivatives);
    }

    static double squares(double[][] u) {
        double sum = 0;
        for (double[] own : u) {
            for (double value : own) {
                sum += value * value;
            }
        }
        return sum;
    }

    /// The spherical modes.
    double[][] modes() {
        return u;
    }

    /// b = Λu in standard coordinates.
    double[][] effects() {
        return cells.times(lambda, false, u);
    }

    /// Whether [#slope] is that at the modes.
    boolean isSlopeKnown() {
        return slopeKnown;
    }

    double[][] lambda() {
        return lambda;
    }

    double[] base() {
        return base;
    }

    /// Σℓ at the modes, without constants.
    double logLikelihood() {
        return logLikelihood;
    }
}
