package copse.bayes;

import copse.mcmc.Draws;
import copse.mcmc.Sampling;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fitted Bayesian model. Immutable.
public final class BayesFit {
    private final BayesModel model;
    private final Sampling sampling;
    private final @Nullable FirstTry firstTry;

    BayesFit(BayesModel model, Sampling sampling) {
        this(model, sampling, null);
    }

    private BayesFit(BayesModel model, Sampling sampling, @Nullable FirstTry firstTry) {
        this.model = model;
        this.sampling = sampling;
        this.firstTry = firstTry;
    }

    /// @param first the run that this one replaced
    /// @return the same fit, which knows of it
    public BayesFit after(FirstTry first) {
        return new BayesFit(model, sampling, first);
    }

    /// @return the run that this one replaced; empty if the first run showed no sign of trouble
    public Optional<FirstTry> firstTry() {
        return Optional.ofNullable(firstTry);
    }

    /// @return what was fitted, with its priors as resolved
    public BayesModel model() {
        return model;
    }

    /// @return how sampling went
    public Sampling sampling() {
        return sampling;
    }

    /// The posterior draws: `(Intercept)` (at x = 0), coefficients, `sd(g,term)`, `cor(g,term1,term2)`,
    /// `sigma`, `shape`, then `r(g)[level,term]`. `coef(g)[level,term]` and `mu(g,term)` follow from these.
    ///
    /// @return by name
    public Draws draws() {
        return sampling.draws();
    }
}
