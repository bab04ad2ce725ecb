package copse.report.trial;

import copse.report.BayesResult;

/// The Bayesian analysis beside the primary one.
///
/// @param result what is told of it
/// @param effect draws of the effect of the treatment on the scale of the outcome, all chains; empty if they
///     are not at hand
public record Posterior(BayesResult result, double[] effect) {
    /// Copies the draws.
    public Posterior {
        effect = effect.clone();
    }

    @Override
    public double[] effect() {
        return effect.clone();
    }
}
