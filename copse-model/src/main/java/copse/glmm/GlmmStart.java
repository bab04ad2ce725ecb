package copse.glmm;

import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Outcomes;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import copse.model.internal.StandardColumns;
import java.util.Arrays;

/// Where the search for ψ begins, and a guess of how the criterion curves there.
///
/// The model without random effects is fitted by Fisher scoring; variances follow from how much the sums of its
/// scores vary between levels beyond what the family brings, and are brought up to date once by the modes that
/// they give. The precision of β is that of the penalised system.
final class GlmmStart {
    // Standard deviations outside of these, in units of the linear predictor, are no better as a start than the limits
    // themselves.
    private static final double SMALLEST = 0.1;
    private static final double LARGEST = 3;
    // A quarter of the zeros, on the logit scale.
    private static final double INFLATION = -1;
    private static final int MOST_STEPS = 25;
    private static final int FEW_STEPS = 4;

    private final MarginalLikelihood criterion;
    private final CellSystem cells;
    private final Family family;
    private final Outcomes outcomes;
    private final JointSystem system;
    private double omega;

    /// @param psi where to begin
    /// @param inverse about the inverse of the criterion's Hessian
    record Guess(double[] psi, double[][] inverse) {}

    private GlmmStart(MarginalLikelihood criterion, Outcomes[] blocks, Outcomes outcomes) {
        this.criterion = criterion;
        this.cells = criterion.cells();
        this.family = criterion.family();
        this.outcomes = outcomes;
        this.system = new JointSystem(cells, blocks);
    }

    /// @param criterion to be minimised
    /// @param blocks outcomes in blocks
    /// @param outcomes the same in one
    static Guess of(MarginalLikelihood criterion, Outcomes[] blocks, Outcomes outcomes) {
        return new GlmmStart(criterion, blocks, outcomes).guess();
    }

    private Guess guess() {
        double[] gamma = new double[cells.r];
        if (cells.r > 0 && StandardColumns.isConstant(cells.zi[0])) {
            gamma[0] = INFLATION;
        }
        double[] zeta = new double[cells.r > 0 ? cells.n : 0];
        cells.addColumns(cells.zi, gamma, zeta);
        CovarianceTemplate template = cells.template;
        double[][] none = template.factors(new double[template.size()]);

        JointSystem.State state = withoutRandom(none, zeta);
        double[] eta = system.predictor(state.beta(), state.u(), none);
        double[] theta = moments(system.levelSums(eta, zeta, family.likelihood(omega)));
        Likelihood likelihood = family.likelihood(omega);
        double[][] curvature = new double[cells.groupings][];
        if (cells.groupings > 0) {
            for (int round = 0; round < 2; round++) {
                double[][] lambda = template.factors(theta);
                JointSystem.State from = new JointSystem.State(state.beta(), state.u(), Double.NEGATIVE_INFINITY);
                state = system.climb(
                        system.predictor(state.beta(), state.u(), lambda), from, lambda, zeta, likelihood, FEW_STEPS);
                SelectedInverse inverse = system.inverse();
                curvature = shrinkage(inverse);
                if (round == 0) {
                    theta = updated(theta, state, inverse);
                }
            }
        }
        double[] psi = new double[criterion.parameters()];
        System.arraycopy(theta, 0, psi, 0, theta.length);
        System.arraycopy(state.beta(), 0, psi, criterion.firstFixed(), cells.p);
        if (family.hasShape()) {
            psi[criterion.shapeAt()] = omega;
        }
        System.arraycopy(gamma, 0, psi, criterion.firstInflation(), cells.r);
        return new Guess(psi, inverse(theta, curvature));
    }

    // The generalised linear model. Its first step is taken from means close to the outcomes.
    private JointSystem.State withoutRandom(double[][] none, double[] zeta) {
        double[] eta = new double[cells.n];
        for (int i = 0; i < eta.length; i++) {
            eta[i] = family.link().eta(family.startMean(outcomes.y()[i], outcomes.size()[i]));
        }
        JointSystem.State nowhere = new JointSystem.State(new double[cells.p], cells.zeros(), Double.NEGATIVE_INFINITY);
        JointSystem.State state = system.climb(eta, nowhere, none, zeta, family.likelihood(0), 1);
        if (!Double.isFinite(state.objective())) {
            state = constant(eta, none, zeta);
        }
        for (int round = 0; round < 2; round++) {
            omega = family.startShape(outcomes, system.predictor(state.beta(), state.u(), none));
            Likelihood likelihood = family.likelihood(omega);
            double[] from = system.predictor(state.beta(), state.u(), none);
            double value = system.logLikelihood(from, zeta, likelihood);
            state = system.climb(
                    from,
                    new JointSystem.State(state.beta(), state.u(), value),
                    none,
                    zeta,
                    likelihood,
                    family.hasShape() && round == 0 ? FEW_STEPS : MOST_STEPS);
            if (!family.hasShape()) {
                break;
            }
        }
        return state;
    }

