package copse.bayes;

import copse.glmm.Averaging;
import copse.glmm.EffectScale;
import copse.mcmc.Chains;

/// An effect on the scale people think in, with its posterior draws. Immutable.
///
/// @param term the predictor whose effect it is
/// @param contrast what is compared: `b - a`, `b / a`, `+1`, `dy/dx`
/// @param scale on which it is told
/// @param averaging whose effect it is
/// @param draws of the effect, ratios as they are
public record PosteriorEffect(String term, String contrast, EffectScale scale, Averaging averaging, Chains draws) {
    /// @return the term, with what is compared in brackets
    public String label() {
        return term + " [" + contrast + "]";
    }

    /// @return the same as a number that follows from the parameters
    public Derived derived() {
        return new Derived(label(), draws);
    }

    /// The limits between which the effect lies with a probability, as much of it above them as below.
    ///
    /// @param level probability, such as 0.95
    /// @return lower and upper limit
    public CredibleInterval interval(double level) {
        return CredibleInterval.of(draws, level);
    }

    /// @return probability that the effect is above "no effect": 1 for ratios, else 0
    public double probabilityPositive() {
        return draws.above(scale.none());
    }

    /// What a difference means for whoever has to choose.
    ///
    /// @param goal whether more or less of the outcome is better
    /// @param threshold what the gain must exceed to be worth having
    /// @return probability and expected losses
    public Decision decision(Decision.Goal goal, double threshold) {
        if (scale.isRatio()) {
            throw new IllegalArgumentException("a decision is about a difference, not about " + scale.label());
        }
        return Decision.of(draws, goal, threshold);
    }
}
