package copse.lmm;

import copse.model.CrossProducts;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import copse.model.internal.Structure;
import copse.model.internal.Vectors;

/// Second derivatives of a [Criterion] by θ.
///
/// The criterion is `log|M| + ν log rss + constants`, with M the matrix of the penalised system. The
/// derivatives of `rss = yᵀPy` follow from the working variates `V_k P y = Z w_k`, one solution of the system
/// for each element of θ. Those of `log|M|` are known for the variances of scalar terms in the dense remainder:
/// by log θ_k and log θ_l they are `4 δ_kl tr T_kk − 4 ‖T_kl‖²` with `T = M⁻¹`. For the other elements they
/// take the difference of two gradients, or an approximation, the average information.
///
/// Sources: Gilmour, Thompson and Cullis (1995), Average information REML, Biometrics 51(4).
/// doi:10.2307/2533274; Johnson and Thompson (1995), Restricted maximum likelihood estimation of variance
/// components for univariate animal models using sparse matrix techniques and average information, J. Dairy
/// Sci. 78(2). doi:10.3168/jds.S0022-0302(95)76654-1
final class Curvature {
    // Forward differences of a gradient accurate to about 1e-12 of its scale: the square root, rounded.
    private static final double DIFFERENCE = 1e-5;
    // Below this, derivatives by log θ tell too little of those by θ: rounding is divided by its square.
    private static final double SMALL = 1e-2;

    private final Criterion criterion;
    private final Structure s;
    private final CovarianceTemplate template;

    Curvature(Criterion criterion) {
        this.criterion = criterion;
        this.s = criterion.structure();
        this.template = criterion.template();
    }

    /// Average information about θ, with β and σ profiled out: positive semidefinite wherever it is taken, and
    /// at the optimum of a large sample nearly the Hessian. Elements of θ in a column of Λ that is 0 have none.
    ///
    /// It is the Gram matrix, in the metric P, of what regression on y leaves of the working variates, divided
    /// by σ². Cost: two passes over the cells and one forward elimination of a right-hand side per element.
    ///
    /// @param at where, with gradient
    /// @return k×k
    double[][] averageInformation(Evaluation at) {
        criterion.moveTo(at);
        double[][] residual =
                Modes.residuals(criterion.products(), criterion.cholesky().lambda(), at.beta(), at.u());
        double[][] gram = workingProducts(criterion.cholesky().lambda(), residual);
        double[] slope = at.gradientSquares();
        double precision = criterion.degrees() / at.residualSquares();
        for (int k = 0; k < gram.length; k++) {
            for (int l = 0; l < gram.length; l++) {
                gram[k][l] = precision * (gram[k][l] - slope[k] * slope[l] / at.residualSquares());
            }
        }
        return gram;
    }

    /// The Hessian: exact for variances of scalar terms in the dense remainder, by forward differences of the
    /// analytic gradient for the rest. Cost: an evaluation with gradient for each element of the rest.
    ///
    /// @param at where, with gradient
    /// @return k×k
    double[][] hessian(Evaluation at) {
        int size = at.theta().length;
        double[][] hessian = new double[size][size];
        boolean[] exact = new boolean[size];
        boolean any = false;
        for (int k = 0; k < size; k++) {
            int g = template.entry(k).grouping();
            exact[k] = !s.isNode(g) && s.q(g) == 1 && Math.abs(at.theta()[k]) > SMALL;
            any |= exact[k];
        }
        if (any) {
            addExact(at, exact, hessian);
        }
        for (int k = 0; k < size; k++) {
            if (exact[k]) {
                continue;
            }
            double[] theta = at.theta().clone();
            double h = DIFFERENCE * Math.max(0.1, Math.abs(theta[k]));
            theta[k] += h;
            double[] gradient = criterion.evaluate(theta, true).gradient();
            for (int l = 0; l < size; l++) {
                double derivative = (gradient[l] - at.gradient()[l]) / h;
                // between two elements that are both moved there are two differences: their mean
                if (exact[l] || l == k) {
                    hessian[k][l] = derivative;
                    hessian[l][k] = derivative;
                } else {
                    hessian[k][l] += derivative / 2;
                    hessian[l][k] += derivative / 2;
                }
            }
        }
        return hessian;
    }

    private void addExact(Evaluation at, boolean[] exact, double[][] hessian) {
        SelectedInverse inverse = criterion.inverseAt(at);
        double[] theta = at.theta();
        double[] slope = at.gradientSquares();
        double precision = criterion.degrees() / at.residualSquares();
        double[][] residual =
                Modes.residuals(criterion.products(), criterion.cholesky().lambda(), at.beta(), at.u());
        double[][] gram = workingProducts(criterion.cholesky().lambda(), residual);
        for (int k = 0; k < theta.length; k++) {
            for (int l = 0; l < theta.length; l++) {
                if (!exact[k] || !exact[l]) {
                    continue;
                }
                int g = template.entry(k).grouping();
                double logarithm = -4 * inverse.squares(g, template.entry(l).grouping());
                double squares = 2 * gram[k][l];
                if (k == l) {
                    logarithm += 4 * inverse.trace(g) - theta[k] * at.gradientLogDeterminant()[k];
                    squares -= 2 * Vectors.dot(residual[g], residual[g]);
                }
                hessian[k][l] = logarithm / (theta[k] * theta[l])
                        + precision * (squares - slope[k] * slope[l] / at.residualSquares());
            }
        }
    }