    // means that are all the same are valid where those of a step are not
    private JointSystem.State constant(double[] eta, double[][] none, double[] zeta) {
        double[] beta = new double[cells.p];
        if (cells.p > 0 && StandardColumns.isConstant(cells.x[0])) {
            double mean = 0;
            for (double value : eta) {
                mean += family.link().mean(value) / eta.length;
            }
            beta[0] = family.link().eta(mean);
        }
        double value = system.logLikelihood(system.predictor(beta, cells.zeros(), none), zeta, family.likelihood(0));
        return new JointSystem.State(beta, cells.zeros(), value);
    }

    // Var(Zᵀs) is Σz²w + σ² (Σz²w)² for a level
    private double[] moments(double[][][] sums) {
        double[] theta = new double[cells.template.size()];
        for (int k = 0; k < theta.length; k++) {
            CovarianceTemplate.Entry entry = cells.template.entry(k);
            if (!entry.isDiagonal()) {
                continue;
            }
            int g = entry.grouping();
            int q = cells.z[g].length;
            double above = 0;
            double below = 0;
            for (int at = entry.row(); at < sums[0][g].length; at += q) {
                double s = sums[0][g][at];
                double w = sums[1][g][at];
                above += s * s - w;
                below += w * w;
            }
            // a column that tells nothing has no weight
            double variance = below > 0 ? Math.max(0, above / below) : 0;
            theta[k] = unit() * Math.clamp(Math.sqrt(variance) / unit(), SMALLEST, LARGEST);
        }
        return theta;
    }

    private double unit() {
        return criterion.unit().at(omega);
    }

    private double[] updated(double[] theta, JointSystem.State state, SelectedInverse inverse) {
        double[] out = theta.clone();
        for (int k = 0; k < out.length; k++) {
            CovarianceTemplate.Entry entry = cells.template.entry(k);
            if (!entry.isDiagonal()) {
                continue;
            }
            int g = entry.grouping();
            int q = cells.z[g].length;
            double sum = 0;
            for (int l = 0; l < cells.levels(g); l++) {
                double u = state.u()[g][l * q + entry.row()];
                sum += u * u + inverse.ownBlock(g, l)[entry.row() * (q + 1)];
            }
            double scaled = theta[k] * Math.sqrt(sum / cells.levels(g));
            out[k] = unit() * Math.clamp(scaled / unit(), SMALLEST, LARGEST);
        }
        return out;
    }

    // per grouping and column Σ over levels of (1 − T)²
    private double[][] shrinkage(SelectedInverse inverse) {
        double[][] out = new double[cells.groupings][];
        for (int g = 0; g < out.length; g++) {
            int q = cells.z[g].length;
            out[g] = new double[q];
            for (int l = 0; l < cells.levels(g); l++) {
                double[] block = inverse.ownBlock(g, l);
                for (int c = 0; c < q; c++) {
                    double known = 1 - block[c * (q + 1)];
                    out[g][c] += known * known;
                }
            }
        }
        return out;
    }

    // For a variance of well-known effects −2 log likelihood curves by 4 per level and squared unit of log θ
    private double[][] inverse(double[] theta, double[][] shrinkage) {
        int size = criterion.parameters();
        double[][] out = new double[size][size];
        for (int k = 0; k < theta.length; k++) {
            CovarianceTemplate.Entry entry = cells.template.entry(k);
            double[] known = shrinkage[entry.grouping()];
            int at = firstOf(entry);
            out[k][k] = theta[at] * theta[at] / (4 * Math.max(1, known[entry.row()]));
        }
        double[] covariance = cells.p == 0 ? new double[0] : system.covariance().toArray();
        for (int j = 0; j < cells.p; j++) {
            for (int i = 0; i < cells.p; i++) {
                out[criterion.firstFixed() + i][criterion.firstFixed() + j] = covariance[i + j * cells.p] / 2;
            }
        }
        double rows = Math.max(1, Arrays.stream(outcomes.multiplicity()).sum());
        if (family.hasShape()) {
            out[criterion.shapeAt()][criterion.shapeAt()] = 2 / rows;
        }
        for (int j = criterion.firstInflation(); j < size; j++) {
            out[j][j] = 5 / rows;
        }
        return out;
    }

    // the element of θ on the diagonal of an entry's row
    private int firstOf(CovarianceTemplate.Entry entry) {
        for (int k = 0; k < cells.template.size(); k++) {
            CovarianceTemplate.Entry other = cells.template.entry(k);
            if (other.grouping() == entry.grouping() && other.isDiagonal() && other.row() == entry.row()) {
                return k;
            }
        }
        throw new IllegalStateException("no diagonal element for " + entry);
    }
}
