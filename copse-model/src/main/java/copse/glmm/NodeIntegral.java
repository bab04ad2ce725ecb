package copse.glmm;

import copse.family.Derivatives.Order;
import copse.model.internal.GaussHermite;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Adaptive Gauss-Hermite quadrature over the one scalar effect of each level.
///
/// The contribution of a level to the likelihood is `∫ exp(Σℓ(u)) φ(u) du`, taken at the nodes `û + σ z_k`
/// around the mode û with `σ = A^{-1/2}`, A the curvature that Laplace's approximation has: with one node it is
/// Laplace's approximation.
///
/// Cost: one pass over the cells per node. An instance belongs to one thread.
///
/// Source: Pinheiro and Chao (2006), J. Comput. Graph. Stat. 15(1), 58-81. doi:10.1198/106186006X96962
final class NodeIntegral {
    private final CellSystem cells;
    private final ModeSearch search;
    private final GaussHermite rule;
    /// Σ over nodes of the node's share times ℓ_η, per position.
    final double[] score;
    /// The same of ℓ_ζ.
    final double[] byZero;
    /// The same of ℓ_ω, per level.
    final double[] byShape;
    /// The same of u Zᵀℓ_η, per level.
    final double[] direct;
    /// What −2 log likelihood gains per unit of log A, per level: 1 for Laplace's approximation.
    final double[] byLogCurvature;
    /// What it gains per unit of û: 0 for Laplace's approximation.
    final double[] byMode;

    NodeIntegral(CellSystem cells, ModeSearch search, int points) {
        this.cells = cells;
        this.search = search;
        this.rule = GaussHermite.of(points);
        int levels = cells.levels(0);
        this.score = new double[cells.n];
        this.byZero = new double[cells.r > 0 ? cells.n : 0];
        this.byShape = new double[levels];
        this.direct = new double[levels];
        this.byLogCurvature = new double[levels];
        this.byMode = new double[levels];
    }

    /// Σ over levels of the logarithm of their integrals, at the modes of the search.
    ///
    /// @param curvature A per level
    /// @param withGradient whether the arrays of this object are to be filled
    double logLikelihood(double[] curvature, boolean withGradient) {
        double[] parts = new double[cells.blocks()];
        double lambda = search.lambda()[0][0];
        double[] modes = search.modes()[0];
        cells.overBlocks((first, stride) -> {
            ModeSearch.Work work = new ModeSearch.Work(cells);
            for (int block = first; block < cells.blocks(); block += stride) {
                parts[block] = new BlockNodes(block, lambda, modes, curvature, work).integrate(withGradient);
            }
        });
        return Arrays.stream(parts).sum();
    }

    /// The nodes of one block.
    private final class BlockNodes {
        private final int block;
        private final int from;
        private final int count;
        private final int firstLevel;
        private final int levels;
        private final double lambda;
        private final double[] modes;
        private final double[] curvature;
        private final ModeSearch.Work work;
        private final double[][] log; // per node and level, log of its term
        private final double[][] scores; // per node and position
        private final double[][] zeros;
        private final double[][] shapes;

        BlockNodes(int block, double lambda, double[] modes, double[] curvature, ModeSearch.Work work) {
            this.block = block;
            this.from = cells.blockStart[block];
            this.count = cells.blockStart[block + 1] - from;
            this.firstLevel = cells.firstLevel(block);
            this.levels = cells.firstLevel(block + 1) - firstLevel;
            this.lambda = lambda;
            this.modes = modes;
            this.curvature = curvature;
            this.work = work;
            this.log = new double[rule.count()][levels];
            this.scores = new double[rule.count()][];
            this.zeros = new double[rule.count()][];
            this.shapes = new double[rule.count()][];
        }

        private double node(int k, int l) {
            return modes[firstLevel + l] + rule.node(k) / Math.sqrt(curvature[firstLevel + l]);
        }

        double integrate(boolean withGradient) {
            for (int k = 0; k < rule.count(); k++) {
                evaluate(k, withGradient);
            }
            double total = 0;
            for (int l = 0; l < levels; l++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (double[] terms : log) {
                    largest = Math.max(largest, terms[l]);
                }
                double sum = 0;
                for (double[] terms : log) {
                    sum += Math.exp(terms[l] - largest);
                }
                double level = largest + Math.log(sum);
                total += level - 0.5 * Math.log(curvature[firstLevel + l]);
                if (withGradient) {
                    differentiate(l, level);
                }
            }
            return total;
        }

        private void evaluate(int k, boolean withGradient) {
            double @Nullable [] column = cells.z[0][0];
            System.arraycopy(search.base(), from, work.eta, 0, count);
            for (int l = 0; l < levels; l++) {
                double effect = lambda * node(k, l);
                for (int i = start(l); i < start(l + 1); i++) {
                    work.eta[i] += column == null ? effect : column[from + i] * effect;
                }
            }
            search.evaluateAt(block, withGradient ? Order.GRADIENT : Order.VALUE, work);
            if (withGradient) {
                scores[k] = Arrays.copyOf(work.derivatives.score(), count);
                zeros[k] = byZero.length == 0 ? scores[k] : Arrays.copyOf(work.derivatives.byZero(), count);
                shapes[k] = new double[levels];
            }
            for (int l = 0; l < levels; l++) {
                double sum = 0;
                double shape = 0;
                for (int i = start(l); i < start(l + 1); i++) {
                    sum += work.derivatives.value()[i];
                    shape += work.derivatives.byShape()[i];
                }
                double u = node(k, l);
                double z = rule.node(k);
                log[k][l] = rule.logWeight(k) + 0.5 * (z * z - u * u) + sum;
                if (withGradient) {
                    shapes[k][l] = shape;
                }
            }
        }

        private int start(int l) {
            return cells.firstStart(firstLevel + l) - from;
        }

        private void differentiate(int l, double level) {
            double @Nullable [] column = cells.z[0][0];
            double byU = 0;
            double byScale = 0;
            double ofShape = 0;
            double ofLambda = 0;
            Arrays.fill(score, from + start(l), from + start(l + 1), 0);
            if (byZero.length > 0) {
                Arrays.fill(byZero, from + start(l), from + start(l + 1), 0);
            }
            for (int k = 0; k < rule.count(); k++) {
                double share = Math.exp(log[k][l] - level);
                double sum = 0;
                for (int i = start(l); i < start(l + 1); i++) {
                    double s = scores[k][i];
                    sum += column == null ? s : column[from + i] * s;
                    score[from + i] += share * s;
                    if (byZero.length > 0) {
                        byZero[from + i] += share * zeros[k][i];
                    }
                }
                double slope = lambda * sum - node(k, l);
                byU += share * slope;
                byScale += share * rule.node(k) * slope;
                ofShape += share * shapes[k][l];
                ofLambda += share * node(k, l) * sum;
            }
            int at = firstLevel + l;
            byShape[at] = ofShape;
            direct[at] = ofLambda;
            byLogCurvature[at] = 1 + byScale / Math.sqrt(curvature[at]);
            byMode[at] = -2 * byU;
        }
    }
}
