package copse.glmm;

import copse.family.Derivatives;
import copse.family.Derivatives.Order;
import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Link;
import copse.family.Outcomes;
import copse.model.internal.BlockCholesky;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import copse.model.internal.SystemValues;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// −2 log likelihood of a generalised linear mixed model as a function of all its parameters `ψ = (θ, β, ω, γ)`
/// in standard coordinates, with random effects integrated out by Laplace's approximation or by quadrature.
///
/// Laplace: `−2Σℓ(û) + ‖û‖² + log|A|`, `A = ΛᵀZᵀW_A ZΛ + I` at the modes û(ψ), W_A the observed or the expected
/// weights. The criterion is even in every column of Λ, so θ may have any sign.
///
/// The gradient is exact. With the score s, `c_i = (dW_A,i/dη) h_i`, `h_i = z_iᵀΛA⁻¹Λᵀz_i`, the observed
/// weights w and the adjoint `v = H⁻¹ΛᵀZᵀc`, where `H = ΛᵀZᵀWZΛ + I`, all derivatives are sums over the cells
/// with `r = −2s + c − w∘(ZΛv)`, for β they are `Xᵀr`: what β, ω and γ do to û enters through v alone.
///
/// - Cost: an evaluation takes one pass over the cells and one factor per step of [ModeSearch], the gradient
///   two passes and a selected inverse more.
/// - An instance belongs to one thread.
///
/// Sources: Bates, Mächler, Bolker and Walker (2015), J. Stat. Softw. 67(1); Skaug and Fournier (2006), Comput.
/// Stat. Data Anal. 51(2), 699-709 (the adjoint). doi:10.1016/j.csda.2006.03.005
final class MarginalLikelihood {
    private final CellSystem cells;
    private final Family family;
    private final Integration integration;
    private final double constant;
    private final PredictorUnit unit;
    private final CovarianceTemplate template;
    private final ModeSearch search;
    private final boolean sameWeights; // A = H
    private final SystemValues valuesA;
    private final BlockCholesky choleskyA;
    private final SelectedInverse inverse;
    private final SystemValues covariances;
    private final @Nullable NodeIntegral nodes;
    private int evaluations;

    /// @param outcomes in blocks
    /// @param constant what the log likelihood has beyond the cells'
    MarginalLikelihood(CellSystem cells, Outcomes[] outcomes, double constant, Family family, Integration integration) {
        this.cells = cells;
        this.family = family;
        this.integration = integration;
        this.constant = constant;
        this.unit = new PredictorUnit(family, outcomes);
        this.template = cells.template;
        this.search = new ModeSearch(cells, outcomes, family);
        this.sameWeights = integration.curvature() == Integration.Curvature.OBSERVED || isCanonical(family);
        this.valuesA = sameWeights ? search.values : SystemValues.zeros(cells.structure);
        this.choleskyA = sameWeights ? search.cholesky : new BlockCholesky(cells.structure, valuesA);
        this.inverse = new SelectedInverse(choleskyA);
        this.covariances = SystemValues.zeros(cells.structure);
        this.nodes = integration.points() > 1 && cells.groupings > 0
                ? new NodeIntegral(cells, search, integration.points())
                : null;
    }

    /// Whether observed and expected weights are the same.
    static boolean isCanonical(Family family) {
        return switch (family) {
            case Family.Binomial binomial -> binomial.link() == Link.LOGIT;
            case Family.Poisson poisson -> poisson.link() == Link.LOG;
            case Family.Gaussian gaussian -> gaussian.link() == Link.IDENTITY;
            case Family.Gamma gamma -> gamma.link() == Link.INVERSE;
            case Family.NegativeBinomial _, Family.BetaBinomial _, Family.ZeroInflated _, Family.Student _ -> false;
        };
    }

    /// The criterion somewhere.
    ///
    /// @param psi where
    /// @param value −2 log likelihood with all constants; +∞ where the model has no valid mean or no mode
    /// @param gradient by ψ; empty if not asked for, or where the value is infinite
    record Point(double[] psi, double value, double[] gradient) {
        boolean isValid() {
            return Double.isFinite(value);
        }
    }

    int parameters() {
        return template.size() + cells.p + (family.hasShape() ? 1 : 0) + cells.r;
    }

    int firstFixed() {
        return template.size();
    }

    /// Where ω is, or would be.
    int shapeAt() {
        return template.size() + cells.p;
    }

    int firstInflation() {
        return shapeAt() + (family.hasShape() ? 1 : 0);
    }

    CellSystem cells() {
        return cells;
    }

    Family family() {
        return family;
    }

    PredictorUnit unit() {
        return unit;
    }

    ModeSearch search() {
        return search;
    }

    int evaluations() {
        return evaluations;
    }

