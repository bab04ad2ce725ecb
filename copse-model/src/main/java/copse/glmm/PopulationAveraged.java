package copse.glmm;

import copse.error.FormulaException;
import copse.error.Problem;
import copse.family.Family;
import copse.formula.Expr;
import copse.formula.Formula;
import copse.formula.Operator;
import copse.formula.Response;
import copse.frame.RowSource;
import copse.model.Cells;
import copse.model.ModelSpec;
import copse.model.Roles;
import java.util.List;
import java.util.OptionalDouble;

/// A generalised linear model of the average over all clusters, whose standard errors come from the clusters
/// and hold whatever rows of a cluster have in common. Immutable.
///
/// Model: `g(E[y]) = Xβ + offset`, and clusters are independent. β solves `Σ_g D_gᵀV_g⁻¹(y_g − μ_g) = 0` with
/// the family's variance and a working correlation between rows of a cluster: with
/// [WorkingCorrelation#INDEPENDENCE] a generalised linear model with errors by clusters, with
/// [WorkingCorrelation#EXCHANGEABLE] a generalised estimating equation (GEE). Neither has to hold for β and its
/// covariance to be right; the closer it comes, the more precise β is.
///
/// A coefficient compares averages over all clusters. In a mixed model it compares units of the same cluster,
/// which for links but the identity (and, intercept apart, the logarithm) is another, larger number.
///
/// ```java
/// PopulationAveragedFit fit = PopulationAveraged.of("repeat ~ arm + sex", Family.binomial(),
/// "school").fit(pupils);
/// RobustGlm robust = fit.robust(SandwichCorrection.CR2);
/// robust.coefficients().effect("arm[b]", 0.95);          // log odds ratio, CR2, Satterthwaite
/// robust.effects().effect("arm", EffectOptions.defaults()); // risk difference
/// ```
///
/// Source: Liang and Zeger (1986), Biometrika 73(1), 13-22. doi:10.1093/biomet/73.1.13
///
/// @param formula response and fixed terms
/// @param family binomial, poisson, Gamma or gaussian with any of their links; negative binomial counts
///     (`nbinom2`) with a known shape
/// @param cluster the factor; `a:b` for combinations of levels
/// @param roles columns of weights and offset, contrasts of factors
/// @param correlation between rows of a cluster, in the equations
/// @param shape φ of `nbinom2`, taken as known; empty for other families
public record PopulationAveraged(
        Formula formula,
        Family family,
        String cluster,
        Roles roles,
        WorkingCorrelation correlation,
        OptionalDouble shape) {
    /// @param formula for instance `y ~ arm + x`
    /// @param family of the outcome
    /// @param cluster the factor
    /// @return the model, rows of a cluster taken as independent in the equations
    public static PopulationAveraged of(String formula, Family family, String cluster) {
        return of(Formula.parse(formula), family, cluster);
    }

    /// @param formula response and fixed terms
    /// @param family of the outcome
    /// @param cluster the factor
    /// @return the model, rows of a cluster taken as independent in the equations
    public static PopulationAveraged of(Formula formula, Family family, String cluster) {
        return new PopulationAveraged(
                formula, family, cluster, Roles.defaults(), WorkingCorrelation.INDEPENDENCE, OptionalDouble.empty());
    }

    /// The same model as a fit without random terms, to get errors by clusters for it.
    ///
    /// @param fit a generalised linear model; the shape of a negative binomial family is taken from it as known
    /// @param cluster the factor
    /// @return the model, to be fitted to the same rows
    public static PopulationAveraged of(GlmmFit fit, String cluster) {
        return new PopulationAveraged(
                fit.spec().formula(),
                fit.family(),
                cluster,
                fit.spec().roles(),
                WorkingCorrelation.INDEPENDENCE,
                fit.shape());
    }

    /// @param newRoles columns of weights and offset, contrasts of factors
    /// @return the model with these roles
    public PopulationAveraged roles(Roles newRoles) {
        return new PopulationAveraged(formula, family, cluster, newRoles, correlation, shape);
    }

    /// @param newCorrelation between rows of a cluster, in the equations
    /// @return the model with that correlation
    public PopulationAveraged correlation(WorkingCorrelation newCorrelation) {
        return new PopulationAveraged(formula, family, cluster, roles, newCorrelation, shape);
    }

    /// Reads the rows once and fits.
    ///
    /// - Cost: beside the pass, a few times cells × p²; cells are far fewer than rows if predictors are
    ///   discrete.
    ///
    /// @param data a frame, or a source of chunks; rows whose cluster is missing are left out
    /// @return the fit
    /// @throws FormulaException `N364` if there are random terms, others if formula and data do not fit
    /// @throws copse.error.InputException `N363` if the family has no such equations, `N365` if there is one
    ///     cluster, `N367` if the link leaves no way to start, `N368` if there are too few rows
    public PopulationAveragedFit fit(RowSource data) {
        if (!formula.groupColumns().isEmpty()) {
            throw new FormulaException(new Problem(
                    EquationsCode.RANDOM_TERMS.code(),
                    "random terms in `" + formula + "`",
                    "clusters enter by the working correlation and the standard errors",
                    "drop the random terms and name the cluster `"
                            + formula.groupColumns().getFirst() + "`, or fit a mixed model"));
        }
        QuasiModel model = QuasiModel.of(family, shape);
        ModelSpec spec = ModelSpec.of(clustered(data), data, Glmm.roles(roles, family));
        return PopulationAveragedFit.of(this, model, ClusterCells.of(Cells.of(spec, data, family), cluster));
    }

    /// Fits without reading rows again.
    ///
    /// @param cells of a model that has the cluster among its grouping factors; what its random terms are makes
    ///     no difference
    /// @param family of the outcome
    /// @param cluster one of the grouping factors
    /// @param correlation between rows of a cluster, in the equations
    /// @return the fit
    /// @throws copse.error.InputException as [#fit(RowSource)], and `N366` for the correlation of summed
    ///     counts, `N369` if the cells do not know the cluster
    public static PopulationAveragedFit fit(
            Cells cells, Family family, String cluster, WorkingCorrelation correlation) {
        PopulationAveraged model = new PopulationAveraged(
                cells.spec().formula(), family, cluster, cells.spec().roles(), correlation, OptionalDouble.empty());
        return PopulationAveragedFit.of(
                model, QuasiModel.of(family, OptionalDouble.empty()), ClusterCells.of(cells, cluster));
    }

    /// The formula with the clusters as groups, so that cells are read by cluster.
    private Formula clustered(RowSource data) {
        // a column may have a colon in its name
        List<String> columns = data.schema().find(cluster).isPresent() ? List.of(cluster) : List.of(cluster.split(":"));
        Expr group = Expr.name(columns.getFirst());
        for (String column : columns.subList(1, columns.size())) {
            group = group.with(Operator.INTERACTION, Expr.name(column));
        }
        Response response = formula.response()
                .orElseThrow(() -> new FormulaException(new Problem(
                        EquationsCode.NO_RESPONSE.code(),
                        "no response in `" + formula + "`",
                        "a model says what is explained, left of ~",
                        "write the outcome first: `y " + formula + "`")));
        return Formula.of(response, formula.right(), Expr.number(1).by(group));
    }
}
