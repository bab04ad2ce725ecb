package copse.lmm;

import copse.error.Diagnostic;
import copse.frame.Frame;
import copse.frame.NumericColumn;
import copse.frame.RowSource;
import copse.infer.DfMethod;
import copse.math.Matrix;
import copse.math.RandomStream;
import copse.model.CrossProducts;
import copse.model.DesignMoments;
import copse.model.Fit;
import copse.model.ModelSpec;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import copse.model.internal.Standardised;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A fitted linear mixed model. Immutable; without random terms it is a linear model.
///
/// It holds the cross-products it was made from, so that everything but fitted values of rows can be asked of
/// it without the data: other estimators, tests, profiles, bootstrap.
public final class LmmFit implements Fit {
    private final Standardised standard;
    private final Criterion criterion; // used for copies only: its work arrays belong to one thread
    private final Minimiser.Optimum optimum;
    private final List<Diagnostic> diagnostics;
    private final double[] beta;
    private final Matrix vcov;
    private final double sigma;
    private final double[] theta;
    private final List<Matrix> factors; // Λ per grouping, original coordinates, canonical
    private volatile @Nullable List<GroupEffects> effects;

    LmmFit(Standardised standard, Criterion criterion, Minimiser.Optimum optimum, List<Diagnostic> before) {
        this.standard = standard;
        this.criterion = criterion;
        this.optimum = optimum;
        Evaluation at = optimum.evaluation();
        this.sigma = standard.yScale() * Math.sqrt(at.residualSquares() / criterion.degrees());
        this.beta = standard.beta(at.beta());
        double scale = at.residualSquares() / criterion.degrees();
        Matrix map = standard.betaMap();
        int p = standard.products().p();
        this.vcov = symmetric(
                map.times(Matrix.wrap(p, p, criterion.cholesky().inverseX()).times(scale))
                        .times(map.transpose()));
        double[][] lambda = criterion.template().factors(optimum.theta());
        this.factors = IntStream.range(0, lambda.length)
                .mapToObj(g -> CovarianceTemplate.lowerFactor(standard.random(g), lambda[g]))
                .toList();
        this.theta =
                criterion.template().theta(factors.stream().map(Matrix::toArray).toArray(double[][]::new));
        List<Diagnostic> all = new ArrayList<>(before);
        switch (optimum.convergence()) {
            case Convergence.Interior _ -> {}
            case Convergence.Boundary _ -> all.addAll(singular());
            case Convergence.Failed failed ->
                all.add(new Diagnostic(
                        LmmCode.NOT_CONVERGED.code(),
                        "theta",
                        failed.gradient(),
                        0,
                        LmmCode.NOT_CONVERGED.meaning() + " (" + failed.reason() + ")",
                        LmmCode.NOT_CONVERGED.advice()));
        }
        this.diagnostics = List.copyOf(all);
    }

    private static Matrix symmetric(Matrix m) {
        return m.plus(m.transpose()).times(0.5);
    }

    private List<Diagnostic> singular() {
        List<Diagnostic> found = new ArrayList<>();
        for (int g = 0; g < factors.size(); g++) {
            Matrix lambda = factors.get(g);
            List<String> terms = terms(g);
            for (int c = 0; c < terms.size(); c++) {
                if (lambda.at(c, c) == 0) {
                    String group = products(g).grouping().name();
                    found.add(new Diagnostic(
                            LmmCode.SINGULAR.code(),
                            "sd(" + group + "," + terms.get(c) + ")",
                            0,
                            0,
                            LmmCode.SINGULAR.meaning(),
                            LmmCode.SINGULAR.advice()));
                }
            }
        }
        return found;
    }

    private CrossProducts.Products products(int g) {
        return standard.original().groupings().get(g);
    }

    private List<String> terms(int g) {
        return products(g).grouping().terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
    }

    Standardised standard() {
        return standard;
    }

    /// The criterion with work arrays of its own.
    Criterion criterionCopy() {
        return criterion.copy();
    }

    Minimiser.Optimum optimum() {
        return optimum;
    }

    @Override
    public ModelSpec spec() {
        return standard.original().spec();
    }

    /// @return what was kept of the rows
    public CrossProducts crossProducts() {
        return standard.original();
    }

    /// @return the criterion that was minimised
    public Estimator estimator() {
        return criterion.estimator();
    }

    /// The same model fitted by another estimator, without going back to the rows.
    ///
    /// @param estimator the criterion to minimise
    /// @return this fit if it is the one
    public LmmFit refit(Estimator estimator) {
        return estimator == estimator() ? this : Lmm.fit(standard, estimator, optimum.theta());
    }

    @Override
    public long rows() {
        return standard.original().rows();
    }

    @Override
    public List<String> fixedNames() {
        return Arrays.stream(standard.kept())
                .mapToObj(j -> spec().fixedNames().get(j))
                .toList();
    }

    @Override
    public List<String> aliased() {
        List<String> names = new ArrayList<>(spec().fixedNames());
        names.removeAll(fixedNames());
        return names;
    }

    @Override
    public double[] beta() {
        return beta.clone();
    }

    @Override
    public Matrix vcov() {
        return vcov;
    }

    /// @return residual standard deviation, in units of the response
    public double sigma() {
        return sigma;
    }

    /// Relative covariance parameters: the lower triangles of Λ column by column, for groupings (most levels
    /// first) and their terms.
    ///
    /// @return a copy; diagonal elements are at least 0
    public double[] theta() {
        return theta.clone();
    }

    @Override
    public DesignMoments moments() {
        return DesignMoments.of(crossProducts());
    }

