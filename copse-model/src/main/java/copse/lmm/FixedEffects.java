package copse.lmm;

import copse.error.InputException;
import copse.error.Problem;
import copse.error.Suggestion;
import copse.infer.DfMethod;
import copse.infer.Estimate;
import copse.infer.FTest;
import copse.infer.LinearContrast;
import copse.math.Matrix;
import copse.model.Fit;
import java.util.ArrayList;
import java.util.List;

/// Estimates and tests of the fixed effects by one choice of degrees of freedom. Immutable.
///
/// Without random terms [DfMethod#SATTERTHWAITE], [DfMethod#KENWARD_ROGER] and [DfMethod#RESIDUAL] are the same
/// and exact: n − p.
///
/// - Cost: made once. Satterthwaite takes 4 evaluations of the criterion per element of θ; Kenward-Roger dense
///   work on groups that hang together, see [LmmCode#TOO_CROSSED]. Every estimate after that is a few products
///   of p×p matrices.
public final class FixedEffects {
    private final Fit fit;
    private final DegreesOfFreedom degrees;

    private FixedEffects(Fit fit, DegreesOfFreedom degrees) {
        this.fit = fit;
        this.degrees = degrees;
    }

    /// @param fit a model
    /// @param method where the degrees of freedom come from
    /// @return its fixed effects
    /// @throws copse.error.NumericException `N211` for Kenward-Roger of a fit by ML, `N212` if that is too
    ///     large
    public static FixedEffects of(LmmFit fit, DfMethod method) {
        return new FixedEffects(fit, degrees(fit, method));
    }

    /// Estimates and tests with normal statistics and any covariance matrix.
    ///
    /// @param fit a model of any kind
    /// @param vcov covariance of its fixed effects, p×p
    /// @return its fixed effects
    public static FixedEffects of(Fit fit, Matrix vcov) {
        return new FixedEffects(fit, new FixedDegrees(DfMethod.NORMAL, vcov, Double.POSITIVE_INFINITY));
    }

    private static DegreesOfFreedom degrees(LmmFit fit, DfMethod method) {
        boolean plain = fit.groups().isEmpty();
        return switch (method) {
            case SATTERTHWAITE -> plain ? residual(fit) : Satterthwaite.of(fit);
            case KENWARD_ROGER -> plain ? residual(fit) : KenwardRoger.of(fit);
            case RESIDUAL -> residual(fit);
            case NORMAL -> new FixedDegrees(DfMethod.NORMAL, fit.vcov(), Double.POSITIVE_INFINITY);
        };
    }

    private static DegreesOfFreedom residual(LmmFit fit) {
        return new FixedDegrees(DfMethod.RESIDUAL, fit.vcov(), fit.residualDegrees());
    }

    /// @return the fit
    public Fit fit() {
        return fit;
    }

    /// @return where the degrees of freedom come from; [DfMethod#RESIDUAL] for models without random terms
    public DfMethod method() {
        return degrees.method();
    }

    /// The covariance matrix of the coefficients that goes with the method: for Kenward-Roger the adjusted one.
    ///
    /// @return p×p in the order of [Fit#fixedNames()]
    public Matrix vcov() {
        return degrees.vcov();
    }

    /// @param level coverage, such as 0.95
    /// @return every coefficient
    public List<Estimate> coefficients(double level) {
        List<Estimate> out = new ArrayList<>();
        for (String name : fit.fixedNames()) {
            out.add(coefficient(name, level));
        }
        return out;
    }

    /// @param name of a coefficient, or of a term that has just one
    /// @param level coverage
    /// @return the coefficient
    /// @throws InputException `N215` if there is none of that name
    public Estimate coefficient(String name, double level) {
        double[] weights = new double[fit.fixedNames().size()];
        weights[index(name)] = 1;
        return combination(new LinearContrast(fit.fixedNames().get(index(name)), weights), level);
    }

    private int index(String name) {
        int index = fit.fixedNames().indexOf(name);
        if (index >= 0) {
            return index;
        }
        List<Integer> columns = Terms.columns(fit, name);
        if (columns.size() == 1) {
            return columns.get(0);
        }
        String why = "the model's coefficients are: " + String.join(", ", fit.fixedNames());
        String fix = columns.size() > 1
                ? "test the whole term, or take one of its " + columns.size() + " coefficients"
                : Suggestion.closest(name, fit.fixedNames())
                        .map(close -> "did you mean `" + close + "`?")
                        .orElse("take one of the names listed");
        throw new InputException(
                new Problem(LmmCode.NO_SUCH_EFFECT.code(), "no coefficient `" + name + "` in the model", why, fix));
    }

    /// @param combination weights of the coefficients, in the order of [Fit#fixedNames()]
    /// @param level coverage
    /// @return the linear combination
    public Estimate combination(LinearContrast combination, double level) {
        double[] weights = combination.weights();
        double value = combination.of(fit.beta());
        double se = Math.sqrt(Math.max(0, Satterthwaite.quadratic(degrees.vcov(), weights)));
        return Estimate.of(combination.name(), value, se, degrees.df(weights), level, degrees.method());
    }

    /// Tests that all of several linear combinations are 0.
    ///
    /// @param name of the test
    /// @param combinations at least one; those that depend on others do not count
    /// @return the F test
    public FTest test(String name, List<LinearContrast> combinations) {
        int p = fit.fixedNames().size();
        double[] rows = new double[combinations.size() * p];
        for (int i = 0; i < combinations.size(); i++) {
            double[] weights = combinations.get(i).weights();
            for (int j = 0; j < p; j++) {
                rows[i + j * combinations.size()] = weights[j];
            }
        }
        return test(name, Matrix.wrap(combinations.size(), p, rows));
    }

    /// Tests that all coefficients of a term, or one coefficient, are 0.
    ///
    /// @param name of a term or coefficient
    /// @return the F test
    /// @throws InputException `N215` if there is none of that name
    public FTest test(String name) {
        List<Integer> columns = Terms.columns(fit, name);
        List<Integer> which = columns.isEmpty() ? List.of(index(name)) : columns;
        List<LinearContrast> rows = new ArrayList<>();
        for (int column : which) {
            double[] weights = new double[fit.fixedNames().size()];
            weights[column] = 1;
            rows.add(new LinearContrast(fit.fixedNames().get(column), weights));
        }
        return test(name, rows);
    }

    double degreesOf(double[] weights) {
        return degrees.df(weights);
    }

    FTest test(String name, Matrix hypothesis) {
        return degrees.test(name, hypothesis, fit.beta());
    }

    /// Tests every term of the fixed part, the intercept left out.
    ///
    /// @param type which hypotheses belong to a term
    /// @return one test per term that has an estimable coefficient
    public List<FTest> anova(AnovaType type) {
        return Anova.of(this, type);
    }
}
