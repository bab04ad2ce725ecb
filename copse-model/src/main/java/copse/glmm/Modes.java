package copse.glmm;

import copse.family.Derivatives;
import copse.family.Outcomes;
import copse.lmm.GroupEffects;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The conditional modes of the random effects, and how they move with the parameters.
///
/// The modes satisfy `b = ΨZᵀs(η)` with the scores `s = ∂ℓ/∂η`. Differentiating, with `C = (I + ΨZᵀWZ)⁻¹Ψ`:
///
/// - `∂b/∂β = −C Zᵀ W X`, `∂b/∂ω = C Zᵀ ∂s/∂ω`, `∂b/∂γ = C Zᵀ ∂s/∂ζ X_zi`;
/// - `∂b/∂θ = v − C Zᵀ W Z v` with `v = (∂Ψ/∂θ) Zᵀs`, where Ψ need not be regular.
///
/// A mode's error is then that of the parameters carried through these derivatives, plus C.
///
/// - Cost: one product with C per parameter, and as many numbers as parameters times effects.
///
/// Source: Skaug and Fournier (2006), Automatic approximation of the marginal likelihood in non-Gaussian
/// hierarchical models, Comput. Stat. Data Anal. 51(2), on the delta method for random effects.
/// doi:10.1016/j.csda.2006.03.005
final class Modes {
    private final double[][] b;
    private final double[][][] byParameter;
    private final ConditionalCovariance covariance;

    private Modes(double[][] b, double[][][] byParameter, ConditionalCovariance covariance) {
        this.b = b;
        this.byParameter = byParameter;
        this.covariance = covariance;
    }

    /// The modes of a fit, made at the first call.
    static Supplier<Modes> later(GlmmFit fit) {
        return new Supplier<>() {
            private @Nullable Modes made;

            @Override
            public synchronized Modes get() {
                Modes known = made;
                if (known == null) {
                    known = of(fit);
                    made = known;
                }
                return known;
            }
        };
    }

    private static Modes of(GlmmFit fit) {
        List<GroupEffects> effects = fit.effects();
        double[][] b = new double[effects.size()][];
        for (int g = 0; g < b.length; g++) {
            GroupEffects own = effects.get(g);
            int q = own.terms().size();
            b[g] = new double[own.levels() * q];
            for (int l = 0; l < b[g].length; l++) {
                b[g][l] = own.mode(l / q, l % q);
            }
        }
        MeanModel model = MeanModel.of(fit);
        double omega = model.shapes() == 0 ? 0 : fit.psi()[model.firstInflation() - 1];
        return of(model, b, omega, fit.conditionalCovariance());
    }

    /// @param model parameters and cells
    /// @param b modes per grouping, q per level
    /// @param omega log shape
    /// @param covariance given the data
    /// @return the modes with their derivatives
    static Modes of(MeanModel model, double[][] b, double omega, ConditionalCovariance covariance) {
        Derivatives at = derivatives(model, b, omega);
        return new Modes(b, new Differentiation(model, at, covariance).all(), covariance);
    }

    private static Derivatives derivatives(MeanModel model, double[][] b, double omega) {
        Cells cells = model.cells();
        int n = cells.count();
        double[] eta = cells.offset().clone();
        Vectors.addColumns(cells.x(), model.kept(), model.beta(), eta);
        addEffects(cells, b, eta);
        double[] zeta = new double[n];
        Vectors.addColumns(cells.inflation(), model.inflated(), model.inflation(), zeta);
        Derivatives into = new Derivatives(n);
        Outcomes outcomes = cells.outcomes();
        model.family().likelihood(omega).evaluate(outcomes, eta, zeta, 0, n, Derivatives.Order.FULL, into);
        return into;
    }

    /// Adds Zb.
    private static void addEffects(Cells cells, double[][] b, double[] into) {
        for (int g = 0; g < b.length; g++) {
            Cells.Factor factor = cells.factors().get(g);
            int q = factor.z().length;
            for (int c = 0; c < q; c++) {
                double[] z = factor.z()[c];
                for (int i = 0; i < into.length; i++) {
                    into[i] += z[i] * b[g][factor.level()[i] * q + c];
                }
            }
        }
    }

    /// The derivatives, parameter by parameter.
    private record Differentiation(MeanModel model, Derivatives at, ConditionalCovariance covariance) {
        double[][][] all() {
            Cells cells = model.cells();
            List<double[][]> out = new ArrayList<>();
            double[][] scores = transposed(at.score());
            for (int k = 0; k < model.template().size(); k++) {
                out.add(byTheta(model.template().entry(k), scores));
            }
            for (int column : model.kept()) {
                out.add(covariance.times(transposed(product(at.weight(), cells.x()[column], -1))));
            }
            for (int k = 0; k < model.shapes(); k++) {
                out.add(covariance.times(transposed(at.scoreByShape())));
            }
            for (int column : model.inflated()) {
                out.add(covariance.times(transposed(product(at.scoreByZero(), cells.inflation()[column], 1))));
            }
            return out.toArray(double[][][]::new);
        }

