package copse.lmm;

import copse.error.NumericException;
import copse.error.Problem;
import copse.infer.DfMethod;
import copse.infer.FTest;
import copse.math.Matrix;
import copse.model.CrossProducts;
import java.util.Locale;

/// Kenward and Roger's covariance matrix of β for small samples, with degrees of freedom and a scaled F
/// statistic.
///
/// The covariance matrix of the rows is linear in the variances, `σ²V = Σ γ_r G_r`, with `G_r = Z E_r Zᵀ` for
/// an entry of the covariance matrix of a grouping's effects and `G_0` the identity. All that is needed follows
/// from `M = ZᵀV⁻¹Z` and `N = ZᵀV⁻¹X`, for instance `XᵀV⁻¹G_rV⁻¹G_sV⁻¹X = NᵀE_r M E_s N`, and the terms of the
/// residual from the others, since `V⁻¹ = V⁻¹VV⁻¹`. M is block-diagonal over [Components], so that no matrix is
/// larger than the largest of these; none has the size of the rows.
///
/// - Valid for REML estimates: the adjustment rests on their bias being of higher order.
/// - A variance estimated as 0 keeps its place: the expected information counts it, unlike [Satterthwaite]'s
///   Hessian.
/// - Cost: about 3 c³ operations for a component of c columns, plus c² (m² + mp) for m variance parameters.
///
/// Sources: Kenward and Roger (1997), Small sample inference for fixed effects from restricted maximum
/// likelihood, Biometrics 53(3). doi:10.2307/2533558; for the scale and degrees of freedom in closed form, and
/// their limits: Halekoh and Højsgaard (2014), A Kenward-Roger approximation and parametric bootstrap methods
/// for tests in linear mixed models, J. Stat. Softw. 59(9), section 3. doi:10.18637/jss.v059.i09
final class KenwardRoger implements DegreesOfFreedom {
    // Operations beyond which the answer would take minutes; one core does about 1e9 a second here.
    private static final double MOST_OPERATIONS = 1.5e11;
    private static final double OPERATIONS_PER_SECOND = 1.5e9;
    // Differences this small are 0 but for rounding; their quotients have limits (Halekoh and Højsgaard, section 3).
    private static final double ZERO = 1e-10;
    // F statistics whose df is this close to 2 have no mean to match.
    private static final double NEAR_TWO = 1e-2;

    private final Matrix vcov; // unadjusted, standard coordinates, σ = 1
    private final Matrix[] p; // −XᵀV⁻¹G_rV⁻¹X
    private final double[][] w; // covariance of the estimated γ, σ = 1
    private final Matrix map; // standard to data's coordinates
    private final Matrix adjusted; // data's coordinates

    KenwardRoger(Matrix vcov, Matrix[] p, double[][] w, Matrix map, Matrix adjusted) {
        this.vcov = vcov;
        this.p = p;
        this.w = w;
        this.map = map;
        this.adjusted = adjusted;
    }

    /// @param fit by REML
    /// @return the approximation
    /// @throws NumericException `N211` if the fit is by ML; `N212` if the groups hang together in too large a
    ///     component
    static KenwardRoger of(LmmFit fit) {
        if (fit.estimator() != Estimator.REML) {
            throw new NumericException(new Problem(
                    LmmCode.NEEDS_REML.code(),
                    "Kenward-Roger degrees of freedom of a fit by ML",
                    "the adjustment is derived for estimates by restricted maximum likelihood",
                    "fit by REML (the default), or take Satterthwaite's degrees of freedom"));
        }
        CrossProducts products = fit.standard().products();
        Components components = Components.of(products);
        refuseIfTooLarge(components);
        Criterion criterion = fit.criterionCopy();
        criterion.evaluate(fit.optimum().theta());
        int width = products.p();
        Matrix vcov = Matrix.wrap(width, width, criterion.cholesky().inverseX());
        KenwardRogerTerms terms = new KenwardRogerTerms(fit, width);
        for (Components.Component component : components.list()) {
            terms.add(components, component);
        }
        terms.addResidual(vcov, products.rows());
        return terms.finish(vcov);
    }

    private static void refuseIfTooLarge(Components components) {
        double operations = 0;
        for (Components.Component component : components.list()) {
            operations += 3 * Math.pow(component.columns(), 3);
        }
        if (operations > MOST_OPERATIONS) {
            throw new NumericException(new Problem(
                    LmmCode.TOO_CROSSED.code(),
                    "Kenward-Roger for " + components.largest() + " crossed random effects",
                    String.format(
                            Locale.ROOT,
                            "it needs dense matrices of that order: %.0f MB and about %.0f minutes",
                            4 * 8e-6 * Math.pow(components.largest(), 2),
                            Math.ceil(operations / OPERATIONS_PER_SECOND / 60)),
                    "take Satterthwaite's degrees of freedom: with so many groups the two agree"));
        }
    }

    @Override
    public DfMethod method() {
        return DfMethod.KENWARD_ROGER;
    }

    @Override
    public Matrix vcov() {
        return adjusted;
    }

    @Override
    public double df(double[] weights) {
        return scale(Matrix.of(1, weights.length, weights)).df();
    }

    @Override
    public FTest test(String name, Matrix hypothesis, double[] beta) {
        QuadraticForm form = QuadraticForm.of(hypothesis, adjusted, beta);
        Scale scale = scale(hypothesis);
        double f = scale.factor() * form.value() / form.rank();
        return FTest.of(name, form.rank(), scale.df(), f, method());
    }

    /// Denominator degrees of freedom and the factor of the F statistic.
    private record Scale(double df, double factor) {}

    private Scale scale(Matrix hypothesis) {
        Matrix l = hypothesis.times(map); // combinations of the standard coefficients
        int rank = QuadraticForm.of(l, vcov, new double[l.columns()]).rank();
        Matrix theta = l.transpose()
                .times(Symmetric.pseudoInverse(l.times(vcov).times(l.transpose())))
                .times(l);
        Matrix half = theta.times(vcov);
        Matrix[] t = new Matrix[p.length];
        for (int r = 0; r < t.length; r++) {
            t[r] = half.times(p[r]).times(vcov);
        }
        double a1 = 0;
        double a2 = 0;
        for (int r = 0; r < t.length; r++) {
            for (int s = 0; s < t.length; s++) {
                a1 += w[r][s] * Symmetric.trace(t[r]) * Symmetric.trace(t[s]);
                a2 += w[r][s] * Symmetric.trace(t[r].times(t[s]));
            }
        }
        double b = (a1 + 6 * a2) / (2 * rank);
        double g = ((rank + 1) * a1 - (rank + 4) * a2) / ((rank + 2) * a2);
        double c = 3 * rank + 2 * (1 - g);
        double v0 = zeroIfSmall(1 + g / c * b);
        double v1 = 1 - (rank - g) / c * b;
        double v2 = 1 - (rank + 2 - g) / c * b;
        double mean = 1 - a2 / rank;
        double ratio = Math.abs(mean) < ZERO && Math.abs(v1) < ZERO ? 1 : mean / v1;
        double rho = ratio * ratio * v0 / v2 / rank;
        double df = 4 + (rank + 2) / (rank * rho - 1);
        double factor = Math.abs(df - 2) < NEAR_TWO ? 1 : df * mean / (df - 2);
        return new Scale(df, factor);
    }

    private static double zeroIfSmall(double value) {
        return Math.abs(value) < ZERO ? 0 : value;
    }
}
