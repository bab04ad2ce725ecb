package copse.glmm;

import copse.error.Diagnostic;
import copse.family.Family;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.List;

/// A generalised linear mixed model to be fitted: a formula, a family, and how random effects are integrated
/// out. Immutable.
///
/// Model: `g(E[y | b]) = Xβ + Zb + offset`, `b ~ N(0, ΛΛᵀ)`. Without random terms it is a generalised linear
/// model.
///
/// @param formula response, fixed and random terms
/// @param family of the outcome, with its link
/// @param roles columns of weights and offset, contrasts of factors, the formula of zero inflation
/// @param integration Laplace by default
public record Glmm(Formula formula, Family family, Roles roles, Integration integration) {
    /// @param formula for instance `y ~ x + (1 | g)`
    /// @param family of the outcome
    /// @return the model, to be fitted with Laplace's approximation
    public static Glmm of(String formula, Family family) {
        return of(Formula.parse(formula), family);
    }

    /// @param formula response, fixed and random terms
    /// @param family of the outcome
    /// @return the model, to be fitted with Laplace's approximation
    public static Glmm of(Formula formula, Family family) {
        return new Glmm(formula, family, Roles.defaults(), Integration.laplace());
    }

    /// @param roles columns of weights and offset, contrasts of factors
    /// @return the model with these roles
    public Glmm roles(Roles roles) {
        return new Glmm(formula, family, roles, integration);
    }

    /// @param integration how random effects are integrated out
    /// @return the model, fitted so
    public Glmm integration(Integration integration) {
        return new Glmm(formula, family, roles, integration);
    }

    /// @param points of adaptive Gauss-Hermite quadrature; 1 is Laplace
    /// @return the model, fitted so
    public Glmm quadrature(int points) {
        return integration(integration.withPoints(points));
    }

    /// Reads the rows once and fits.
    ///
    /// @param data a frame, or a source of chunks
    /// @return the fit
    public GlmmFit fit(RowSource data) {
        return fit(Cells.of(ModelSpec.of(formula, data, roles(roles, family)), data, family), family, integration);
    }

    /// What a model must know to read the outcomes of a family.
    ///
    /// @param roles columns of weights and offset, contrasts of factors
    /// @param family of the outcome
    /// @return these with the kind of outcome, and for a zero-inflated family with a constant as the formula of
    ///     zero inflation if they have none
    static Roles roles(Roles roles, Family family) {
        Roles own = roles.withOutcome(family.outcome());
        return family.isInflated() && !own.parts().containsKey(Roles.ZERO_INFLATION)
                ? own.withPart(Roles.ZERO_INFLATION, Formula.parse("~ 1"))
                : own;
    }

    /// Fits without reading rows again.
    ///
    /// @param cells of the rows
    /// @param family of the outcome
    /// @param integration how random effects are integrated out
    /// @return the fit; one without a verified optimum says so in [GlmmFit#convergence()]
    /// @throws copse.error.InputException `N302` to `N307` if its parameters cannot be told apart, `N320` to
    ///     `N322` if the likelihood has no maximum
    public static GlmmFit fit(Cells cells, Family family, Integration integration) {
        GlmmChecks.before(cells, integration);
        GlmmChecks.requireFamily(family);
        CellSystem system = new CellSystem(cells);
        List<Diagnostic> diagnostics = GlmmChecks.of(system, family);
        Separation.refuse(cells, family);
        MarginalLikelihood criterion =
                new MarginalLikelihood(system, system.outcomes, cells.constant(), family, integration);
        GlmmStart.Guess guess = GlmmStart.of(criterion, system.outcomes, system.sorted(cells.outcomes()));
        JointSearch.Optimum optimum = new JointSearch(criterion).from(guess.psi(), guess.inverse());
        return new GlmmFit(criterion, cells, integration, optimum, diagnostics);
    }
}