        private double[][] byTheta(CovarianceTemplate.Entry entry, double[][] scores) {
            int g = entry.grouping();
            int q = model.cells().factors().get(g).z().length;
            double[] lambda = model.lambda()[g];
            double[][] v = zeros();
            for (int at = 0; at < v[g].length; at += q) {
                // dΨ = EΛᵀ + ΛEᵀ with E the unit matrix of (row, column)
                double along = 0;
                for (int a = 0; a < q; a++) {
                    along += lambda[a + entry.column() * q] * scores[g][at + a];
                    v[g][at + a] += lambda[a + entry.column() * q] * scores[g][at + entry.row()];
                }
                v[g][at + entry.row()] += along;
            }
            double[] zv = new double[model.cells().count()];
            addEffects(model.cells(), v, zv);
            double[][] back = covariance.times(transposed(product(at.weight(), zv, 1)));
            for (int h = 0; h < v.length; h++) {
                for (int l = 0; l < v[h].length; l++) {
                    v[h][l] -= back[h][l];
                }
            }
            return v;
        }

        private static double[] product(double[] a, double[] b, double sign) {
            double[] out = new double[a.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = sign * a[i] * b[i];
            }
            return out;
        }

        private double[][] zeros() {
            return model.cells().factors().stream()
                    .map(factor -> new double[factor.keys().length * factor.z().length])
                    .toArray(double[][]::new);
        }

        /// Zᵀ times a vector.
        private double[][] transposed(double[] vector) {
            double[][] out = zeros();
            for (int g = 0; g < out.length; g++) {
                Cells.Factor factor = model.cells().factors().get(g);
                int q = factor.z().length;
                for (int c = 0; c < q; c++) {
                    for (int i = 0; i < vector.length; i++) {
                        out[g][factor.level()[i] * q + c] += factor.z()[c][i] * vector[i];
                    }
                }
            }
            return out;
        }
    }

    /// @param level per grouping; below 0 for one that is left out
    /// @param z per grouping the columns of Z
    /// @return `zᵀb`
    double sum(int[] level, double[][] z) {
        double sum = 0;
        for (int g = 0; g < level.length; g++) {
            for (int c = 0; c < z[g].length && level[g] >= 0; c++) {
                sum += z[g][c] * b[g][level[g] * z[g].length + c];
            }
        }
        return sum;
    }

    /// Adds `zᵀ∂b/∂ψ` of one row to a gradient.
    ///
    /// @param level per grouping; below 0 for one that is left out
    /// @param z per grouping the columns of Z
    /// @param gradient by every parameter. *Modified.*
    void addGradient(int[] level, double[][] z, double[] gradient) {
        for (int g = 0; g < level.length; g++) {
            int q = z[g].length;
            for (int k = 0; k < gradient.length && level[g] >= 0; k++) {
                double[] derivative = byParameter[k][g];
                for (int c = 0; c < q; c++) {
                    gradient[k] += z[g][c] * derivative[level[g] * q + c];
                }
            }
        }
    }

    /// @param level per grouping; below 0 for one that is left out
    /// @param z per grouping the columns of Z
    /// @return `zᵀCz`
    double form(int[] level, double[][] z) {
        return covariance.form(level, z);
    }

    /// @return number of effects
    int size() {
        return Arrays.stream(b).mapToInt(own -> own.length).sum();
    }

    /// Adds the columns of Z of one row to the coefficients of the effects.
    ///
    /// @param level per grouping; below 0 for one that is left out
    /// @param z per grouping the columns of Z
    /// @param by a factor
    /// @param gradient holds coefficients, grouping by grouping. *Modified.*
    /// @param from where they begin
    void addCoefficients(int[] level, double[][] z, double by, double[] gradient, int from) {
        int at = from;
        for (int g = 0; g < b.length; g++) {
            for (int c = 0; c < z[g].length && level[g] >= 0; c++) {
                gradient[at + level[g] * z[g].length + c] += by * z[g][c];
            }
            at += b[g].length;
        }
    }

    /// Variance of a number with a gradient by parameters and by effects: the effects' own error, and that of
    /// the parameters directly and through the effects.
    ///
    /// @param gradient by every parameter, then by every effect
    /// @param parameters how many there are
    /// @param vcov their covariance
    /// @return the variance
    double variance(double[] gradient, int parameters, Matrix vcov) {
        double[][] r = new double[b.length][];
        int at = parameters;
        for (int g = 0; g < b.length; g++) {
            r[g] = Arrays.copyOfRange(gradient, at, at + b[g].length);
            at += b[g].length;
        }
        double[] whole = Arrays.copyOf(gradient, parameters);
        for (int k = 0; k < parameters; k++) {
            whole[k] += dot(r, byParameter[k]);
        }
        double[] product = vcov.times(whole);
        double variance = dot(r, covariance.times(r));
        for (int k = 0; k < parameters; k++) {
            variance += whole[k] * product[k];
        }
        return Math.max(0, variance);
    }

    private static double dot(double[][] a, double[][] b) {
        double sum = 0;
        for (int g = 0; g < a.length; g++) {
            for (int l = 0; l < a[g].length; l++) {
                sum += a[g][l] * b[g][l];
            }
        }
        return sum;
    }
}
