package copse.bayes;

import copse.mcmc.Draws;
import copse.mcmc.Sampling;

/// A fitted Bayesian model. Immutable.
public final class BayesFit {
    private final BayesModel model;
    private final Sampling sampling;

    BayesFit(BayesModel model, Sampling sampling) {
        this.model = model;
        this.sampling = sampling;
    }

    /// @return what was fitted, with its priors as resolved
    public BayesModel model() {
        return model;
    }

    /// @return how sampling went
    public Sampling sampling() {
        return sampling;
    }

    /// The posterior draws: `(Intercept)` (at x = 0), coefficients, `sd(g,term)`, `cor(g,term1,term2)`, `sigma`,
    /// `shape`,
    /// then `r(g)[level,term]`. `coef(g)[level,term]` and `mu(g,term)` follow from these.
    ///
    /// @return by name
    public Draws draws() {
        return sampling.draws();
    }
}
