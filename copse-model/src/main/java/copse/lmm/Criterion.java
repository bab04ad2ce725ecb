package copse.lmm;

import copse.error.NumericException;
import copse.error.Problem;
import copse.model.CrossProducts;
import copse.model.internal.BlockCholesky;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import copse.model.internal.Standardised;
import copse.model.internal.Structure;
import copse.model.internal.SystemValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Profiled (restricted) likelihood of a linear mixed model as a function of θ alone.
///
/// Model: `y = Xβ + Zb + ε`, `b ~ N(0, σ²ΛΛᵀ)`, `ε ~ N(0, σ²W⁻¹)`, Λ filled from θ; β and σ are profiled out.
/// The criterion is even in every column of Λ, so θ may have any sign and no bound is needed: a variance of 0
/// is a point where the gradient is 0.
///
/// - Cost: one [BlockCholesky] factor; the gradient about twice that.
/// - An instance belongs to one thread; [#copy()] gives another thread its own.
///
/// Source: Bates, Mächler, Bolker and Walker (2015), J. Stat. Softw. 67(1), section 3.
/// doi:10.18637/jss.v067.i01
final class Criterion {
    private final Standardised standard;
    private final CrossProducts products;
    private final Structure structure;
    private final SystemValues values;
    private final CovarianceTemplate template;
    private final Estimator estimator;
    private final BlockCholesky cholesky;
    private final SelectedInverse inverse;
    private final double degrees;
    private final double constant;
    private int evaluations;
    private @Nullable Evaluation current;

    private Criterion(
            Standardised standard,
            CrossProducts products,
            Structure structure,
            SystemValues values,
            CovarianceTemplate template,
            Estimator estimator) {
        this.standard = standard;
        this.products = products;
        this.structure = structure;
        this.values = values;
        this.template = template;
        this.estimator = estimator;
        this.cholesky = new BlockCholesky(structure, values);
        this.inverse = new SelectedInverse(cholesky);
        double n = standard.original().rows();
        int p = structure.p();
        this.degrees = estimator == Estimator.REML ? n - p : n;
        this.constant = 2 * degrees * Math.log(standard.yScale())
                - standard.original().logWeights()
                - (estimator == Estimator.REML ? 2 * standard.logDeterminant() : 0);
    }

    static Criterion of(Standardised standard, Estimator estimator) {
        return of(standard, standard.products(), estimator);
    }

    /// The criterion of other products with the same constants.
    ///
    /// @throws NumericException `N210` if the dense remainder does not fit into the heap
    static Criterion of(Standardised standard, CrossProducts products, Estimator estimator) {
        Structure structure = Structure.of(products, LmmCode.TOO_LARGE);
        return new Criterion(
                standard,
                products,
                structure,
                SystemValues.of(structure, products),
                CovarianceTemplate.of(products.groupings()),
                estimator);
    }

    /// The same criterion with work arrays of its own.
    Criterion copy() {
        return with(estimator);
    }

    /// The other estimator's criterion of the same data.
    Criterion with(Estimator other) {
        return new Criterion(standard, products, structure, values, template, other);
    }

    /// What the criterion is of.
    CrossProducts products() {
        return products;
    }

    Structure structure() {
        return structure;
    }

    Standardised standard() {
        return standard;
    }

    CovarianceTemplate template() {
        return template;
    }

    Estimator estimator() {
        return estimator;
    }

    /// n − p for REML, n for ML.
    double degrees() {
        return degrees;
    }

    /// What is added to `log|A| (+ log|XᵀV⁻¹X|) + ν (1 + log(2π rss / ν))` in standard coordinates to give the
    /// criterion on the data's own scale.
    double constant() {
        return constant;
    }

    /// The factor at the θ evaluated last.
    BlockCholesky cholesky() {
        return cholesky;
    }

    /// Inverse of `ΛᵀZᵀZΛ + I` where the factor has entries, at the θ evaluated last.
    SelectedInverse inverseOfA() {
        inverse.compute(false);
        if (current != null) {
            double[] none = {};
            current = current.with(none, none, none);
        }
        return inverse;
    }