    double[] theta(double[] psi) {
        return Arrays.copyOf(psi, template.size());
    }

    double[] beta(double[] psi) {
        return Arrays.copyOfRange(psi, firstFixed(), shapeAt());
    }

    double omega(double[] psi) {
        return family.hasShape() ? psi[shapeAt()] : 0;
    }

    double[] gamma(double[] psi) {
        return Arrays.copyOfRange(psi, firstInflation(), psi.length);
    }

    /// @param psi not modified
    /// @param withGradient whether the gradient is wanted
    Point evaluate(double[] psi, boolean withGradient) {
        evaluations++;
        Point nowhere = new Point(psi.clone(), Double.POSITIVE_INFINITY, new double[0]);
        for (double value : psi) {
            if (!Double.isFinite(value)) {
                return nowhere;
            }
        }
        if (!findModes(psi)) {
            return nowhere;
        }
        if (!sameWeights && cells.groupings > 0) {
            double[] expected = search.expectedWeights();
            cells.fill(expected, valuesA);
            if (!choleskyA.factor(search.lambda())) {
                return nowhere;
            }
        }
        double value;
        if (nodes != null) {
            value = -2 * nodes.logLikelihood(curvature(), withGradient);
        } else {
            value = -2 * search.logLikelihood();
            if (cells.groupings > 0) {
                value += ModeSearch.squares(search.modes()) + choleskyA.logDeterminantA();
            }
        }
        value -= 2 * constant;
        if (!Double.isFinite(value)) {
            return nowhere;
        }
        return new Point(psi.clone(), value, withGradient ? gradient(psi) : new double[0]);
    }

    /// Moves the search to the modes at ψ.
    boolean findModes(double[] psi) {
        double[] base = cells.offset.clone();
        cells.addColumns(cells.x, beta(psi), base);
        double[] zeta = new double[cells.r > 0 ? cells.n : 0];
        cells.addColumns(cells.zi, gamma(psi), zeta);
        Likelihood likelihood = family.likelihood(omega(psi));
        return search.find(template.factors(theta(psi)), base, zeta, likelihood);
    }

    // A of each level, for one scalar effect
    private double[] curvature() {
        double lambda = search.lambda()[0][0];
        double[] own = valuesA.own(0).clone();
        for (int l = 0; l < own.length; l++) {
            own[l] = 1 + lambda * lambda * own[l];
        }
        return own;
    }

    private double[] gradient(double[] psi) {
        boolean random = cells.groupings > 0;
        if (random) {
            inverse.compute(false);
            inverse.covariances(covariances);
        }
        Sums sums = new Sums();
        double[][] adjoint = cells.zeros();
        if (random) {
            adjoint = cells.times(search.lambda(), true, cells.transposedTimes(sums.slope));
            if (nodes != null) {
                for (int l = 0; l < adjoint[0].length; l++) {
                    adjoint[0][l] += nodes.byMode[l];
                }
            }
            search.cholesky.solve(adjoint);
        }
        return sums.gradient(psi.length, adjoint);
    }

    /// One pass with all derivatives, and what follows from it.
    private final class Sums {
        private final double[] slope = new double[cells.n]; // c
        private final double[] score = nodes == null ? new double[cells.n] : nodes.score;
        private final double[] scoreByShape = new double[family.hasShape() ? cells.n : 0];
        private final double[] byZero = new double[cells.r > 0 ? cells.n : 0];
        private final double[] scoreByZero = new double[cells.r > 0 ? cells.n : 0];
        private final double[] shape = new double[cells.blocks()];

        Sums() {
            if (search.isSlopeKnown() && sameWeights) {
                addKnown();
            } else {
                addAll();
            }
        }

        // the last step of the search has left what is needed
        private void addKnown() {
            cells.overBlocks((first, stride) -> {
                double[] h = new double[cells.largestBlock];
                for (int block = first; block < cells.blocks(); block += stride) {
                    int from = cells.blockStart[block];
                    int count = cells.blockStart[block + 1] - from;
                    fillForms(block, h);
                    for (int i = 0; i < count; i++) {
                        slope[from + i] = h[i] * search.slope[from + i];
                    }
                    if (nodes == null) {
                        System.arraycopy(search.score, from, score, from, count);
                    }
                }
            });
        }

        private void fillForms(int block, double[] h) {
            cells.quadraticForms(block, covariances, h);
            int from = cells.blockStart[block];
            if (nodes != null) {
                for (int i = from; i < cells.blockStart[block + 1]; i++) {
                    h[i - from] *= nodes.byLogCurvature[cells.level[0][i]];
                }
            }
        }

        private void addAll() {
            double[][] b = search.effects();
            cells.overBlocks((first, stride) -> {
                ModeSearch.Work work = new ModeSearch.Work(cells);
                for (int block = first; block < cells.blocks(); block += stride) {
                    search.evaluate(block, b, Order.FULL, work);
                    add(block, work);
                }
            });
        }

