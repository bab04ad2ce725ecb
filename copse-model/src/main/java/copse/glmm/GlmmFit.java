package copse.glmm;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.lmm.Convergence;
import copse.lmm.GroupEffects;
import copse.lmm.VarianceComponent;
import copse.math.Matrix;
import copse.model.Cells;
import copse.model.DesignMoments;
import copse.model.Fit;
import copse.model.ModelSpec;
import java.util.List;
import java.util.OptionalDouble;

/// A fitted generalised linear mixed model. Immutable; without random terms it is a generalised linear model.
///
/// It holds the cells it was made from, so that everything but values of single rows can be asked of it without
/// the data: tests, profiles, bootstrap, other integrations.
///
/// All parameters together are `ψ = (θ, β, ω, γ)`: covariance parameters, fixed effects, log shape of the
/// family if it has one, coefficients of zero inflation if there are any.
public abstract class GlmmFit implements Fit {
    // skeleton: becomes a final class
    GlmmFit() {}

    /// @return the cells it was made from
    public abstract Cells cells();

    /// @return the family with its link
    public abstract Family family();

    /// @return how random effects were integrated out
    public abstract Integration integration();

    @Override
    public abstract ModelSpec spec();

    @Override
    public DesignMoments moments() {
        return DesignMoments.of(cells(), Standardisation.units(cells(), family()));
    }

    /// Covariance parameters: lower triangles of Λ column by column, for groupings (most levels first) and
    /// terms.
    ///
    /// @return a copy
    public abstract double[] theta();

    /// @return φ, or σ of a gaussian family; empty for families without shape
    public abstract OptionalDouble shape();

    /// @return names of the coefficients of zero inflation, none without
    public abstract List<String> inflationNames();

    /// @return coefficients of zero inflation on the logit scale; a copy
    public abstract double[] inflation();

    /// Names of ψ: `theta[1]`…, the fixed effects, `log(shape)`, `zi:(Intercept)`….
    ///
    /// @return as many as [#psi()]
    public abstract List<String> parameterNames();

    /// @return all parameters; a copy
    public abstract double[] psi();

    /// Covariance of all parameters, the inverse of half the Hessian of −2 log likelihood; parameters on a
    /// boundary have rows of 0.
    ///
    /// @return of the order of [#psi()]
    public abstract Matrix jointVcov();

    /// Covariance of the fixed effects with θ taken as known, from the penalised system.
    ///
    /// @return p×p
    public abstract Matrix vcovFixedTheta();

    /// @return what is known about the optimum
    public abstract Convergence convergence();

    /// @return names of the grouping factors, most levels first
    public abstract List<String> groups();

    /// @param group a grouping factor
    /// @return q×q covariance of a level's effects, on the scale of the linear predictor
    public abstract Matrix covariance(String group);

    /// @return variances and covariances of the random effects; no residual but for the gaussian family
    public abstract List<VarianceComponent> variances();

    /// @return conditional modes with their covariances, most levels first
    public abstract List<GroupEffects> effects();

    abstract ConditionalCovariance conditionalCovariance();

    /// The linear predictor of each cell at the modes, offset included.
    ///
    /// @return a copy
    public abstract double[] linearPredictor();

    /// The same model fitted to other outcomes of the same cells.
    ///
    /// @param outcomes as many as there are cells, of the same family
    /// @return the fit, started from this one's parameters
    public abstract GlmmFit refit(copse.family.Outcomes outcomes);

    @Override
    public abstract List<Diagnostic> diagnostics();
}
