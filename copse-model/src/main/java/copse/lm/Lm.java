package copse.lm;

import copse.error.FormulaException;
import copse.error.Problem;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.model.Roles;
import org.jspecify.annotations.Nullable;

/// A linear model to be fitted by least squares: a formula without random terms, and the columns that hold
/// weights, offset, clusters and a factor to be absorbed. Immutable.
///
/// Model: `y = Xβ + offset + ε`, where nothing need be assumed about the ε of one cluster.
///
/// ```java
/// LmFit fit = Lm.of("score ~ arm + pre").clusters("school").fit(data);
/// ```
///
/// @param formula response and terms
/// @param roles columns of weights and offset, contrasts of factors
/// @param cluster the factor by which rows are read, null for none; `a:b` for combinations of levels
/// @param absorb a factor whose levels get a constant each that is taken out before the fit, null for none
/// @param threads that share the pass over the rows; the result does not depend on it
public record Lm(
        Formula formula,
        Roles roles,
        @Nullable String cluster,
        @Nullable String absorb,
        int threads) {
    /// @param formula for instance `y ~ x + z`
    /// @return the model
    public static Lm of(String formula) {
        return of(Formula.parse(formula));
    }

    /// @param formula response and terms
    /// @return the model
    public static Lm of(Formula formula) {
        return new Lm(
                formula, Roles.defaults(), null, null, Runtime.getRuntime().availableProcessors());
    }

    /// @param roles columns of weights and offset, contrasts of factors
    /// @return the model with these roles
    public Lm roles(Roles roles) {
        return new Lm(formula, roles, cluster, absorb, threads);
    }

    /// @param column of weights: coefficients minimise `Σ w (y − xᵀβ)²`
    /// @return the model with weights
    public Lm weights(String column) {
        return roles(roles.withWeights(column));
    }

    /// @param column that is added to the linear predictor
    /// @return the model with an offset
    public Lm offset(String column) {
        return roles(roles.withOffset(column));
    }

    /// @param factor the clusters; other covariances than those by this factor cost another pass over the rows
    /// @return the model, its rows to be read cluster by cluster
    public Lm clusters(String factor) {
        return new Lm(formula, roles, factor, absorb, threads);
    }

    /// Gives every level of a factor a constant of its own without estimating it.
    ///
    /// Coefficients and covariances are those of `+ factor(f)`; the levels count as coefficients. Memory and
    /// time grow with the levels, not their square.
    ///
    /// @param factor for instance the pair or the stratum
    /// @return the model with the factor absorbed
    public Lm absorb(String factor) {
        return new Lm(formula, roles, cluster, factor, threads);
    }

    /// @param threads at least 1
    /// @return the model, its rows to be read by that many threads
    public Lm threads(int threads) {
        return new Lm(formula, roles, cluster, absorb, threads);
    }

    /// Reads the rows once and fits.
    ///
    /// Cost: per row p²/2 multiplications.
    ///
    /// @param data a frame, or a source of chunks; kept, to be read again for covariances that need more
    /// @return the fit
    /// @throws FormulaException `N103` if there are random terms, others if formula and data do not fit
    /// @throws copse.error.InputException `N101`, `N102` if there are too few rows
    public LmFit fit(RowSource data) {
        if (!formula.groupColumns().isEmpty()) {
            throw new FormulaException(new Problem(
                    LmCode.RANDOM_TERMS.code(),
                    "random terms in `" + formula + "`",
                    "least squares has none: clusters enter by the covariance",
                    "drop the random terms and say `.clusters(\""
                            + formula.groupColumns().getFirst() + "\")`, or fit a mixed model with `Lmm`"));
        }
        SpecRows rows = new SpecRows(formula, data, roles, ClusterProducts.factors(cluster, absorb));
        return LmFit.of(rows, cluster, absorb, threads, rows.terms());
    }

    /// Fits without rows: a simulation's sums, or a bootstrap of clusters.
    ///
    /// @param products sums by cluster
    /// @return the fit
    /// @throws copse.error.InputException `N101`, `N102` if there are too few rows
    public static LmFit fit(ClusterProducts products) {
        return LmFit.of(products);
    }
}