        private void add(int block, ModeSearch.Work work) {
            Derivatives d = work.derivatives;
            boolean observed = integration.curvature() == Integration.Curvature.OBSERVED;
            int from = cells.blockStart[block];
            int count = cells.blockStart[block + 1] - from;
            double[] h = work.scratch;
            fillForms(block, h);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                slope[from + i] = h[i] * (observed ? d.weightSlope()[i] : d.expectedSlope()[i]);
                if (family.hasShape()) {
                    scoreByShape[from + i] = d.scoreByShape()[i];
                    sum += h[i] * (observed ? d.weightByShape()[i] : d.expectedByShape()[i]);
                    sum -= nodes == null ? 2 * d.byShape()[i] : 0;
                }
                if (cells.r > 0) {
                    // expected weights are those of the count without inflation
                    byZero[from + i] = observed ? h[i] * d.weightByZero()[i] : 0;
                    byZero[from + i] -= 2 * (nodes == null ? d.byZero()[i] : nodes.byZero[from + i]);
                    scoreByZero[from + i] = d.scoreByZero()[i];
                }
            }
            if (nodes == null) {
                System.arraycopy(d.score(), 0, score, from, count);
            } else if (family.hasShape()) {
                for (int l = cells.firstLevel(block); l < cells.firstLevel(block + 1); l++) {
                    sum -= 2 * nodes.byShape[l];
                }
            }
            shape[block] = sum;
        }

        double[] gradient(int size, double[][] adjoint) {
            double[] out = new double[size];
            double[] indirect = new double[cells.n]; // ZΛv
            double[][] effects = cells.times(search.lambda(), false, adjoint);
            double[] rest = slope; // c − w∘(ZΛv)
            double[] all = new double[cells.n]; // with −2s
            double[] parts = new double[cells.blocks()];
            cells.overBlocks((first, stride) -> {
                double[] work = new double[cells.largestBlock];
                for (int block = first; block < cells.blocks(); block += stride) {
                    int from = cells.blockStart[block];
                    int count = cells.blockStart[block + 1] - from;
                    Arrays.fill(work, 0, count, 0);
                    cells.addEffects(block, effects, work);
                    System.arraycopy(work, 0, indirect, from, count);
                    double sum = 0;
                    for (int i = from; i < from + count; i++) {
                        rest[i] -= search.weight[i] * indirect[i];
                        all[i] = rest[i] - 2 * score[i];
                        if (family.hasShape()) {
                            sum += indirect[i] * scoreByShape[i];
                        }
                        if (cells.r > 0) {
                            byZero[i] += indirect[i] * scoreByZero[i];
                        }
                    }
                    parts[block] = sum;
                }
            });
            if (cells.groupings > 0) {
                byTheta(out, adjoint, cells.transposedTimes(rest));
            }
            System.arraycopy(cells.transposedTimes(cells.x, all), 0, out, firstFixed(), cells.p);
            if (family.hasShape()) {
                out[shapeAt()] =
                        Arrays.stream(shape).sum() + Arrays.stream(parts).sum();
            }
            System.arraycopy(cells.transposedTimes(cells.zi, byZero), 0, out, firstInflation(), cells.r);
            return out;
        }

        private void byTheta(double[] out, double[][] adjoint, double[][] rest) {
            double[][] u = search.modes();
            double[][] traces = nodes == null ? inverse.traces() : new double[0][];
            for (int k = 0; k < template.size(); k++) {
                CovarianceTemplate.Entry entry = template.entry(k);
                int g = entry.grouping();
                int q = cells.z[g].length;
                int a = entry.row();
                int b = entry.column();
                double sum = 0;
                for (int at = 0; at < u[g].length; at += q) {
                    double score = search.scoreSums[g][at + a];
                    sum += u[g][at + b] * (rest[g][at + a] - (nodes == null ? 2 * score : 0));
                    sum += adjoint[g][at + b] * score;
                }
                out[k] = sum + (nodes == null ? 2 * traces[g][a + b * q] : ofNodes());
            }
        }

        // what the nodes themselves and log A say of the one element of θ
        private double ofNodes() {
            NodeIntegral integral = Objects.requireNonNull(nodes);
            double lambda = search.lambda()[0][0];
            double[] curvature = curvature();
            double sum = 0;
            for (int l = 0; l < curvature.length; l++) {
                sum += 2 * integral.byLogCurvature[l] * lambda * valuesA.own(0)[l] / curvature[l];
                sum -= 2 * integral.direct[l];
            }
            return sum;
        }
    }

    /// The inverse of A where its factor has entries, at the last evaluation with a gradient.
    SelectedInverse inverse() {
        return inverse;
    }
}