    /// `yᵀP V_k P V_l P y` for every two elements of θ, with `P y` the residual, P the inverse of V less what X
    /// explains, and V_k the derivative of `V = I + ZΛΛᵀZᵀ`.
    ///
    /// @param residual per grouping, Zᵀ times the residual
    private double[][] workingProducts(double[][] lambda, double[][] residual) {
        int size = template.size();
        double[][][] variate = new double[size][][]; // ZᵀZ w_k
        double[][] working = new double[size][]; // w_k
        double[][] solved = new double[size][];
        for (int k = 0; k < size; k++) {
            CovarianceTemplate.Entry entry = template.entry(k);
            int g = entry.grouping();
            working[k] = workingEffects(entry, lambda[g], residual[g]);
            variate[k] = products(g, working[k]);
            double[][] right = new double[s.groupings()][];
            for (int h = 0; h < s.groupings(); h++) {
                right[h] = transposedTimes(lambda[h], s.q(h), variate[k][h]);
            }
            solved[k] = criterion.cholesky().forward(right, fixedProducts(g, working[k]));
        }
        double[][] gram = new double[size][size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l <= k; l++) {
                gram[k][l] =
                        Vectors.dot(working[k], variate[l][template.entry(k).grouping()])
                                - Vectors.dot(solved[k], solved[l]);
                gram[l][k] = gram[k][l];
            }
        }
        return gram;
    }

    // w = (EΛᵀ + ΛEᵀ) Zᵀe of every level, E with a one at the element of θ
    private static double[] workingEffects(CovarianceTemplate.Entry entry, double[] lambda, double[] residual) {
        int q = (int) Math.round(Math.sqrt(lambda.length));
        int column = entry.column() * q;
        double[] w = new double[residual.length];
        for (int at = 0; at < w.length; at += q) {
            double sum = 0;
            for (int a = 0; a < q; a++) {
                sum += lambda[a + column] * residual[at + a];
                w[at + a] += lambda[a + column] * residual[at + entry.row()];
            }
            w[at + entry.row()] += sum;
        }
        return w;
    }

    // ZᵀZw per grouping, w on the levels of one
    private double[][] products(int g, double[] w) {
        double[][] result = new double[s.groupings()][];
        for (int h = 0; h < s.groupings(); h++) {
            result[h] = new double[s.levels(h) * s.q(h)];
        }
        int q = s.q(g);
        double[] ztz = criterion.products().groupings().get(g).ztz();
        for (int level = 0; level < s.levels(g); level++) {
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    result[g][level * q + a] += ztz[(level * q + b) * q + a] * w[level * q + b];
                }
            }
        }
        for (int h = 0; h < s.groupings(); h++) {
            if (h > g) {
                addPair(criterion.products().pair(g, h), q, s.q(h), true, w, result[h]);
            } else if (h < g) {
                addPair(criterion.products().pair(h, g), s.q(h), q, false, w, result[h]);
            }
        }
        return result;
    }

    // the pair's blocks, q×r, times w: transposed if w is on its rows
    private static void addPair(CrossProducts.Pair pair, int q, int r, boolean transposed, double[] w, double[] into) {
        for (int row = 0; row + 1 < pair.start().length; row++) {
            for (int k = pair.start()[row]; k < pair.start()[row + 1]; k++) {
                int column = pair.level()[k];
                for (int a = 0; a < q; a++) {
                    for (int c = 0; c < r; c++) {
                        double block = pair.blocks()[(k * q + a) * r + c];
                        if (transposed) {
                            into[column * r + c] += block * w[row * q + a];
                        } else {
                            into[row * q + a] += block * w[column * r + c];
                        }
                    }
                }
            }
        }
    }

    // XᵀZw
    private double[] fixedProducts(int g, double[] w) {
        double[] ztx = criterion.products().groupings().get(g).ztx();
        double[] result = new double[s.p()];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < s.p(); j++) {
                result[j] += ztx[i * (s.p() + 1) + j] * w[i];
            }
        }
        return result;
    }

    // Λᵀ times the entries of every level
    private static double[] transposedTimes(double[] lambda, int q, double[] v) {
        double[] result = new double[v.length];
        for (int at = 0; at < v.length; at += q) {
            for (int a = 0; a < q; a++) {
                for (int c = a; c < q; c++) {
                    result[at + a] += lambda[c + a * q] * v[at + c];
                }
            }
        }
        return result;
    }
}
