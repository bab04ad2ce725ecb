package copse.bayes;

import copse.family.Family;
import copse.family.Link;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.math.Seed;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import copse.mcmc.Past;
import copse.mcmc.Sampling;
import copse.mcmc.Target;
import copse.model.Cells;
import copse.model.CrossProducts;
import copse.model.Grouping;
import copse.model.ModelSpec;
import copse.model.Roles;
import copse.model.internal.Standardised;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The posterior of a model given its rows, before it is sampled: priors resolved, rows read once and
/// compressed. Immutable.
///
/// Gaussian outcomes with identity link and one residual variance have their group effects integrated out and
/// drawn afterwards; every other model is sampled in all its coordinates.
public final class BayesPosterior {
    private final BayesModel model;
    private final PosteriorData data;
    private final Centring centring;

    private BayesPosterior(BayesModel model, PosteriorData data, Centring centring) {
        this.model = model;
        this.data = data;
        this.centring = centring;
    }

    /// Reads the rows once.
    ///
    /// @param bayes the model
    /// @param rows a frame, or a source of chunks
    /// @return the posterior
    static BayesPosterior of(Bayes bayes, RowSource rows) {
        Family family = bayes.family();
        Roles roles = roles(bayes.roles(), family);
        ModelSpec spec = ModelSpec.of(bayes.priors().complete(bayes.formula()), rows, roles);
        return of(family, bayes.priors(), read(spec, family, rows), bayes.centring());
    }

    /// The same model given other rows, such as some of its own: columns, levels, what transforms have learned
    /// and the priors stay as they are, defaults among them.
    ///
    /// @param model with its priors
    /// @param rows a frame, or a source of chunks
    /// @param centring coordinates of group effects
    /// @return the posterior
    static BayesPosterior of(BayesModel model, RowSource rows, Centring centring) {
        PosteriorData data = read(model.spec(), model.family(), rows);
        return new BayesPosterior(model.given(data), data, centring);
    }

    private static PosteriorData read(ModelSpec spec, Family family, RowSource rows) {
        return isConjugate(family, spec.roles())
                ? new PosteriorData.Products(CrossProducts.of(spec, rows))
                : new PosteriorData.Counted(Cells.of(spec, rows, family));
    }

    /// Takes rows that were read before, such as those of a saved run.
    ///
    /// @param family of the outcome
    /// @param priors what the user said
    /// @param data what was kept of the rows
    /// @param centring coordinates of group effects
    /// @return the posterior, the same as that of the rows
    public static BayesPosterior of(Family family, Priors priors, PosteriorData data, Centring centring) {
        BayesModel model = switch (data) {
            case PosteriorData.Products(CrossProducts products) -> BayesModel.of(family, priors, products);
            case PosteriorData.Counted(Cells cells) -> BayesModel.of(family, priors, cells);
        };
        return new BayesPosterior(model, data, centring);
    }

    private static boolean isConjugate(Family family, Roles roles) {
        return family instanceof Family.Gaussian(Link link)
                && link == Link.IDENTITY
                && !roles.parts().containsKey(Roles.SIGMA);
    }

    private static Roles roles(Roles roles, Family family) {
        Roles own = roles.withOutcome(family.outcome());
        return family.isInflated() && !own.parts().containsKey(Roles.ZERO_INFLATION)
                ? own.withPart(Roles.ZERO_INFLATION, Formula.parse("~ 1"))
                : own;
    }

    /// @return the model with its priors as resolved
    public BayesModel model() {
        return model;
    }

    /// @return what is kept of the rows
    public PosteriorData data() {
        return data;
    }

    /// Draws from the priors, as if they were a fit: predictions, effects and checks can be asked of it, with
    /// new groups, since it knows no effects of groups.
    ///
    /// @param draws how many
    /// @param seed of the draws
    /// @return the prior's draws of the hyperparameters, in one chain
    /// @throws copse.error.InputException `B128` if a prior is flat
    public BayesFit prior(int draws, Seed seed) {
        ModelHyper hyper = switch (data) {
            case PosteriorData.Products(CrossProducts products) ->
                ModelHyper.of(
                        model,
                        FixedMap.of(Standardised.of(products)),
                        Map.of(),
                        model.spec().groupings());
            case PosteriorData.Counted(Cells cells) -> {
                CellData.Prepared prepared = CellData.of(cells, part(cells));
                yield ModelHyper.of(
                        model, prepared.fixed(), prepared.parts(), model.spec().groupings());
            }
        };
        return fit(new Sampling(PriorDraws.of(model, hyper, draws, seed), List.of(), true));
    }

    /// Brings the data into the coordinates of the sampler, and looks for the mode, where chains start.
    ///
    /// @return what a sampler needs
    public Target target() {
        return switch (data) {
            case PosteriorData.Products(CrossProducts products) -> GaussianPosterior.of(model, products);
            case PosteriorData.Counted(Cells cells) -> target(cells);
        };
    }

    private static Optional<String> part(Cells cells) {
        return cells.spec().roles().parts().keySet().stream().findFirst();
    }

    private Target target(Cells cells) {
        CellData.Prepared prepared = CellData.of(cells, part(cells));
        List<Grouping> groupings =
                prepared.factors().stream().map(Cells.Factor::grouping).toList();
        Hyper hyper = ModelHyper.of(model, prepared.fixed(), prepared.parts(), groupings);
        return CellPosterior.of(prepared.data(), prepared.factors(), model.family(), hyper, centring);
    }

    /// Samples; where that shows signs of trouble that smaller steps or a longer warm-up may cure, once again
    /// with these. Priors are never changed.
    ///
    /// @param nuts how
    /// @param monitor told of progress; may stop the run
    /// @return the fit; [BayesFit#firstTry()] tells whether it is the second
    public BayesFit sample(Nuts nuts, Monitor monitor) {
        Target target = target();
        Sampling first = nuts.sample(target, monitor);
        return nuts.secondTry(first)
                .map(again -> fit(again.sample(target, monitor)).after(FirstTry.of(nuts, first)))
                .filter(second -> second.draws().perChain() > 0)
                .orElseGet(() -> fit(first));
    }

    /// Goes on with an interrupted run, without a second try.
    ///
    /// @param nuts how; as before, but for the number of draws
    /// @param pasts of chains whose warm-up was done
    /// @param monitor told of progress; may stop the run
    /// @return the fit, as if the run had never stopped
    public BayesFit resume(Nuts nuts, List<Past> pasts, Monitor monitor) {
        return fit(nuts.resume(target(), pasts, monitor));
    }

    /// @param sampling of this posterior's target
    /// @return the fit
    public BayesFit fit(Sampling sampling) {
        return new BayesFit(model, sampling);
    }
}
