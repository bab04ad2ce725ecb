package copse.glmm;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.family.Link;
import copse.family.OutcomeType;
import copse.family.Outcomes;
import copse.frame.RowSource;
import copse.lmm.Convergence;
import copse.lmm.GroupEffects;
import copse.lmm.LmmCode;
import copse.lmm.VarianceComponent;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.DesignMoments;
import copse.model.Fit;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.CovarianceTemplate;
import copse.model.internal.SelectedInverse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A fitted generalised linear mixed model. Immutable; without random terms it is a generalised linear model.
///
/// It holds the cells it was made from, so that everything but values of single rows can be asked of it without
/// the data: tests, profiles, bootstrap, other integrations.
///
/// All parameters together are `ψ = (θ, β, ω, γ)`: covariance parameters, fixed effects, log shape of the
/// family if it has one, coefficients of zero inflation if there are any.
public final class GlmmFit implements Fit {
    // Where no cell has a larger probability of a structural zero, there are none.
    private static final double NO_SHARE = 1e-4;

    private final CellSystem system;
    private final Cells cells;
    private final Family family;
    private final Integration integration;
    private final JointSearch.Optimum optimum; // in standard coordinates
    private final List<Matrix> factors; // Λ per grouping
    private final double[] psi;
    private final Matrix jointVcov;
    private final Matrix vcov;
    private final List<Diagnostic> diagnostics;
    private @Nullable MarginalLikelihood atOptimum; // guarded by this: the criterion with its modes and factor there
    private @Nullable List<GroupEffects> effects; // guarded by this
    private @Nullable List<Diagnostic> all; // guarded by this
    private @Nullable Matrix vcovFixedTheta; // guarded by this

    GlmmFit(
            MarginalLikelihood criterion,
            Cells cells,
            Integration integration,
            JointSearch.Optimum optimum,
            List<Diagnostic> before) {
        this.system = criterion.cells();
        this.cells = cells;
        this.family = criterion.family();
        this.integration = integration;
        this.optimum = optimum;
        double[] standard = optimum.psi();
        double[] theta = criterion.theta(standard);
        double[][] lambda = system.template.factors(theta);
        this.factors = new ArrayList<>();
        for (int g = 0; g < lambda.length; g++) {
            factors.add(CovarianceTemplate.lowerFactor(system.random.get(g), lambda[g]));
        }
        this.psi = standard.clone();
        double[] original =
                system.template.theta(factors.stream().map(Matrix::toArray).toArray(double[][]::new));
        System.arraycopy(original, 0, psi, 0, original.length);
        double[] beta = system.fixed.back().times(criterion.beta(standard));
        System.arraycopy(beta, 0, psi, criterion.firstFixed(), beta.length);
        double[] gamma = system.inflation.back().times(criterion.gamma(standard));
        System.arraycopy(gamma, 0, psi, criterion.firstInflation(), gamma.length);
        this.jointVcov = joint(criterion, lambda);
        this.vcov = part(jointVcov, criterion.firstFixed(), system.p);
        this.diagnostics = List.copyOf(diagnostics(criterion, before));
    }

