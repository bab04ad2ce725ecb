package copse.bayes;

import copse.family.Family;
import copse.formula.Formula;
import copse.frame.RowSource;
import copse.mcmc.Monitor;
import copse.mcmc.Nuts;
import copse.model.Roles;

/// A Bayesian multilevel model to be fitted: formula, family, priors. Immutable.
///
/// Model: `g(E[y | b]) = Xβ + Zb + offset`, `b ~ N(0, Σ)` per level, priors on β, on the standard deviations
/// and correlations in Σ, and on what else the family has.
///
/// @param formula response, fixed and group-varying terms
/// @param family of the outcome
/// @param roles columns of weights and offset, contrasts, formulas of zero inflation (`zi`) and of log sigma
///     (`sigma`)
/// @param priors what the user says about them
/// @param centring coordinates of the group effects
public record Bayes(Formula formula, Family family, Roles roles, Priors priors, Centring centring) {
    /// @param formula for instance `y ~ x + (1 | g)`
    /// @param family of the outcome
    /// @return the model with default priors
    public static Bayes of(String formula, Family family) {
        return of(Formula.parse(formula), family);
    }

    /// @param formula response, fixed and group-varying terms
    /// @param family of the outcome
    /// @return the model with default priors
    public static Bayes of(Formula formula, Family family) {
        return new Bayes(formula, family, Roles.defaults(), Priors.defaults(), Centring.AUTO);
    }

    /// @param newPriors what is said about priors
    /// @return the model with these
    public Bayes priors(Priors newPriors) {
        return new Bayes(formula, family, roles, newPriors, centring);
    }

    /// @param newRoles columns of weights and offset, contrasts
    /// @return the model with these
    public Bayes roles(Roles newRoles) {
        return new Bayes(formula, family, newRoles, priors, centring);
    }

    /// @param coordinates of the group effects; they change how fast the sampler is, never the posterior
    /// @return the model with these
    public Bayes centring(Centring coordinates) {
        return new Bayes(formula, family, roles, priors, coordinates);
    }

    /// Reads the rows once and resolves the priors.
    ///
    /// @param data a frame, or a source of chunks
    /// @return the posterior, to be sampled
    /// @throws copse.error.CopseException if the model and the rows do not go together, or a prior fits no
    ///     parameter
    public BayesPosterior posterior(RowSource data) {
        return BayesPosterior.of(this, data);
    }

    /// Reads the rows once and samples.
    ///
    /// @param data a frame, or a source of chunks
    /// @param nuts how to sample
    /// @return the fit
    public BayesFit fit(RowSource data, Nuts nuts) {
        return fit(data, nuts, Monitor.SILENT);
    }

    /// Reads the rows once, samples, and tells how it goes.
    ///
    /// @param data a frame, or a source of chunks
    /// @param nuts how to sample
    /// @param monitor told of progress; may stop the run
    /// @return the fit
    public BayesFit fit(RowSource data, Nuts nuts, Monitor monitor) {
        return posterior(data).sample(nuts, monitor);
    }
}
