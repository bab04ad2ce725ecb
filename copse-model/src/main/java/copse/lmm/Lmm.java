package copse.lmm;

import copse.error.Diagnostic;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.Standardised;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A linear mixed model to be fitted: a formula, an estimator, and the columns that hold weights and offset.
/// Immutable.
///
/// Model: `y = Xβ + Zb + offset + ε`, `b ~ N(0, σ²ΛΛᵀ)`, `ε ~ N(0, σ²W⁻¹)`. Without random terms it is a linear
/// model.
///
/// ```java
/// LmmFit fit = Lmm.of("score ~ arm + pre + (1 | school)").estimator(Estimator.REML).fit(data);
/// ```
///
/// @param formula response, fixed and random terms
/// @param estimator REML by default
/// @param roles columns of weights (precisions) and offset, contrasts of factors
/// @param threads that share the pass over the rows; the result does not depend on it
public record Lmm(Formula formula, Estimator estimator, Roles roles, int threads) {
    /// @param formula for instance `y ~ x + (1 | g)`
    /// @return the model, to be fitted by REML
    public static Lmm of(String formula) {
        return of(Formula.parse(formula));
    }

    /// @param formula response, fixed and random terms
    /// @return the model, to be fitted by REML
    public static Lmm of(Formula formula) {
        return new Lmm(
                formula, Estimator.REML, Roles.defaults(), Runtime.getRuntime().availableProcessors());
    }

    /// @param estimator the criterion to minimise
    /// @return the model with that estimator
    public Lmm estimator(Estimator estimator) {
        return new Lmm(formula, estimator, roles, threads);
    }

    /// @param roles columns of weights and offset, contrasts of factors
    /// @return the model with these roles
    public Lmm roles(Roles roles) {
        return new Lmm(formula, estimator, roles, threads);
    }

    /// @param column of prior weights: the variance of a row is σ² / weight
    /// @return the model with weights
    public Lmm weights(String column) {
        return roles(roles.withWeights(column));
    }

    /// @param column that is added to the linear predictor
    /// @return the model with an offset
    public Lmm offset(String column) {
        return roles(roles.withOffset(column));
    }

    /// @param threads at least 1
    /// @return the model, its rows to be read by that many threads
    public Lmm threads(int threads) {
        return new Lmm(formula, estimator, roles, threads);
    }

    /// Reads the rows once and fits.
    ///
    /// @param data a frame, or a source of chunks
    /// @return the fit
    public LmmFit fit(RowSource data) {
        return fit(CrossProducts.of(ModelSpec.of(formula, data, roles), data, threads), estimator);
    }

    /// Fits without reading rows again.
    ///
    /// @param products of the rows
    /// @param estimator the criterion to minimise
    /// @return the fit
    public static LmmFit fit(CrossProducts products, Estimator estimator) {
        Identifiability.checkAnyRow(products);
        return fit(Standardised.of(products), estimator, null);
    }

    static LmmFit fit(Standardised standard, Estimator estimator, double @Nullable [] start) {
        List<Diagnostic> diagnostics = Identifiability.check(standard);
        Criterion criterion = Criterion.of(standard, estimator);
        double[] from = start != null ? start : Start.theta(criterion.template(), standard.products());
        Minimiser.Optimum optimum = new Minimiser(criterion).from(from);
        return new LmmFit(standard, criterion, optimum, diagnostics);
    }
}