    private static Matrix part(Matrix whole, int from, int size) {
        double[] out = new double[size * size];
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < size; i++) {
                out[i + j * size] = whole.at(from + i, from + j);
            }
        }
        return Matrix.wrap(size, size, out);
    }

    private Matrix joint(MarginalLikelihood criterion, double[][] lambda) {
        int size = psi.length;
        double[][] standard = standardCovariance();
        double[] values = new double[size * size];
        for (int j = 0; j < size; j++) {
            System.arraycopy(standard[j], 0, values, j * size, size);
        }
        double[] jacobian = new double[size * size];
        for (int k = 0; k < criterion.firstFixed(); k++) {
            double[] column = thetaDerivative(k, lambda);
            System.arraycopy(column, 0, jacobian, k * size, column.length);
        }
        place(system.fixed.back(), criterion.firstFixed(), jacobian);
        if (family.hasShape()) {
            jacobian[criterion.shapeAt() * (size + 1)] = 1;
        }
        place(system.inflation.back(), criterion.firstInflation(), jacobian);
        Matrix map = Matrix.wrap(size, size, jacobian);
        double[] result = map.times(Matrix.wrap(size, size, values))
                .times(map.transpose())
                .toArray();
        double[] symmetric = new double[size * size];
        boolean[] none = optimum.undetermined();
        for (int j = 0; j < size; j++) {
            for (int i = 0; i < size; i++) {
                symmetric[i + j * size] = none[i] || none[j] ? 0 : 0.5 * (result[i + j * size] + result[j + i * size]);
            }
        }
        return Matrix.wrap(size, size, symmetric);
    }

    private void place(Matrix block, int at, double[] into) {
        for (int j = 0; j < block.columns(); j++) {
            for (int i = 0; i < block.rows(); i++) {
                into[at + i + (at + j) * psi.length] = block.at(i, j);
            }
        }
    }

    // How θ moves with element k of its standard coordinates. With `LLᵀ = N Λ Λᵀ Nᵀ` and D the change of the right
    // side,
    // the change of L is `L Φ(L⁻¹ D L⁻ᵀ)`, Φ taking the lower triangle and half the diagonal.
    private double[] thetaDerivative(int k, double[][] lambda) {
        CovarianceTemplate.Entry entry = system.template.entry(k);
        int g = entry.grouping();
        Matrix n = system.random.get(g);
        int q = n.rows();
        Matrix l = factors.get(g);
        double[][] changes = new double[lambda.length][];
        for (int h = 0; h < lambda.length; h++) {
            changes[h] = new double[lambda[h].length];
        }
        boolean singular = false;
        for (int c = 0; c < q; c++) {
            singular |= l.at(c, c) <= 0;
        }
        double[] unit = new double[q * q];
        unit[entry.row() + entry.column() * q] = 1;
        if (q == 1 || singular) {
            // a scale alone where a factor of a singular matrix has no derivative
            changes[g][entry.row() + entry.column() * q] = n.at(entry.row(), entry.row());
            return system.template.theta(changes);
        }
        Matrix half = n.times(Matrix.wrap(q, q, unit))
                .times(n.times(Matrix.wrap(q, q, lambda[g])).transpose());
        double[] d = half.plus(half.transpose()).toArray();
        forward(l, d);
        double[] turned = Matrix.wrap(q, q, d).transpose().toArray();
        forward(l, turned);
        for (int j = 0; j < q; j++) {
            for (int i = 0; i <= j; i++) {
                turned[i + j * q] = i == j ? 0.5 * turned[i + j * q] : 0;
            }
        }
        changes[g] = l.times(Matrix.wrap(q, q, turned)).toArray();
        return system.template.theta(changes);
    }

    // L⁻¹ of every column
    private static void forward(Matrix l, double[] columns) {
        int q = l.rows();
        for (int c = 0; c < q; c++) {
            for (int i = 0; i < q; i++) {
                double sum = columns[i + c * q];
                for (int m = 0; m < i; m++) {
                    sum -= l.at(i, m) * columns[m + c * q];
                }
                columns[i + c * q] = sum / l.at(i, i);
            }
        }
    }

    private List<Diagnostic> diagnostics(MarginalLikelihood criterion, List<Diagnostic> before) {
        List<Diagnostic> all = new ArrayList<>(before);
        if (optimum.convergence() instanceof Convergence.Failed failed) {
            all.add(new Diagnostic(
                    LmmCode.NOT_CONVERGED.code(),
                    "theta",
                    failed.gradient(),
                    0,
                    LmmCode.NOT_CONVERGED.meaning() + " (" + failed.reason() + ")",
                    "Look for groups of predictors in which all outcomes are 0, or all successes, and drop or join them;"
                            + " simplify the random terms."));
        }
        for (int g = 0; g < factors.size(); g++) {
            List<String> terms = terms(g);
            for (int c = 0; c < terms.size(); c++) {
                if (factors.get(g).at(c, c) == 0) {
                    all.add(new Diagnostic(
                            LmmCode.SINGULAR.code(),
                            "sd(" + groups().get(g) + "," + terms.get(c) + ")",
                            0,
                            0,
                            LmmCode.SINGULAR.meaning(),
                            LmmCode.SINGULAR.advice()));
                }
            }
        }
        if (family.hasShape() && optimum.undetermined()[criterion.shapeAt()]) {
            all.add(diagnostic(GlmmCode.SHAPE_LIMIT, "shape", Math.exp(psi[criterion.shapeAt()])));
        }
        addInflation(criterion, all);
        return all;
    }

    private void addInflation(MarginalLikelihood criterion, List<Diagnostic> into) {
        int first = criterion.firstInflation();
        boolean[] undetermined = optimum.undetermined();
        int[] found =
                IntStream.range(first, psi.length).filter(j -> undetermined[j]).toArray();
        if (found.length == 0) {
            return;
        }
        double[] zeta = new double[system.n];
        system.addColumns(system.zi, criterion.gamma(optimum.psi()), zeta);
        double most = Arrays.stream(zeta).map(Link.LOGIT::mean).max().orElse(0);
        if (most < NO_SHARE) {
            into.add(diagnostic(GlmmCode.NO_INFLATION, parameterNames().get(first), psi[first]));
            return;
        }
        for (int j : found) {
            into.add(diagnostic(GlmmCode.INFLATION_LIMIT, parameterNames().get(j), psi[j]));
        }
    }

    private static Diagnostic diagnostic(GlmmCode code, String parameter, double value) {
        return new Diagnostic(code.code(), parameter, value, 0, code.meaning(), code.advice());
    }

    /// @return the cells it was made from
    public Cells cells() {
        return cells;
    }

    /// @return the family with its link
    public Family family() {
        return family;
    }

    /// @return how random effects were integrated out
    public Integration integration() {
        return integration;
    }

    @Override
    public ModelSpec spec() {
        return cells.spec();
    }

    @Override
    public DesignMoments moments() {
        return DesignMoments.of(cells, Standardisation.units(cells, family));
    }

    @Override
    public long rows() {
        return cells.rows();
    }

    @Override
    public List<String> fixedNames() {
        return Arrays.stream(system.fixed.kept())
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
        return Arrays.copyOfRange(psi, firstFixed(), firstFixed() + system.p);
    }

    private int firstFixed() {
        return system.template.size();
    }

    /// Covariance of the fixed effects, their part of [#jointVcov()]: that variances are estimated is accounted
    /// for.
    ///
    /// @return p×p
    @Override
    public Matrix vcov() {
        return vcov;
    }

    /// Covariance of the fixed effects with θ and the shape taken as known, from the penalised system at the
    /// modes, with the weights of [#integration()].
    ///
    /// @return p×p
    public synchronized Matrix vcovFixedTheta() {
        Matrix known = vcovFixedTheta;
        if (known == null) {
            ModeSearch search = located().search();
            double[] weight = integration.curvature() == Integration.Curvature.OBSERVED
                    ? search.weight
                    : search.expectedWeights();
            Matrix standard = new JointSystem(system, system.outcomes)
                    .covariance(weight, search.lambda())
                    .orElseGet(() -> Matrix.wrap(system.p, system.p, new double[system.p * system.p]));
            Matrix map = system.fixed.back();
            Matrix result = map.times(standard).times(map.transpose());
            known = result.plus(result.transpose()).times(0.5);
            vcovFixedTheta = known;
        }
        return known;
    }

    /// Covariance of all parameters, twice the inverse of the Hessian of −2 log likelihood; parameters on a
    /// boundary have rows of 0.
    ///
    /// @return of the order of [#psi()]
    public Matrix jointVcov() {
        return jointVcov;
    }

    /// Names of ψ: `theta[1]`…, the fixed effects, `log(shape)`, `zi:(Intercept)`….
    ///
    /// @return as many as [#psi()]
    public List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        for (int k = 1; k <= firstFixed(); k++) {
            names.add("theta[" + k + "]");
        }
        names.addAll(fixedNames());
        if (family.hasShape()) {
            names.add("log(shape)");
        }
        inflationNames().forEach(name -> names.add("zi:" + name));
        return names;
    }

    /// @return all parameters; a copy
    public double[] psi() {
        return psi.clone();
    }

    /// Covariance parameters: lower triangles of Λ column by column, for groupings (most levels first) and
    /// terms. The covariance of a level's effects is ΛΛᵀ, on the scale of the linear predictor.
    ///
    /// @return a copy; diagonal elements are at least 0
    public double[] theta() {
        return Arrays.copyOf(psi, firstFixed());
    }

    /// @return φ, or σ of a gaussian family; empty for families without shape
    public OptionalDouble shape() {
        return family.hasShape()
                ? OptionalDouble.of(family.shape(psi[firstFixed() + system.p]))
                : OptionalDouble.empty();
    }

    /// @return names of the coefficients of zero inflation, none without
    public List<String> inflationNames() {
        if (system.r == 0) {
            return List.of();
        }
        List<String> all = spec().partNames(Roles.ZERO_INFLATION);
        return Arrays.stream(system.inflation.kept()).mapToObj(all::get).toList();
    }

    /// @return coefficients of zero inflation on the logit scale; a copy
    public double[] inflation() {
        return Arrays.copyOfRange(psi, psi.length - system.r, psi.length);
    }

    /// @return −2 log likelihood with all constants
    @Override
    public double criterion() {
        return optimum.at().value();
    }

    @Override
    public int parameters() {
        return psi.length;
    }

    /// @return what is known about the optimum
    public Convergence convergence() {
        return optimum.convergence();
    }

    /// What a reader must know: of the optimum, and of outcomes that the family does not explain
    /// ([Overdispersion], [ExcessZeros]).
    ///
    /// Cost: the checks of outcomes are made at the first call.
    ///
    /// @return none if all is well
    @Override
    public synchronized List<Diagnostic> diagnostics() {
        List<Diagnostic> known = all;
        if (known == null) {
            known = new ArrayList<>(diagnostics);
            String response = spec().response();
            if (family.outcome() == OutcomeType.SHARE) {
                known.addAll(Separation.oneSided(cells));
            }
            if (!(convergence() instanceof Convergence.Failed)) {
                Overdispersion.of(this)
                        .flatMap(check -> check.diagnostic(response))
                        .ifPresent(known::add);
                ExcessZeros.of(this)
                        .flatMap(check -> check.diagnostic(response))
                        .ifPresent(known::add);
            }
            known = List.copyOf(known);
            all = known;
        }
        return known;
    }

    /// @return names of the grouping factors, most levels first
    public List<String> groups() {
        return cells.factors().stream().map(factor -> factor.grouping().name()).toList();
    }

    private List<String> terms(int g) {
        return cells.factors().get(g).grouping().terms().stream()
                .flatMap(term -> term.columns().stream())
                .toList();
    }

    /// The covariance matrix of a level's random effects.
    ///
    /// @param group a grouping factor
    /// @return q×q over the effects of all its terms, 0 between terms, on the scale of the linear predictor
    public Matrix covariance(String group) {
        Matrix lambda = factors.get(groups().indexOf(group));
        return lambda.times(lambda.transpose());
    }

    /// Variances and covariances: per grouping factor (most levels first) and term the variances, then the
    /// covariances; the residual variance last for a gaussian family.
    ///
    /// @return the components
    public List<VarianceComponent> variances() {
        List<VarianceComponent> components = new ArrayList<>();
        for (Cells.Factor factor : cells.factors()) {
            components.addAll(VarianceComponent.of(
                    factor.grouping(), covariance(factor.grouping().name())));
        }
        if (family instanceof Family.Gaussian) {
            double sigma = shape().orElseThrow();
            components.add(new VarianceComponent(VarianceComponent.RESIDUAL, null, null, sigma * sigma, sigma));
        }
        return components;
    }

    /// The conditional modes of the random effects with their conditional covariances, from the curvature of
    /// the log density at the modes.
    ///
    /// Cost: computed at the first call, one search for the modes and one inverse.
    ///
    /// @return per grouping factor, most levels first
    public synchronized List<GroupEffects> effects() {
        List<GroupEffects> known = effects;
        if (known == null) {
            known = computeEffects();
            effects = known;
        }
        return known;
    }

    private List<GroupEffects> computeEffects() {
        ModeSearch search = located().search();
        SelectedInverse inverse = new SelectedInverse(search.cholesky);
        inverse.compute(false);
        double[][] standard = search.effects();
        List<GroupEffects> result = new ArrayList<>();
        for (int g = 0; g < standard.length; g++) {
            Cells.Factor factor = cells.factors().get(g);
            Matrix map = system.random.get(g);
            int q = map.rows();
            double[] modes = new double[standard[g].length];
            double[] covariances = new double[modes.length * q];
            Matrix half = map.times(Matrix.wrap(q, q, search.lambda()[g]));
            for (int level = 0; level < factor.keys().length; level++) {
                double[] mode = map.times(Arrays.copyOfRange(standard[g], level * q, (level + 1) * q));
                System.arraycopy(mode, 0, modes, level * q, q);
                Matrix inner = Matrix.wrap(q, q, inverse.ownBlock(g, level));
                System.arraycopy(
                        half.times(inner).times(half.transpose()).toArray(), 0, covariances, level * q * q, q * q);
            }
            result.add(new GroupEffects(factor.grouping(), factor.keys(), factor.counts(), modes, covariances));
        }
        return List.copyOf(result);
    }

    /// @param group a grouping factor
    /// @return its conditional modes
    public GroupEffects effects(String group) {
        return effects().get(groups().indexOf(group));
    }

    /// The linear predictor of each cell at the modes, offset included.
    ///
    /// @return a copy
    public synchronized double[] linearPredictor() {
        ModeSearch search = located().search();
        return system.unsorted(search.linearPredictor());
    }

    /// Fitted values and residuals, by one pass over the rows.
    ///
    /// @param rows those that were fitted, or others with the columns of the model
    /// @return per complete row
    public GlmmRowResults results(RowSource rows) {
        return GlmmRowResults.of(this, rows);
    }

    /// Log shape; 0 for families without.
    double omega() {
        return family.hasShape() ? psi[firstFixed() + system.p] : 0;
    }

    /// Columns of X that have a coefficient.
    int[] keptFixed() {
        return system.fixed.kept().clone();
    }

    /// Columns of the formula of zero inflation that have a coefficient.
    int[] keptInflation() {
        return system.inflation.kept().clone();
    }

    /// The same model fitted to other outcomes of the same cells.
    ///
    /// @param outcomes as many as there are cells, of the same family. Kept: must not change.
    /// @return the fit, started from this one's parameters
    public GlmmFit refit(Outcomes outcomes) {
        double constant = 0;
        for (int i = 0; i < outcomes.count(); i++) {
            constant += outcomes.multiplicity()[i] * family.constant(outcomes.y()[i], outcomes.size()[i]);
        }
        Cells next = cells.withOutcomes(outcomes, constant);
        CellSystem own = system.withOutcomes(next);
        MarginalLikelihood criterion = new MarginalLikelihood(own, own.outcomes, constant, family, integration);
        GlmmStart.Guess guess = convergence() instanceof Convergence.Interior && isDetermined()
                ? new GlmmStart.Guess(optimum.psi(), inverseHessian())
                : GlmmStart.of(criterion, own.outcomes, own.sorted(outcomes));
        JointSearch.Optimum found = new JointSearch(criterion).from(guess.psi(), guess.inverse());
        return new GlmmFit(criterion, next, integration, found, GlmmChecks.of(own, family));
    }

    private boolean isDetermined() {
        boolean all = true;
        for (boolean none : optimum.undetermined()) {
            all &= !none;
        }
        return all;
    }

    private double[][] inverseHessian() {
        double[][] inverse = new ObservedInformation(optimum.hessian(), optimum.fixed()).covariance();
        for (double[] row : inverse) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= 2;
            }
        }
        return inverse;
    }

    // the criterion with modes and factor at the optimum
    private synchronized MarginalLikelihood located() {
        MarginalLikelihood known = atOptimum;
        if (known == null) {
            known = newCriterion();
            known.findModes(optimum.psi());
            atOptimum = known;
        }
        return known;
    }

    /// A criterion with work arrays of its own.
    MarginalLikelihood newCriterion() {
        return new MarginalLikelihood(system, system.outcomes, cells.constant(), family, integration);
    }

    CellSystem system() {
        return system;
    }

    /// Covariance of all parameters in standard coordinates; rows of those on a boundary are 0.
    double[][] standardCovariance() {
        return optimum.hessian().length == psi.length
                ? new ObservedInformation(optimum.hessian(), optimum.fixed()).covariance()
                : new double[psi.length][psi.length];
    }

    JointSearch.Optimum optimum() {
        return optimum;
    }

    /// The covariance of the random effects given the data, for any number of threads.
    ConditionalCovariance conditionalCovariance() {
        ModeSearch search = located().search();
        double[][] maps = new double[factors.size()][];
        for (int g = 0; g < maps.length; g++) {
            Matrix standard = system.random.get(g);
            maps[g] = standard.times(Matrix.wrap(standard.rows(), standard.rows(), search.lambda()[g]))
                    .toArray();
        }
        return new FactoredCovariance(maps, search.cholesky);
    }
}
