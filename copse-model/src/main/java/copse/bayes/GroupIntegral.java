package copse.bayes;

import copse.family.Derivatives;
import copse.family.Family;
import copse.family.Likelihood;
import copse.family.Link;
import copse.family.Outcomes;
import copse.model.internal.GaussHermite;
import copse.model.internal.SmallCholesky;
import java.util.Arrays;

/// Likelihood of all rows of a group with the group's effects integrated out, at one draw of the other
/// parameters: `log ∫ ∏ p(yᵢ | ηᵢ + zᵢᵀ L u) φ(u) du`.
///
/// Gaussian outcomes with identity link have a closed form; others are integrated by adaptive Gauss-Hermite
/// quadrature around the mode of the integrand, which is sought from the mode of the draw before.
///
/// Cost: per draw and row some steps to the mode, and one density per node. Belongs to one thread.
///
/// Source: Merkle, Furr and Rabe-Hesketh (2019), Bayesian comparison of latent variable models: conditional
/// versus marginal likelihoods, Psychometrika 84(3). doi:10.1007/s11336-019-09679-0
final class GroupIntegral {
    /// With more effects than these the nodes are too many.
    static final int MOST_EFFECTS = 3;

    // Errors of the logarithm were below 1e-4 for groups of eight rows with two effects, and fall with the rows.
    private static final int[] NODES = {1, 15, 11, 7};
    private static final int MOST_STEPS = 50;
    private static final double SETTLED = 1e-8;
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final Outcomes outcomes;
    private final double[][] z;
    private final int q;
    private final double constant;
    private final Derivatives derivatives;
    private final double[] shifted;
    private final double[] mode;
    private final double[] loading; // zᵢᵀL of one row
    private final double[] point;
    private final GaussHermite rule;