    /// b = Λu of every level of a grouping at an evaluation.
    double[] effects(Evaluation at, int grouping) {
        return Modes.effects(products, template.factors(at.theta()), grouping, at.u()[grouping]);
    }

    int evaluations() {
        return evaluations;
    }

    /// The criterion at θ.
    ///
    /// @param theta relative covariance parameters; not modified
    /// @return without gradients
    /// @throws NumericException `N201` if `XᵀV⁻¹X` is not positive definite at this θ, `N209` if nothing is
    ///     left of y
    Evaluation evaluate(double[] theta) {
        evaluations++;
        if (!cholesky.factor(template.factors(theta))) {
            throw new NumericException(new Problem(
                    LmmCode.NOT_POSITIVE_DEFINITE.code(),
                    "the fixed effects cannot be told apart at theta = " + Arrays.toString(theta),
                    "XᵀV⁻¹X is not positive definite to working precision",
                    "scale the predictors, or drop those that are nearly sums of others"));
        }
        double[] beta = new double[structure.p()];
        double[][] u = new double[structure.groupings()][];
        for (int g = 0; g < u.length; g++) {
            u[g] = new double[structure.levels(g) * structure.q(g)];
        }
        cholesky.solve(beta, u);
        double squares = cholesky.residualSquares();
        Identifiability.checkResidual(standard, squares);
        double logDeterminant = cholesky.logDeterminantA() + (isReml() ? cholesky.logDeterminantX() : 0);
        double[] none = {};
        Evaluation evaluation = new Evaluation(
                theta.clone(),
                logDeterminant + degrees * (1 + Math.log(2 * Math.PI * squares / degrees)) + constant,
                cholesky.logDeterminantA(),
                cholesky.logDeterminantX(),
                squares,
                beta,
                u,
                none,
                none,
                none);
        current = evaluation;
        return evaluation;
    }

    /// The criterion at θ.
    ///
    /// @param theta relative covariance parameters; not modified
    /// @param withGradient whether the gradients are wanted
    /// @return with gradients if wanted
    Evaluation evaluate(double[] theta, boolean withGradient) {
        Evaluation evaluation = evaluate(theta);
        return withGradient ? withGradient(evaluation) : evaluation;
    }

    /// Adds the gradients to an evaluation, with the factor that is still there if it was the last one.
    ///
    /// @param evaluation of this criterion
    /// @return the same with gradients
    Evaluation withGradient(Evaluation evaluation) {
        moveTo(evaluation);
        inverse.compute(isReml());
        double[][] traces = inverse.traces();
        double[][] residuals = Modes.residualProducts(products, cholesky.lambda(), evaluation.beta(), evaluation.u());
        int k = evaluation.theta().length;
        double[] gradient = new double[k];
        double[] gradientLog = new double[k];
        double[] gradientSquares = new double[k];
        for (int i = 0; i < k; i++) {
            CovarianceTemplate.Entry entry = template.entry(i);
            int at = entry.row() + entry.column() * structure.q(entry.grouping());
            gradientLog[i] = 2 * traces[entry.grouping()][at];
            gradientSquares[i] = -2 * residuals[entry.grouping()][at];
            gradient[i] = gradientLog[i] + degrees / evaluation.residualSquares() * gradientSquares[i];
        }
        Evaluation complete = evaluation.with(gradient, gradientLog, gradientSquares);
        current = complete;
        return complete;
    }

    /// Makes [#cholesky()] the factor at an evaluation, at no cost if it is.
    void moveTo(Evaluation evaluation) {
        if (current == null || !Arrays.equals(current.theta(), evaluation.theta())) {
            evaluate(evaluation.theta());
        }
    }

    /// The inverse at an evaluation, at no cost if it is the last one and has its gradient.
    SelectedInverse inverseAt(Evaluation evaluation) {
        if (current == null
                || current.gradient().length < evaluation.theta().length
                || !Arrays.equals(current.theta(), evaluation.theta())) {
            withGradient(evaluation);
        }
        return inverse;
    }

    private boolean isReml() {
        return estimator == Estimator.REML;
    }
}
