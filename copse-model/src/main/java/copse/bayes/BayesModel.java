package copse.bayes;

import copse.error.Diagnostic;
import copse.error.InputException;
import copse.family.Family;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.ModelSpec;
import copse.prior.Prior;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A model with all its priors known: what the rows have to say is left to the posterior. Immutable.
public final class BayesModel {
    /// Name of the linear predictor of the mean.
    static final String MAIN = "";

    static final String INTERCEPT = "(Intercept)";
    static final String CENTERED = "intercept_centered";
    static final String SIGMA = "sigma";
    static final String SHAPE = "shape";
    static final String DF = "nu";

    private final ModelSpec spec;
    private final Family family;
    private final Map<String, ResolvedPrior> priors;
    private final Map<String, String> groupMeans;
    private final Map<String, Prior> defaults;
    private final DataScales scales;
    private final List<Diagnostic> diagnostics;

    private BayesModel(
            ModelSpec spec,
            Family family,
            PriorResolution resolution,
            DataScales scales,
            Function<BayesModel, List<Diagnostic>> check) {
        this.scales = scales;
        this.spec = spec;
        this.family = family;
        this.priors = resolution.resolved();
        this.groupMeans = resolution.groupMeans();
        this.defaults = resolution.defaults();
        this.diagnostics = check.apply(this);
    }

    private BayesModel(BayesModel other, Function<BayesModel, List<Diagnostic>> check) {
        this.scales = other.scales;
        this.spec = other.spec;
        this.family = other.family;
        this.priors = other.priors;
        this.groupMeans = other.groupMeans;
        this.defaults = other.defaults;
        this.diagnostics = check.apply(this);
    }

    /// Resolves priors for a model whose rows are known by their products.
    ///
    /// @param family gaussian
    /// @param priors what the user says
    /// @param products of the rows; their location and spread scale the defaults
    /// @return the model
    /// @throws InputException `B121` if a statement fits no parameter of the model, `B122`, `B123` if a prior
    ///     does not fit, `B124` to `B127` if flat priors make the posterior improper
    public static BayesModel of(Family family, Priors priors, CrossProducts products) {
        DataScales scales = DataScales.of(products);
        PriorResolution resolution = new PriorResolution(products.spec(), family, priors, scales);
        return new BayesModel(products.spec(), family, resolution, scales, model -> Propriety.check(model, products));
    }

    /// Resolves priors for a model whose rows are known by their cells.
    ///
    /// @param family of the outcome
    /// @param priors what the user says
    /// @param cells the rows; their location and spread scale the defaults
    /// @return the model
    /// @throws InputException `B121` if a statement fits no parameter of the model, `B122`, `B123` if a prior
    ///     does not fit, `B124` to `B127` if flat priors make the posterior improper
    public static BayesModel of(Family family, Priors priors, Cells cells) {
        DataScales scales = DataScales.of(cells);
        PriorResolution resolution = new PriorResolution(cells.spec(), family, priors, scales);
        return new BayesModel(cells.spec(), family, resolution, scales, model -> Propriety.check(model, cells));
    }

    /// This model, its priors and the means that they are stated at as they are, given other rows of its
    /// columns.
    ///
    /// @param rows what is kept of them
    /// @return the model
    /// @throws InputException `B124` to `B127` if flat priors make the posterior of these rows improper
    BayesModel given(PosteriorData rows) {
        return new BayesModel(this, model -> switch (rows) {
            case PosteriorData.Products(CrossProducts products) -> Propriety.check(model, products);
            case PosteriorData.Counted(Cells cells) -> Propriety.check(model, cells);
        });
    }

    /// Without a look at whether flat priors leave the posterior improper.
    static BayesModel of(ModelSpec spec, Family family, Priors priors, DataScales scales) {
        PriorResolution resolution = new PriorResolution(spec, family, priors, scales);
        return new BayesModel(spec, family, resolution, scales, _ -> List.of());
    }

    /// @return formula, columns and levels
    public ModelSpec spec() {
        return spec;
    }

    /// @return of the outcome
    public Family family() {
        return family;
    }

    /// @return the prior of every parameter, in the order in which parameters are printed
    public List<ResolvedPrior> priors() {
        return List.copyOf(priors.values());
    }

    /// @return what is to be known before sampling, such as a standard deviation that comes from its prior
    ///     alone
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// Means of the columns, about which an intercept may have its prior.
    DataScales scales() {
        return scales;
    }

    /// The statement of a parameter's default prior, to be pasted.
    String proposal(String parameter) {
        Prior prior = Optional.ofNullable(defaults.get(parameter)).orElseThrow();
        return new Priors.Statement(resolved(parameter).target(), prior).text();
    }

    /// @param parameter name as in [ResolvedPrior#parameter()]
    /// @return whether the model has it
    boolean hasPrior(String parameter) {
        return priors.containsKey(parameter);
    }

    ResolvedPrior resolved(String parameter) {
        return Optional.ofNullable(priors.get(parameter))
                .orElseThrow(() -> new IllegalArgumentException("no prior of " + parameter));
    }

    Prior prior(String parameter) {
        return resolved(parameter).prior();
    }

    /// Name of the parameter behind ω: `sigma` or `shape`, whether the model has it or not.
    String scaleName() {
        return PriorResolution.isSigma(family) ? SIGMA : SHAPE;
    }

    /// Whether the intercept at the means is reported too: where the user has stated a prior of it.
    boolean reportsCentered() {
        ResolvedPrior intercept = priors.get(INTERCEPT);
        return intercept != null && intercept.centered() && intercept.stated();
    }

    /// Fixed coefficients that are means of a group's coefficients, by the name they are reported by as such.
    Map<String, String> groupMeans() {
        return new LinkedHashMap<>(groupMeans);
    }

    /// @return name of a standard deviation: `sd(g,term)`
    static String sd(String group, String column) {
        return "sd(" + group + "," + column + ")";
    }

    /// @return name under which the prior of a group's correlations stands
    static String correlations(String group) {
        return "cor(" + group + ")";
    }

    /// @return name of a correlation: `cor(g,term1,term2)`
    static String correlation(String group, String first, String second) {
        return "cor(" + group + "," + first + "," + second + ")";
    }

    /// @return name of a coefficient of a linear predictor: `age`, `zi_age`
    static String coefficient(String part, String column) {
        return part.isEmpty() ? column : part + "_" + column;
    }
}