    /// @param family of the outcome
    /// @param outcomes of the group's rows
    /// @param z columns of Z of these rows
    GroupIntegral(Family family, Outcomes outcomes, double[][] z) {
        this.outcomes = outcomes;
        this.z = z;
        this.q = z.length;
        double sum = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            sum += outcomes.multiplicity()[i] * family.constant(outcomes.y()[i], outcomes.size()[i]);
        }
        this.constant = sum;
        this.derivatives = new Derivatives(outcomes.count());
        this.shifted = new double[outcomes.count()];
        this.mode = new double[q];
        this.loading = new double[q];
        this.point = new double[q];
        this.rule = GaussHermite.of(NODES[Math.min(q, MOST_EFFECTS)]);
    }

    /// @param family of an outcome
    /// @return whether the integral has a closed form
    static boolean isClosed(Family family) {
        return family instanceof Family.Gaussian gaussian && gaussian.link() == Link.IDENTITY;
    }

    /// The closed form: y is normal about η with covariance `Σ_ε + ZLLᵀZᵀ`.
    ///
    /// @param eta linear predictors without the effects
    /// @param omega log variance per row
    /// @param factor L, q×q column-major, lower
    /// @return the logarithm
    double closed(double[] eta, double[] omega, double[] factor) {
        double[] a = new double[q * q];
        double[] c = new double[q];
        double squares = 0;
        double logs = 0;
        for (int i = 0; i < eta.length; i++) {
            double size = outcomes.size()[i];
            double times = outcomes.multiplicity()[i];
            double precision = size * Math.exp(-omega[i]);
            double residual = outcomes.y()[i] - eta[i];
            squares += times * precision * residual * residual;
            logs += times * (LOG_TWO_PI + omega[i] - Math.log(size));
            load(i, factor);
            for (int j = 0; j < q; j++) {
                c[j] += times * precision * residual * loading[j];
                for (int k = j; k < q; k++) {
                    a[k + j * q] += times * precision * loading[j] * loading[k];
                }
            }
        }
        for (int j = 0; j < q; j++) {
            a[j + j * q] += 1;
        }
        SmallCholesky root = SmallCholesky.of(q, a);
        root.forward(c);
        double explained = 0;
        double logDeterminant = 0;
        for (int j = 0; j < q; j++) {
            explained += c[j] * c[j];
            logDeterminant += 2 * Math.log(root.l()[j + j * q]);
        }
        return -0.5 * (logs + squares - explained + logDeterminant);
    }

    /// The integral by quadrature.
    ///
    /// @param family of the outcome, with the draw's degrees of freedom
    /// @param eta linear predictors without the effects
    /// @param zeta linear predictors of zero inflation
    /// @param omega log shape
    /// @param factor L, q×q column-major, lower
    /// @return the logarithm; −∞ where no effect gives valid means
    double integrated(Family family, double[] eta, double[] zeta, double omega, double[] factor) {
        Likelihood likelihood = family.likelihood(omega);
        SmallCholesky root = toMode(likelihood, eta, zeta, factor);
        double[] spread = root.inverseTransposed();
        int[] node = new int[q];
        double[] logs = new double[(int) Math.pow(rule.count(), q)];
        for (int k = 0; k < logs.length; k++) {
            double log = 0;
            double squares = 0;
            for (int j = 0; j < q; j++) {
                point[j] = mode[j];
            }
            for (int b = 0; b < q; b++) {
                double t = rule.node(node[b]);
                log += rule.logWeight(node[b]);
                squares += t * t;
                for (int j = 0; j < q; j++) {
                    point[j] += spread[j + b * q] * t;
                }
            }
            logs[k] = log + 0.5 * squares + density(likelihood, eta, zeta, factor, point, Derivatives.Order.VALUE);
            advance(node, rule.count());
        }
        double logDeterminant = 0;
        for (int j = 0; j < q; j++) {
            logDeterminant += Math.log(root.l()[j + j * q]);
        }
        return constant - logDeterminant + logSum(logs);
    }

    private static void advance(int[] node, int count) {
        for (int j = 0; j < node.length; j++) {
            node[j]++;
            if (node[j] < count) {
                return;
            }
            node[j] = 0;
        }
    }

    private static double logSum(double[] logs) {
        double most = Arrays.stream(logs).max().orElse(Double.NEGATIVE_INFINITY);
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum);
    }

    /// Fisher scoring with steps halved where the integrand would fall. Leaves the mode in [#mode].
    ///
    /// @return factor of the curvature there, by expected information
    private SmallCholesky toMode(Likelihood likelihood, double[] eta, double[] zeta, double[] factor) {
        double value = density(likelihood, eta, zeta, factor, mode, Derivatives.Order.NEWTON);
        if (!(value > Double.NEGATIVE_INFINITY)) {
            Arrays.fill(mode, 0);
            value = density(likelihood, eta, zeta, factor, mode, Derivatives.Order.NEWTON);
        }
        double[] step = new double[q];
        for (int round = 0; ; round++) {
            double[] information = slope(factor, step);
            SmallCholesky root = SmallCholesky.of(q, information);
            root.forward(step);
            double decrement = 0;
            for (double own : step) {
                decrement += own * own;
            }
            if (decrement < SETTLED || round == MOST_STEPS) {
                return root;
            }
            root.backward(step);
            double next = Double.NEGATIVE_INFINITY;
            for (double share = 1; !(next > value) && share > SETTLED; share /= 2) {
                for (int j = 0; j < q; j++) {
                    point[j] = mode[j] + share * step[j];
                }
                next = density(likelihood, eta, zeta, factor, point, Derivatives.Order.NEWTON);
            }
            if (!(next > value)) {
                density(likelihood, eta, zeta, factor, mode, Derivatives.Order.NEWTON);
                return SmallCholesky.of(q, slope(factor, step));
            }
            System.arraycopy(point, 0, mode, 0, q);
            value = next;
        }
    }

    /// Gradient and information of the integrand at the point evaluated last, which is the mode so far.
    private double[] slope(double[] factor, double[] gradient) {
        double[] information = new double[q * q];
        for (int j = 0; j < q; j++) {
            gradient[j] = -mode[j];
            information[j + j * q] = 1;
        }
        for (int i = 0; i < shifted.length; i++) {
            load(i, factor);
            double score = derivatives.score()[i];
            double weight = derivatives.expected()[i];
            for (int j = 0; j < q; j++) {
                gradient[j] += score * loading[j];
                for (int k = j; k < q; k++) {
                    information[k + j * q] += weight * loading[j] * loading[k];
                }
            }
        }
        return information;
    }

    /// The logarithm of the integrand, `Σℓ − ½‖u‖²`.
    private double density(
            Likelihood likelihood, double[] eta, double[] zeta, double[] factor, double[] u, Derivatives.Order order) {
        double value = 0;
        for (int i = 0; i < shifted.length; i++) {
            load(i, factor);
            double sum = eta[i];
            for (int j = 0; j < q; j++) {
                sum += loading[j] * u[j];
            }
            shifted[i] = sum;
        }
        likelihood.evaluate(outcomes, shifted, zeta, 0, shifted.length, order, derivatives);
        for (int i = 0; i < shifted.length; i++) {
            value += derivatives.value()[i];
        }
        for (int j = 0; j < q; j++) {
            value -= 0.5 * u[j] * u[j];
        }
        return value;
    }

    private void load(int row, double[] factor) {
        for (int j = 0; j < q; j++) {
            double sum = 0;
            for (int k = j; k < q; k++) {
                sum += z[k][row] * factor[k + j * q];
            }
            loading[j] = sum;
        }
    }
}