    @Override
    public double criterion() {
        return optimum.evaluation().criterion();
    }

    @Override
    public int parameters() {
        return beta.length + theta.length + 1;
    }

    /// @return rows less fixed effects
    public long residualDegrees() {
        return rows() - beta.length;
    }

    /// @return what is known about the optimum
    public Convergence convergence() {
        return optimum.convergence();
    }

    @Override
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// @return names of the grouping factors, most levels first
    public List<String> groups() {
        return standard.original().groupings().stream()
                .map(products -> products.grouping().name())
                .toList();
    }

    /// The covariance matrix of a level's random effects.
    ///
    /// @param group a grouping factor
    /// @return q×q over the effects of all its terms, 0 between terms
    public Matrix covariance(String group) {
        Matrix lambda = factors.get(groups().indexOf(group));
        return lambda.times(lambda.transpose()).times(sigma * sigma);
    }

    /// Variances and covariances: per grouping factor (most levels first) and term the variances, then the
    /// covariances; the residual variance last.
    ///
    /// @return the components
    public List<VarianceComponent> variances() {
        List<VarianceComponent> components = new ArrayList<>();
        for (int g = 0; g < factors.size(); g++) {
            components.addAll(VarianceComponent.of(products(g).grouping(), covariance(groups().get(g))));
        }
        components.add(new VarianceComponent(VarianceComponent.RESIDUAL, null, null, sigma * sigma, sigma));
        return components;
    }

    /// The conditional modes of the random effects with their conditional covariances.
    ///
    /// Cost: computed at the first call, one inverse of the factor.
    ///
    /// @return per grouping factor, most levels first
    public List<GroupEffects> effects() {
        List<GroupEffects> known = effects;
        if (known == null) {
            known = computeEffects();
            effects = known;
        }
        return known;
    }

    /// @param group a grouping factor
    /// @return its conditional modes
    public GroupEffects effects(String group) {
        return effects().get(groups().indexOf(group));
    }

    private List<GroupEffects> computeEffects() {
        Criterion own = criterion.copy();
        Evaluation at = own.evaluate(optimum.theta());
        SelectedInverse inverse = own.inverseOfA();
        double[][] lambda = own.template().factors(optimum.theta());
        List<GroupEffects> result = new ArrayList<>();
        for (int g = 0; g < lambda.length; g++) {
            int q = products(g).q();
            Matrix map = standard.random(g);
            double[] b = own.effects(at, g);
            double[] modes = new double[b.length];
            double[] covariances = new double[b.length * q];
            Matrix half = map.times(Matrix.wrap(q, q, lambda[g]));
            for (int level = 0; level < products(g).levels(); level++) {
                double[] mode = map.times(Arrays.copyOfRange(b, level * q, (level + 1) * q));
                for (int c = 0; c < q; c++) {
                    modes[level * q + c] = standard.yScale() * mode[c];
                }
                Matrix inner = Matrix.wrap(q, q, inverse.ownBlock(g, level));
                double[] block = half.times(inner)
                        .times(half.transpose())
                        .times(sigma * sigma)
                        .toArray();
                System.arraycopy(block, 0, covariances, level * q * q, q * q);
            }
            result.add(new GroupEffects(
                    products(g).grouping(), products(g).keys(), products(g).counts(), modes, covariances));
        }
        return List.copyOf(result);
    }

    Matrix factor(int grouping) {
        return factors.get(grouping);
    }

    /// @param name of a coefficient, or of a term of the fixed part
    /// @return the effect, to be asked for its interval or test
    public Effect effect(String name) {
        return new Effect(this, name);
    }

    /// @param group a grouping factor
    /// @return the coefficients of its levels, fixed effect plus mode
    /// @throws copse.error.InputException `N215` if there is none of that name
    public GroupCoefficients coefficients(String group) {
        return GroupCoefficients.of(this, group);
    }

    /// @param method where the degrees of freedom come from
    /// @return estimates and tests of the fixed effects
    public FixedEffects fixed(DfMethod method) {
        return FixedEffects.of(this, method);
    }

    /// @return shares of variance: R², intraclass correlations
    public RSquared rSquared() {
        return RSquared.of(this);
    }

    /// Predicts rows, whose groups may be known or new. Response and weights need not be there.
    ///
    /// Cost: per row as many operations as the groups concerned have entries in the factor.
    ///
    /// @param rows with the predictors and groups of the model
    /// @param options what is to be predicted
    /// @return one prediction per row without missing predictors
    public Predictions predict(Frame rows, PredictOptions options) {
        return Predictions.of(this, rows, options);
    }

    /// Fitted values and residuals, by one pass over the rows.
    ///
    /// @param rows those that were fitted, or others with the columns of the model
    /// @return per complete row
    public RowResults results(RowSource rows) {
        return RowResults.of(this, rows);
    }

    /// New responses of given rows, drawn from the model: fixed part, newly drawn effects of the groups,
    /// errors. The same stream gives a group the same effects in whatever rows it occurs.
    ///
    /// @param rows with the predictors and groups of the model, and its weights
    /// @param random where the numbers come from
    /// @return the response of every row, missing where a predictor is
    public NumericColumn simulate(Frame rows, RandomStream random) {
        return Simulation.response(this, rows, random);
    }

    /// The same model fitted to another response of the same rows.
    ///
    /// @param response cross-products with the new response, see [CrossProducts#withResponse]
    /// @return the fit, by the same estimator
    public LmmFit refit(CrossProducts response) {
        return Lmm.fit(response, estimator());
    }
}
